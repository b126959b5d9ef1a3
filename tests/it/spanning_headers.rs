//! Headers that span several columns, and checkboxes that do not accept the answer.

use crate::support::{
    self, each_case,
    filling::{answer, rules, vendor, workbook},
};

const QUESTIONS: [&str; 2] = ["Is the lawn mown every week?", "Are guests counted?"];
const DECISIONS: [&str; 2] = ["{text: We do., verdict: yes}", "{text: We do not., verdict: no}"];

/// What is written into the cells C to E of the two questions, below these header rows.
fn filled(heads: &[&[&str]], after: &str) -> [String; 2] {
    let dir = vendor();
    let ids = ["Q1", "Q2"];
    let asked: Vec<Vec<&str>> = ids.iter().zip(QUESTIONS).map(|(id, it)| vec![*id, it]).collect();
    let rows: Vec<&[&str]> = heads.iter().copied().chain(asked.iter().map(Vec::as_slice)).collect();
    let decided: Vec<_> =
        ids.iter().zip(QUESTIONS).zip(DECISIONS).map(|((id, it), how)| (*id, it, how)).collect();
    let run = answer(dir.path(), "asked.xlsx", &workbook(&rows, after), &decided, &[]);
    assert!(!run.bytes.is_empty(), "{}", support::stderr(&run.output));
    let first = u32::try_from(heads.len()).unwrap() + 1;
    [first, first + 1].map(|row| {
        let cell = |at: usize| run.row("asked.xlsx", row).get(at).cloned().unwrap_or_default();
        [2, 3, 4].map(cell).join("|")
    })
}

#[test]
fn nothing_is_ticked_below_an_unknown_header_over_yes_and_no() {
    let cases = [
        ("Answer", true),
        ("Vendor response", true),
        ("Antwort", true),
        ("Subcontractors", false),
        ("Violation?", false),
        ("As of 2023", false),
        ("Tested", false),
        ("Laptops", false),
        ("Evidence", false),
        ("Accepted?", false),
        ("Planned", false),
    ];
    each_case(cases, |(head, ticked)| {
        let merged = "<mergeCells count=\"1\"><mergeCell ref=\"C1:D1\"/></mergeCells>";
        let heads: [&[&str]; 2] = [&["ID", "Question", head], &["", "", "Yes", "No"]];
        let found = filled(&heads, merged);
        let expected = if ticked { ["x||", "|x|"] } else { ["||", "||"] };
        assert_eq!(found.map(|it| it.to_lowercase()), expected, "{head}");
    });
}

#[test]
fn no_sentence_is_written_below_a_yes_column() {
    let heads: [&[&str]; 2] = [&["ID", "Question", "Answer"], &["", "", "Yes", "No"]];
    for cell in filled(&heads, "") {
        assert!(!cell.contains("We do"), "{cell}");
    }
}

#[test]
fn a_yes_no_column_about_evidence_gets_no_answer() {
    let list = |cells: &str| rules(&[(cells, "type=\"list\"", "\"Yes,No\"")]);
    let cases = [
        (["Evidence (Y/N)", "Answer"], "C2:D3", ["|Yes|", "|No|"]),
        (["Evidence", "Answer"], "C2:D3", ["|Yes|", "|No|"]),
        (["Answer", "Evidence?"], "C2:D3", ["Yes||", "No||"]),
        (["Evidence?", ""], "C2:C3", ["||", "||"]),
        (["Accepted?", ""], "C2:C3", ["||", "||"]),
        (["Answer complete?", ""], "C2:C3", ["||", "||"]),
        (["Answer (Y/N)", "Comments"], "C2:C3", ["Yes|We do.|", "No|We do not.|"]),
    ];
    each_case(cases, |(heads, cells, expected)| {
        let row: [&[&str]; 1] = [&["ID", "Question", heads[0], heads[1]]];
        assert_eq!(filled(&row, &list(cells)), expected, "{heads:?}");
    });
}
