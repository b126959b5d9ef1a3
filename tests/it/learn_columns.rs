//! `learn --from` reads an answer only from a cell into which `answer` would write one: not below headers for
//! texts of others, expected or former texts, not from a prompt, and not from ambiguous rows.

use crate::support::{self, each_case, learn::printed, put};

/// The drafts that `learn --from` makes of a file, and its output.
fn learned(rows: &str, further: &[&str]) -> (String, String) {
    let dir = support::copy(&support::sample().join("tests/cases/given/vendor"));
    put(dir.path(), "old.csv", rows);
    let path = dir.path().join("old.csv");
    let arguments = [&["learn", "--from", path.to_str().unwrap(), "--yes"], further].concat();
    let output = support::factum(dir.path(), &arguments);
    let drafts = dir.path().join("data/answers/old.yaml");
    (std::fs::read_to_string(drafts).unwrap_or_default(), printed(&output))
}

const QUESTIONS: [&str; 3] = [
    "Do you maintain a cyber insurance policy?",
    "Are source code reviews performed before release?",
    "Do you run a programme for young engineers?",
];

/// A file with these headers beside the questions, and these cells in each row.
fn file(heads: &str, cells: [&str; 3]) -> String {
    let rows = QUESTIONS.iter().zip(cells).zip(1..);
    let rows: String = rows.map(|((question, cells), id)| format!("{id},{question},{cells}\n")).collect();
    format!("ID,Question,{heads}\n{rows}")
}

#[test]
fn no_answer_is_read_below_a_header_that_accepts_none() {
    let cases = [
        ("Required answer,Answer", ["Yes,No", "Yes,", "Yes,"], "Required answer"),
        ("Expected answer", ["Yes", "Yes", "No"], "Expected answer"),
        ("Subcontractor answer", ["Yes", "Yes", "No"], "Subcontractor answer"),
        ("Answer (2023)", ["Yes", "No", "No"], "Answer (2023)"),
        ("Answer 2024,Answer 2025", ["No,Yes", "No,", "No,"], "Answer 2024"),
        ("Evidence (Y/N)", ["Yes", "No", "Yes"], "Evidence (Y/N)"),
        ("Previous answer", ["Yes", "No", "No"], "Previous answer"),
        ("Answer (customer)", ["Yes", "No", "No"], "Answer (customer)"),
    ];
    each_case(cases, |(heads, cells, named)| {
        let (drafts, output_text) = learned(&file(heads, cells), &[]);
        assert_eq!(drafts, "", "{heads}: {output_text}");
        assert!(output_text.contains("not learned (the heading of its column is "), "{heads}: {output_text}");
        assert!(
            output_text.contains(&format!("\"{named}\"")) && output_text.contains("`--map`"),
            "{heads}: {output_text}"
        );
    });
}

#[test]
fn a_manually_selected_column_is_read() {
    let cases = [
        ("Required answer,Answer", ["Yes,No", "Yes,", "Yes,Yes"], "D", "no yes"),
        ("Answer 2024,Answer 2025", ["No,Yes", "No,", "No,No"], "D", "yes no"),
        ("Answer (2023)", ["Yes", "No", "No"], "C", "yes no no"),
    ];
    each_case(cases, |(heads, cells, column, verdicts)| {
        let map = format!("id=A question=B answer={column}");
        let (drafts, output_text) = learned(&file(heads, cells), &["--map", &map]);
        let found: Vec<&str> = drafts.lines().filter_map(|it| it.strip_prefix("  verdict: ")).collect();
        assert_eq!(found.join(" "), verdicts, "{heads}: {output_text}");
    });
}

#[test]
fn answers_below_vendor_answer_headers_are_read() {
    let cases = [
        ("Answer", ["Yes", "No", "No"]),
        ("Vendor response (Yes/No),Comments", ["Yes,", "No,Planned.", "No,"]),
        ("Compliant (Y/N),Evidence", ["Yes,The policy", "No,", "No,"]),
        (
            "CSP CAIQ Answer,CSP Implementation Description (Optional/Recommended)",
            ["Yes,By contract", "No,", "No,"],
        ),
        ("Antwort (Ja/Nein),Bemerkungen", ["Ja,Per Vertrag", "Nein,", "Nein,"]),
        ("Answer,Comment 2023", ["Yes,We like it", "No,", "No,"]),
    ];
    each_case(cases, |(heads, cells)| {
        let (drafts, output_text) = learned(&file(heads, cells), &[]);
        let found: Vec<&str> = drafts.lines().filter_map(|it| it.strip_prefix("  verdict: ")).collect();
        assert_eq!(found.join(" "), "yes no no", "{heads}: {output_text}");
        assert!(!drafts.contains("We like it"), "{drafts}");
        assert_eq!(
            output_text.contains("only the comment: the heading of its column is \"Comment 2023\""),
            heads.contains("2023"),
            "{output_text}"
        );
    });
}

#[test]
fn prompts_and_ambiguous_rows_are_not_read_as_answers() {
    let (drafts, output_text) =
        learned(&file("Answer", ["[Supplier response]", "[Enter your answer]", "Yes"]), &[]);
    assert_eq!(drafts.matches("question: ").count(), 1, "{drafts}");
    assert!(output_text.contains("not learned (not answered): Records!B2, Records!B3"), "{output_text}");
    let (drafts, output_text) =
        learned(&file("Answer (Yes/No),Comment", ["Yes,\"No, this is planned.\"", "No,No", "Yes,No"]), &[]);
    assert_eq!(drafts.matches("question: ").count(), 1, "{drafts}");
    assert!(
        output_text
            .contains("not learned (its verdict and its text contradict each other): Records!B2, Records!B4"),
        "{output_text}"
    );
}
