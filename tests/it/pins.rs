//! Pins of a customer's questionnaire: whether somebody has approved them, and whether the entry still bears them out.

use std::fs;

use serde_json::Value as Json;

use crate::support::{
    self,
    legal::{Desk, approved},
};

const QUESTION: &str = "Is everything that we hand over to you stored encrypted?";

/// The questionnaire of a customer, in which a question in words of its own is pinned to this.
fn pin(desk: &Desk, pinned: &str) {
    let text = format!(
        "defaults: {{audience: public}}\neta:\n  title: Eta\n  publish: no\n  customer: Eta\n  questions:\n    - {{id: Q1, question: \"{QUESTION}\", {pinned}}}\n"
    );
    support::put(desk.root(), "data/questionnaires/eta.yaml", text);
}

/// The first question of `answers.json`, when the customer asks it.
fn asked(desk: &Desk, arguments: &[&str]) -> Json {
    support::put(desk.root(), "q.csv", format!("ID,Question,Answer\nQ1,{QUESTION},\nQ2,Is there a fence around the car park?,\n"));
    let file = desk.path("q.csv").display().to_string();
    desk.clean(&[&["answer", &file, "--customer", "Eta"], arguments].concat());
    let text = fs::read_to_string(desk.path("out/public/questionnaires/eta--q/answers.json")).unwrap();
    serde_json::from_str::<Json>(&text).unwrap()["questions"][0].clone()
}

#[test]
fn a_pin_that_nobody_approved_is_for_a_person_where_approval_is_asked_for() {
    let desk = approved();
    pin(&desk, "answer: encryption-at-rest");
    let left = asked(&desk, &["--require-approved"]);
    assert_eq!((&left["tier"], &left["cells"]), (&Json::from("review"), &Json::from(Vec::<Json>::new())), "{left:#}");
    let review = desk.read("out/public/questionnaires/eta--q/review.yaml");
    let reason = "not approved yet: `questionnaire/eta`, which leads this question to `answer/encryption-at-rest`";
    assert!(review.contains(reason), "{review}");
    // Without, it is followed, and said to be open.
    let given = asked(&desk, &[]);
    assert_eq!((given["tier"].as_str(), given["given"]["approval"].as_str()), (Some("answered"), Some("not yet approved")), "{given:#}");
    let refused = desk.run(&["sent", "--require-approved"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(support::stderr(&refused).contains("`answer/encryption-at-rest, pinned by a questionnaire`"), "{}", support::stderr(&refused));

    desk.approve_all();
    let given = asked(&desk, &["--require-approved"]);
    assert_eq!((given["tier"].as_str(), given["how"].as_str()), (Some("answered"), Some("pinned")), "{given:#}");
    desk.clean(&["sent", "--require-approved"]);

    // What was approved is this pin, and no other.
    pin(&desk, "answer: subprocessors");
    let left = asked(&desk, &["--require-approved"]);
    assert_eq!(left["tier"], "review", "{left:#}");
}

#[test]
fn a_questionnaire_that_has_ended_pins_nothing() {
    let desk = approved();
    for (valid, followed) in [("until: 2026-09-30", false), ("from: 2026-01-01", true)] {
        pin(&desk, "answer: encryption-at-rest");
        desk.edit("data/questionnaires/eta.yaml", |it| it.replace("  title: Eta\n", &format!("  title: Eta\n  valid: {{{valid}}}\n")));
        assert_eq!(asked(&desk, &[])["tier"] == "answered", followed, "{valid}");
    }
}
