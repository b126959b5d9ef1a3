//! Flags, pictures and other symbols around questions, columns for links and evidence, answer types, and
//! first questions about those below: all of them are considered before a question is answered.

use crate::support::each_case;
use std::fs;

use crate::{
    scopes::{answered, vendor},
    support::{self, filling},
};

const ENCRYPTED: &str = "Is customer data encrypted at rest?";
const BACKUPS: &str = "Are backups taken every day?";
const PLAN: &str = "Do you have an incident response plan?";

#[test]
fn a_symbol_around_questions_is_read() {
    let dir = vendor();
    let table: &[&[&str]] = &[&["Question", "Answer"], &[ENCRYPTED], &[BACKUPS], &[PLAN]];
    assert_eq!(answered(dir.path(), table, &[]), [true; 3]);
    let heading: &[&[&str]] = &[&["Question", "Answer"], &["🇩🇪"], &[ENCRYPTED], &[BACKUPS], &[PLAN]];
    let worded: &[&[&str]] = &[&["Question", "Answer"], &["General (🇨🇳)"], &[ENCRYPTED], &[BACKUPS], &[PLAN]];
    let question: &[&[&str]] = &[&["Question 🇨🇳", "Answer"], &[ENCRYPTED], &[BACKUPS], &[PLAN]];
    let further: &[&[&str]] = &[&["Question", "Answer", "🇨🇭"], &[ENCRYPTED], &[BACKUPS], &[PLAN]];
    let ids: &[&[&str]] =
        &[&["ID", "Question", "Answer"], &["🇨🇭", ENCRYPTED], &["🇨🇭", BACKUPS], &["🇨🇭", PLAN]];
    let beside: &[&[&str]] =
        &[&["Question", "Answer", ""], &[ENCRYPTED, "", "🇺🇸"], &[BACKUPS, "", "🇺🇸"], &[PLAN, "", "🇺🇸"]];
    let cases = [heading, worded, question, further, ids, beside];
    each_case(cases, |rows| {
        assert_eq!(answered(dir.path(), rows, &[]), [false; 3], "{rows:?}");
    });
}

#[test]
fn a_row_that_asks_for_a_number_or_address_is_skipped() {
    let dir = vendor();
    let cases = [
        ("Type", "Number", false),
        ("Type", "URL", false),
        ("Answer type", "Name", false),
        ("Response format", "List", false),
        ("Typ", "Zahl", false),
        ("Type", "Text", true),
        ("Type", "Yes/No", true),
    ];
    each_case(cases, |(head, kind, is_answered)| {
        let rows: &[&[&str]] =
            &[&["Question", head, "Answer"], &[ENCRYPTED, kind], &[BACKUPS, kind], &[PLAN, kind]];
        assert_eq!(answered(dir.path(), rows, &[]), [is_answered; 3], "{head} {kind}");
    });
}

#[test]
fn a_first_question_about_those_below_applies_to_them() {
    let dir = vendor();
    let cases = [
        ("Did you do any of this in 2019?", false),
        ("In what year did you first do this?", false),
        ("How will these change next year?", false),
        ("Haben Sie dies vor 2019 getan?", false),
        ("Do you sell helicopters to everybody?", true),
        ("Do you review all policies this year?", true),
    ];
    each_case(cases, |(text, is_answered)| {
        let rows: &[&[&str]] = &[&["Question", "Answer"], &[text], &[ENCRYPTED], &[BACKUPS], &[PLAN]];
        assert_eq!(answered(dir.path(), rows, &[]), [is_answered; 3], "{text}");
    });
}

#[test]
fn no_answer_is_written_into_columns_for_links_or_evidence() {
    let dir = vendor();
    let cases = [
        ("Answer", 3),
        ("Answer and link", 3),
        ("Link", 0),
        ("Answer: link", 0),
        ("Evidence link", 0),
        ("Evidence", 0),
        ("Nachweis", 0),
        ("Preuve", 0),
        ("Answer 🇨🇳", 0),
        ("🇨🇳", 0),
    ];
    each_case(cases, |(head, written)| {
        let file = dir.path().join("asked.xlsx");
        let rows: &[&[&str]] = &[&["Question", head], &[ENCRYPTED], &[BACKUPS], &[PLAN]];
        fs::write(&file, filling::workbook(rows, "")).unwrap();
        let printed = support::stdout(&support::factum(dir.path(), &["answer", file.to_str().unwrap()]));
        assert!(printed.contains(&format!(", {written} written")), "{head}: {printed}");
        fs::remove_dir_all(dir.path().join("out")).unwrap();
    });
}
