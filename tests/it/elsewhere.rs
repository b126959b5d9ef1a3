//! What was decided, learned or is known holds where the same stands around the question, and for nobody else's product.

use std::{fs, path::Path};

use serde_json::Value as Json;

use crate::support::{self, put};

fn run(root: &Path, arguments: &[&str]) -> String {
    let output = support::factum(root, arguments);
    assert_eq!(output.status.code(), Some(0), "{}{}", support::stdout(&output), support::stderr(&output));
    support::stdout(&output)
}

fn answer(root: &Path, name: &str, rows: &str, arguments: &[&str]) -> Vec<Json> {
    put(root, &format!("{name}.csv"), rows);
    let file = root.join(format!("{name}.csv"));
    run(root, &[&["answer", file.to_str().unwrap()], arguments].concat());
    let json = fs::read(root.join(format!("out/public/questionnaires/{name}/answers.json"))).unwrap();
    let json: Json = serde_json::from_slice(&json).unwrap();
    json["questions"].as_array().unwrap().clone()
}

/// Decides every question of a review file in these words.
fn decide(root: &Path, name: &str, decision: &str) {
    let path = root.join(format!("out/public/questionnaires/{name}/review.yaml"));
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("    decision: {}", &format!("    decision: {decision}"))).unwrap();
}

fn is_answered(questions: &[Json]) -> Vec<bool> {
    questions.iter().map(|it| it["tier"] == "answered").collect()
}

/// The vendor, with a folder of its own.
fn vendor() -> tempfile::TempDir {
    support::copy(&support::sample().join("tests/cases/given/vendor"))
}

const OWN: &str = "{text: Our own words., by: Jane}";

/// A form before and after a change, and which of its questions, all decided before, are still answered.
const VERSIONS: &[(&str, &str, &str, &[bool])] = &[
    (
        "another question before a short one",
        "ID,Question,Answer\n1,Do you scan for malware?,\n2,How often?,\n3,Is the lawn mown by night?,\n4,By whom?,\n",
        "ID,Question,Answer\n1,Are penetration tests done?,\n2,How often?,\n3,Is the lawn mown by night?,\n4,By whom?,\n",
        &[false, false, true, true],
    ),
    (
        "the heading of a question that does not name its subject",
        "ID,Section,Question,Answer\n1,Backups,Is there a policy?,\n2,Backups,Are backups kept in two places?,\n3,Logging,Are logs kept for a year?,\n",
        "ID,Section,Question,Answer\n1,Access control,Is there a policy?,\n2,Data security,Are backups kept in two places?,\n3,Logging,Are logs kept for a year?,\n",
        &[false, true, true],
    ),
    (
        "whom a row is about",
        "Subcontractor,Question,Answer\nAWS,Are the doors alarmed by night?,\nHetzner,Are the doors alarmed by night?,\nOVH,Is the lawn mown?,\n",
        "Subcontractor,Question,Answer\nScaleway,Are the doors alarmed by night?,\nHetzner,Are the doors alarmed by night?,\nOVH,Is the lawn mown?,\n",
        &[false, true, true],
    ),
    (
        "the head of the questions",
        "ID,Question,Answer\n1,Are the doors alarmed by night?,\n2,Is the lawn mown?,\n3,Is the gate locked?,\n",
        "ID,Questions to your subcontractors,Answer\n1,Are the doors alarmed by night?,\n2,Is the lawn mown?,\n3,Is the gate locked?,\n",
        &[false, false, false],
    ),
];

#[test]
fn a_decision_holds_where_the_same_stands_around_its_question() {
    for (what, before, after, expected) in VERSIONS {
        let dir = vendor();
        answer(dir.path(), "form", before, &[]);
        decide(dir.path(), "form", OWN);
        let decided = answer(dir.path(), "form", before, &[]);
        assert!(is_answered(&decided).iter().all(|it| *it), "{what}: {decided:#?}");
        let again = answer(dir.path(), "form", after, &[]);
        assert_eq!(is_answered(&again), *expected, "{what}: {again:#?}");
    }
}

#[test]
fn what_was_learned_holds_where_the_same_stands_around_its_question() {
    for (what, before, after, expected) in VERSIONS {
        let dir = vendor();
        answer(dir.path(), "form", before, &[]);
        decide(dir.path(), "form", OWN);
        answer(dir.path(), "form", before, &[]);
        let review = dir.path().join("out/public/questionnaires/form/review.yaml");
        run(dir.path(), &["learn", review.to_str().unwrap(), "--yes"]);
        // Another customer's file has no decisions of its own.
        let other = answer(dir.path(), "other", after, &[]);
        for (it, expected) in is_answered(&other).into_iter().zip(*expected) {
            assert!(*expected || !it, "{what}: {other:#?}");
        }
    }
}

#[test]
fn headings_that_ask_and_heads_of_columns_stop_what_is_known() {
    let known = "1,Is customer data encrypted at rest?,\n2,Is access to customer data logged?,\n3,Are backups taken every day?,\n";
    let asked = |rows: &str| {
        let dir = vendor();
        let questions = answer(dir.path(), "form", rows, &[]);
        questions.iter().filter(|it| it["tier"] == "answered").count()
    };
    let written = |heads: &str| {
        let dir = vendor();
        let questions = answer(dir.path(), "form", &format!("{heads}\n{known}"), &[]);
        questions.iter().filter(|it| !it["cells"].as_array().unwrap().is_empty()).count()
    };
    assert_eq!(asked(&format!("ID,Question,Answer\n{known}")), 3);
    for heading in ["What is missing?", "What do your subcontractors do?", "Was fehlt?"] {
        assert_eq!(asked(&format!("ID,Question,Answer\n,{heading},\n{known}")), 0, "{heading}");
    }
    for head in ["Questions to your subprocessors", "Questions about Acme Server", "Question (concerning your suppliers)"] {
        assert_eq!(asked(&format!("ID,{head},Answer\n{known}")), 0, "{head}");
    }
    assert_eq!(written("ID,Question,Answer"), 3);
    for head in ["Answer Cloud", "Answer (Free)", "Vendor A", "Supplier 2"] {
        assert_eq!(written(&format!("ID,Question,{head}")), 0, "{head}");
    }
}

#[test]
fn a_decision_holds_for_the_products_that_were_asked_about() {
    let dir = vendor();
    let rows = "ID,Question,Answer\n1,Are the doors alarmed by night?,\n2,Is the lawn mown?,\n3,Is the gate locked?,\n";
    answer(dir.path(), "form", rows, &["--product", "acme-server"]);
    decide(dir.path(), "form", OWN);
    assert_eq!(is_answered(&answer(dir.path(), "form", rows, &["--product", "acme-server"])), [true; 3]);
    let other = answer(dir.path(), "form", rows, &["--product", "acme-cloud"]);
    assert_eq!(is_answered(&other), [false; 3]);
    assert!(other[0]["reasons"].to_string().contains("`acme-server`"), "{other:#?}");
    // Nor the second time, when the decisions have been put aside.
    assert_eq!(is_answered(&answer(dir.path(), "form", rows, &["--product", "acme-cloud"])), [false; 3]);
    // They are taken up again where they hold.
    assert_eq!(is_answered(&answer(dir.path(), "form", rows, &["--product", "acme-server"])), [true; 3]);

    let review = dir.path().join("out/public/questionnaires/form/review.yaml");
    run(dir.path(), &["learn", review.to_str().unwrap(), "--yes"]);
    let learned = fs::read_to_string(dir.path().join("data/answers/learned.yaml")).unwrap();
    assert!(learned.contains("products:"), "{learned}");
    assert_eq!(is_answered(&answer(dir.path(), "next", rows, &["--product", "acme-cloud"])), [false; 3]);
    assert_eq!(is_answered(&answer(dir.path(), "later", rows, &["--product", "acme-server"])), [true; 3]);
}
