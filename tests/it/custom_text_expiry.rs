//! Custom text of decisions expires with what it names, and with the facts that it agreed with.

use crate::support::{self, each_case};
use std::fs;

const CERTIFICATIONS: &str = "defaults: {audience: public, source: handbook}
iso: {name: ISO 27001, framework: ISO 27001, form: certificate, auditor: Firstwell Ltd, scope: Cloud, \
                              history: [{state: current, from: 2023-01-01, until: 2025-12-31}]}
";
const SUBPROCESSORS: &str = "defaults: {audience: public, source: handbook}
mailer: {name: Mailgrid Inc., purpose: Mail, location: [United States], since: 2020-01-01, until: 2026-06-30}
";

/// The answers to the question on two dates, decided on the first of them.
fn answers(decision: &str) -> [bool; 2] {
    let dir = support::copy(&support::sample().join("tests/cases/given/vendor"));
    support::put(dir.path(), "data/certifications.yaml", CERTIFICATIONS);
    support::put(dir.path(), "data/subprocessors.yaml", SUBPROCESSORS);
    let file = dir.path().join("asked.csv");
    fs::write(&file, "ID,Question,Answer\n1,Please describe what applies,\n2,Is the lawn mown?,\n").unwrap();
    let folder = dir.path().join("out/public/questionnaires/borealis--asked");
    let answer = |day: &str| {
        let arguments = ["answer", file.to_str().unwrap(), "--customer", "Borealis", "--as-of", day];
        let output = support::factum(dir.path(), &arguments);
        assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
        let json = fs::read(folder.join("answers.json")).unwrap();
        let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
        json["questions"][0]["tier"] == "answered"
    };
    answer("2025-06-01");
    let review = folder.join("review.yaml");
    let text = fs::read_to_string(&review).unwrap();
    fs::write(&review, text.replacen("decision: {}", &format!("decision: {{{decision}, by: Jane}}"), 1))
        .unwrap();
    [answer("2025-06-01"), answer("2026-11-26")]
}

#[test]
fn custom_text_expires_with_the_facts_that_it_names() {
    let cases = [
        ("text: The lawn is green.", [true, true]),
        ("text: We are certified to ISO 27001.", [true, false]),
        ("text: Mailgrid sends our mail., verdict: yes", [true, false]),
        ("text: We are certified to ISO 27001., verdict: no", [true, false]),
        ("text: We do not use Mailgrid., verdict: no", [false, true]),
        ("text: Our ISO 27001 certificate was valid until December 2025.", [true, true]),
        ("text: Firstwell audits us for ISO 27001.", [true, false]),
        // A relative period needs a recent decision.
        ("text: There was no incident in the last 12 months.", [false, false]),
        ("text: There was no incident in the last 12 months., on: 2025-06-01", [true, false]),
        ("text: There was no incident in the last 12 months., on: 2026-10-01", [true, true]),
        // Reviewed after the end.
        ("text: We are certified to ISO 27001., on: 2026-03-01", [true, true]),
        ("text: We are certified to ISO 27001., on: 2025-06-01", [true, false]),
    ];
    each_case(cases, |(decision, expected)| {
        assert_eq!(answers(decision), expected, "{decision}");
    });
}
