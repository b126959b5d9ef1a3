//! The name of a file is a title of its questions if it is meaningful.

use crate::support::each_case;
use std::{fs, path::Path};

use serde_json::Value as Json;

use crate::{
    scopes::vendor,
    support::{self, filling},
};

const HEAD: &[&str] = &["ID", "Question", "Answer", "Comment"];
const ENCRYPTED: &str = "Is customer data encrypted at rest?";
const VISITORS: &str = "Are visitors to the building escorted?";

/// Answers a workbook with this name; returns whether each of the two questions is answered, and the review
/// file.
fn answer(root: &Path, name: &str, more: &[&str]) -> (Vec<bool>, String) {
    let file = root.join(name);
    fs::write(&file, filling::workbook(&[HEAD, &["1", ENCRYPTED], &["2", VISITORS]], "")).unwrap();
    let output = support::factum(root, &[&["answer", file.to_str().unwrap()], more].concat());
    assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
    let folders = fs::read_dir(root.join("out/public/questionnaires")).unwrap();
    let [folder] = &folders.map(|it| it.unwrap().path()).collect::<Vec<_>>()[..] else {
        panic!("one folder")
    };
    let json: Json = serde_json::from_slice(&fs::read(folder.join("answers.json")).unwrap()).unwrap();
    let review = fs::read_to_string(folder.join("review.yaml")).unwrap();
    fs::remove_dir_all(root.join("out")).unwrap();
    fs::remove_file(file).unwrap();
    (json["questions"].as_array().unwrap().iter().map(|it| it["tier"] == "answered").collect(), review)
}

#[test]
fn a_file_name_that_names_a_scope_stops_answers_until_reviewed() {
    let dir = vendor();
    let cases =
        ["Brazil subsidiary 2023.xlsx", "Questionnaire for your subprocessors.xlsx", "Tick No if true.xlsx"];
    each_case(cases, |name| {
        let (answered, review) = answer(dir.path(), name, &[]);
        assert!(!answered[0], "{name}");
        assert!(review.contains("position: title") && review.contains("the file name"), "{name}: {review}");
        let read = dir.path().join("read.yaml");
        let marked =
            review.replacen("    changes_nothing: no\n", "    changes_nothing: yes\n    by: Jane\n", 1);
        assert_ne!(marked, review, "{name}");
        fs::write(&read, &marked).unwrap();
        // A reviewed name also counts for copies of the file.
        for copy in [name.to_owned(), name.replace(".xlsx", " v2 (1).xlsx"), format!("Copy of {name}")] {
            let (answered, review) = answer(dir.path(), &copy, &["--review", read.to_str().unwrap()]);
            assert!(answered[0], "{copy}: {review}");
        }
    });
    let cases = ["Vendor Security Questionnaire v2.xlsx", "2026-05 Fabrikam (final).xlsx"];
    each_case(cases, |name| {
        assert!(answer(dir.path(), name, &[]).0[0], "{name}");
    });
}

#[test]
fn a_decision_expires_with_a_meaningful_file_name_and_not_with_a_copy() {
    let dir = vendor();
    let review = dir.path().join("review.yaml");
    let (_, open) = answer(dir.path(), "Fabrikam questionnaire.xlsx", &[]);
    let decided = open.replace("decision: {}", "decision: {text: As decided., verdict: yes, by: Jane}");
    let cases = [
        ("Fabrikam questionnaire.xlsx", true),
        ("Fabrikam questionnaire 2026-05 v3 (final).xlsx", true),
        ("Copy of Fabrikam_questionnaire (1).xlsx", true),
        ("Fabrikam questionnaire for your subcontractors.xlsx", false),
        ("Fabrikam questionnaire Brazil.xlsx", false),
    ];
    each_case(cases, |(name, kept)| {
        fs::write(&review, &decided).unwrap();
        let file = dir.path().join(name);
        // In a file with different content, decisions apply in the same context only.
        let rows: &[&[&str]] = &[HEAD, &["1", ENCRYPTED], &["2", VISITORS], &["3", "Do you have a canteen?"]];
        fs::write(&file, filling::workbook(rows, "")).unwrap();
        let arguments = ["answer", file.to_str().unwrap(), "--review", review.to_str().unwrap()];
        let output = support::factum(dir.path(), &arguments);
        assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
        let folder = fs::read_dir(dir.path().join("out/public/questionnaires")).unwrap().next().unwrap();
        let json = fs::read(folder.unwrap().path().join("answers.json")).unwrap();
        let json: Json = serde_json::from_slice(&json).unwrap();
        assert_eq!(json["questions"][1]["tier"] == "answered", kept, "{name}");
        fs::remove_dir_all(dir.path().join("out")).unwrap();
    });
}

#[test]
fn a_file_name_that_may_name_the_customer_is_reported_with_help() {
    let dir = vendor();
    let printed = |name: &str, more: &[&str]| {
        let file = dir.path().join(name);
        fs::write(&file, filling::workbook(&[HEAD, &["1", ENCRYPTED], &["2", VISITORS]], "")).unwrap();
        let output = support::factum(dir.path(), &[&["answer", file.to_str().unwrap()], more].concat());
        fs::remove_dir_all(dir.path().join("out")).unwrap();
        support::stdout(&output) + &support::stderr(&output)
    };
    let help = "if \"Bank of America\" is the customer, pass `--customer \"Bank of America\"`";
    let named = printed("Bank of America.xlsx", &[]);
    assert!(named.contains(help), "{named}");
    let known = printed("Bank of America.xlsx", &["--customer", "Bank of America"]);
    assert!(!known.contains("--customer") && !known.contains("hold back"), "{known}");
    // The name of a case is not the name of a customer.
    let planned = printed("Planned.xlsx", &[]);
    assert!(planned.contains("holds back") && !planned.contains("--customer"), "{planned}");
    let (_, review) = answer(dir.path(), "Planned.xlsx", &[]);
    assert!(review.contains("may limit what the questions are about (\\\"planned\\\")"), "{review}");
    assert!(!review.contains("--customer"), "{review}");
}

#[test]
fn only_a_title_that_can_be_a_company_is_offered_as_the_customer_and_no_other_clears_it() {
    let dir = vendor();
    let printed = |title: &str, more: &[&str]| {
        let file = dir.path().join("q.csv");
        fs::write(&file, format!("\"{title}\",\n,\nQuestion,Answer\n{ENCRYPTED},\n{VISITORS},\n")).unwrap();
        let output = support::factum(dir.path(), &[&["answer", file.to_str().unwrap()], more].concat());
        fs::remove_dir_all(dir.path().join("out")).unwrap();
        support::stdout(&output) + &support::stderr(&output)
    };
    each_case(
        ["Head office", "CCTV", "Part B: the car park", "Systems for tablets only", "China branch"],
        |title| {
            let named = printed(title, &[]);
            assert!(named.contains("back 1 answer") && !named.contains("--customer"), "{named}");
            let passed = printed(title, &["--customer", title]);
            assert!(
                passed.contains("back 1 answer") && passed.contains("not like the name of a company"),
                "{passed}"
            );
        },
    );
    let named = printed("Fabrikam AG", &[]);
    assert!(named.contains("pass `--customer \"Fabrikam AG\"`"), "{named}");
    assert!(!printed("Fabrikam AG", &["--customer", "Fabrikam AG"]).contains("--customer"));
}
