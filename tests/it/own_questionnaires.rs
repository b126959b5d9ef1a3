//! The vendor's own questionnaires: their pages contain only what would be written into customers' files.

use crate::support::{self, each_case};
use std::fs;

use serde_json::{Value as Json, json};

#[test]
fn a_page_gives_only_answers_that_a_customer_file_would_get() {
    let dir = support::copy(&support::sample().join("tests/cases/check/mismatched-pin"));
    let output = support::factum(dir.path(), &["build"]);
    assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
    let out = dir.path().join("out/public/questionnaires");
    let folders: Vec<_> = fs::read_dir(&out).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert_eq!(folders, ["own"], "a customer's questionnaire is published");
    let json: Json = serde_json::from_slice(&fs::read(out.join("own/answers.json")).unwrap()).unwrap();
    let answers: Vec<_> = json["questions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| json!([it["id"], it["answer"], it["verdict"]]))
        .collect();
    let expected = [
        json!(["1", "answer/encryption-at-rest", "yes"]),
        // Negated, about another product, and with the product named.
        json!(["2", null, null]),
        json!(["3", null, null]),
        json!(["4", "answer/encryption-at-rest", "yes"]),
        // Questions that are not yes-no questions get text only.
        json!(["5", "answer/backups", null]),
        json!(["6", null, null]),
        // Overdue for review.
        json!(["7", null, null]),
        json!(["8", "answer/backups", "partial"]),
        json!(["9", null, null]),
        json!(["10", null, null]),
        json!(["11", null, null]),
        json!(["12", null, null]),
        json!(["13", null, null]),
        json!(["14", null, null]),
        json!(["15", null, null]),
    ];
    assert_eq!(answers, expected);
    let page = fs::read_to_string(dir.path().join("out/public/site/questionnaire-own.html")).unwrap();
    assert!(page.contains("4 of 15 questions answered"), "{page}");
}

#[test]
fn unpublished_questionnaires_with_pins_are_not_published() {
    let dir = support::copy(&support::sample().join("tests/cases/check/mismatched-pin"));
    let path = dir.path().join("data/questionnaires.yaml");
    let pinned = "\nstandard:\n  title: Questions of Zeta\n  publish: no\n  questions: [{id: ZETA-ITEM-1, \
                  question: Is it encrypted?, answer: encryption-at-rest}]\n";
    fs::write(&path, fs::read_to_string(&path).unwrap() + pinned).unwrap();
    let visible = |audience: &str| {
        let output = support::factum(dir.path(), &["build", "--audience", audience]);
        assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
        let out = support::tree(&dir.path().join("out").join(audience));
        let says = |it: &str| out.values().any(|file| String::from_utf8_lossy(file).contains(it));
        ["Questions of Acme", "Acme GmbH", "Questions of Zeta", "ZETA-ITEM-1"].map(says)
    };
    let cases = ["public", "nda"];
    each_case(cases, |audience| {
        assert_eq!(visible(audience), [false; 4], "{audience}");
    });
    assert_eq!(visible("internal"), [true; 4]);
}

#[test]
fn a_question_about_all_products_gets_no_answer_for_one_product() {
    let dir = support::copy(&support::sample().join("tests/cases/check/mismatched-pin"));
    let questions = [
        ("Is customer data of all your products encrypted at rest?", false),
        ("Is customer data encrypted at rest in each of the services?", false),
        ("Is customer data of every product encrypted at rest?", false),
        ("Is all customer data encrypted at rest?", false),
        ("Do you encrypt customer data at rest?", true),
    ];
    let pins: String = questions
        .iter()
        .map(|(it, _)| format!("    - {{question: \"{it}\", answer: encryption-at-rest}}\n"))
        .collect();
    let text = format!("own:\n  audience: public\n  source: register\n  title: Own\n  questions:\n{pins}");
    support::put(dir.path(), "data/questionnaires.yaml", text);
    let output = support::factum(dir.path(), &["build"]);
    assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
    let json = fs::read(dir.path().join("out/public/questionnaires/own/answers.json")).unwrap();
    let json: Json = serde_json::from_slice(&json).unwrap();
    let given: Vec<_> =
        json["questions"].as_array().unwrap().iter().map(|it| !it["answer"].is_null()).collect();
    assert_eq!(given, questions.map(|(_, it)| it));
    // Nor in a customer's file, although the customer asks about that product.
    support::put(
        dir.path(),
        "k.csv",
        "Question,Answer\nIs customer data of all your products encrypted at rest?,\nDo you keep a zoo?,\n",
    );
    let file = dir.path().join("k.csv");
    let output = support::factum(dir.path(), &["answer", file.to_str().unwrap(), "--product", "cloud"]);
    assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
    let filled = fs::read_to_string(dir.path().join("out/public/questionnaires/k/k.csv")).unwrap();
    assert!(!filled.contains("Yes"), "{filled}");
}
