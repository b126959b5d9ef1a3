//! Words that assess compliance (`Pass`, `Fail`) are neither yes nor no to a question: not in decisions,
//! learned answers, later questionnaires or delivery records.

use std::{fs, path::Path};

use serde_json::Value as Json;

use crate::support::{self, put};

const FORM: &str = "ID,Question,Answer,Comment\n";
const MAP: &str = "question=B answer=C comment=D header=1";

fn run(root: &Path, arguments: &[&str]) -> String {
    let output = support::factum(root, arguments);
    assert_eq!(output.status.code(), Some(0), "{}{}", support::stdout(&output), support::stderr(&output));
    support::stdout(&output) + &support::stderr(&output)
}

fn answered(root: &Path, folder: &str) -> Json {
    let json: Json = serde_json::from_slice(
        &fs::read(root.join("out/public/questionnaires").join(folder).join("answers.json")).unwrap(),
    )
    .unwrap();
    json["questions"].clone()
}

/// Answers a file with a list in its answer column, decides the first question, and answers the file again.
fn decided(root: &Path, question: &str, decision: &str) {
    put(root, "acme.csv", format!("{FORM}1,{question},☐ Pass ☐ Fail,\n"));
    let file = root.join("acme.csv");
    run(root, &["answer", file.to_str().unwrap(), "--customer", "Acme", "--map", MAP]);
    let review = root.join("out/public/questionnaires/acme--acme/review.yaml");
    let text = fs::read_to_string(&review).unwrap();
    let open = text.lines().find(|it| it.trim_start().starts_with("decision:")).unwrap().to_owned();
    fs::write(&review, text.replace(&open, &format!("    decision: {decision}"))).unwrap();
    run(root, &["answer", file.to_str().unwrap(), "--customer", "Acme", "--map", MAP]);
}

#[test]
fn an_assessment_is_not_a_yes_to_a_question() {
    let dir = support::copy(&support::sample().join("tests/cases/given/vendor"));
    let root = dir.path();
    decided(root, "Do you process payment card data?", "{verdict: Pass, text: We process none., by: Jane}");
    let first = answered(root, "acme--acme")[0].clone();
    assert_eq!((first["choice"].as_str(), first["verdict"].as_str()), (Some("Pass"), None), "{first:#}");
    let filled = fs::read_to_string(root.join("out/public/questionnaires/acme--acme/acme.csv")).unwrap();
    assert!(filled.contains("☒ Pass ☐ Fail"), "{filled}");

    // The learned text is given to the same customer in another list, without a verdict.
    let review = root.join("out/public/questionnaires/acme--acme/review.yaml");
    run(root, &["learn", review.to_str().unwrap(), "--yes"]);
    let learned = fs::read_to_string(root.join("data/answers/learned.yaml")).unwrap();
    assert!(learned.contains("We process none.") && !learned.contains("verdict"), "{learned}");

    // The delivery record has the value of the list.
    run(root, &["sent"]);
    let sent = fs::read_dir(root.join("data/sent")).unwrap().next().unwrap().unwrap().path();
    let sent = fs::read_to_string(sent).unwrap();
    assert!(sent.contains("Pass") && !sent.contains("verdict: yes"), "{sent}");
    let recalled = run(root, &["recall", "acme"]);
    assert!(!recalled.contains("Yes."), "{recalled}");

    // In the next version the list has other values, so a person must decide again.
    put(root, "acme.csv", format!("{FORM}1,Do you process payment card data?,☐ Yes ☐ No,\n"));
    let again =
        run(root, &["answer", root.join("acme.csv").to_str().unwrap(), "--customer", "Acme", "--map", MAP]);
    let first = answered(root, "acme--acme")[0].clone();
    assert_ne!(first["tier"], "answered", "{first:#}\n{again}");
    assert!(first["reasons"].to_string().contains("Pass"), "{first:#}");
}

#[test]
fn an_assessment_answers_a_requirement() {
    let dir = support::copy(&support::sample().join("tests/cases/given/vendor"));
    decided(dir.path(), "Backups are encrypted.", "{verdict: Pass, text: They are., by: Jane}");
    let first = answered(dir.path(), "acme--acme")[0].clone();
    assert_eq!(
        (first["choice"].as_str(), first["verdict"].as_str()),
        (Some("Pass"), Some("yes")),
        "{first:#}"
    );
}
