//! Texts outside the question cells of workbooks and documents stop answers that they may change.

use crate::support::each_case;
use crate::{
    docx::document,
    support::{filling, workbook::archive},
};

const ASKED: &str = "Is customer data encrypted at rest?";
const ALL: &str = "All questions are about your subcontractors.";

/// Whether the question is answered; `None` if it is not read as a question.
fn answered(name: &str, bytes: &[u8]) -> Option<bool> {
    let dir = filling::vendor();
    let run = filling::answer(dir.path(), name, bytes, &[], &[]);
    let questions = run.answers["questions"].as_array().unwrap_or_else(|| panic!("{:?}", run.output));
    let own = questions.iter().find(|it| it.to_string().contains(ASKED))?;
    Some(own["tier"] == "answered")
}

/// Parts of a workbook other than the texts of its cells.
#[derive(Default, Clone, Copy)]
struct Book<'a> {
    /// Additional cells of the header row and of the question's row, and additional rows.
    head: &'a str,
    row: &'a str,
    rows: &'a str,
    /// Attributes of the question's cell, and its runs instead of its text.
    asked: &'a str,
    runs: &'a str,
    /// XML before and after the rows.
    before: &'a str,
    after: &'a str,
    /// Number formats, and properties of the file.
    styles: &'a str,
    properties: &'a str,
}

fn cell(at: &str, text: &str) -> String {
    format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

impl Book<'_> {
    fn bytes(&self) -> Vec<u8> {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let package = "http://schemas.openxmlformats.org/package/2006";
        let relations = |inner: &[(&str, &str)]| {
            let one = |(at, (kind, target)): (usize, &(&str, &str))| {
                format!("<Relationship Id=\"r{at}\" Type=\"{kind}\" Target=\"{target}\"/>")
            };
            let all: String = inner.iter().enumerate().map(one).collect();
            format!("<Relationships xmlns=\"{package}/relationships\">{all}</Relationships>")
        };
        let own = if self.runs.is_empty() { format!("<t>{ASKED}</t>") } else { self.runs.to_owned() };
        let asked =
            format!("{}<c r=\"B2\" t=\"inlineStr\" {}><is>{own}</is></c>", cell("A2", "1"), self.asked);
        let heads =
            cell("A1", "No") + &cell("B1", "Question") + &cell("C1", "Answer") + &cell("D1", "Comment");
        let other = cell("A3", "2") + &cell("B3", "Is the lawn mown?");
        let last = cell("A4", "3") + &cell("B4", "Is the gate locked?");
        let data = format!(
            "<row r=\"1\">{heads}{}</row><row r=\"2\">{asked}{}</row><row r=\"3\">{other}</row><row \
             r=\"4\">{last}</row>{}",
            self.head, self.row, self.rows
        );
        let (sheet, styles) = (format!("{office}/worksheet"), format!("{office}/styles"));
        let parts = [
            (
                "[Content_Types].xml",
                format!(
                    "<Types xmlns=\"{package}/content-types\"><Default Extension=\"xml\" \
                        ContentType=\"application/xml\"/></Types>"
                ),
            ),
            (
                "_rels/.rels",
                relations(&[
                    (&format!("{office}/officeDocument"), "xl/workbook.xml"),
                    (&format!("{package}/relationships/metadata/core-properties"), "docProps/core.xml"),
                ]),
            ),
            (
                "xl/workbook.xml",
                format!(
                    "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"Sheet1\" \
                        sheetId=\"1\" r:id=\"r0\"/></sheets></workbook>"
                ),
            ),
            (
                "xl/_rels/workbook.xml.rels",
                relations(&[(&sheet, "worksheets/sheet1.xml"), (&styles, "styles.xml")]),
            ),
            (
                "xl/worksheets/sheet1.xml",
                format!(
                    "<worksheet xmlns=\"{main}\">{}<sheetData>{data}</sheetData>{}</worksheet>",
                    self.before, self.after
                ),
            ),
            ("xl/styles.xml", format!("<styleSheet xmlns=\"{main}\">{}</styleSheet>", self.styles)),
            (
                "docProps/core.xml",
                format!(
                    "<cp:coreProperties xmlns:cp=\"{package}/metadata/core-properties\" \
                        xmlns:dc=\"http://purl.org/dc/elements/1.1/\">{}</cp:coreProperties>",
                    self.properties
                ),
            ),
        ];
        archive(parts.iter().map(|(name, text)| (*name, text.as_bytes())))
    }

    fn answered(&self) -> Option<bool> {
        answered("asked.xlsx", &self.bytes())
    }
}

/// Formats; the second has a font that is struck through, and the third a number format.
fn styles(code: &str) -> String {
    format!(
        "<numFmts><numFmt numFmtId=\"200\" \
         formatCode=\"{}\"/></numFmts><fonts><font/><font><strike/></font></fonts><cellXfs><xf/><xf \
         fontId=\"1\"/><xf numFmtId=\"200\"/></cellXfs>",
        code.replace('"', "&quot;")
    )
}

#[test]
fn page_texts_and_properties_of_a_workbook_apply_to_its_questions() {
    let none = Book::default();
    assert_eq!(none.answered(), Some(true));
    let page = |text: &str| format!("<headerFooter><oddHeader>{text}</oddHeader></headerFooter>");
    assert_eq!(Book { after: &page("&amp;RPage &amp;P of &amp;N"), ..none }.answered(), Some(true));
    assert_eq!(
        Book { after: &page("&amp;CAcme Payroll GmbH (subcontractor)"), ..none }.answered(),
        Some(false)
    );
    let footer =
        format!("<headerFooter><evenFooter>&amp;L&amp;\"Arial,Bold\"{ALL}</evenFooter></headerFooter>");
    assert_eq!(Book { after: &footer, ..none }.answered(), Some(false));
    assert_eq!(Book { properties: "<dc:title>Questionnaire</dc:title>", ..none }.answered(), Some(true));
    let program = "<dc:description>generated by python-docx</dc:description>";
    assert_eq!(Book { properties: program, ..none }.answered(), Some(true));
    let cases = ["dc:title", "dc:subject", "cp:keywords", "dc:description"];
    each_case(cases, |name| {
        assert_eq!(
            Book { properties: &format!("<{name}>{ALL}</{name}>"), ..none }.answered(),
            Some(false),
            "{name}"
        );
    });
}

#[test]
fn a_struck_through_question_is_skipped() {
    let styles = styles("@");
    let none = Book { styles: &styles, ..Book::default() };
    let run =
        |text: &str, format: &str| format!("<r><rPr>{format}</rPr><t xml:space=\"preserve\">{text}</t></r>");
    let (one, rest) = ASKED.split_at(12);
    assert_eq!(none.answered(), Some(true));
    assert_eq!(Book { asked: "s=\"1\"", ..none }.answered(), None);
    assert_eq!(
        Book { runs: &(run(one, "<strike/>") + &run(rest, "<b/><strike val=\"1\"/>")), ..none }.answered(),
        None
    );
    assert_eq!(
        Book { runs: &(run(one, "<b/>") + &run(rest, "<strike val=\"0\"/>")), ..none }.answered(),
        Some(true)
    );
    // If a text is partly struck through, a person must decide what is asked.
    assert_eq!(Book { runs: &(run(one, "<strike/>") + &run(rest, "<b/>")), ..none }.answered(), Some(false));
    let dir = filling::vendor();
    let run = filling::answer(dir.path(), "asked.xlsx", &Book { asked: "s=\"1\"", ..none }.bytes(), &[], &[]);
    assert!(run.answers["mapping"].to_string().contains("struck-through"), "{}", run.answers["mapping"]);
}

#[test]
fn words_in_a_number_format_apply_to_the_question() {
    let cases = [
        ("@", true),
        ("General;General;General;@", true),
        ("\"For your parent company: \"@", false),
        ("0;0;0;\"At your subcontractors: \"@", false),
        ("\"not \"General", false),
        ("General\" at your subcontractors\"", false),
        ("\"not \"0", true),
    ];
    each_case(cases, |(code, expected)| {
        let styles = styles(code);
        let book = Book { styles: &styles, asked: "s=\"2\"", ..Book::default() };
        assert_eq!(book.answered(), Some(expected), "{code}");
        // The words of the format are also before the answer.
        let shown_before_words = code.contains("@") || code.contains("General");
        let empty = Book { styles: &styles, row: "<c r=\"C2\" s=\"2\"/>", ..Book::default() };
        assert_eq!(empty.answered(), Some(expected || !shown_before_words), "answer cell {code}");
    });
}

#[test]
fn distant_and_hidden_texts_are_read() {
    let only = "Only for subcontractors.";
    let none = Book::default();
    assert_eq!(Book { row: &cell("AS2", only), ..none }.answered(), Some(false));
    assert_eq!(Book { row: &cell("AS2", "Yes"), ..none }.answered(), Some(true));
    assert_eq!(Book { head: &cell("H1", "Yellow = subcontractors"), ..none }.answered(), Some(false));
    let row = |number: u32, attributes: &str, text: &str| {
        format!("<row r=\"{number}\" {attributes}>{}</row>", cell(&format!("B{number}"), text))
    };
    assert_eq!(Book { rows: &row(9, "hidden=\"1\"", ALL), ..none }.answered(), Some(false));
    assert_eq!(Book { rows: &row(9, "", ALL), ..none }.answered(), Some(false));
    let hidden = "<cols><col min=\"8\" max=\"8\" hidden=\"1\"/></cols>";
    assert_eq!(Book { before: hidden, row: &cell("H2", ALL), ..none }.answered(), Some(false));
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn table(rows: &[&[&str]]) -> String {
    let cell = |text: &&str| {
        let inner = if text.starts_with("<w:p>") { (*text).to_owned() } else { paragraph(text) };
        format!("<w:tc>{inner}</w:tc>")
    };
    let row = |cells: &&[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

fn asking(question: &str) -> String {
    let head: &[&str] = &["No", "Question", "Answer"];
    table(&[head, &["1", question, ""], &["2", "Is the lawn mown?", ""], &["3", "Is the gate locked?", ""]])
}

fn of_document(body: &str, parts: &[(&str, String)]) -> Option<bool> {
    answered("asked.docx", &document(body, parts).bytes)
}

#[test]
fn headers_boxes_and_paragraphs_of_a_document_apply_to_its_questions() {
    let space = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let page = |name: &str, text: &str| format!("<w:{name} {space}>{}</w:{name}>", paragraph(text));
    let plain = asking(ASKED);
    assert_eq!(of_document(&plain, &[]), Some(true));
    assert_eq!(
        of_document(&plain, &[("header", page("hdr", "Questionnaire")), ("footer", page("ftr", "Page 1"))]),
        Some(true)
    );
    let own = "Questionnaire for your subcontractor Acme Payroll GmbH";
    assert_eq!(of_document(&plain, &[("header", page("hdr", own))]), Some(false));
    assert_eq!(of_document(&plain, &[("footer", page("ftr", "Scope: subcontractors"))]), Some(false));
    let boxed = |text: &str| table(&[&[text]]);
    assert_eq!(of_document(&(boxed("Please answer Yes or No.") + &plain), &[]), Some(true));
    assert_eq!(of_document(&(boxed("Answer for your subcontractors.") + &plain), &[]), Some(false));
    assert_eq!(
        of_document(&(paragraph("Welcome") + &boxed("Scope: subcontractors") + &plain), &[]),
        Some(false)
    );
    assert_eq!(of_document(&(plain.clone() + &paragraph(ALL)), &[]), Some(false));
    assert_eq!(of_document(&(plain + &boxed(ALL)), &[]), Some(false));
}

#[test]
fn a_struck_through_question_of_a_document_is_skipped() {
    let run = |text: &str, format: &str| {
        format!("<w:r><w:rPr>{format}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
    };
    let lines = |asked: &str| {
        let line = paragraph("____________________");
        [asked, &line, &paragraph("Is the lawn mown?"), &line, &paragraph("Is the gate locked?"), &line]
            .concat()
    };
    let (one, rest) = ASKED.split_at(12);
    let cases = [
        (run(ASKED, "<w:b w:val=\"0\"/>"), Some(true)),
        (run(ASKED, "<w:strike/>"), None),
        (run(ASKED, "<w:strike w:val=\"0\"/>"), Some(true)),
        (run(one, "<w:dstrike/>") + &run(rest, "<w:strike/>"), None),
        (run(one, "<w:strike/>") + &run(rest, ""), Some(false)),
    ];
    each_case(cases, |(runs, expected)| {
        let asked = format!("<w:p>{runs}</w:p>");
        assert_eq!(of_document(&asking(&asked), &[]), expected, "{runs}");
        assert_eq!(of_document(&lines(&asked), &[]), expected, "{runs}");
    });
}
