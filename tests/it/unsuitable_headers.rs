//! Questions whose cells ask for something other than the answer of the library need review; cells that
//! merely have no space for it do not stop the answer.

use std::{fs, path::Path};

use serde_json::{Value as Json, json};

use crate::support::{
    self,
    filling::{Run, answer, rules, sheet, workbook},
};

const ASKED: [&str; 2] = ["Is customer data encrypted at rest?", "Are backups taken every day?"];
const LIST: &str = "type=\"list\"";

fn vendor() -> tempfile::TempDir {
    support::copy(&support::sample().join("tests/cases/given/vendor"))
}

/// Answers the two questions below a header, in a file with this protection and these rules.
fn below(root: &Path, head: &str, [before, after]: [&str; 2], decisions: &[(&str, &str, &str)]) -> Run {
    let rows: &[&[&str]] = &[&["ID", "Question", head], &["Q1", ASKED[0]], &["Q2", ASKED[1]]];
    let run = answer(root, "asked.xlsx", &sheet(rows, before, after), decisions, &[]);
    assert_eq!(run.output.status.code(), Some(0), "{head}: {}", support::stderr(&run.output));
    run
}

fn total(run: &Run, name: &str) -> Json {
    run.answers["totals"][name].clone()
}

#[test]
fn questions_below_an_unsuitable_header_need_review() {
    let heads = [
        "Answer (before 2020)",
        "Answer for subsidiaries",
        "Answer 2023",
        "Expected answer",
        "Answer (1-5)",
        "Answer (max 10 characters)",
        "Antwort Ihres Unterauftragnehmers",
    ];
    for head in heads {
        let dir = vendor();
        let run = below(dir.path(), head, ["", ""], &[]);
        assert_eq!([total(&run, "answered"), total(&run, "review")], [json!(0), json!(2)], "{head}");
        assert_eq!([total(&run, "unwritten"), total(&run, "written")], [json!(0), json!(0)], "{head}");
        let question = run.question("Q1");
        assert_eq!(question["tier"], "review", "{head}");
        assert_eq!(question["answer"], Json::Null, "{head}");
        assert_eq!(question["candidates"][0]["answer"], "answer/encryption-at-rest", "{head}: {question}");
        assert!(question["reasons"].to_string().contains("the heading of C2"), "{head}: {question}");
        let folder = dir.path().join("out/public/questionnaires/asked");
        let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
        assert!(!read("answers.html").contains("AES-256"), "{head}");
        assert!(read("review.yaml").contains("the heading of C2"), "{head}");
        assert!(!support::stdout(&run.output).contains("not written"), "{head}");
    }
}

#[test]
fn questions_whose_cell_needs_another_type_of_value_need_review() {
    let rules_of = |kind: &str, formula: &str| rules(&[("C2:C3", kind, formula)]);
    let kinds = [
        (rules_of("type=\"whole\" operator=\"lessThan\"", "6"), "validation"),
        (rules_of("type=\"date\" operator=\"greaterThan\"", "40000"), "validation"),
        (rules_of(LIST, "\"Low,Medium,High\""), "list-lacks-word"),
        (rules_of(LIST, "\"Pass,Fail\""), "judges-compliance"),
    ];
    for (rules, why) in kinds {
        let run = below(vendor().path(), "Answer", ["", &rules], &[]);
        assert_eq!([total(&run, "answered"), total(&run, "review")], [json!(0), json!(2)], "{rules}");
        assert!(run.unwritten("Q1").iter().any(|it| it.1 == why), "{rules}: {:?}", run.unwritten("Q1"));
    }
}

#[test]
fn an_unwritable_cell_does_not_stop_an_answer() {
    let dir = vendor();
    let rows: &[&[&str]] = &[&["ID", "Question", "Answer"], &["Q1", ASKED[0]], &["Q2", ASKED[1]]];
    let map = ["--map", "question=B answer=C id=A header=1"];
    let locked = sheet(rows, "<sheetProtection sheet=\"1\"/>", "");
    let run = answer(dir.path(), "locked.xlsx", &locked, &[], &map);
    assert_eq!(run.unwritten("Q1"), [("Sheet1!C2".to_owned(), "locked".to_owned())]);
    assert_eq!([total(&run, "answered"), total(&run, "review")], [json!(2), json!(0)]);
    let rows: &[&[&str]] =
        &[&["ID", "Question", "Answer"], &["Q1", ASKED[0], "We encrypt on Fridays."], &["Q2", ASKED[1]]];
    let run = answer(dir.path(), "asked.xlsx", &workbook(rows, ""), &[], &[]);
    assert_eq!(run.unwritten("Q1"), [("Sheet1!C2".to_owned(), "already-answered".to_owned())]);
    assert_eq!(run.question("Q1")["tier"], "answered");
}

#[test]
fn a_decision_with_an_unsuitable_cell_is_kept_and_not_given() {
    let decided = [("Q1", ASKED[0], "{text: We do., verdict: yes}")];
    let dir = vendor();
    let run = below(dir.path(), "Answer (before 2020)", ["", ""], &decided);
    assert_eq!(run.question("Q1")["tier"], "review");
    let review = dir.path().join("out/public/questionnaires/asked/review.yaml");
    let review = fs::read_to_string(review).unwrap();
    assert!(review.contains("decision: {text: We do., verdict: yes}"), "{review}");
}

#[test]
fn a_list_without_a_value_for_a_text_answer_reports_what_to_add() {
    let dir = vendor();
    let library = dir.path().join("data/answers/library.yaml");
    let text = fs::read_to_string(&library).unwrap();
    let from = text.find("encryption-at-rest:").unwrap();
    let (before, after) = text.split_at(from);
    fs::write(&library, before.to_owned() + &after.replacen("  verdict: yes\n", "", 1)).unwrap();
    let run = below(dir.path(), "Answer", ["", &rules(&[("C2:C3", LIST, "\"Yes,No\"")])], &[]);
    let reason = "C2 takes `Yes`, `No`, but `answer/encryption-at-rest` is only text and does not say \
                  which: add `verdict:` with one of them to the decision, or add `verdict:` to the entry";
    let reasons = run.question("Q1")["reasons"].to_string();
    assert!(reasons.contains(reason), "{reasons}");
    assert_eq!([total(&run, "answered"), total(&run, "review")], [json!(1), json!(1)]);
}
