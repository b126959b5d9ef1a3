//! What is not written or approved by a person is not given: a typed verdict beside another text, a phrasing
//! that was added after the approval, a phrasing that names what the facts no longer have.

use std::fs;

use serde_json::Value as Json;

use crate::support::{
    self,
    legal::{AUTUMN, Desk},
};

const LIBRARY: &str = "
sign-in:
  question: Can users sign in through single sign-on?
  topic: Access
  proposition: Every user can sign in through single sign-on.
  verdict: yes
DIGEST  text: '{{ say(\"measure/sign-in/summary\") }}'
providers:
  question: Which identity providers can users sign in with?
  phrasings: [Can we sign in with Globex or Initech?]
  topic: Access
  text: '{{ measure[\"sign-in\"].details | listed }}'
";
const MEASURE: &str = "
sign-in:
  name: Single sign-on
  topic: access-control
  statement: Every user can sign in through single sign-on.
  details: [Globex, Initech]
";

fn desk(digest: &str) -> Desk {
    let desk = Desk::new(AUTUMN);
    desk.edit("data/answers/library.yaml", |it| it + &LIBRARY.replace("DIGEST", digest));
    desk.edit("data/measures.yaml", |it| it + MEASURE);
    desk
}

/// What becomes of a question.
fn asked(desk: &Desk, question: &str, arguments: &[&str]) -> Json {
    support::put(
        desk.root(),
        "q.csv",
        format!("ID,Question,Answer\nQ1,{question},\nQ2,Is there a fence?,\n"),
    );
    let file = desk.path("q.csv").display().to_string();
    desk.clean(&[&["answer", &file], arguments].concat());
    let text = fs::read_to_string(desk.path("out/public/questionnaires/q/answers.json")).unwrap();
    serde_json::from_str::<Json>(&text).unwrap()["questions"][0].clone()
}

fn is_given(desk: &Desk, question: &str, arguments: &[&str]) -> bool {
    asked(desk, question, arguments)["tier"] == "answered"
}

const SIGN_IN: &str = "Can users sign in through single sign-on?";

/// The digest that `check` says to write down.
fn printed_digest(desk: &Desk) -> String {
    let found = desk.run(&["check"]);
    let text = support::stdout(&found) + &support::stderr(&found);
    let after = text.split("set `text_digest: \"").nth(1).unwrap_or_else(|| panic!("no digest: {text}"));
    after.split('"').next().unwrap().to_owned()
}

fn end(desk: &Desk) {
    desk.edit("data/measures.yaml", |it| {
        it.replace(
            "statement: Every user can sign in through single sign-on.",
            "statement: Single sign-on ended on 1 March 2026.",
        )
    });
}

#[test]
fn a_typed_verdict_is_given_beside_the_text_only_for_which_it_was_written() {
    // Nothing says for which text it was written.
    let unbound = desk("");
    assert!(!is_given(&unbound, SIGN_IN, &[]));
    let digest = printed_digest(&unbound);
    let bound = desk(&format!("  text_digest: \"{digest}\"\n"));
    let given = asked(&bound, SIGN_IN, &[]);
    assert_eq!((&given["tier"], &given["verdict"]), (&Json::from("answered"), &Json::from("yes")));
    end(&bound);
    let left = asked(&bound, SIGN_IN, &[]);
    assert!(left["tier"] != "answered" && left["cells"] == Json::from(Vec::<Json>::new()), "{left:#}");
    let found = bound.run(&["check"]);
    let found = support::stdout(&found) + &support::stderr(&found);
    assert!(found.contains("its text has changed since its verdict `yes` was entered"), "{found}");
}

#[test]
fn an_approval_binds_a_typed_verdict_to_its_text() {
    let desk = desk("");
    desk.approve_all();
    assert!(is_given(&desk, SIGN_IN, &[]) && is_given(&desk, SIGN_IN, &["--require-approved"]));
    end(&desk);
    assert!(!is_given(&desk, SIGN_IN, &[]));
    let review = desk.review(&[]);
    assert!(review.contains("answer/sign-in") && review.contains("ended on 1 March 2026"), "{review}");
}

#[test]
fn a_phrasing_that_was_added_after_the_approval_is_not_approved() {
    let desk = desk("");
    desk.edit("data/answers/library.yaml", |it| {
        it + "\nprotection:\n  question: Do you protect customer data?\n  phrasings: [Is customer data protected from loss?]\n  topic: Data\n  verdict: yes\n  text: We protect customer data.\n"
    });
    desk.approve_all();
    desk.clean(&["build", "--audience", "internal", "--require-approved"]);
    let (question, phrasing) = ("Do you protect customer data?", "Is customer data protected from loss?");
    assert!(is_given(&desk, question, &["--require-approved"]));
    assert!(is_given(&desk, phrasing, &["--require-approved"]));
    desk.edit("data/answers/library.yaml", |it| {
        it.replace(
            "[Is customer data protected from loss?]",
            "[Is customer data protected from loss?, Do you sell customer data?]",
        )
    });
    let sold = "Do you sell customer data?";
    let left = asked(&desk, sold, &["--require-approved"]);
    assert_ne!(left["tier"], "answered", "{left:#}");
    assert!(
        left["reasons"].to_string().contains("not approved yet: the phrasing of `answer/protection`"),
        "{left:#}"
    );
    let draft = asked(&desk, sold, &[]);
    assert_eq!(
        draft["approval"],
        asked(&Desk::new(AUTUMN), "Is customer data encrypted at rest?", &[])["approval"]
    );
    // The others are approved as before.
    assert!(
        is_given(&desk, phrasing, &["--require-approved"])
            && is_given(&desk, question, &["--require-approved"])
    );
    let review = desk.review(&[]);
    assert!(
        review.contains("answer/protection/phrasings")
            && review.contains("Phrasing: Do you sell customer data?"),
        "{review}"
    );
    assert!(!desk.review(&["--audience", "public"]).contains("Do you sell"));
    assert_eq!(desk.run(&["build", "--audience", "internal", "--require-approved"]).status.code(), Some(1));
    desk.clean(&["build", "--require-approved"]);
    desk.approve_all();
    assert!(is_given(&desk, sold, &["--require-approved"]));
}

#[test]
fn an_approval_without_phrasings_covers_the_question_alone() {
    let desk = desk("");
    desk.approve_all();
    // A ledger that was written before phrasings were approved does not have them.
    let digest = support::legal::digest(&desk.review(&[]));
    assert!(!digest.is_empty());
    desk.edit("data/answers/library.yaml", |it| {
        it.replace(
            "  verdict: yes\n",
            "  phrasings: [Is there single sign-on for all of the users?]\n  verdict: yes\n",
        )
    });
    assert!(is_given(&desk, SIGN_IN, &["--require-approved"]));
    assert!(!is_given(&desk, "Is there single sign-on for all of the users?", &["--require-approved"]));
    assert!(is_given(&desk, "Is there single sign-on for all of the users?", &[]));
}

#[test]
fn a_phrasing_that_names_what_the_facts_no_longer_have_is_not_answered() {
    let desk = desk("");
    let asks = "Can we sign in with Globex or Initech?";
    assert!(is_given(&desk, asks, &[]));
    desk.edit("data/measures.yaml", |it| it.replace("[Globex, Initech]", "[Globex, Hooli]"));
    let left = asked(&desk, asks, &[]);
    assert_ne!(left["tier"], "answered", "{left:#}");
    assert!(left["reasons"].to_string().contains("does not contain `Initech`"), "{left:#}");
    assert!(is_given(&desk, "Which identity providers can users sign in with?", &[]));
    let found = desk.run(&["check"]);
    assert!((support::stdout(&found) + &support::stderr(&found)).contains("warning[unbacked-phrasing]"));
}
