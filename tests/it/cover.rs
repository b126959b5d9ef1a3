//! What a file says outside of its tables of questions is kept with its questions.

use std::sync::Arc;

use crate::{docx::document, support::grid};

use factum::form::{
    At, Upload, format_of,
    mapping::{Asked, detect, questions},
};

const ASKED: &str =
    "1 | No | Question | Answer\n2 | 1 | Is the yard fenced? |\n3 | 2 | Is the gate locked? |\n4 | 3 | Is the lawn mown? |\n";

fn read(form: &str) -> Vec<Asked> {
    let sheets = grid::sheets(form);
    questions(&sheets, &detect(&sheets))
}

fn cover(asked: &[Asked]) -> Vec<String> {
    let first = &asked[0].cover;
    assert!(asked.iter().all(|it| it.cover == *first), "one cover for all");
    first.iter().map(ToString::to_string).collect()
}

#[test]
fn sheets_without_questions_speak_of_all_questions() {
    let form = format!(
        "sheet: Instructions\n1 | Welcome\n3 | Please answer all questions for our AWS deployment only.\n4 | Completed by: | Jane Doe\n\
         5 | Scope: | AWS only\n6 | Product | Acme Cloud\n7 | 12.5 | 1234\n8 | Yes\n9 | Is the yard fenced?\n10 | Who is asked?\n\
         sheet: Questions\n{ASKED}sheet: Countries (hidden)\n1 | Austria\n2 | Belgium\n3 | Croatia\n4 | Denmark\n6 | Only for the north yard.\n"
    );
    let expected = [
        "Welcome",
        "Please answer all questions for our AWS deployment only.",
        "Scope: AWS only",
        "Product: Acme Cloud",
        "Only for the north yard.",
    ];
    let asked = read(&form);
    assert_eq!(asked.len(), 3);
    assert_eq!(cover(&asked), expected);
}

#[test]
fn values_of_lists_are_no_cover() {
    let form = format!(
        "sheet: Questions\n{}sheet: Lists\n1 | Fully in place\n2 | Not there\n",
        ASKED.replace("|\n", "| {list Fully in place/Not there}\n")
    );
    assert_eq!(cover(&read(&form)), Vec::<String>::new());
}

#[test]
fn a_cover_is_bounded_and_keeps_what_speaks_of_questions() {
    let rows: String = (1..=900).map(|it| format!("{it} | Here is the long sentence number {it} of this handbook.\n")).collect();
    let form = format!("sheet: Handbook\n{rows}901 | Answer all questions for the north yard.\nsheet: Questions\n{ASKED}");
    let cover = cover(&read(&form));
    assert_eq!(cover.len(), 200);
    assert_eq!(cover.last().unwrap(), "Answer all questions for the north yard.");
    let long = format!("sheet: Handbook\n1 | {}\nsheet: Questions\n{ASKED}", "All questions are about the yard. ".repeat(9_000));
    assert!(self::cover(&read(&long)).iter().map(String::len).sum::<usize>() <= 128 << 10);
}

#[test]
fn rows_far_above_the_questions_and_notes_beside_them_are_covers_of_their_sheet() {
    let filler: String = (2..=15).map(|it| format!("{it} | Line {it} of the introduction says nothing.\n")).collect();
    let questions = |name: &str, above: &str| {
        let rows = ["yard fenced", "gate locked", "lawn mown"].iter().zip(21..);
        let rows: String = rows.map(|(it, row)| format!("{row} | {row} | Is the {it} in {name}? |\n")).collect();
        format!("sheet: {name}\n{above}20 | No | Question | Answer\n{rows}")
    };
    let form = [questions("Sheet1", &format!("1 | All of this is about the north.\n{filler}")), questions("Sheet2", "")].concat();
    let mut sheets = grid::sheets(&form);
    sheets[1].notes.insert(At { row: 2, column: 6 }, Arc::from("Questions are about the south."));
    let asked = self::questions(&sheets, &detect(&sheets));
    for it in &asked {
        let has = |text: &str| it.cover.iter().any(|it| it.as_ref() == text);
        assert_eq!(has("All of this is about the north."), it.sheet == 0, "{it:?}");
        assert_eq!(has("Questions are about the south."), it.sheet == 1, "{it:?}");
    }
    assert_eq!(asked.len(), 6);
}

fn of_document(upload: &Upload) -> Vec<Asked> {
    let form = (format_of(upload).unwrap().read)(upload).unwrap();
    questions(&form.sheets, &detect(&form.sheets))
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn table(rows: &[&[&str]]) -> String {
    let cell = |text: &&str| format!("<w:tc>{}</w:tc>", paragraph(text));
    let row = |cells: &&[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

#[test]
fn what_stands_before_the_first_question_of_a_document_speaks_of_all() {
    let head: &[&str] = &["No", "Question", "Answer"];
    let body = [
        paragraph("Please answer all questions for our AWS deployment only."),
        paragraph("Welcome to this form."),
        table(&[&["Only the north yard is meant."]]),
        paragraph("Replies go to Jane."),
        paragraph("They are kept for a year."),
        paragraph("They are kept in a drawer."),
        table(&[head, &["1", "Is the yard fenced?", ""], &["2", "Is the gate locked?", ""], &["3", "Is the lawn mown?", ""]]),
        paragraph("Now the roofs of the south."),
        table(&[head, &["4", "Are the tiles whole?", ""], &["5", "Is the gutter clean?", ""], &["6", "Is the attic dry?", ""]]),
        paragraph("Thank you for your time in the east. All questions relate to the west."),
    ];
    let asked = of_document(&document(&body.concat(), &[]));
    assert_eq!(asked.len(), 6);
    for it in &asked {
        let has = |text: &str| it.cover.iter().chain(&it.titles).any(|it| it.contains(text));
        for text in ["AWS deployment", "north yard", "Welcome", "drawer", "relate to the west"] {
            assert!(has(text), "{text} {it:?}");
        }
        assert!(!has("in the east") || it.titles.iter().any(|it| it.contains("east")), "{it:?}");
        assert!(!it.cover.iter().any(|it| it.contains("south")), "{it:?}");
        assert!(it.cover.iter().all(|text| !it.titles.contains(text)), "{it:?}");
    }
    // Questions in paragraphs, with more before the first one than is read as titles.
    let filler: String = (1..=14).map(|it| paragraph(&format!("Line {it} of the introduction."))).collect();
    let line = "____________________";
    let asking = ["Is the yard fenced?", "Is the gate locked?", "Is the lawn mown?"].map(|it| paragraph(it) + &paragraph(line));
    let body = paragraph("All of it is about AWS.") + &filler + &asking.concat();
    let asked = of_document(&document(&body, &[]));
    assert_eq!(asked.len(), 3);
    assert!(asked.iter().all(|it| it.cover.first().is_some_and(|it| it.as_ref() == "All of it is about AWS.")), "{asked:?}");
}
