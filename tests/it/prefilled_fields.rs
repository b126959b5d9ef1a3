//! Fields outside the tables that the customer has filled with a yes, a tick, a date or a choice: with their
//! label, they say what the questions are about.

use crate::support::each_case;
use crate::{
    docx::document,
    scopes::{answered, vendor},
    support::{filling, grid},
};

use factum::questionnaire::layout::{detect, questions};

const TABLE: &str = "sheet: Questions\n1 | No | Question | Answer\n2 | 1 | Is the yard fenced? |\n3 | 2 | \
                     Is the gate locked? |\n4 | 3 | Is the lawn mown? |\n";

/// What sheets with these rows state about the questions of another sheet and about the rows below.
fn field_texts(rows: &str) -> Vec<Vec<String>> {
    let below: String = rows
        .lines()
        .zip(9..)
        .map(|(line, at)| format!("{at} | | | | | {line}\n").replace("\n\n", "\n"))
        .collect();
    let cover: String = rows.lines().zip(1..).map(|(line, at)| format!("{at} | {line}\n")).collect();
    [format!("sheet: Intro\n{cover}{TABLE}"), format!("{TABLE}{below}")]
        .iter()
        .map(|form| {
            let sheets = grid::sheets(form);
            let asked = questions(&sheets, &detect(&sheets));
            assert_eq!(asked.len(), 3, "{form}");
            asked[0].cover.iter().map(ToString::to_string).collect()
        })
        .collect()
}

#[test]
fn fields_with_a_tick_a_yes_or_a_choice_are_read_with_their_label() {
    let cases = [
        ("Is this form about your subsidiary? | Yes", "Is this form about your subsidiary?: Yes"),
        ("Is this form about your subsidiary? | | TRUE", "Is this form about your subsidiary?: TRUE"),
        ("Geht es um Ihre Tochter? | Ja", "Geht es um Ihre Tochter?: Ja"),
        ("Est-ce pour votre filiale ? | oui", "Est-ce pour votre filiale ?: oui"),
        ("Subcontractor | x", "Subcontractor: x"),
        ("Subcontractor | \u{2713}", "Subcontractor: \u{2713}"),
        ("Subcontractor | \u{2705}", "Subcontractor: \u{2705}"),
        ("Subcontractor | \u{2612}", "Subcontractor: \u{2612}"),
        ("\u{2612} | Subcontractor", "Subcontractor: \u{2612}"),
        ("Own | Partner\n\u{2610} | \u{2612}", "Partner: \u{2612}"),
        ("\u{2610} Own\n\u{2612} Partner\n\u{2610} Parent\n\u{2610} Affiliate", "\u{2612} Partner"),
        ("Own \u{2610}\nPartner \u{2612}\nParent \u{2610}\nAffiliate \u{2610}", "Partner \u{2612}"),
        ("Filled in on | 2024-01-05 | Partner | x", "Partner: x"),
        ("Who answers | Partner {list Own/Partner}", "Who answers: Partner"),
        ("State of | 2023-12-31", "State of: 2023-12-31"),
        ("Is this the state of? | 2023-12-31", "Is this the state of?: 2023-12-31"),
    ];
    each_case(cases, |(rows, expected)| {
        for texts in field_texts(rows) {
            assert!(texts.iter().any(|it| it == expected), "{rows}: {texts:?}");
        }
    });
}

#[test]
fn fields_that_are_empty_or_contain_only_boxes_are_ignored() {
    let cases = [
        "Is this form about your subsidiary? |",
        "Is this form about your subsidiary? | \u{2610}",
        "Is this form about your subsidiary? | [ ]",
        "Completed on | 2024-01-05",
    ];
    each_case(cases, |rows| {
        for texts in field_texts(rows) {
            // The name of a sheet without questions applies to all of them.
            assert!(texts.iter().all(|it| it == "Intro"), "{rows}: {texts:?}");
        }
    });
}

#[test]
fn fields_above_a_table_and_between_its_questions_stop_answers() {
    let dir = vendor();
    let head: &[&str] = &["ID", "Question", "Answer", "Comment"];
    let rows: &[&[&str]] = &[
        head,
        &["1", "Is customer data encrypted at rest?"],
        &["2", "Are backups taken every day?"],
        &["3", "Do you have an incident response plan?"],
    ];
    let cases = [
        (&["Is this about your subsidiary?", "Yes"][..], false),
        (&["Data protection", "x"], false),
        (&["Data protection", "\u{2612}"], false),
        (&["\u{2713}", "Data protection"], false),
        (&["Data protection", "\u{2610}"], true),
        (&["Data protection", ""], true),
    ];
    each_case(cases, |(field, expected)| {
        let above: Vec<&[&str]> = [field].into_iter().chain(rows.iter().copied()).collect();
        assert_eq!(answered(dir.path(), &above, &[]), [expected; 3], "{field:?}");
    });
}

#[test]
fn a_ticked_field_about_the_answering_party_is_neutral() {
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let table = |rows: &[&[&str]]| {
        let cell = |text: &&str| format!("<w:tc>{}</w:tc>", paragraph(text));
        let row = |cells: &&[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
        format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
    };
    let asked: &[&[&str]] = &[
        &["No", "Question", "Answer"],
        &["1", "Is customer data encrypted at rest?", ""],
        &["2", "Is the lawn mown?", ""],
        &["3", "Is the gate locked?", ""],
    ];
    let cases = [
        ("Signature", "x", true),
        ("Signature", "Yes", true),
        ("Is this form about your subsidiary?", "Yes", false),
        ("Is this form about your subsidiary?", "", true),
        ("Subcontractor", "\u{2612}", false),
    ];
    each_case(cases, |(label, value, expected)| {
        let body = table(&[&[label, value]]) + &paragraph("Security questionnaire") + &table(asked);
        let dir = filling::vendor();
        let run = filling::answer(dir.path(), "asked.docx", &document(&body, &[]).bytes, &[], &[]);
        let questions = run.answers["questions"].as_array().unwrap();
        let own = questions.iter().find(|it| it.to_string().contains("encrypted at rest")).unwrap();
        assert_eq!(own["tier"] == "answered", expected, "{label}: {value}");
    });
}

#[test]
fn filled_rows_apply_to_the_others_even_if_they_end_in_a_question_mark() {
    let dir = vendor();
    let head: &[&str] = &["ID", "Question", "Answer", "Comment"];
    let encrypted = "Is customer data encrypted at rest?";
    let backups = "Are backups taken every day?";
    let plan = "Do you have an incident response plan?";
    let cases = [
        ("Subcontractor name?", "AWS"),
        ("Company being assessed?", "AWS"),
        ("Product?", "The on-premise edition"),
        ("As of which date?", "2023-12-31"),
        ("Country?", "Brazil"),
        ("Sous-traitant ?", "AWS"),
    ];
    each_case(cases, |(label, value)| {
        for id in ["1", ""] {
            let rows: &[&[&str]] =
                &[head, &[id, label, value], &["2", encrypted], &["3", backups], &["4", plan]];
            assert_eq!(answered(dir.path(), rows, &[]), [false; 3], "{id} {label}");
        }
        let rows: &[&[&str]] =
            &[head, &["2", encrypted], &["1", label, value], &["3", backups], &["4", plan]];
        assert_eq!(answered(dir.path(), rows, &[]), [false; 3], "{label}, second");
    });
    // A value before the first open question is such a field, unless it is a yes or no, or the library's own
    // answer.
    let cases = [
        ("Is one of your subsidiaries meant by this form?", "Acme Payroll GmbH", false),
        ("Do you have any subcontractors for this?", "Yes, Fabrikam", false),
        ("Do you have any subcontractors for this?", "Yes", true),
        ("Is access to customer data logged?", "No", true),
        (backups, "Backups are taken every day and kept for 30 days.", true),
        (backups, "Yes. Backups are taken every day and kept for 30 days.", true),
        (backups, "At our subcontractor", false),
    ];
    each_case(cases, |(question, value, expected)| {
        let rows: &[&[&str]] = &[head, &["1", question, value], &["2", encrypted], &["3", plan]];
        let found = answered(dir.path(), rows, &[]);
        assert_eq!(found[found.len() - 2..], [expected; 2], "{question} {value}");
    });
}
