//! `facts.json` says no more than the pages of its audience.

use std::fs;

use serde_json::{Value as Json, json};

use crate::support;

const DAY: &str = "2026-11-27";

/// The facts in `facts.json` of the public build of the sample with these changes: files, what is replaced and by what, or added.
fn facts(changes: &[(&str, Option<&str>, &str)]) -> Json {
    let dir = support::copy(support::sample());
    for (path, from, to) in changes {
        let text = fs::read_to_string(dir.path().join(path)).unwrap();
        let changed = match from {
            Some(from) => {
                assert!(text.contains(from), "{path}: {from}");
                text.replace(from, to)
            }
            None => text.clone() + to,
        };
        support::put(dir.path(), path, changed);
    }
    let output = support::factum(dir.path(), &["build", "--as-of", DAY]);
    assert_eq!(output.status.code(), Some(0), "{}", support::stdout(&output) + &support::stderr(&output));
    let text = fs::read(dir.path().join("out/public/facts.json")).unwrap();
    serde_json::from_slice::<Json>(&text).unwrap()["facts"].take()
}

#[test]
fn a_question_without_an_answer_on_the_page_has_none_in_the_file() {
    let faq = "data/questionnaires/vendor-faq.yaml";
    let pins = "    - {id: \"8.1\", section: X, answer: iso-27001, verdict: yes}\n\
        \x20   - {id: \"8.2\", section: X, question: Do you store data unencrypted?, answer: encryption-at-rest, verdict: yes}\n\
        \x20   - {id: \"8.3\", section: X, question: Is there a draft?, answer: draft, verdict: yes}\n\
        \x20   - {id: \"8.4\", section: X, answer: encryption-at-rest}\n";
    let draft =
        "draft: {question: Is it so?, text: So., draft: yes, audience: public, source: page-security}\n";
    let ended = "    - {state: current, from: 2023-12-01, until: 2026-11-05}\n";
    let certifications = support::sample_text("data/certifications.yaml");
    let iso = certifications.split("  name: ISO 27001\n").nth(1).unwrap();
    let former = iso.lines().find(|it| it.contains("state: current")).unwrap().to_owned() + "\n";
    let changed = iso.replacen(&former, ended, 1);
    let facts = facts(&[
        (faq, None, pins),
        ("data/answers/vendor-faq.yaml", None, draft),
        ("data/certifications.yaml", Some(iso), &changed),
    ]);
    let questions = facts["questionnaire"]["vendor-faq"]["questions"].as_array().unwrap();
    let of = |id: &str| questions.iter().find(|it| it["id"] == id).unwrap();
    for id in ["8.1", "8.2", "8.3"] {
        assert!(of(id)["answer"].is_null() && of(id)["verdict"].is_null(), "{}", of(id));
        assert!(of(id)["question"].is_string(), "{}", of(id));
    }
    assert_eq!(
        (&of("8.4")["answer"], &of("8.4")["verdict"]),
        (&json!("answer/encryption-at-rest"), &json!("yes"))
    );
    // How to get the report of a certificate that has ended is on no page.
    assert!(facts["certification"]["iso-27001"]["report"].is_null(), "{}", facts["certification"]);
    assert!(facts["certification"]["soc2-type-1"]["report"].is_object(), "{}", facts["certification"]);
}

#[test]
fn a_policy_that_is_not_approved_yet_has_no_address() {
    let policy = |approved: &str| {
        let text = format!(
            "\nbackups: {{name: Backup Policy, version: \"2\", approved: {approved}, availability: published, url: \"https://example.com/b\", audience: public, source: page-security}}\n"
        );
        facts(&[("data/policies.yaml", None, &text)])["policy"]["backups"].take()
    };
    for (approved, stated) in [("2027-03-01", false), ("2026-03-01", true)] {
        let policy = policy(approved);
        for field in ["availability", "url", "version"] {
            assert_eq!(policy[field].is_string(), stated, "{approved} {field}: {policy}");
        }
    }
}
