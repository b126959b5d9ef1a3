//! Several columns that may be the vendor's, and unknown options beside yes and no: a person chooses.

use crate::support::{self, each_case, filling};

const ASKED: [&str; 3] = [
    "Is customer data encrypted at rest?",
    "Are backups taken every day?",
    "Do you have an incident response plan?",
];

/// What is written below these headers in the row of the first question, whose cells have these texts.
fn written(heads: &[&str], cells: &[&str], arguments: &[&str]) -> Vec<String> {
    let dir = support::copy(&support::sample().join("tests/cases/given/vendor"));
    let head: Vec<&str> = ["ID", "Question"].into_iter().chain(heads.iter().copied()).collect();
    let row = |it: usize| {
        let start = [["1", "2", "3"][it], ASKED[it]];
        start.into_iter().chain(cells.iter().copied()).collect::<Vec<&str>>()
    };
    let rows = [head, row(0), row(1), row(2)];
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let run = filling::answer(dir.path(), "asked.xlsx", &filling::workbook(&rows, ""), &[], arguments);
    let filled = run.row("asked.xlsx", 2);
    let filled = (0..heads.len()).map(|column| filled.get(column + 2).map_or("", |it| it.as_str()));
    let before = cells.iter().copied().chain(std::iter::repeat(""));
    filled.zip(before).map(|(it, before)| if it == before { String::new() } else { it.to_owned() }).collect()
}

/// Which headers get text below them.
fn filled(heads: &str, arguments: &[&str]) -> Vec<bool> {
    let heads: Vec<&str> = heads.split(" | ").collect();
    written(&heads, &[], arguments).iter().map(|it| !it.is_empty()).collect()
}

#[test]
fn competing_vendor_columns_are_not_filled() {
    let cases = [
        "Cloud provider response | Vendor response",
        "Provider answer | Supplier answer",
        "Answer | Response",
        "Answer | Comment | Answer | Comment",
        "Antwort Anbieter | Antwort Lieferant",
        "Cloud provider response | Response",
        "Vendor response (Yes/No) | Cloud provider response (Yes/No)",
        "Yes | No | Yes | No",
    ];
    each_case(cases, |heads| {
        assert!(!filled(heads, &[]).contains(&true), "{heads}");
    });
    assert_eq!(filled("Answer | Vendor answer", &[]), [false, true]);
    assert_eq!(filled("Answer | Comment", &[]), [true, false]);
    assert_eq!(
        filled("Compliant (Yes/No) | Cloud provider comment | Vendor comment", &[])[1..],
        [false, false]
    );
    let cases = [("C", [true, false]), ("D", [false, true])];
    each_case(cases, |(named, expected)| {
        let map = format!("Sheet1: question=B answer={named}");
        assert_eq!(filled("Answer | Response", &["--map", &map]), expected, "{named}");
    });
}

#[test]
fn an_unknown_option_beside_yes_and_no_needs_review() {
    let boxes = |text: &str| !written(&["Answer"], &[text], &[])[0].is_empty();
    let cases = [
        "\u{2610} Yes \u{2610} No",
        "\u{2610} Yes \u{2610} No \u{2610} N/A",
        "\u{2610} Yes \u{2610} No \u{2610} Partially",
    ];
    each_case(cases, |known| {
        assert!(boxes(known), "{known}");
    });
    let cases = ["In Brazil only", "At our subcontractors", "As of 2023"];
    each_case(cases, |other| {
        assert!(!boxes(&format!("\u{2610} Yes \u{2610} No \u{2610} {other}")), "{other}");
        let row = written(&["Yes", "No", other], &["\u{2610}", "\u{2610}", "\u{2610}"], &[]);
        assert!(row.iter().all(String::is_empty), "{other}: {row:?}");
    });
    let list = |values: &str| {
        let dir = support::copy(&support::sample().join("tests/cases/given/vendor"));
        let rows: &[&[&str]] =
            &[&["ID", "Question", "Answer"], &["1", ASKED[0]], &["2", ASKED[1]], &["3", ASKED[2]]];
        let rule = filling::rules(&[("C2:C4", "type=\"list\"", &format!("\"{values}\""))]);
        let run = filling::answer(dir.path(), "asked.xlsx", &filling::workbook(rows, &rule), &[], &[]);
        run.row("asked.xlsx", 2).get(2).cloned().unwrap_or_default()
    };
    assert_eq!(list("Yes,No"), "Yes");
    assert_eq!(list("Yes,No,Partial,N/A,Planned"), "Yes");
    assert_eq!(list("Yes,No,In Brazil only"), "");
    assert_eq!(list("Yes,No,Only for our subcontractors"), "");
}
