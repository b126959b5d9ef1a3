//! Customers' remarks in the comment cell of a question stop its answer, because it may not be true of them.

use std::fs;

use crate::support::{
    self, each_case,
    filling::{rules, workbook},
    legal::{AUTUMN, Workspace},
};

const QUESTIONS: [&str; 4] = [
    "Is customer data encrypted at rest?",
    "Are you certified to ISO/IEC 27001?",
    "Which subprocessors handle customer data?",
    "Is there a fence around the car park?",
];

/// Answers these rows with these texts in the answer and comment cells; returns the tiers, and the same cells
/// of the filled file.
fn answered(
    workspace: &Workspace,
    name: &str,
    bytes: &[u8],
    arguments: &[&str],
) -> (Vec<String>, Vec<[String; 2]>, String) {
    fs::write(workspace.path(name), bytes).unwrap();
    let output =
        workspace.run(&[&["answer", &workspace.path(name).display().to_string()], arguments].concat());
    assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
    let folder = format!("out/public/questionnaires/{}", name.split('.').next().unwrap());
    let json: serde_json::Value =
        serde_json::from_str(&workspace.read(&format!("{folder}/answers.json"))).unwrap();
    let tiers = json["questions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["tier"].as_str().unwrap().to_owned())
        .collect();
    let upload = factum::questionnaire::Upload {
        name: name.to_owned(),
        bytes: fs::read(workspace.path(&format!("{folder}/{name}"))).unwrap(),
    };
    let form = (factum::questionnaire::format_of(&upload).unwrap().read)(&upload).unwrap();
    let text = |row, column| form.sheets[0].text(factum::questionnaire::At { row, column }).to_owned();
    let cells = (2..=5).map(|row| [text(row, 3), text(row, 4)]).collect();
    (tiers, cells, workspace.read(&format!("{folder}/review.yaml")))
}

fn file(cells: [[&str; 2]; 4], after: &str) -> Vec<u8> {
    let ids = ["Q1", "Q2", "Q3", "Q4"];
    let rows: Vec<[&str; 4]> = QUESTIONS
        .iter()
        .zip(ids)
        .zip(cells)
        .map(|((it, id), [answer, comment])| [id, *it, answer, comment])
        .collect();
    let head: &[&str] = &["ID", "Question", "Answer", "Comment"];
    workbook(&std::iter::once(head).chain(rows.iter().map(|it| &it[..])).collect::<Vec<_>>(), after)
}

#[test]
fn no_answer_is_written_beside_a_customers_remark() {
    let list = rules(&[("C2:C5", "type=\"list\"", "\"Yes,No\"")]);
    let cases = ["", &list];
    each_case(cases, |after| {
        for words in ["AWS only", "only for the Berlin office", "We expect a no here", "nur für Server"] {
            let workspace = Workspace::new(AUTUMN);
            let (tiers, cells, review) = answered(
                &workspace,
                "q.xlsx",
                &file([["", words], ["", ""], ["", "TBD"], ["", words]], after),
                &[],
            );
            assert_eq!(tiers, ["review", "answered", "answered", "none"], "{words}: {review}");
            assert_eq!(cells[0], ["", words], "{words}");
            assert!(!cells[1][0].is_empty(), "{cells:?}");
            let reason =
                |row: u32| format!("D{row} contains `{words}` without an answer next to it: please decide");
            assert!(review.contains(&reason(2)) && review.contains(&reason(5)), "{review}");
            assert!(review.contains("- answer: encryption-at-rest"), "the answer is suggested: {review}");
        }
    });
}

#[test]
fn a_decision_made_with_the_remark_is_written() {
    let workspace = Workspace::new(AUTUMN);
    let bytes = file([["", "AWS only"], ["", ""], ["", ""], ["", ""]], "");
    answered(&workspace, "q.xlsx", &bytes, &[]);
    workspace.edit("out/public/questionnaires/q/review.yaml", |it| {
        it.replacen("decision: {}", "decision: {answer: encryption-at-rest, by: Jane}", 1)
    });
    let (tiers, cells, review) = answered(&workspace, "q.xlsx", &bytes, &[]);
    assert_eq!(tiers[0], "answered", "{review}");
    assert_eq!(cells[0][1], "AWS only");
    assert!(cells[0][0].contains("AES-256"), "{cells:?}");
}

#[test]
fn comments_written_by_factum_are_not_remarks() {
    let list = rules(&[("C2:C5", "type=\"list\"", "\"Yes,No\"")]);
    let cases = ["", &list];
    each_case(cases, |after| {
        let workspace = Workspace::new(AUTUMN);
        let (tiers, cells, _) = answered(&workspace, "q.xlsx", &file([["", ""]; 4], after), &[]);
        // The filled file is answered as if a customer had sent it, and again without its verdicts.
        let again = fs::read(workspace.path("out/public/questionnaires/q/q.xlsx")).unwrap();
        assert_eq!(answered(&workspace, "again.xlsx", &again, &[]).1, cells);
        let texts: Vec<[&str; 2]> = cells.iter().map(|it| ["", it[1].as_str()]).collect();
        let emptied = file(texts.try_into().unwrap(), after);
        let (tiers_again, cells_again, review) = answered(&workspace, "emptied.xlsx", &emptied, &[]);
        assert_eq!(
            (tiers_again, cells_again.iter().map(|it| &it[1]).collect::<Vec<_>>()),
            (tiers, cells.iter().map(|it| &it[1]).collect()),
            "{review}"
        );
    });
}
