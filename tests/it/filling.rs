//! What is written into a customer's file, cell by cell, and what is not, with the reason.

use crate::support::{
    self, each_case,
    filling::{Run, answer, rules, sheet, vendor, workbook},
};

/// Three questions that are not in the library; decisions provide the answers.
const ASKED: [(&str, &str); 3] =
    [("Q1", "Is there a helipad?"), ("Q2", "Is the lawn mown?"), ("Q3", "Does the wall clock tick?")];

const HEAD: &[&str] = &["ID", "Question", "Answer", "Comments"];

pub const LIST: &str = "type=\"list\"";

/// The decisions on the three questions.
pub fn decided<'a>(decisions: &'a [&'a str]) -> Vec<(&'a str, &'a str, &'a str)> {
    ASKED.iter().zip(decisions).map(|((id, question), it)| (*id, *question, *it)).collect()
}

/// A workbook that asks the three questions and has these texts in its answer and comment cells.
pub fn asking(cells: [[&str; 2]; 3], after: &str) -> Vec<u8> {
    let rows: Vec<Vec<&str>> = ASKED
        .iter()
        .zip(cells)
        .map(|((id, question), [answer, comment])| vec![*id, *question, answer, comment])
        .collect();
    let rows: Vec<&[&str]> = std::iter::once(HEAD).chain(rows.iter().map(Vec::as_slice)).collect();
    workbook(&rows, after)
}

fn run(cells: [[&str; 2]; 3], after: &str, decisions: [&str; 3], arguments: &[&str]) -> Run {
    let dir = vendor();
    let run = answer(dir.path(), "asked.xlsx", &asking(cells, after), &decided(&decisions), arguments);
    assert!(!run.bytes.is_empty(), "{}", support::stderr(&run.output));
    run
}

pub fn answers(run: &Run) -> Vec<[String; 2]> {
    (2..=4)
        .map(|row| run.row("asked.xlsx", row))
        .map(|it| [2, 3].map(|at| it.get(at).cloned().unwrap_or_default()))
        .collect()
}

/// An answered workbook with three statements instead of the questions.
fn stated(head: &[&str], after: &str, decisions: [&str; 3]) -> Run {
    let dir = vendor();
    let stated = [
        ("Q1", "A helipad is on the roof."),
        ("Q2", "The lawn is mown every week."),
        ("Q3", "The wall clock ticks loudly."),
    ];
    let rows: Vec<[&str; 4]> = stated.iter().map(|(id, it)| [*id, *it, "", ""]).collect();
    let rows: Vec<&[&str]> = std::iter::once(head).chain(rows.iter().map(|it| &it[..])).collect();
    let decided: Vec<_> =
        stated.iter().zip(decisions).map(|((id, it), decision)| (*id, *it, decision)).collect();
    answer(
        dir.path(),
        "asked.xlsx",
        &workbook(&rows, after),
        &decided,
        &["--map", "question=B answer=C comment=D id=A header=1"],
    )
}

pub const YES: &str = "{text: We do., verdict: yes}";

pub const NO: &str = "{text: We do not., verdict: no}";

pub const PARTIAL: &str = "{text: Mostly., verdict: partial}";

const NOT_APPLICABLE: &str = "{text: We have none., verdict: not-applicable}";

#[test]
fn text_is_never_written_beside_a_different_verdict() {
    let list = rules(&[("C2:C4", LIST, "\"Please select,Not answered,Yes,No,Partially\"")]);
    let filled =
        run([["Please select", ""], ["Yes", ""], ["Not answered", ""]], &list, [YES, NO, PARTIAL], &[]);
    assert_eq!(answers(&filled), [["Yes", "We do."], ["Yes", ""], ["Partially", "Mostly."]]);
    assert_eq!(filled.unwritten("Q2"), [("Sheet1!C3".to_owned(), "contradiction".to_owned())]);
    let printed = support::stdout(&filled.output);
    assert!(
        printed
            .contains("1 answer not written: 1 cell already contains a different verdict; see review.yaml"),
        "{printed}"
    );
    assert_eq!(filled.answers["mapping"][0]["counts"]["unwritten"], serde_json::json!({"contradiction": 1}));
    // An explicit choice of a person is written.
    let filled = run(
        [["Please select", ""], ["Yes", ""], ["Not answered", ""]],
        &list,
        [YES, NO, PARTIAL],
        &["--overwrite"],
    );
    assert_eq!(answers(&filled)[1], ["No", "We do not."]);
}

#[test]
fn a_verdict_is_not_written_beside_existing_text() {
    let list = rules(&[("C2:C4", LIST, "\"Yes,No\"")]);
    // The text was already there when the decision was made.
    let decided = format!("{YES}\n    row_texts: [\"We never did.\"]");
    let filled = run([["", "We never did."], ["Yes", ""], ["", ""]], &list, [&decided, YES, NO], &[]);
    assert_eq!(answers(&filled), [["", "We never did."], ["Yes", "We do."], ["No", "We do not."]]);
    assert_eq!(filled.unwritten("Q1"), [("Sheet1!D2".to_owned(), "already-answered".to_owned())]);
    assert_eq!(filled.unwritten("Q2"), []);
}

#[test]
fn a_default_in_every_row_is_kept_and_reported() {
    let list = rules(&[("C2:C4", LIST, "\"Yes,No,Partially\"")]);
    let filled = run([["Yes", ""], ["Yes", ""], ["Yes", ""]], &list, [YES, NO, NO], &[]);
    assert_eq!(answers(&filled), [["Yes", "We do."], ["Yes", ""], ["Yes", ""]]);
    assert!(
        support::stdout(&filled.output)
            .contains("2 answers not written: 2 cells already contain a different verdict")
    );
}

#[test]
fn prompts_are_replaced_and_answers_are_not() {
    let filled = run(
        [["[Enter your answer here]", ""], ["TBD", ""], ["We mow on Fridays.", ""]],
        "",
        [YES, NO, NO],
        &[],
    );
    assert_eq!(answers(&filled), [["Yes. We do.", ""], ["No. We do not.", ""], ["We mow on Fridays.", ""]]);
    // The same text in all rows is a prompt; a verdict in all rows is not.
    let filled = run([["Antwort des Lieferanten", ""]; 3], "", [YES, NO, NO], &[]);
    assert_eq!(answers(&filled)[0], ["Yes. We do.", ""]);
    let filled = run([["No", ""]; 3], "", [YES, NO, NO], &[]);
    assert_eq!(answers(&filled), [["No", ""], ["No", ""], ["No", ""]]);
}

#[test]
fn a_second_list_that_stays_empty_is_reported() {
    let dir = vendor();
    let head: &[&str] = &["ID", "Question", "Answer", "Ownership", "Comments"];
    let rows: Vec<Vec<&str>> = ASKED.iter().map(|(id, it)| vec![*id, *it]).collect();
    let rows: Vec<&[&str]> = std::iter::once(head).chain(rows.iter().map(Vec::as_slice)).collect();
    let lists = rules(&[("C2:C4", LIST, "\"Yes,No\""), ("D2:D4", LIST, "\"Vendor-owned,Shared\"")]);
    let map = ["--map", "question=B answer=C,D comment=E id=A header=1"];
    let filled = answer(
        dir.path(),
        "asked.xlsx",
        &workbook(&rows, &lists),
        &decided(&[YES, NO, "{blank: yes}"]),
        &map,
    );
    let printed = support::stdout(&filled.output);
    assert!(
        printed.contains(
            "`Sheet1`: 2 answered rows have another list in column D, which was left empty: choose a value \
             yourself"
        ),
        "{printed}"
    );
    assert_eq!(filled.row("asked.xlsx", 2)[2..], ["Yes", "", "We do."]);
}

#[test]
fn labels_in_answer_cells_are_not_answers() {
    let filled = run(
        [["Response:", "Comments:"], ["Vendor response: [enter]", ""], ["Response: Never.", ""]],
        "",
        [YES, NO, NO],
        &[],
    );
    assert_eq!(
        answers(&filled),
        [["Yes. We do.", "Comments:"], ["No. We do not.", ""], ["Response: Never.", ""]]
    );
    let list = rules(&[("C2:C4", LIST, "\"Yes,No\"")]);
    let filled =
        run([["", "Comments:"], ["", "Vendor comments:"], ["", "Comments: none"]], &list, [YES, NO, NO], &[]);
    assert_eq!(answers(&filled), [["Yes", "We do."], ["No", "We do not."], ["", "Comments: none"]]);
}

#[test]
fn text_is_not_written_if_its_verdict_cannot_be() {
    let locked = "<sheetProtection sheet=\"1\"/>";
    let dir = vendor();
    let rows: &[&[&str]] =
        &[HEAD, &["Q1", ASKED[0].1, "", ""], &["Q2", ASKED[1].1, "", ""], &["Q3", ASKED[2].1, "", ""]];
    let bytes = sheet(rows, locked, "");
    let map = ["--map", "question=B yes_no=C comment=D id=A header=1"];
    let filled = answer(dir.path(), "locked.xlsx", &bytes, &decided(&[YES, NO, PARTIAL]), &map);
    assert!(
        filled.question("Q1")["cells"].as_array().unwrap().is_empty(),
        "{}",
        support::stdout(&filled.output)
    );
    // A yes-no cell has no value for the third answer, which therefore needs review.
    assert_eq!(filled.answers["totals"]["unwritten"], 2);
    assert_eq!(filled.question("Q3")["tier"], "review");
    // A rule on the verdict's cell that refuses it.
    let rule = rules(&[("C2:C4", "type=\"whole\" operator=\"lessThan\"", "6")]);
    let filled = answer(dir.path(), "rule.xlsx", &workbook(rows, &rule), &decided(&[YES, NO, PARTIAL]), &map);
    assert_eq!(filled.row("rule.xlsx", 2)[2..], ["", ""]);
    let whys: Vec<_> = filled.unwritten("Q1").into_iter().map(|it| it.1).collect();
    assert_eq!(whys, ["withdrawn", "validation"]);
}

#[test]
fn values_that_a_cell_rejects_are_not_written_or_truncated() {
    let rule = rules(&[
        ("C2:C3", "type=\"textLength\" operator=\"lessThanOrEqual\"", "12"),
        ("C4", "type=\"custom\"", "LEN(C4)<5"),
    ]);
    let long = "{text: We do so on every day., verdict: yes}";
    let filled = run([["", ""]; 3], &rule, [YES, long, YES], &[]);
    assert_eq!(answers(&filled), [["Yes. We do.", ""], ["", ""], ["", ""]]);
    assert_eq!(filled.unwritten("Q2"), [("Sheet1!C3".to_owned(), "validation".to_owned())]);
    assert_eq!([&filled.answers["totals"]["answered"], &filled.answers["totals"]["review"]], [1, 2]);
    let reasons = filled.question("Q2")["reasons"].to_string();
    assert!(reasons.contains("C3 accepts at most 12 characters, but the text has "), "{reasons}");
}

#[test]
fn checkboxes_in_cells_are_ticked_as_in_documents() {
    let filled = run(
        [["☐ Yes ☐ No ☐ N/A", ""], ["☐ Yes ☐ No ☐ N/A", ""], ["☐ Yes ☒ No ☐ N/A", ""]],
        "",
        [YES, PARTIAL, YES],
        &[],
    );
    assert_eq!(
        answers(&filled),
        [
            ["☒ Yes ☐ No ☐ N/A", "We do."],
            ["☐ Yes ☐ No ☐ N/A", "Partially. Mostly."],
            ["☐ Yes ☒ No ☐ N/A", ""]
        ]
    );
    assert_eq!(
        filled.question("Q1")["cells"][0],
        serde_json::json!({"cell": "Sheet1!C2", "holds": "tick", "value": "Yes"})
    );
    let dir = vendor();
    let head: &[&str] = &["ID", "Question", "Yes", "No", "Explanation"];
    let rows: Vec<Vec<&str>> = ASKED
        .iter()
        .zip(["☐", "☐", "☒"])
        .map(|((id, question), no)| vec![*id, *question, "☐", no, ""])
        .collect();
    let rows: Vec<&[&str]> = std::iter::once(head).chain(rows.iter().map(Vec::as_slice)).collect();
    let cases = [&[][..], &["--overwrite"]];
    each_case(cases, |arguments| {
        let filled =
            answer(dir.path(), "columns.xlsx", &workbook(&rows, ""), &decided(&[YES, NO, YES]), arguments);
        assert_eq!(filled.row("columns.xlsx", 2)[2..], ["☒", "☐", "We do."]);
        assert_eq!(filled.row("columns.xlsx", 3)[2..], ["☐", "☒", "We do not."]);
        assert_eq!(filled.row("columns.xlsx", 4)[2..], ["☐", "☒", ""], "two boxes must not be ticked");
    });
}

#[test]
fn verdicts_without_a_list_value_are_written_into_the_text() {
    let list = rules(&[("C2:C4", LIST, "\"Ja,Nein\"")]);
    let filled =
        run([["", ""]; 3], &list, [PARTIAL, YES, "{text: Not for us., verdict: not-applicable}"], &[]);
    assert_eq!(
        answers(&filled),
        [["", "Partially. Mostly."], ["Ja", "We do."], ["", "Not applicable. Not for us."]]
    );
    assert_eq!(filled.unwritten("Q1"), [("Sheet1!C2".to_owned(), "list-lacks-word".to_owned())]);
    let printed = support::stdout(&filled.output);
    assert!(
        printed.contains("2 answers partly written: 2 cells offer no option for the verdict"),
        "{printed}"
    );
    // Two values with the same meaning: a person chooses.
    let list = rules(&[("C2:C4", LIST, "\"Met,Compliant,No\"")]);
    let filled = stated(HEAD, &list, [YES, NO, PARTIAL]);
    assert_eq!(answers(&filled), [["", ""], ["No", "We do not."], ["", "Partially. Mostly."]]);
}

#[test]
fn list_values_are_recognised_by_all_their_words() {
    let lists = [
        ("Compliant,Partial,Non Compliant,NA", ["Compliant", "Non Compliant", "Partial", "NA"]),
        ("Comply,Partially Comply,Do Not Comply,N/A", ["Comply", "Do Not Comply", "Partially Comply", "N/A"]),
        (
            "umgesetzt,teilweise umgesetzt,nicht umgesetzt,entbehrlich",
            ["umgesetzt", "nicht umgesetzt", "teilweise umgesetzt", "entbehrlich"],
        ),
        (
            "Cumple,Cumple parcialmente,No cumple,No aplica",
            ["Cumple", "No cumple", "Cumple parcialmente", "No aplica"],
        ),
        (
            "Voldoet,Voldoet deels,Voldoet niet,Niet van toepassing",
            ["Voldoet", "Voldoet niet", "Voldoet deels", "Niet van toepassing"],
        ),
        // If there is no value for `not applicable`, none is written.
        ("Si\u{301},No,Parcialmente", ["Si\u{301}", "No", "Parcialmente", ""]),
    ];
    let words = |filled: &Run| answers(filled).into_iter().map(|it| it[0].clone()).collect::<Vec<_>>();
    for (list, [yes, no, partial, not_applicable]) in lists {
        let rules = rules(&[("C2:C4", LIST, &format!("\"{list}\""))]);
        let filled = stated(HEAD, &rules, [YES, NO, PARTIAL]);
        assert_eq!(words(&filled), [yes, no, partial], "{list}");
        let filled = stated(HEAD, &rules, [NOT_APPLICABLE, YES, NO]);
        assert_eq!(words(&filled), [not_applicable, yes, no], "{list}");
    }
}

#[test]
fn the_exit_code_reports_unwritten_answers_on_request() {
    let cells = [["We mow.", ""], ["", ""], ["", ""]];
    assert_eq!(run(cells, "", [YES, NO, NO], &[]).output.status.code(), Some(0));
    assert_eq!(run(cells, "", [YES, NO, NO], &["--deny", "unwritten"]).output.status.code(), Some(1));
    assert_eq!(run([["", ""]; 3], "", [YES, NO, NO], &["--deny", "unwritten"]).output.status.code(), Some(0));
}
