//! Decisions, learned answers and known answers apply where the surrounding texts are the same, and only to
//! the vendor's own products.

use std::{fs, path::Path};

use serde_json::Value as Json;

use crate::support::{self, each_case, put};

fn run(root: &Path, arguments: &[&str]) -> String {
    let output = support::factum(root, arguments);
    assert_eq!(output.status.code(), Some(0), "{}{}", support::stdout(&output), support::stderr(&output));
    support::stdout(&output)
}

pub fn answer(root: &Path, name: &str, rows: &str, arguments: &[&str]) -> Vec<Json> {
    put(root, &format!("{name}.csv"), rows);
    let file = root.join(format!("{name}.csv"));
    run(root, &[&["answer", file.to_str().unwrap()], arguments].concat());
    let json = fs::read(root.join(format!("out/public/questionnaires/{name}/answers.json"))).unwrap();
    let json: Json = serde_json::from_slice(&json).unwrap();
    json["questions"].as_array().unwrap().clone()
}

/// Answers the next version of a file with the decisions on the previous one.
fn next_version(root: &Path, name: &str, rows: &str) -> Vec<Json> {
    let review = root.join(format!("out/public/questionnaires/{name}/review.yaml"));
    answer(root, name, rows, &["--review", review.to_str().unwrap()])
}

/// Decides every question of a review file with this text.
fn decide(root: &Path, name: &str, decision: &str) {
    let path = root.join(format!("out/public/questionnaires/{name}/review.yaml"));
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("    decision: {}", &format!("    decision: {decision}"))).unwrap();
}

pub fn is_answered(questions: &[Json]) -> Vec<bool> {
    questions.iter().map(|it| it["tier"] == "answered").collect()
}

/// The vendor, with a separate folder.
pub fn vendor() -> tempfile::TempDir {
    support::copy(&support::sample().join("tests/cases/given/vendor"))
}

const OWN: &str = "{text: Our own words., by: Jane}";

/// A form before and after a change.
struct Version {
    change: &'static str,
    before: &'static str,
    after: &'static str,
    /// Which of the questions, all decided before, are still answered.
    answered: &'static [bool],
}

const VERSIONS: &[Version] = &[
    Version {
        change: "another question before a short one",
        before: "ID,Question,Answer\n1,Do you scan for malware?,\n2,How often?,\n3,Is the lawn mown by \
                 night?,\n4,By whom?,\n",
        after: "ID,Question,Answer\n1,Are penetration tests done?,\n2,How often?,\n3,Is the lawn mown by \
                night?,\n4,By whom?,\n",
        answered: &[false, false, true, true],
    },
    Version {
        change: "the heading of a question that does not name its subject",
        before: "ID,Section,Question,Answer\n1,Backups,Is there a policy?,\n2,Backups,Are backups kept in \
                 two places?,\n3,Logging,Are logs kept for a year?,\n",
        after: "ID,Section,Question,Answer\n1,Access control,Is there a policy?,\n2,Data security,Are \
                backups kept in two places?,\n3,Logging,Are logs kept for a year?,\n",
        answered: &[false, true, true],
    },
    Version {
        change: "the party of a row",
        before: "Subcontractor,Question,Answer\nAWS,Are the doors alarmed by night?,\nHetzner,Are the doors \
                 alarmed by night?,\nOVH,Is the lawn mown?,\n",
        after: "Subcontractor,Question,Answer\nScaleway,Are the doors alarmed by night?,\nHetzner,Are the \
                doors alarmed by night?,\nOVH,Is the lawn mown?,\n",
        answered: &[false, true, true],
    },
    Version {
        change: "the header of the questions",
        before: "ID,Question,Answer\n1,Are the doors alarmed by night?,\n2,Is the lawn mown?,\n3,Is the \
                 gate locked?,\n",
        after: "ID,Questions to your subcontractors,Answer\n1,Are the doors alarmed by night?,\n2,Is the \
                lawn mown?,\n3,Is the gate locked?,\n",
        answered: &[false, false, false],
    },
];

#[test]
fn a_decision_applies_where_the_surrounding_texts_are_the_same() {
    each_case(VERSIONS, |Version { change, before, after, answered }| {
        let dir = vendor();
        answer(dir.path(), "form", before, &[]);
        decide(dir.path(), "form", OWN);
        let decided = answer(dir.path(), "form", before, &[]);
        assert!(is_answered(&decided).iter().all(|it| *it), "{change}: {decided:#?}");
        let again = next_version(dir.path(), "form", after);
        assert_eq!(is_answered(&again), *answered, "{change}: {again:#?}");
    });
}

#[test]
fn a_learned_answer_applies_where_the_surrounding_texts_are_the_same() {
    each_case(VERSIONS, |Version { change, before, after, answered }| {
        let dir = vendor();
        answer(dir.path(), "form", before, &[]);
        decide(dir.path(), "form", OWN);
        answer(dir.path(), "form", before, &[]);
        let review = dir.path().join("out/public/questionnaires/form/review.yaml");
        run(dir.path(), &["learn", review.to_str().unwrap(), "--yes"]);
        crate::support::learn::publish(dir.path());
        // Another customer's file has no decisions yet.
        let other = answer(dir.path(), "other", after, &[]);
        for (is_answered, expected) in is_answered(&other).into_iter().zip(*answered) {
            assert!(*expected || !is_answered, "{change}: {other:#?}");
        }
    });
}

#[test]
fn a_decision_applies_to_the_products_that_were_asked_about() {
    let dir = vendor();
    let rows = "ID,Question,Answer\n1,Are the doors alarmed by night?,\n2,Is the lawn mown?,\n3,Is the gate \
                locked?,\n";
    answer(dir.path(), "form", rows, &["--product", "acme-server"]);
    decide(dir.path(), "form", OWN);
    assert_eq!(is_answered(&answer(dir.path(), "form", rows, &["--product", "acme-server"])), [true; 3]);
    let other = answer(dir.path(), "form", rows, &["--product", "acme-cloud"]);
    assert_eq!(is_answered(&other), [false; 3]);
    assert!(other[0]["reasons"].to_string().contains("`acme-server`"), "{other:#?}");
    // Nor the second time, when the decisions have been set aside.
    assert_eq!(is_answered(&answer(dir.path(), "form", rows, &["--product", "acme-cloud"])), [false; 3]);
    // They are used again where they apply.
    assert_eq!(is_answered(&answer(dir.path(), "form", rows, &["--product", "acme-server"])), [true; 3]);

    let review = dir.path().join("out/public/questionnaires/form/review.yaml");
    run(dir.path(), &["learn", review.to_str().unwrap(), "--yes"]);
    crate::support::learn::publish(dir.path());
    let learned = fs::read_to_string(dir.path().join("data/answers/learned.yaml")).unwrap();
    assert!(learned.contains("products:"), "{learned}");
    assert_eq!(is_answered(&answer(dir.path(), "next", rows, &["--product", "acme-cloud"])), [false; 3]);
    assert_eq!(is_answered(&answer(dir.path(), "later", rows, &["--product", "acme-server"])), [true; 3]);
}

#[test]
fn custom_text_does_not_inherit_a_verdict() {
    let dir = vendor();
    let rows = "ID,Question,Answer\n1,Is customer data encrypted at rest?,\n2,Is access to customer data \
                logged?,\n3,Are backups taken every day?,\n";
    assert_eq!(is_answered(&answer(dir.path(), "form", rows, &[])), [true; 3]);
    decide(dir.path(), "form", "{text: We do not offer this at present., by: Jane}");
    let decided = answer(dir.path(), "form", rows, &[]);
    for it in &decided {
        assert_eq!((it["verdict"].as_str(), it["answer"].as_str()), (None, None), "{it:#}");
    }
    let filled = fs::read_to_string(dir.path().join("out/public/questionnaires/form/form.csv")).unwrap();
    assert!(
        !filled.contains("Yes") && filled.matches("We do not offer this at present.").count() == 3,
        "{filled}"
    );
}

#[test]
fn repeated_questions_are_learned_with_their_position() {
    let dir = vendor();
    let rows = "ID,Section,Question,Answer\n1,Cloud,Are the doors alarmed by night?,\n2,Network,Are the \
                doors alarmed by night?,\n3,Network,Is the lawn mown?,\n";
    answer(dir.path(), "form", rows, &[]);
    let path = dir.path().join("out/public/questionnaires/form/review.yaml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replacen("    decision: {}", &format!("    decision: {OWN}"), 1)).unwrap();
    assert_eq!(is_answered(&answer(dir.path(), "form", rows, &[])), [true, false, false]);
    run(dir.path(), &["learn", path.to_str().unwrap(), "--yes"]);
    crate::support::learn::publish(dir.path());
    fs::remove_file(&path).unwrap();
    assert_eq!(is_answered(&answer(dir.path(), "form", rows, &[])), [true, false, false]);
    // Without ids, in another file.
    let other = "Section,Question,Answer\nNetwork,Are the doors alarmed by night?,\nCloud,Are the doors \
                 alarmed by night?,\nNetwork,Is the lawn mown?,\n";
    let other = answer(dir.path(), "other", other, &[]);
    assert!(!is_answered(&other)[0], "{other:#?}");
}

#[test]
fn a_repeated_question_is_decided_again_when_the_other_is_removed() {
    let dir = vendor();
    let rows = "Question,Answer\nAre the doors alarmed by night?,\nIs the lawn mown?,\nAre the doors \
                alarmed by night?,\n";
    answer(dir.path(), "form", rows, &[]);
    let path = dir.path().join("out/public/questionnaires/form/review.yaml");
    let mut text = fs::read_to_string(&path).unwrap();
    for words in ["Yes they are.", "Mown.", "No they are not."] {
        text = text.replacen("    decision: {}", &format!("    decision: {{text: {words}, by: Jane}}"), 1);
    }
    fs::write(&path, text).unwrap();
    assert_eq!(is_answered(&answer(dir.path(), "form", rows, &[])), [true; 3]);
    let fewer =
        "Question,Answer\nAre the doors alarmed by night?,\nIs the lawn mown?,\nIs the gate locked?,\n";
    let again = next_version(dir.path(), "form", fewer);
    assert_eq!(is_answered(&again), [false, true, false], "{again:#?}");
}

#[test]
fn custom_text_for_one_customer_is_not_used_for_another() {
    let dir = vendor();
    let rows = "ID,Question,Answer\n1,Are the doors alarmed by night?,\n2,Is the lawn mown?,\n3,Is the gate \
                locked?,\n";
    put(dir.path(), "form.csv", rows);
    let file = dir.path().join("form.csv");
    let ask = |customer: &str, more: &[&str]| {
        run(dir.path(), &[&["answer", file.to_str().unwrap(), "--customer", customer], more].concat())
    };
    ask("Borealis", &[]);
    decide(dir.path(), "borealis--form", OWN);
    ask("Borealis", &[]);
    let review = dir.path().join("out/public/questionnaires/borealis--form/review.yaml");
    let printed = ask("Cirrus", &["--review", review.to_str().unwrap()]);
    assert!(
        printed.contains("3 decisions with custom text for another customer")
            && printed.contains("not used: decide again"),
        "{printed}"
    );
    let filled =
        fs::read_to_string(dir.path().join("out/public/questionnaires/cirrus--form/form.csv")).unwrap();
    assert!(!filled.contains("Our own words."), "{filled}");
}

#[test]
fn a_pin_with_a_parent_question_does_not_apply_under_a_new_heading() {
    let dir = vendor();
    let rows = |heading: &str| {
        format!(
            "ID,Question,Answer\n{heading}1,Is access to the source code restricted to named \
             staff?,\n1.a,Are exceptions approved by a manager?,\n2,Is the lawn mown?,\n3,Is the gate \
             locked?,\n"
        )
    };
    answer(dir.path(), "form", &rows(""), &[]);
    decide(dir.path(), "form", OWN);
    answer(dir.path(), "form", &rows(""), &[]);
    let review = dir.path().join("out/public/questionnaires/form/review.yaml");
    run(dir.path(), &["learn", review.to_str().unwrap(), "--yes"]);
    crate::support::learn::publish(dir.path());
    assert_eq!(is_answered(&answer(dir.path(), "next", &rows(""), &[])), [true; 4]);
    let cases = ["Your subcontractors", "Which of these do you lack?", "Example Server"];
    each_case(cases, |heading| {
        let next = answer(dir.path(), "later", &rows(&format!(",{heading},\n")), &[]);
        let asked: Vec<_> = next.iter().filter(|it| it["text"] != heading).cloned().collect();
        assert_eq!(is_answered(&asked), [false; 4], "{heading}: {asked:#?}");
    });
}
