//! Text between the tables of a document applies to the tables below it up to the next heading, not only to
//! the next table.

use crate::support::each_case;
use crate::{docx::document, support::filling};

const ASKED: [&str; 2] = ["Is customer data encrypted at rest?", "Is customer data stored in the EU?"];

const STYLES: &str = "<w:styles \
     xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:style w:type=\"paragraph\" \
     w:styleId=\"H1\"><w:name w:val=\"heading 1\"/></w:style><w:style w:type=\"paragraph\" \
     w:styleId=\"H2\"><w:name w:val=\"heading 2\"/></w:style><w:style w:type=\"paragraph\" \
     w:styleId=\"T\"><w:name w:val=\"Title\"/></w:style></w:styles>";
const NUMBERING: &str = "<w:numbering \
     xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:abstractNum \
     w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/></w:lvl></w:abstractNum><w:num \
     w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>";

/// A paragraph; a prefix sets its format: `b Suppliers`.
fn paragraph(line: &str) -> String {
    let (form, text) = line.split_once(' ').unwrap_or(("p", ""));
    let (own, run) = match form {
        "h1" => ("<w:pStyle w:val=\"H1\"/>", ""),
        "h2" => ("<w:pStyle w:val=\"H2\"/>", ""),
        "title" => ("<w:pStyle w:val=\"T\"/>", ""),
        "outline" => ("<w:outlineLvl w:val=\"1\"/>", ""),
        "list" => ("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>", ""),
        "b" => ("", "<w:b/>"),
        "u" => ("", "<w:u w:val=\"single\"/>"),
        "large" => ("", "<w:sz w:val=\"32\"/>"),
        _ => ("", ""),
    };
    let text = if text.is_empty() {
        String::new()
    } else {
        format!("<w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r>")
    };
    format!("<w:p><w:pPr>{own}</w:pPr>{text}</w:p>")
}

fn table(rows: &[[&str; 3]]) -> String {
    let cell = |it: &&str| format!("<w:tc><w:p><w:r><w:t>{it}</w:t></w:r></w:p></w:tc>");
    let row = |it: &[&str; 3]| format!("<w:tr>{}</w:tr>", it.iter().map(cell).collect::<String>());
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

fn questions() -> String {
    let [one, two] = ASKED;
    table(&[["No", "Question", "Answer"], ["1", one, ""], ["2", two, ""], ["3", "Is the lawn mown?", ""]])
}

/// For each `table` among the lines, whether its questions are answered: all (`Y`) or none (`-`).
fn answered(lines: &[&str]) -> String {
    let body: String =
        lines.iter().map(|it| if *it == "table" { questions() } else { paragraph(it) }).collect();
    tables(&body)
}

fn tables(body: &str) -> String {
    let parts = [("styles", STYLES.to_owned()), ("numbering", NUMBERING.to_owned())];
    let dir = filling::vendor();
    let run = filling::answer(dir.path(), "questions.docx", &document(body, &parts).bytes, &[], &[]);
    let all = run.answers["questions"].as_array().unwrap_or_else(|| panic!("{:?}", run.output)).clone();
    let own: Vec<_> = all.iter().filter(|it| ASKED.contains(&it["text"].as_str().unwrap())).collect();
    own.chunks(ASKED.len())
        .map(|table| match table.iter().filter(|it| it["tier"] == "answered").count() {
            0 => '-',
            2 => 'Y',
            _ => '?',
        })
        .collect()
}

#[test]
fn a_typed_heading_applies_to_all_tables_up_to_the_next() {
    assert_eq!(answered(&["table", "p", "table"]), "YY");
    let cases = ["p Suppliers", "b Suppliers", "u Suppliers", "large Suppliers", "p SUPPLIERS"];
    each_case(cases, |heading| {
        assert_eq!(answered(&["table", heading, "table", "p", "table"]), "Y--", "{heading}");
        // A following paragraph in the same format ends it; a sentence and answering instructions do not.
        let (form, _) = heading.split_once(' ').unwrap();
        let next = if heading.contains("SUPP") { "p ENCRYPTION" } else { &format!("{form} Encryption") };
        assert_eq!(answered(&["table", heading, "table", next, "table", "table"]), "Y-YY", "{heading}");
    });
    let cases = [("p Suppliers", "p"), ("b Suppliers", "b")];
    each_case(cases, |(heading, form)| {
        for other in ["Please fill in all cells.", "(continued)", "Please answer the questions"] {
            let other = format!("{form} {other}");
            assert_eq!(answered(&["table", heading, "table", &other, "table"]), "Y--", "{heading} {other}");
        }
        assert_eq!(answered(&["table", heading, "table", "h2 Encryption", "table"]), "Y-Y", "{heading}");
    });
    let cases = ["list Suppliers", "p 2. Suppliers", "b B. Suppliers"];
    each_case(cases, |heading| {
        assert_eq!(answered(&["table", heading, "table", "p", "table"]), "Y--", "{heading}");
    });
    // Another format may be that of subsections.
    assert_eq!(answered(&["table", "b Suppliers", "table", "p Encryption", "table"]), "Y--");
    assert_eq!(answered(&["table", "p 2. Suppliers", "table", "p 2.1 Encryption", "table"]), "Y--");
    assert_eq!(answered(&["table", "p 2.1 Suppliers", "table", "p 3.1 Encryption", "table"]), "Y-Y");
}

#[test]
fn other_text_before_a_table_applies_up_to_the_next_heading() {
    let cases = ["p Think of the company that hosts your data.", "p This part is about the plant."];
    each_case(cases, |words| {
        assert_eq!(answered(&["table", words, "table", "p", "table"]), "Y--", "{words}");
        let further = ["table", words, "table", "p Please fill in all cells.", "table"];
        assert_eq!(answered(&further), "Y--", "{words}");
    });
    let words = "p This part is about the plant.";
    assert_eq!(answered(&["table", words, "table", "b Encryption", "table"]), "Y-Y");
    assert_eq!(answered(&["table", words, "table", "h1 Encryption", "table"]), "Y-Y");
    // A text about the questions may apply to all of them.
    let words = "p The following questions are about the plant.";
    assert_eq!(answered(&["table", "table", words, "table", "h1 Encryption", "table"]), "----");
}

#[test]
fn styled_headings_apply_to_tables_of_their_sublevels() {
    assert_eq!(
        answered(&["table", "h1 Suppliers", "table", "h2 Encryption", "table", "h1 Encryption", "table"]),
        "Y--Y"
    );
    assert_eq!(answered(&["table", "h1 Suppliers", "table", "outline Encryption", "table"]), "Y--");
    assert_eq!(answered(&["table", "h1 Suppliers", "table", "b Encryption", "table"]), "Y--");
    // The title of the document is above all of them.
    assert_eq!(answered(&["title Suppliers", "table", "h1 Encryption", "table"]), "--");
}

#[test]
fn a_typed_heading_among_questions_does_not_end_a_styled_heading() {
    let asked = |at: usize| format!("p {}", ASKED[at]);
    let (one, two) = (asked(0), asked(1));
    assert_eq!(answered(&["p Is the lawn mown?", &one, "p", &two, "p"]), "Y");
    let headed = ["p Is the lawn mown?", "h1 Suppliers", "b Access", &one, "p", "b Encryption", &two, "p"];
    assert_eq!(answered(&headed), "-");
    // A table after such paragraphs is subject to the text before it, even if more follows.
    let more = ["p Aa bb cc dd ee.", "p Ff gg hh ii jj.", "p Kk ll mm nn oo.", "p Please fill in all cells."];
    let paragraphs =
        ["p Is the lawn mown?", "p", "p Is the gate locked?", "p", "p This part is about the plant."];
    assert_eq!(answered(&[&paragraphs[..], &more, &["table"]].concat()), "-");
}

#[test]
fn a_text_about_all_tables_applies_to_all_of_them() {
    let [one, two] = ASKED;
    let with = |head: [&str; 3], row: Option<[&str; 3]>| {
        let rows = [head].into_iter().chain(row);
        let rows: Vec<_> =
            rows.chain([["1", one, ""], ["2", two, ""], ["3", "Is the lawn mown?", ""]]).collect();
        tables(&(questions() + &paragraph("p") + &table(&rows) + &paragraph("p") + &questions()))
    };
    let plain = ["No", "Question", "Answer"];
    assert_eq!(with(plain, None), "YYY");
    let cases = [
        ["No", "Question (all tables: please answer for your subcontractors)", "Answer"],
        ["No", "Question", "Answer (all tables: for your subcontractors)"],
        ["No (every table is about your subcontractors)", "Question", "Answer"],
    ];
    each_case(cases, |head| {
        assert_eq!(with(head, None), "---", "{head:?}");
    });
    let cases = [
        "All tables are to be answered for your subcontractors.",
        "Throughout, your subcontractors are meant.",
        "In the whole document, we mean your subcontractors.",
        "Is this document filled in for your subcontractors?",
        "In allen Tabellen sind Ihre Unterauftragnehmer gemeint.",
    ];
    each_case(cases, |words| {
        assert_eq!(with(plain, Some(["", words, ""])), "---", "{words}");
    });
    // A text in one table about that table applies to that table only.
    assert_eq!(with(plain, Some(["", "Suppliers", ""])), "Y-Y");
}
