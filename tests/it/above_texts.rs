//! Texts about all questions above them stand beside each of these, as far as the one before.

use factum::questionnaire::{
    format_of,
    layout::{Asked, detect, questions},
};

use crate::{docx::document, support::grid};

const TEXTS: [&str; 5] = [
    "All of the above relates to the tenants.",
    "The foregoing relates to the tenants",
    "Alles Obige gilt nur für die Mieter.",
    "Tout ce qui précède concerne les locataires.",
    "The previous questions are about the tenants",
];

/// Which of the questions a text stands beside, in any way.
fn beside(asked: &[Asked], text: &str) -> Vec<bool> {
    let is_text = |it: &str| it.trim_end_matches('.') == text.trim_end_matches('.');
    let around = |it: &Asked| it.around.iter().chain(it.cover.iter()).any(|it| is_text(it));
    asked.iter().map(|it| around(it) || it.sections.iter().any(|it| is_text(it))).collect()
}

#[test]
fn in_a_sheet_a_text_about_all_above_stands_beside_each_of_them() {
    for text in TEXTS {
        for (before, other) in [("1", "2"), ("", "")] {
            let form = format!(
                "sheet: H\n1 | No | Question | Answer\n2 | 1 | Is the yard fenced? |\n3 | 2 | Is the gate \
                 locked? |\n4 | 3 | Is the lawn mown? |\n5 | | {text}\n6 | 4 | Are the lamps lit at night? \
                 |\n7 | 5 | Is the pond deep? |\n"
            );
            let sheets = grid::sheets(
                &form.replace("| 1 |", &format!("| {before} |")).replace("| 2 |", &format!("| {other} |")),
            );
            let asked = questions(&sheets, &detect(&sheets));
            let above: Vec<_> = asked.iter().filter(|it| it.at.row < 5).cloned().collect();
            assert_eq!(beside(&above, text), [true; 3], "{form}");
        }
    }
    let twice = format!(
        "sheet: H\n1 | No | Question | Answer\n2 | 1 | Is the yard fenced? |\n3 | 2 | Is the gate locked? \
         |\n4 | | {}\n5 | 3 | Is the lawn mown? |\n6 | 4 | Is the pond deep? |\n7 | | All of the above is \
         about the landlord.\n8 | 5 | Is the path lit at night? |\n",
        TEXTS[0]
    );
    let sheets = grid::sheets(&twice);
    let asked = questions(&sheets, &detect(&sheets));
    let landlord = beside(&asked, "All of the above is about the landlord.");
    assert_eq!(landlord[..4], [false, false, true, true], "{asked:?}");
}

#[test]
fn in_a_document_a_text_about_all_above_stands_beside_each_of_them() {
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let question = |text: &str| paragraph(text) + &paragraph("Response:");
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", paragraph(text));
    let pair = |one: &str, two: &str| format!("<w:tr>{}{}</w:tr>", cell(one), cell(two));
    let table = |one: &str, two: &str| {
        let rows = [("Question", "Answer"), (one, ""), (two, "")].map(|(one, two)| pair(one, two));
        format!("<w:tbl>{}</w:tbl>", rows.concat())
    };
    let read = |body: &str| {
        let upload = document(body, &[]);
        let form = (format_of(&upload).unwrap().read)(&upload).unwrap();
        questions(&form.sheets, &detect(&form.sheets))
    };
    for text in TEXTS {
        let first =
            ["Is the yard fenced?", "Is the gate locked?", "Is the lawn mown?"].map(question).concat();
        let asked = read(&(first + &paragraph(text) + &question("Are the lamps lit at night?")));
        assert_eq!(beside(&asked, text)[..3], [true; 3], "{text}: {asked:?}");
        let tables = table("Is the yard fenced?", "Is the gate locked?")
            + &paragraph("Gardens")
            + &table("Is the lawn mown?", "Is the pond deep?")
            + &paragraph(text)
            + &table("Are the lamps lit at night?", "Is the path wide?");
        let asked = read(&tables);
        assert_eq!(asked.len(), 6);
        let said = |it: &Asked| {
            it.around.iter().chain(it.titles.iter()).chain(it.cover.iter()).any(|it| it.contains(text))
        };
        assert!(asked.iter().take(4).all(said), "{text}: {asked:?}");
    }
}
