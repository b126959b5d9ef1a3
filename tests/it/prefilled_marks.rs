//! Values beside a question before it is answered: not applicable, and ticks in columns without a header.

use crate::support::{self, each_case, filling};

const ASKED: [&str; 3] = [
    "Is customer data encrypted at rest?",
    "Are backups taken every day?",
    "Do you have an incident response plan?",
];

/// Which of the questions get an answer if one column has this header and, in each row, these texts.
fn written(head: &str, texts: [&str; 3]) -> [bool; 3] {
    let dir = support::copy(&support::sample().join("tests/cases/given/vendor"));
    let heads = ["ID", "Question", head, "Answer"];
    let rows: Vec<[&str; 4]> = (0..3).map(|it| [["1", "2", "3"][it], ASKED[it], texts[it], ""]).collect();
    let rows: Vec<&[&str]> = std::iter::once(&heads[..]).chain(rows.iter().map(|it| &it[..])).collect();
    let run = filling::answer(dir.path(), "asked.xlsx", &filling::workbook(&rows, ""), &[], &[]);
    ["1", "2", "3"].map(|it| !run.question(it)["cells"].as_array().unwrap().is_empty())
}

#[test]
fn a_row_marked_as_not_applicable_is_skipped() {
    let cases = ["N/A", "n.a.", "Not applicable", "Entf\u{e4}llt", "Sans objet", "No aplica", "n.v.t."];
    each_case(cases, |value| {
        for head in ["Status", "", "Applicability", "Score", "Mandatory", "Previous answer"] {
            assert!(!written(head, [value, "", ""])[0], "{head}: {value}");
        }
        assert_eq!(written("Status", [value, "", ""]), [false, true, true], "{value}");
        assert_eq!(written("", ["", value, ""]), [true, false, true], "{value}");
    });
    assert_eq!(written("Status", ["", "", ""]), [true; 3]);
    assert_eq!(written("Guidance", ["N/A", "N/A", ""]), [true; 3]);
}

#[test]
fn marks_in_a_column_without_a_header_are_read() {
    let cases = ["x", "\u{2713}", "\u{2717}", "Yes", "No"];
    each_case(cases, |mark| {
        assert!(!written("", [mark, "", ""])[0], "{mark}");
    });
    let cases = ["-", "\u{2610}", ""];
    each_case(cases, |blank| {
        assert_eq!(written("", [blank, "", ""]), [true; 3], "{blank}");
    });
}
