//! Cells into which an answer is not written because it would have another meaning there.

use crate::support::{
    self, each_case,
    filling::{Run, answer, answer_decided, rules, sheet, vendor, workbook},
};

const LIST: &str = "type=\"list\"";
const YES: &str = "{text: We do., verdict: yes}";
const NO: &str = "{text: We do not., verdict: no}";
const PARTIAL: &str = "{text: Mostly., verdict: partial}";
/// A yes to the first is good and to the second is bad.
const ASKED: [(&str, &str); 3] = [
    ("Q1", "Is the lawn mown every week?"),
    ("Q2", "Do you process payment card data?"),
    ("Q3", "Are all the clocks wound?"),
];

/// Answers the three questions under these headers.
fn under(head: &[&str], after: &str, decisions: [&str; 3], arguments: &[&str]) -> Run {
    let dir = vendor();
    let head: Vec<&str> = ["ID", "Question"].into_iter().chain(head.iter().copied()).collect();
    let rows: Vec<Vec<&str>> = ASKED.iter().map(|(id, it)| vec![*id, *it]).collect();
    let rows: Vec<&[&str]> = std::iter::once(&head[..]).chain(rows.iter().map(Vec::as_slice)).collect();
    let decided: Vec<_> =
        ASKED.iter().zip(decisions).map(|((id, it), decision)| (*id, *it, decision)).collect();
    let run = answer(dir.path(), "asked.xlsx", &workbook(&rows, after), &decided, arguments);
    assert!(!run.bytes.is_empty(), "{}", support::stderr(&run.output));
    run
}

/// The first two cells to the right of each question.
fn answers(run: &Run) -> Vec<[String; 2]> {
    (2..=4)
        .map(|row| run.row("asked.xlsx", row))
        .map(|it| [2, 3].map(|at| it.get(at).cloned().unwrap_or_default()))
        .collect()
}

fn list(values: &str) -> String {
    rules(&[("C2:C4", LIST, &format!("\"{values}\""))])
}

#[test]
fn a_compliance_list_gets_no_yes_or_no_to_a_question() {
    // A no and a partial answer begin with the verdict, because no cell states it.
    let words = [["", "We do."], ["", "No. We do not."], ["", "Partially. Mostly."]];
    let cases = [
        "Pass,Fail",
        "Compliant,Non-compliant,Partially compliant",
        "Met,Not met",
        "In place,Not in place",
        "erfüllt,nicht erfüllt",
    ];
    each_case(cases, |values| {
        let run = under(&["Answer", "Comment"], &list(values), [YES, NO, PARTIAL], &[]);
        assert_eq!(answers(&run), words, "{values}");
        assert_eq!(
            run.unwritten("Q2"),
            [("Sheet1!C3".to_owned(), "judges-compliance".to_owned())],
            "{values}"
        );
    });
    // Values that only mean yes or no answer the question, whatever is beside them; a person may choose any
    // value.
    let run =
        under(&["Answer", "Comment"], &list("Yes,No,Partially implemented,Not planned"), [YES, NO, NO], &[]);
    assert_eq!(answers(&run), [["Yes", "We do."], ["No", "We do not."], ["No", "We do not."]]);
    let run = under(
        &["Answer", "Comment"],
        &list("Pass,Fail"),
        [YES, "{text: We do not., verdict: Pass}", NO],
        &[],
    );
    assert_eq!(answers(&run)[1], ["Pass", "We do not."]);
}

#[test]
fn a_compliance_header_gets_no_yes_or_no_to_a_question() {
    let cases = [("", "Partially. Mostly."), (&list("Yes,No,Partial"), "Partial. Mostly.")];
    each_case(cases, |(after, partial)| {
        let run = under(&["Compliant (Y/N)", "Comment"], after, [YES, NO, PARTIAL], &[]);
        assert_eq!(answers(&run), [["", "We do."], ["", "No. We do not."], ["", partial]]);
    });
    // The only column gets the text of a yes without the word, and no text that begins with a verdict.
    let run = under(&["Compliance"], "", [YES, "{text: \"No, we do not.\", verdict: no}", NO], &[]);
    assert_eq!(answers(&run), [["We do.", ""], ["", ""], ["", ""]]);
    assert_eq!([&run.answers["totals"]["answered"], &run.answers["totals"]["review"]], [1, 2]);
    assert_eq!(run.unwritten("Q2"), [("Sheet1!C3".to_owned(), "judges-compliance".to_owned())]);
}

#[test]
fn a_verdict_column_gets_the_verdict_and_another_column_the_text() {
    let stated = [
        ("Q1", "The gate shall be locked at night."),
        ("Q2", "The lawn shall be mown."),
        ("Q3", "All clocks shall be wound."),
    ];
    let under = |head: &[&str], decisions: [&str; 3]| {
        let dir = vendor();
        let head: Vec<&str> = ["ID", "Requirement"].into_iter().chain(head.iter().copied()).collect();
        let rows: Vec<Vec<&str>> = stated.iter().map(|(id, it)| vec![*id, *it]).collect();
        let rows: Vec<&[&str]> = std::iter::once(&head[..]).chain(rows.iter().map(Vec::as_slice)).collect();
        let decided: Vec<_> =
            stated.iter().zip(decisions).map(|((id, it), decision)| (*id, *it, decision)).collect();
        answer(dir.path(), "asked.xlsx", &workbook(&rows, ""), &decided, &[])
    };
    let cases = [
        "Met?",
        "In place",
        "Valid",
        "Compliance status",
        "Implemented?",
        "Requirement met?",
        "Compliant (Y/N)",
    ];
    each_case(cases, |head| {
        let run = under(&[head, "Comments"], [YES, NO, PARTIAL]);
        assert_eq!(
            answers(&run),
            [["Yes", "We do."], ["No", "We do not."], ["", "Partially. Mostly."]],
            "{head}"
        );
        assert_eq!(run.unwritten("Q3"), [("Sheet1!C4".to_owned(), "list-lacks-word".to_owned())], "{head}");
        // An answer without a verdict has no value for such a column.
        let run = under(&[head, "Comments"], ["{text: At dusk.}", NO, NO]);
        assert_eq!(answers(&run)[0], ["", "At dusk."], "{head}");
    });
    // If there is only a text column, a requirement that is not or only partly met is stated.
    let run = under(&["Answer"], [YES, NO, PARTIAL]);
    assert_eq!(answers(&run), [["We do.", ""], ["No. We do not.", ""], ["Partially. Mostly.", ""]]);
    let run = under(&["Response", "Met?"], [YES, NO, YES]);
    assert_eq!(answers(&run), [["We do.", "Yes"], ["We do not.", "No"], ["We do.", "Yes"]]);
    let cases = ["Tested?", "Verified", "Documented?", "Certified (Y/N)"];
    each_case(cases, |head| {
        let run = under(&[head, "Comments"], [YES, NO, PARTIAL]);
        assert_eq!(answers(&run), [["", ""], ["", ""], ["", ""]], "{head}");
        assert_eq!(run.unwritten("Q1"), [("Sheet1!C2".to_owned(), "unsuitable-header".to_owned())], "{head}");
    });
}

#[test]
fn text_without_a_column_is_reported() {
    let run = under(&["Yes/No"], "", [YES, NO, "{text: Yes., verdict: yes}"], &[]);
    assert_eq!(answers(&run), [["Yes", ""], ["No", ""], ["Yes", ""]]);
    assert_eq!([run.unwritten("Q1").len(), run.unwritten("Q2").len(), run.unwritten("Q3").len()], [1, 1, 0]);
    assert!(
        support::stdout(&run.output).contains("2 answers partly written: 2 rows have no cell for the answer")
    );
}

#[test]
fn no_answer_is_written_under_unknown_headers() {
    let heads = [
        "Exception?",
        "Absent",
        "Violation?",
        "Is this a risk? (Y/N)",
        "Waiver needed",
        "Subprocessor's answer",
        "Answer (No = compliant)",
    ];
    each_case(heads, |head| {
        for after in ["", &list("Yes,No")] {
            let run = under(&[head, "Comment"], after, [YES, NO, YES], &[]);
            assert!(answers(&run).iter().all(|it| it[0].is_empty()), "{head}: {:?}", answers(&run));
        }
    });
    let run = under(&["Subcontractor A", "Subcontractor B"], "", [YES, NO, YES], &[]);
    assert_eq!(answers(&run), [["", ""], ["", ""], ["", ""]]);
    // With a manual map the column is used, unless its header inverts a verdict.
    let map = |head: &str| {
        answers(&under(
            &[head],
            &list("Yes,No"),
            [YES, NO, YES],
            &["--map", "question=B answer=C id=A header=1"],
        ))
    };
    assert_eq!(map("Globex AG")[1], ["No", ""]);
    assert_eq!(map("Missing?")[1], ["", ""]);
}

#[test]
fn vendor_answer_headers_are_recognised() {
    let cases = [
        "CSP CAIQ Answer",
        "Vendor Answers",
        "Response",
        "Antwort",
        "Réponse du fournisseur",
        "Antwort des Lieferanten",
        "Answer (Yes/No)",
    ];
    each_case(cases, |head| {
        let run = under(&[head, "Comment"], &list("Yes,No"), [YES, NO, YES], &[]);
        assert_eq!(answers(&run), [["Yes", "We do."], ["No", "We do not."], ["Yes", "We do."]], "{head}");
    });
}

#[test]
fn comments_are_not_written_into_columns_for_other_text() {
    let cases = ["Customer comment", "Reason for non-compliance", "N/A justification"];
    each_case(cases, |head| {
        let run = under(&["Answer", head], &list("Yes,No"), [YES, NO, YES], &[]);
        assert!(answers(&run).iter().all(|it| it[1].is_empty()), "{head}: {:?}", answers(&run));
    });
    let run = under(&["Answer", "If no, explain"], &list("Yes,No"), [YES, NO, YES], &[]);
    assert_eq!(
        answers(&run).iter().filter(|it| !it[1].is_empty() && it[0] != "No").count(),
        0,
        "{:?}",
        answers(&run)
    );
}

#[test]
fn a_yes_no_column_gets_no_other_verdict() {
    let run = under(
        &["Answer (Y/N)", "Comment"],
        "",
        [YES, PARTIAL, "{text: Not for us., verdict: not-applicable}"],
        &[],
    );
    assert_eq!(
        answers(&run),
        [["Yes", "We do."], ["", "Partially. Mostly."], ["", "Not applicable. Not for us."]]
    );
    assert_eq!(run.unwritten("Q2"), [("Sheet1!C3".to_owned(), "list-lacks-word".to_owned())]);
    let run = under(
        &["Yes/No/NA", "Comment"],
        "",
        [YES, PARTIAL, "{text: Not for us., verdict: not-applicable}"],
        &[],
    );
    assert_eq!(answers(&run)[1..], [["", "Partially. Mostly."], ["Not applicable", "Not for us."]]);
    let run = under(&["Answer (Yes/No/Partial)", "Comment"], "", [YES, PARTIAL, NO], &[]);
    assert_eq!(answers(&run)[1], ["Partially", "Mostly."]);
}

#[test]
fn a_cell_shared_by_two_questions_gets_no_answer() {
    let merged = "<mergeCells count=\"1\"><mergeCell ref=\"C2:C3\"/></mergeCells>";
    let dir = vendor();
    let rows: Vec<[&str; 4]> = ASKED.iter().map(|(id, it)| [*id, *it, "", ""]).collect();
    let head: &[&str] = &["ID", "Question", "Answer", "Comment"];
    let rows: Vec<&[&str]> = std::iter::once(head).chain(rows.iter().map(|it| &it[..])).collect();
    let run = answer_decided(dir.path(), "asked.xlsx", &sheet(&rows, merged, ""), &[YES, YES]);
    assert_eq!(answers(&run), [["", ""], ["", ""], ["Yes. We do.", ""]], "{:#}", run.answers["questions"][2]);
    assert_eq!(run.unwritten("Q1"), [("Sheet1!C2".to_owned(), "shared-cell".to_owned())]);
    assert_eq!(
        run.answers["mapping"][0]["not_asked"]["closed"], 1,
        "the question whose cell is covered is left"
    );
}

/// A workbook with these texts beside the three questions, answered with `--overwrite`.
fn overwritten(head: &[&str], cells: [[&str; 2]; 3], after: &str, decisions: [&str; 3]) -> Run {
    let dir = vendor();
    let rows: Vec<[&str; 4]> =
        ASKED.iter().zip(cells).map(|((id, it), [one, two])| [*id, *it, one, two]).collect();
    let rows: Vec<&[&str]> = std::iter::once(head).chain(rows.iter().map(|it| &it[..])).collect();
    let decided: Vec<_> =
        ASKED.iter().zip(decisions).map(|((id, it), decision)| (*id, *it, decision)).collect();
    answer(dir.path(), "asked.xlsx", &workbook(&rows, after), &decided, &["--overwrite"])
}

#[test]
fn overwriting_removes_the_previous_answer_completely() {
    let head: &[&str] = &["ID", "Question", "Answer", "Comment"];
    let before = [["No", "We have none."], ["30 days", "On disk."], ["Yes", "Since 2019."]];
    let run = overwritten(head, before, &list("Yes,No"), ["{verdict: yes}", "{text: For 400 days.}", NO]);
    assert_eq!(answers(&run), [["Yes", ""], ["", "For 400 days."], ["No", "We do not."]]);
    let printed = support::stdout(&run.output);
    assert!(
        printed.contains("2 cells emptied because they belonged to answers that were replaced"),
        "{printed}"
    );
    assert_eq!(
        run.question("Q1")["cells"][1],
        serde_json::json!({"cell": "Sheet1!D2", "holds": "text", "value": ""})
    );
}

#[test]
fn overwriting_keeps_the_customers_own_columns() {
    let head: &[&str] = &["ID", "Question", "Details", "Answer"];
    let own = [["of the front garden", ""], ["in the shop", ""], ["in the tower", ""]];
    let run = overwritten(head, own, &rules(&[("D2:D4", LIST, "\"Yes,No\"")]), [YES, NO, YES]);
    assert_eq!(answers(&run).into_iter().map(|[own, _]| own).collect::<Vec<_>>(), own.map(|it| it[0]));
}

#[test]
fn a_person_can_choose_any_value_of_a_list() {
    let chosen = [
        "{text: We do., verdict: Yes}",
        "{text: We do not., verdict: \"No\"}",
        "{text: We do., verdict: yes}",
    ];
    let filled = under(&["Compliance", "Comment"], &list("Yes,No,Not available"), chosen, &[]);
    assert_eq!(answers(&filled), [["Yes", "We do."], ["No", "We do not."], ["", "We do."]]);
    // Nor is it written under a header that inverts it.
    let filled = under(&["Missing?", "Comment"], &list("Yes,No,Not available"), chosen, &[]);
    assert!(answers(&filled).iter().all(|it| it[0].is_empty()), "{:?}", answers(&filled));
}

/// Text without a verdict is not written beside a column for somebody else's answer.
#[test]
fn text_without_a_verdict_follows_the_header_of_the_verdict_column() {
    let where_it_is = "{text: In Bonn.}";
    let cases = ["Subcontractor answer", "AWS", "Competitor", "Answer 2023", "Planned"];
    each_case(cases, |head| {
        let run = under(&[head, "Comment"], &list("Yes,No"), [where_it_is; 3], &[]);
        assert!(answers(&run).iter().flatten().all(String::is_empty), "{head}");
    });
    let run = under(&["Answer", "Comment"], &list("Yes,No"), [where_it_is; 3], &[]);
    assert!(answers(&run).iter().all(|it| it[1] == "In Bonn."));
}
