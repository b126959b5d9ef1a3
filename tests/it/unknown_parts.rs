//! Texts in parts of packages that no other reader covers: custom properties, scenarios, unknown elements and
//! attributes, years alone, names of empty sheets, words in number formats.

use crate::support::each_case;
use crate::{
    docx::document,
    support::{self, filling, workbook},
};

const ASKED: &str = "Is customer data encrypted at rest?";

fn rows<'a>(above: &'a [&'a str]) -> Vec<&'a [&'a str]> {
    let asked: [&[&str]; 3] = [&["1", ASKED], &["2", "Is the lawn mown?"], &["3", "Is the gate locked?"]];
    let head: &[&str] = &["ID", "Question", "Answer"];
    std::iter::once(head).chain((!above.is_empty()).then_some(above)).chain(asked).collect()
}

/// A workbook with this XML after its rows, with changes of its parts and with further ones.
fn book(after: &str, change: &dyn Fn(&str, String) -> String, more: &[(&str, String)]) -> Vec<u8> {
    let bytes = filling::workbook(&rows(&[]), after);
    let parts = workbook::entries(&bytes).into_iter();
    let mut parts: Vec<(String, Vec<u8>)> = parts
        .map(|workbook::ArchiveEntry { name, content, .. }| {
            let text = change(&name, String::from_utf8(content).unwrap());
            (name, text.into_bytes())
        })
        .collect();
    parts.extend(more.iter().map(|(name, text)| ((*name).to_owned(), text.clone().into_bytes())));
    workbook::archive(parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())))
}

fn plain(_: &str, text: String) -> String {
    text
}

fn answered(name: &str, bytes: &[u8]) -> bool {
    let dir = filling::vendor();
    let run = filling::answer(dir.path(), name, bytes, &[], &[]);
    let questions =
        run.answers["questions"].as_array().unwrap_or_else(|| panic!("{}", support::stderr(&run.output)));
    questions.iter().find(|it| it["text"].to_string().contains(ASKED)).unwrap()["tier"] == "answered"
}

/// A workbook whose file has this custom property.
fn with_property(name: &str, value: &str) -> Vec<u8> {
    let relation = "<Relationship Id=\"r9\" \
        Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties\" \
        Target=\"docProps/custom.xml\"/></Relationships>";
    let change = |part: &str, text: String| match part {
        "_rels/.rels" => text.replace("</Relationships>", relation),
        _ => text,
    };
    let part = format!(
        "<Properties xmlns:vt=\"urn:vt\"><property \
         name=\"{name}\"><vt:lpwstr>{value}</vt:lpwstr></property></Properties>"
    );
    book("", &change, &[("docProps/custom.xml", part)])
}

#[test]
fn custom_properties_are_read() {
    let cases = [
        ("Scope", "Subcontractors", false),
        ("Applies to", "Site 2", false),
        ("Reporting period", "2023", false),
        ("ContentTypeId", "0x0101003F61C1", true),
        ("Author", "Jane Doe", true),
        ("Scope", "", true),
    ];
    each_case(cases, |(name, value, expected)| {
        assert_eq!(answered("asked.xlsx", &with_property(name, value)), expected, "{name}: {value}");
    });
}

#[test]
fn unknown_sheet_elements_are_shown() {
    let cases = [
        (
            "<scenarios><scenario name=\"Subcontractors\" user=\"Jane Doe\" count=\"1\"><inputCells \
             r=\"C2\" val=\"1\"/></scenario></scenarios>",
            false,
        ),
        ("<scenarios><scenario name=\"s\" comment=\"For our branch\"/></scenarios>", false),
        (
            "<extLst><ext uri=\"{0}\"><y:new xmlns:y=\"urn:y\" says=\"Our subcontractors\"/></ext></extLst>",
            false,
        ),
        (
            "<extLst><ext uri=\"{0}\"><y:new xmlns:y=\"urn:y\">Our subcontractors</y:new></ext></extLst>",
            false,
        ),
        (
            "<extLst><ext uri=\"{0}\"><y:new xmlns:y=\"urn:y\" kind=\"percentOfTotal\" \
             count=\"12\"/></ext></extLst>",
            true,
        ),
        ("<headerFooter><oddHeader>&amp;C2023</oddHeader></headerFooter>", false),
        ("<headerFooter><oddFooter>&amp;CPage &amp;P</oddFooter></headerFooter>", true),
    ];
    each_case(cases, |(after, expected)| {
        assert_eq!(answered("asked.xlsx", &book(after, &plain, &[])), expected, "{after}");
    });
    let comment = |part: &str, text: String| match part {
        "xl/workbook.xml" => text.replace(
            "</workbook>",
            "<definedNames><definedName name=\"Area\" comment=\"Only for our \
             subcontractors\">Sheet1!$A$1</definedName></definedNames></workbook>",
        ),
        _ => text,
    };
    assert!(!answered("asked.xlsx", &book("", &comment, &[])));
}

#[test]
fn names_of_empty_sheets_are_read() {
    let empty = |name: &str, state: &str| {
        let change = |part: &str, text: String| match part {
            "xl/workbook.xml" => text.replace(
                "</sheets>",
                &format!(
                    "<sheet name=\"{name}\" sheetId=\"2\" {state} \
                    r:id=\"r2\"/></sheets>"
                ),
            ),
            "xl/_rels/workbook.xml.rels" => text.replace(
                "</Relationships>",
                "<Relationship Id=\"r2\" \
                    Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" \
                    Target=\"worksheets/sheet2.xml\"/></Relationships>",
            ),
            _ => text,
        };
        let sheet = "<worksheet \
            xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData/></worksheet>";
        answered("asked.xlsx", &book("", &change, &[("xl/worksheets/sheet2.xml", sheet.to_owned())]))
    };
    assert!(!empty("For subcontractors only", ""));
    assert!(empty("For subcontractors only", "state=\"hidden\""));
    assert!(empty("Sheet2", ""));
}

#[test]
fn a_year_alone_is_read_in_any_position() {
    let cases = ["(2023)", "2023", "FY 2023", "31.12.2023"];
    each_case(cases, |text| {
        let bytes = filling::workbook(&rows(&["", text]), "");
        assert!(!answered("asked.xlsx", &bytes), "{text}");
    });
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let table = |properties: &str| {
        let row = |cells: [&str; 3]| format!("<w:tr>{}</w:tr>", cells.map(cell).concat());
        let rows = [
            row(["No", "Question", "Answer"]),
            row(["1", ASKED, ""]),
            row(["2", "Is the lawn mown?", ""]),
            row(["3", "Is the gate locked?", ""]),
        ];
        format!("<w:tbl><w:tblPr>{properties}</w:tblPr>{}</w:tbl>", rows.concat())
    };
    let cases = [("2023", false), ("12", true)];
    each_case(cases, |(year, expected)| {
        let caption = format!("<w:tblCaption w:val=\"{year}\"/>");
        assert_eq!(
            answered("asked.docx", &document(&table(&caption), &[]).bytes),
            expected,
            "caption {year}"
        );
        let header = format!("<w:hdr xmlns:w=\"urn:w\"><w:p><w:r><w:t>{year}</w:t></w:r></w:p></w:hdr>");
        assert_eq!(
            answered("asked.docx", &document(&table(""), &[("header", header)]).bytes),
            expected,
            "header {year}"
        );
        let numbering = format!(
            "<w:numbering xmlns:w=\"urn:w\"><w:abstractNum w:abstractNumId=\"0\"><w:lvl \
             w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/><w:lvlText \
             w:val=\"{year}-%1\"/></w:lvl></w:abstractNum></w:numbering>"
        );
        assert_eq!(
            answered("asked.docx", &document(&table(""), &[("numbering", numbering)]).bytes),
            expected,
            "number {year}"
        );
    });
}

#[test]
fn deleted_tracked_changes_apply_to_the_remaining_text() {
    let tracked = "w:id=\"1\" w:author=\"Jane\" w:date=\"2026-01-01T00:00:00Z\"";
    let run = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let cell = |inner: &str| format!("<w:tc><w:p>{inner}</w:p></w:tc>");
    let row = |cells: [&str; 3]| format!("<w:tr>{}</w:tr>", cells.map(cell).concat());
    let (start, end) = ASKED.split_at(ASKED.len() - 1);
    let gone = |text: &str| {
        format!("<w:del {tracked}><w:r><w:delText xml:space=\"preserve\">{text}</w:delText></w:r></w:del>")
    };
    let moved = |text: &str| format!("<w:moveFrom {tracked}>{}</w:moveFrom>", run(text));
    let cases = [
        (run(ASKED), String::new(), true),
        (run(start) + &gone(" in Brazil") + &run(end), String::new(), false),
        (run(start) + &moved(" in Brazil") + &run(end), String::new(), false),
        (run(start) + &gone(" ") + &run(end), String::new(), true),
        (run(ASKED), format!("<w:p>{}</w:p>", gone("For your subcontractors.")), true),
    ];
    each_case(cases, |(asked, note, expected)| {
        let rows = [
            row([&run("No"), &run("Question"), &run("Answer")]),
            row([&run("1"), &asked, ""]),
            row([&run("2"), &run("Is the lawn mown?"), ""]),
            row([&run("3"), &run("Is the gate locked?"), ""]),
        ];
        let body = format!("{note}<w:tbl><w:tblPr/>{}</w:tbl>", rows.concat());
        assert_eq!(answered("asked.docx", &document(&body, &[]).bytes), expected, "{asked} {note}");
    });
}

#[test]
fn sentences_in_parts_that_are_not_read_are_named() {
    let printed = |after: &str, more: &[(&str, String)]| {
        let dir = filling::vendor();
        let run = filling::answer(dir.path(), "asked.xlsx", &book(after, &plain, more), &[], &[]);
        support::stdout(&run.output) + &support::stderr(&run.output)
    };
    let says = "Answer for your subsidiary in Brazil";
    let rule = |text: &str| {
        format!(
            "<conditionalFormatting sqref=\"C2\"><cfRule type=\"containsText\" priority=\"1\" \
             operator=\"containsText\" text=\"{text}\"/></conditionalFormatting>"
        )
    };
    let part = |text: &str| [("customXml/item1.xml", format!("<a><b>{text}</b></a>"))];
    let cache = |text: &str| {
        let items = format!("<sharedItems><s v=\"{text}\"/></sharedItems>");
        let name = "xl/pivotCache/pivotCacheDefinition1.xml";
        [(name, format!("<pivotCacheDefinition><cacheField>{items}</cacheField></pivotCacheDefinition>"))]
    };
    assert!(printed("", &part(says)).contains("contains custom XML, which are not read"));
    assert!(printed("", &cache(says)).contains("contains caches of pivot tables, which"));
    let both = printed(&rule(says), &part(says));
    assert!(both.contains("contains custom XML and words in conditional formats, which"), "{both}");
    each_case(
        [("Yes", &part("DocumentLibraryForm")), ("Gap found", &part("")), ("N/A", &cache("Fully met"))],
        |it| {
            assert!(!printed(&rule(it.0), it.1).contains("not read"), "{}", it.0);
        },
    );
}
