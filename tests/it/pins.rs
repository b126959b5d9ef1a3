//! Pins of a customer's questionnaire: whether they are approved, and whether the entry still supports them.

use std::fs;

use serde_json::Value as Json;

use crate::support::{
    self, each_case,
    legal::{AUTUMN, WINTER, Workspace, approved},
};

const QUESTION: &str = "Is everything that we hand over to you stored encrypted?";

/// A customer's questionnaire in which a differently worded question is pinned to this answer.
fn pin(workspace: &Workspace, pinned: &str) {
    pin_question(workspace, QUESTION, pinned);
}

fn pin_question(workspace: &Workspace, question: &str, pinned: &str) {
    let text = format!(
        "defaults: {{audience: public}}\neta:\n  title: Eta\n  publish: no\n  customer: Eta\n  \
             questions:\n    - {{id: Q1, question: \"{question}\", {pinned}}}\n"
    );
    support::put(workspace.root(), "data/questionnaires/eta.yaml", text);
}

/// The first question of `answers.json` when the customer asks it.
fn asked(workspace: &Workspace, arguments: &[&str]) -> Json {
    asked_question(workspace, QUESTION, arguments)
}

fn asked_question(workspace: &Workspace, question: &str, arguments: &[&str]) -> Json {
    support::put(
        workspace.root(),
        "q.csv",
        format!("ID,Question,Answer\nQ1,{question},\nQ2,Is there a fence around the car park?,\n"),
    );
    let file = workspace.path("q.csv").display().to_string();
    workspace.clean(&[&["answer", &file, "--customer", "Eta"], arguments].concat());
    let text = fs::read_to_string(workspace.path("out/public/questionnaires/eta--q/answers.json")).unwrap();
    serde_json::from_str::<Json>(&text).unwrap()["questions"][0].clone()
}

#[test]
fn an_unapproved_pin_needs_review_if_approval_is_required() {
    let workspace = approved();
    pin(&workspace, "answer: encryption-at-rest");
    let left = asked(&workspace, &["--require-approved"]);
    assert_eq!(
        (&left["tier"], &left["cells"]),
        (&Json::from("review"), &Json::from(Vec::<Json>::new())),
        "{left:#}"
    );
    let review = workspace.read("out/public/questionnaires/eta--q/review.yaml");
    let reason =
        "not approved yet: `questionnaire/eta`, which assigns `answer/encryption-at-rest` to this question";
    assert!(review.contains(reason), "{review}");
    // Without the option, it is used and reported as unapproved.
    let given = asked(&workspace, &[]);
    assert_eq!(
        (given["tier"].as_str(), given["given"]["approval"].as_str()),
        (Some("answered"), Some("not yet approved")),
        "{given:#}"
    );
    let rejected = workspace.run(&["sent", "--require-approved"]);
    assert_eq!(rejected.status.code(), Some(2));
    assert!(
        support::stderr(&rejected).contains("`answer/encryption-at-rest, pinned by a questionnaire`"),
        "{}",
        support::stderr(&rejected)
    );

    workspace.approve_all();
    let given = asked(&workspace, &["--require-approved"]);
    assert_eq!(
        (given["tier"].as_str(), given["how"].as_str()),
        (Some("answered"), Some("pinned")),
        "{given:#}"
    );
    workspace.clean(&["sent", "--require-approved"]);

    // Only this pin was approved.
    pin(&workspace, "answer: subprocessors");
    let left = asked(&workspace, &["--require-approved"]);
    assert_eq!(left["tier"], "review", "{left:#}");
}

#[test]
fn pins_of_an_ended_questionnaire_are_ignored() {
    let workspace = approved();
    let cases = [("until: 2026-09-30", false), ("from: 2026-01-01", true)];
    each_case(cases, |(valid, followed)| {
        pin(&workspace, "answer: encryption-at-rest");
        workspace.edit("data/questionnaires/eta.yaml", |it| {
            it.replace("  title: Eta\n", &format!("  title: Eta\n  valid: {{{valid}}}\n"))
        });
        assert_eq!(asked(&workspace, &[])["tier"] == "answered", followed, "{valid}");
    });
}

/// A verdict that is typed for the answer of an entry to a question.
struct TypedVerdict {
    question: &'static str,
    entry: &'static str,
    verdict: &'static str,
    /// Whether it is given before and after the certificate expires.
    before: bool,
    after: bool,
}

const fn typed(
    question: &'static str,
    entry: &'static str,
    verdict: &'static str,
    before: bool,
    after: bool,
) -> TypedVerdict {
    TypedVerdict { question, entry, verdict, before, after }
}

const TYPED: &[TypedVerdict] = &[
    typed("Do you lack an ISO/IEC 27001 certificate?", "iso-27001", "no", true, false),
    typed("Haben Sie kein Zertifikat nach ISO/IEC 27001?", "iso-27001", "no", true, false),
    typed("Is your company without an ISO/IEC 27001 certificate?", "iso-27001", "no", true, false),
    typed("Do you lack an ISO/IEC 27001 certificate?", "status", "no", true, false),
    typed("Has your ISO/IEC 27001 certificate expired?", "status", "no", true, false),
    typed("Ist Ihr Zertifikat nach ISO/IEC 27001 abgelaufen?", "status", "no", true, false),
    typed(
        "Is the company certified to ISO/IEC 27001 by an accredited body?",
        "iso-27001",
        "yes",
        true,
        false,
    ),
    typed("Is the company certified to ISO/IEC 27001 by an accredited body?", "iso-27001", "no", false, true),
    typed("Is the company certified to ISO/IEC 27001 by an accredited body?", "status", "no", true, true),
    typed("Is customer data kept without encryption?", "encryption-at-rest", "no", true, true),
    typed(
        "Is everything that we hand over to you stored encrypted?",
        "encryption-at-rest",
        "no",
        false,
        false,
    ),
];

#[test]
fn a_typed_verdict_is_not_given_once_its_certification_has_lapsed() {
    each_case(TYPED, |TypedVerdict { question, entry, verdict, before, after }| {
        for decided in [false, true] {
            let mut workspace = Workspace::new(AUTUMN);
            let status = "status:\n  question: How do you stand with ISO/IEC 27001?\n  text: '{{ \
                          say(\"certification/iso-27001/summary\") }}'\n";
            workspace.edit("data/answers/library.yaml", |it| it + status);
            let given = |workspace: &Workspace| asked_question(workspace, question, &[]);
            if decided {
                given(&workspace);
                let decision = format!("decision: {{answer: {entry}, verdict: {verdict}, by: Jane}}");
                workspace.edit("out/public/questionnaires/eta--q/review.yaml", |it| {
                    it.replacen("decision: {}", &decision, 1)
                });
            } else {
                pin_question(&workspace, question, &format!("answer: {entry}, verdict: {verdict}"));
            }
            // A decision that contradicts the text is a separate error.
            if decided && !before {
                continue;
            }
            for (day, expected) in [(AUTUMN, before), (WINTER, after)] {
                workspace.on(day);
                // The text for which a decision was made is recorded; a pin without it is used while it
                // agrees with its entry.
                let own = match *entry {
                    "status" => None,
                    "iso-27001" if day == WINTER => Some("no"),
                    _ => Some("yes"),
                };
                let same_text = day == AUTUMN || *entry == "encryption-at-rest";
                let expected = &(*expected && if decided { same_text } else { own == Some(*verdict) });
                let reply = given(&workspace);
                assert_eq!(
                    reply["verdict"].as_str(),
                    expected.then_some(*verdict),
                    "{question} {entry} {verdict} {decided}: {reply:#}"
                );
                let review = workspace.read("out/public/questionnaires/eta--q/review.yaml");
                assert!(
                    *expected || review.contains(&format!("`answer/{entry}`")) || *entry == "status",
                    "{review}"
                );
                assert!(
                    *expected || (reply["tier"] == "review" && reply["cells"].as_array().unwrap().is_empty()),
                    "{reply:#}"
                );
            }
        }
    });
}

#[test]
fn a_pin_that_contradicts_its_entry_needs_review() {
    let workspace = approved();
    pin(&workspace, "answer: encryption-at-rest, verdict: no");
    let left = asked(&workspace, &[]);
    assert_eq!((&left["tier"], &left["verdict"]), (&Json::from("review"), &Json::Null), "{left:#}");
    let review = workspace.read("out/public/questionnaires/eta--q/review.yaml");
    assert!(
        review.contains(
            "the questionnaire `eta` says `no`, but the verdict of `answer/encryption-at-rest` is `yes`"
        ),
        "{review}"
    );
}

#[test]
fn a_pin_of_a_negated_question_states_its_verdict() {
    let question = "Is customer data kept without encryption?";
    let workspace = Workspace::new(AUTUMN);
    pin_question(&workspace, question, "answer: encryption-at-rest");
    let left = asked_question(&workspace, question, &[]);
    assert_eq!(
        (&left["tier"], &left["cells"]),
        (&Json::from("review"), &Json::from(Vec::<Json>::new())),
        "{left:#}"
    );
    let review = workspace.read("out/public/questionnaires/eta--q/review.yaml");
    let reason = "pinned to `answer/encryption-at-rest` by the questionnaire `eta` without a verdict, but \
                  the question contains \\\"without\\\", which may reverse what is affirmed";
    assert!(review.contains(reason), "{review}");
    // Learned decisions state their verdict, even if it is the entry's own.
    workspace.edit("out/public/questionnaires/eta--q/review.yaml", |it| {
        it.replacen("decision: {}", "decision: {answer: encryption-at-rest, verdict: yes, by: Jane}", 1)
    });
    std::fs::remove_file(workspace.path("data/questionnaires/eta.yaml")).unwrap();
    workspace.clean(&[
        "learn",
        &workspace.path("out/public/questionnaires/eta--q/review.yaml").display().to_string(),
        "--yes",
    ]);
    assert!(workspace.read("data/questionnaires/eta-q.yaml").contains("verdict: \"yes\""));
    std::fs::remove_dir_all(workspace.path("out")).unwrap();
    assert_eq!(asked_question(&workspace, question, &[])["verdict"], "yes");
}

#[test]
fn custom_text_without_a_verdict_expires_with_its_facts() {
    let question = "Is the company certified to ISO/IEC 27001 by an accredited body?";
    let cases = [
        ("answer: iso-27001, text: Our certificate is in force.", "answered", "review"),
        ("answer: iso-27001, text: Our certificate has run out., verdict: no", "answered", "answered"),
        ("answer: encryption-at-rest, text: It is.", "answered", "answered"),
    ];
    each_case(cases, |(decision, before, after)| {
        // The second is decided after the expiry.
        let mut workspace = Workspace::new(if decision.contains("run out") { WINTER } else { AUTUMN });
        asked_question(&workspace, question, &[]);
        let decision = format!("decision: {{{decision}, by: Jane}}");
        workspace.edit("out/public/questionnaires/eta--q/review.yaml", |it| {
            it.replacen("decision: {}", &decision, 1)
        });
        assert_eq!(asked_question(&workspace, question, &[])["tier"], before, "{decision}");
        workspace.on(WINTER);
        assert_eq!(asked_question(&workspace, question, &[])["tier"], after, "{decision}");
        let review = workspace.read("out/public/questionnaires/eta--q/review.yaml");
        assert_eq!(review.contains("decide again, with `verdict:`"), after == "review", "{review}");
        assert!(review.contains(&decision), "{review}");
        let answers = workspace.read("out/public/questionnaires/eta--q/answers.json");
        assert!(!answers.contains("Jane"), "{answers}");
    });
}

#[test]
fn a_decision_expires_when_the_text_of_its_entry_changes() {
    let question = "Is customer data kept without encryption?";
    let decision = "decision: {answer: encryption-at-rest, verdict: no, by: Jane}";
    let cases = [false, true];
    each_case(cases, |learned| {
        let workspace = Workspace::new(AUTUMN);
        let verdict = |workspace: &Workspace| asked_question(workspace, question, &[])["verdict"].clone();
        let review = "out/public/questionnaires/eta--q/review.yaml";
        assert_eq!(verdict(&workspace), Json::Null);
        workspace.edit(review, |it| it.replacen("decision: {}", decision, 1));
        assert_eq!(verdict(&workspace), "no");
        assert!(workspace.read(review).contains("    text_digest: \""), "{}", workspace.read(review));
        if learned {
            workspace.clean(&["learn", &workspace.path(review).display().to_string(), "--yes"]);
            let pins = workspace.read("data/questionnaires/eta-q.yaml");
            assert!(pins.contains("verdict: \"no\"\n      text_digest: \""), "{pins}");
            std::fs::remove_dir_all(workspace.path("out")).unwrap();
            assert_eq!(verdict(&workspace), "no");
        }
        workspace.edit("data/measures.yaml", |it| it.replace("AES-256", "AES-128"));
        assert_eq!(verdict(&workspace), Json::Null, "{learned}");
        let printed = workspace.read(review);
        assert!(printed.contains("the text of `answer/encryption-at-rest` has changed since"), "{printed}");
        // It is still known on the next run.
        assert_eq!(verdict(&workspace), Json::Null, "{learned}");
        if !learned {
            let kept = |it: &&str| !it.contains("text_digest:");
            workspace.edit(review, |text| text.lines().filter(kept).map(|it| format!("{it}\n")).collect());
            assert_eq!(verdict(&workspace), "no");
        }
    });
}
