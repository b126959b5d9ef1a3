//! Rows with an id that are not questions and describe what other questions are about.

use crate::support::each_case;
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
fn a_numbered_row_about_questions_applies_to_all_others() {
    let dir = vendor();
    let cases = [
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
    ];
    each_case(cases, |text| {
        for id in ["4", "Q4", "A.4"] {
            let rows: &[&[&str]] =
                &[HEAD, &["3", ENCRYPTED], &[id, text], &["5", BACKUPS], &["Operations"], &["6", PLAN]];
            assert_eq!(answered(dir.path(), rows, &[]), [false; 3], "{id} {text}");
        }
    });
}

#[test]
fn rows_that_mention_no_questions_apply_to_none() {
    let dir = vendor();
    let cases = [
        "Please answer all questions.",
        "Please describe your backup process.",
        "Describe how access is granted to employees.",
        "The vendor encrypts all laptops.",
        "Attach your latest certificate for the data centre.",
        "Verify that passwords are part of a process for all users.",
        "How many questions of data subjects did you answer last year?",
        "If no, go to question 9. Is there a gate?",
    ];
    each_case(cases, |text| {
        let rows: &[&[&str]] =
            &[HEAD, &["3", ENCRYPTED], &["4", text], &["5", BACKUPS], &["Operations"], &["6", PLAN]];
        assert_eq!(answered(dir.path(), rows, &[]), [true; 3], "{text}");
    });
}

#[test]
fn a_question_that_refers_to_others_by_number_applies_to_those_below() {
    let dir = vendor();
    let cases = [
        "Do you use subcontractors? If yes, answer questions 5-7 for them.",
        "Can you answer questions 5 to 7 for your subsidiary?",
        "Do you use subcontractors? Please answer question 5 for them.",
        "Setzen Sie Unterauftragnehmer ein? Beantworten Sie die Fragen 5 bis 7 für diese.",
    ];
    each_case(cases, |text| {
        let rows: &[&[&str]] = &[HEAD, &["3", ENCRYPTED], &["4", text], &["5", BACKUPS], &["6", PLAN]];
        assert_eq!(answered(dir.path(), rows, &[]), [true, false, false], "{text}");
    });
}

#[test]
fn numbered_names_apply_to_the_questions_below_them() {
    let dir = vendor();
    let cases =
        ["Your subcontractors and their staff members worldwide", "For your subcontractors and partners:"];
    each_case(cases, |text| {
        let rows: &[&[&str]] =
            &[HEAD, &["3", ENCRYPTED], &["4", text], &["5", BACKUPS], &["Operations"], &["6", PLAN]];
        assert_eq!(answered(dir.path(), rows, &[]), [true, false, true], "{text}");
    });
}

/// The last row may say who fills in the form, or refer to the rows above.
#[test]
fn the_last_row_applies_to_the_questions_above_it() {
    let dir = vendor();
    let cases = [
        ("To be completed by the hosting provider", false),
        ("Auszufüllen durch den Unterauftragnehmer", false),
        ("Are the above answers valid for your subcontractors?", false),
        ("Is the lawn mown above the garage?", true),
    ];
    each_case(cases, |(text, expected)| {
        for rows in [
            &[HEAD, &["3", ENCRYPTED], &["4", BACKUPS], &["5", PLAN], &["6", text]][..],
            &[HEAD, &["", ENCRYPTED], &["", BACKUPS], &["", PLAN], &["", text]][..],
        ] {
            assert_eq!(answered(dir.path(), rows, &[])[..3], [expected; 3], "{text}");
        }
    });
}

fn around(asked: &[Asked], text: &str) -> Vec<bool> {
    asked.iter().map(|question| question.around.iter().any(|it| it.contains(text))).collect()
}

#[test]
fn a_row_about_questions_applies_to_later_sheets() {
    let table = |name: &str, more: &str| {
        format!(
            "sheet: {name}\n1 | No | Question | Answer\n2 | 1 | Is the yard of {name} fenced? |\n3 | 2 | Is \
             the gate of {name} locked? |\n4 | 3 | Is the lawn of {name} mown? |\n{more}"
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
fn rows_about_questions_are_limited_and_the_limit_is_reported() {
    let rows: String = (2..=101)
        .map(|it| format!("{it} | {it} | The next {it} questions are about the south. |\n"))
        .collect();
    let form = format!("sheet: A\n1 | No | Question | Answer\n{rows}102 | 102 | Is the gate locked? |\n");
    let sheets = grid::sheets(&form);
    let asked = questions(&sheets, &detect(&sheets));
    let last = asked.last().unwrap();
    assert!(last.around.len() < 120 && last.around.iter().any(|it| it.contains("more texts")), "{last:?}");
}

#[test]
fn numbered_paragraphs_about_questions_apply_to_them() {
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
        let around_texts = it.around.iter().chain(it.cover.iter()).chain(&it.titles);
        assert!(around_texts.into_iter().any(|it| it.contains("subcontractors")), "{it:?}");
    }
}

#[test]
fn a_lead_in_question_applies_to_numbered_rows_below() {
    let dir = vendor();
    let cases = [
        "Which of the following are NOT in place?",
        "Do your suppliers meet the following?",
        "Do you use subcontractors? If so:",
        "Which cloud provider hosts our data? For this provider:",
        "Which subsidiary will deliver the service? Please answer all further questions for this subsidiary.",
        "Do you use subcontractors? If yes, questions 5 and 6 are for them.",
        "Subcontractor name?",
        "Erfüllen Ihre Lieferanten Folgendes?",
        "Lesquels des éléments suivants ne sont pas en place ?",
        "¿Cuáles de los siguientes no están implantados?",
    ];
    each_case(cases, |text| {
        for id in ["4", "REQ-004", "A.4"] {
            let rows: &[&[&str]] =
                &[HEAD, &["3", ENCRYPTED], &[id, text], &["5", BACKUPS], &["Operations"], &["6", PLAN]];
            assert_eq!(answered(dir.path(), rows, &[]), [true, false, true], "{id} {text}");
        }
    });
}

#[test]
fn an_answered_question_still_applies_to_the_statements_below() {
    let table = |question: &str, rows: [&str; 2]| {
        format!(
            "sheet: A\n1 | No | Requirement | Answer\n2 | 1 | {question} |\n3 | 2 | {} |\n4 | 3 | {} |\n",
            rows[0], rows[1]
        )
    };
    let stopped = |question: &str, rows: [&str; 2]| {
        let sheets = grid::sheets(&table(question, rows));
        around(&questions(&sheets, &detect(&sheets)), question)[1..].to_vec()
    };
    let statements = ["The yard is fenced on all sides.", "The gate is locked at night."];
    let asking = ["Is the yard fenced on all sides?", "Is the gate of the yard locked?"];
    let open = ["Who locks the gate at night?", "How often is the lawn mown?"];
    assert_eq!(stopped("Are the following controls in place?", statements), [true; 2]);
    assert_eq!(stopped("Are the following controls in place?", asking), [false; 2]);
    assert_eq!(stopped("What is missing in your organisation?", statements), [true; 2]);
    assert_eq!(stopped("What is missing in your organisation?", asking), [false; 2]);
    assert_eq!(stopped("What is kept in your garden sheds?", open), [false; 2]);
    assert_eq!(stopped("Which of the following are NOT in place?", asking), [true; 2]);
}

#[test]
fn a_question_about_the_answers_or_who_gives_them_applies_to_all_questions_behind_it() {
    let dir = vendor();
    let cases = [
        "For which country do you answer?",
        "What is the name of the company being assessed?",
        "Is this questionnaire completed for a subcontractor?",
        "Have you answered No to mean compliant?",
        "Which subsidiary do you answer for?",
        "On whose behalf do you answer?",
        "Are you answering for a subsidiary?",
        "Which year do your answers describe?",
        "Do you answer as a reseller?",
        "Is the assessed party a subcontractor of the supplier?",
        "Antworten Sie für eine Tochtergesellschaft?",
        "Répondez-vous pour une filiale ?",
    ];
    each_case(cases, |text| {
        // Whatever the answer is, beside the question or in the column of comments.
        for (id, given) in
            [("4", ["", ""]), ("", ["", ""]), ("4", ["Yes", ""]), ("4", ["3", ""]), ("4", ["", "No"])]
        {
            let rows: &[&[&str]] = &[
                HEAD,
                &["3", ENCRYPTED],
                &[id, text, given[0], given[1]],
                &["5", BACKUPS],
                &["Operations"],
                &["6", PLAN],
            ];
            let found = answered(dir.path(), rows, &[]);
            assert_eq!(found[1..], [false, false], "{id} {text} {given:?}");
            // Without an id it may be about the question above as well.
            assert!(found[0] || id.is_empty(), "{id} {text} {given:?}");
        }
        for heads in [["Yes", "No", "Comment"], ["Answer", "Remarks", "Evidence"]] {
            let head: &[&str] = &["ID", "Question", heads[0], heads[1], heads[2]];
            let first: &[&str] = &["0", text, "", "", "Acme Ltd"];
            let rows: &[&[&str]] = &[head, first, &["1", ENCRYPTED], &["2", BACKUPS], &["3", PLAN]];
            assert_eq!(answered(dir.path(), rows, &[]), [false; 3], "{heads:?} {text}");
        }
    });
    let cases = [
        "Do you answer questions of data subjects within a month?",
        "Do you complete a risk assessment for new suppliers?",
        "Does the assessed organisation encrypt its e-mail?",
    ];
    each_case(cases, |text| {
        let rows: &[&[&str]] = &[HEAD, &["3", ENCRYPTED], &["4", text], &["5", BACKUPS], &["6", PLAN]];
        assert_eq!(answered(dir.path(), rows, &[]), [true; 3], "{text}");
    });
}

#[test]
fn a_question_about_the_answers_applies_to_later_tables_of_the_file() {
    let table = |name: &str, first: &str| {
        format!(
            "sheet: {name}\n1 | No | Question | Answer\n2 | 1 | Is the yard fenced? |\n3 | 2 | {first} | \
             Yes\n4 | 3 | Is the lawn mown? |\n"
        )
    };
    let scope = "Do you answer for a subsidiary?";
    let form =
        [table("A", "Is the gate locked?"), table("B", scope), table("C", "Is the gate shut?")].concat();
    let sheets = grid::sheets(&form);
    let asked = questions(&sheets, &detect(&sheets));
    for it in &asked {
        let behind = it.sheet == 2 || it.sheet == 1 && it.at.row == 4;
        assert_eq!(it.around.iter().any(|it| it.as_ref() == scope), behind, "{it:?}");
    }
}

#[test]
fn a_question_without_an_id_right_above_a_heading_announces_what_is_below_it() {
    let dir = vendor();
    let cases = [
        ("Which of the following does your largest competitor offer?", false),
        ("Do your suppliers meet the following?", false),
        ("Is the lawn mown every week in summer?", true),
    ];
    each_case(cases, |(text, expected)| {
        let own: &[&str] = &["", text];
        let rows: &[&[&str]] =
            &[HEAD, &["1", ENCRYPTED], own, &["Operations"], &["2", BACKUPS], &["Operations"], &["3", PLAN]];
        assert_eq!(answered(dir.path(), rows, &[])[1], expected, "{text}");
    });
}
