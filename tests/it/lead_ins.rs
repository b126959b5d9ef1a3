//! Rows with an id that ask nothing, and say what other questions are about.

use crate::{
    docx::document,
    scopes::{answered, vendor},
    support::grid,
};

use factum::questionnaire::{
    Upload, format_of,
    layout::{Asked, detect, questions},
};

const HEAD: &[&str] = &["ID", "Question", "Answer", "Comment"];
const ENCRYPTED: &str = "Is customer data encrypted at rest?";
const BACKUPS: &str = "Are backups taken every day?";
const PLAN: &str = "Do you have an incident response plan?";

#[test]
fn a_row_with_an_id_that_speaks_of_questions_stands_around_all_others() {
    let dir = vendor();
    for text in [
        "Please answer questions 5-7 for your subsidiary",
        "The next questions are about your subcontractors.",
        "Respond on behalf of your subcontractors.",
        "Now complete the rest for your group company",
        "Assume in all answers that the subcontractor acts.",
        "Rows 4 to 9 relate to Acme Payroll GmbH.",
        "This section is about your subcontractors.",
        "Section B: subcontractors",
        "From here on, the subcontractor is meant.",
        "We mean your subcontractors.",
        "Bitte beantworten Sie die Fragen 4 bis 9 für Ihre Tochtergesellschaft",
        "Ab hier geht es um Ihre Unterauftragnehmer.",
        "Füllen Sie den Rest für Ihre Unterauftragnehmer aus.",
        "Les questions suivantes portent sur vos sous-traitants.",
        "Répondez pour votre filiale.",
        "Las preguntas siguientes se refieren a sus subcontratistas.",
        "Le domande seguenti riguardano i vostri subappaltatori.",
        "De volgende vragen gaan over uw onderaannemers.",
        "As perguntas seguintes são sobre os seus subcontratados.",
    ] {
        for id in ["4", "Q4", "A.4"] {
            let rows: &[&[&str]] =
                &[HEAD, &["3", ENCRYPTED], &[id, text], &["5", BACKUPS], &["Operations"], &["6", PLAN]];
            assert_eq!(answered(dir.path(), rows, &[]), [false; 3], "{id} {text}");
        }
    }
}

#[test]
fn rows_that_speak_of_no_questions_stand_around_none() {
    let dir = vendor();
    for text in [
        "Please answer all questions.",
        "Please describe your backup process.",
        "Describe how access is granted to employees.",
        "The vendor encrypts all laptops.",
        "Attach your latest certificate for the data centre.",
        "Verify that passwords are part of a process for all users.",
        "How many questions of data subjects did you answer last year?",
        "If no, go to question 9. Is there a gate?",
    ] {
        let rows: &[&[&str]] =
            &[HEAD, &["3", ENCRYPTED], &["4", text], &["5", BACKUPS], &["Operations"], &["6", PLAN]];
        assert_eq!(answered(dir.path(), rows, &[]), [true; 3], "{text}");
    }
}

#[test]
fn a_question_that_names_others_by_their_numbers_stands_around_those_below() {
    let dir = vendor();
    for text in [
        "Do you use subcontractors? If yes, answer questions 5-7 for them.",
        "Can you answer questions 5 to 7 for your subsidiary?",
        "Do you use subcontractors? Please answer question 5 for them.",
        "Setzen Sie Unterauftragnehmer ein? Beantworten Sie die Fragen 5 bis 7 für diese.",
    ] {
        let rows: &[&[&str]] = &[HEAD, &["3", ENCRYPTED], &["4", text], &["5", BACKUPS], &["6", PLAN]];
        assert_eq!(answered(dir.path(), rows, &[]), [true, false, false], "{text}");
    }
}

#[test]
fn names_with_an_id_head_the_questions_below_them() {
    let dir = vendor();
    for text in
        ["Your subcontractors and their staff members worldwide", "For your subcontractors and partners:"]
    {
        let rows: &[&[&str]] =
            &[HEAD, &["3", ENCRYPTED], &["4", text], &["5", BACKUPS], &["Operations"], &["6", PLAN]];
        assert_eq!(answered(dir.path(), rows, &[]), [true, false, true], "{text}");
    }
}

/// The last row may say who fills the form in, or ask of what stands above it.
#[test]
fn the_last_row_is_said_of_the_questions_above_it() {
    let dir = vendor();
    for (text, expected) in [
        ("To be completed by the hosting provider", false),
        ("Auszufüllen durch den Unterauftragnehmer", false),
        ("Are the above answers valid for your subcontractors?", false),
        ("Is the lawn mown above the garage?", true),
    ] {
        for rows in [
            &[HEAD, &["3", ENCRYPTED], &["4", BACKUPS], &["5", PLAN], &["6", text]][..],
            &[HEAD, &["", ENCRYPTED], &["", BACKUPS], &["", PLAN], &["", text]][..],
        ] {
            assert_eq!(answered(dir.path(), rows, &[])[..3], [expected; 3], "{text}");
        }
    }
}

fn around(asked: &[Asked], text: &str) -> Vec<bool> {
    asked.iter().map(|it| it.around.iter().any(|it| it.contains(text))).collect()
}

#[test]
fn a_row_that_speaks_of_questions_stands_around_those_of_the_sheets_behind_it() {
    let table = |name: &str, more: &str| {
        format!(
            "sheet: {name}\n1 | No | Question | Answer\n2 | 1 | Is the yard of {name} fenced? |\n3 | 2 | Is the gate of {name} locked? |\n4 | 3 | Is the lawn of {name} mown? |\n{more}"
        )
    };
    let form =
        [table("A", ""), table("B", "5 | 4 | The next questions are about the south. |\n"), table("C", "")];
    let sheets = grid::sheets(&form.concat());
    let asked = questions(&sheets, &detect(&sheets));
    let expected: Vec<bool> = asked.iter().map(|it| it.sheet > 0 && !it.text.contains("south")).collect();
    assert_eq!(around(&asked, "about the south"), expected, "{asked:?}");
    assert_eq!(asked.len(), 10);
}

#[test]
fn very_many_rows_that_speak_of_questions_are_bounded_and_say_so() {
    let rows: String = (2..=101)
        .map(|it| format!("{it} | {it} | The next {it} questions are about the south. |\n"))
        .collect();
    let form = format!("sheet: A\n1 | No | Question | Answer\n{rows}102 | 102 | Is the gate locked? |\n");
    let sheets = grid::sheets(&form);
    let asked = questions(&sheets, &detect(&sheets));
    let last = asked.last().unwrap();
    assert!(last.around.len() < 80 && last.around.iter().any(|it| it.contains("more texts")), "{last:?}");
}

#[test]
fn numbered_paragraphs_of_a_document_speak_of_questions_too() {
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let line = paragraph("____________________");
    let body: String = [
        "1. Is the yard fenced?",
        "2. The next questions are about your subcontractors.",
        "3. Is the gate locked?",
        "4. Is the lawn mown?",
    ]
    .map(|it| paragraph(it) + &line)
    .concat();
    let upload: Upload = document(&body, &[]);
    let form = (format_of(&upload).unwrap().read)(&upload).unwrap();
    let asked = questions(&form.sheets, &detect(&form.sheets));
    for it in asked.iter().filter(|it| !it.text.contains("subcontractors")) {
        let said = it.around.iter().chain(it.cover.iter()).chain(&it.titles);
        assert!(said.into_iter().any(|it| it.contains("subcontractors")), "{it:?}");
    }
}
