//! Content that no person wrote or approved is not given: a typed verdict with another text, a phrasing that
//! was added after the approval, a phrasing that names a removed fact.

use std::fs;

use serde_json::Value as Json;

use crate::support::{
    self,
    legal::{AUTUMN, Workspace},
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

fn workspace(digest: &str) -> Workspace {
    let workspace = Workspace::new(AUTUMN);
    workspace.edit("data/answers/library.yaml", |it| it + &LIBRARY.replace("DIGEST", digest));
    workspace.edit("data/measures.yaml", |it| it + MEASURE);
    workspace
}

/// The result for a question.
fn asked(workspace: &Workspace, question: &str, arguments: &[&str]) -> Json {
    support::put(
        workspace.root(),
        "q.csv",
        format!("ID,Question,Answer\nQ1,{question},\nQ2,Is there a fence?,\n"),
    );
    let file = workspace.path("q.csv").display().to_string();
    workspace.clean(&[&["answer", &file], arguments].concat());
    let text = fs::read_to_string(workspace.path("out/public/questionnaires/q/answers.json")).unwrap();
    serde_json::from_str::<Json>(&text).unwrap()["questions"][0].clone()
}

fn is_given(workspace: &Workspace, question: &str, arguments: &[&str]) -> bool {
    asked(workspace, question, arguments)["tier"] == "answered"
}

const SIGN_IN: &str = "Can users sign in through single sign-on?";

/// The digest that `check` prints.
fn printed_digest(workspace: &Workspace) -> String {
    let found = workspace.run(&["check"]);
    let text = support::stdout(&found) + &support::stderr(&found);
    let after = text.split("set `text_digest: \"").nth(1).unwrap_or_else(|| panic!("no digest: {text}"));
    after.split('"').next().unwrap().to_owned()
}

fn end(workspace: &Workspace) {
    workspace.edit("data/measures.yaml", |it| {
        it.replace(
            "statement: Every user can sign in through single sign-on.",
            "statement: Single sign-on ended on 1 March 2026.",
        )
    });
}

#[test]
fn a_typed_verdict_is_given_only_with_its_original_text() {
    // It is not known for which text it was written.
    let unbound = workspace("");
    assert!(!is_given(&unbound, SIGN_IN, &[]));
    let digest = printed_digest(&unbound);
    let bound = workspace(&format!("  text_digest: \"{digest}\"\n"));
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
    let workspace = workspace("");
    workspace.approve_all();
    assert!(is_given(&workspace, SIGN_IN, &[]) && is_given(&workspace, SIGN_IN, &["--require-approved"]));
    end(&workspace);
    assert!(!is_given(&workspace, SIGN_IN, &[]));
    let review = workspace.review(&[]);
    assert!(review.contains("answer/sign-in") && review.contains("ended on 1 March 2026"), "{review}");
}

#[test]
fn a_phrasing_that_was_added_after_the_approval_is_not_approved() {
    let workspace = workspace("");
    workspace.edit("data/answers/library.yaml", |it| {
        it + "\nprotection:\n  question: Do you protect customer data?\n  phrasings: [Is customer data \
              protected from loss?]\n  topic: Data\n  verdict: yes\n  text: We protect customer data.\n"
    });
    workspace.approve_all();
    workspace.clean(&["build", "--audience", "internal", "--require-approved"]);
    let (question, phrasing) = ("Do you protect customer data?", "Is customer data protected from loss?");
    assert!(is_given(&workspace, question, &["--require-approved"]));
    assert!(is_given(&workspace, phrasing, &["--require-approved"]));
    workspace.edit("data/answers/library.yaml", |it| {
        it.replace(
            "[Is customer data protected from loss?]",
            "[Is customer data protected from loss?, Do you sell customer data?]",
        )
    });
    let sold = "Do you sell customer data?";
    let left = asked(&workspace, sold, &["--require-approved"]);
    assert_ne!(left["tier"], "answered", "{left:#}");
    assert!(
        left["reasons"].to_string().contains("not approved yet: the phrasing of `answer/protection`"),
        "{left:#}"
    );
    let draft = asked(&workspace, sold, &[]);
    assert_eq!(
        draft["approval"],
        asked(&Workspace::new(AUTUMN), "Is customer data encrypted at rest?", &[])["approval"]
    );
    // The others are still approved.
    assert!(
        is_given(&workspace, phrasing, &["--require-approved"])
            && is_given(&workspace, question, &["--require-approved"])
    );
    let review = workspace.review(&[]);
    assert!(
        review.contains("answer/protection/phrasings")
            && review.contains("Phrasing: Do you sell customer data?"),
        "{review}"
    );
    assert!(!workspace.review(&["--audience", "public"]).contains("Do you sell"));
    assert_eq!(
        workspace.run(&["build", "--audience", "internal", "--require-approved"]).status.code(),
        Some(1)
    );
    workspace.clean(&["build", "--require-approved"]);
    workspace.approve_all();
    assert!(is_given(&workspace, sold, &["--require-approved"]));
}

#[test]
fn an_approval_without_phrasings_covers_the_question_alone() {
    let workspace = workspace("");
    workspace.approve_all();
    // A ledger from before phrasings were approved does not have them.
    let digest = support::legal::digest(&workspace.review(&[]));
    assert!(!digest.is_empty());
    workspace.edit("data/answers/library.yaml", |it| {
        it.replace(
            "  verdict: yes\n",
            "  phrasings: [Is there single sign-on for all of the users?]\n  verdict: yes\n",
        )
    });
    assert!(is_given(&workspace, SIGN_IN, &["--require-approved"]));
    assert!(!is_given(&workspace, "Is there single sign-on for all of the users?", &["--require-approved"]));
    assert!(is_given(&workspace, "Is there single sign-on for all of the users?", &[]));
}

#[test]
fn a_phrasing_that_names_a_removed_fact_is_not_answered() {
    let workspace = workspace("");
    let asks = "Can we sign in with Globex or Initech?";
    assert!(is_given(&workspace, asks, &[]));
    workspace.edit("data/measures.yaml", |it| it.replace("[Globex, Initech]", "[Globex, Hooli]"));
    let left = asked(&workspace, asks, &[]);
    assert_ne!(left["tier"], "answered", "{left:#}");
    assert!(left["reasons"].to_string().contains("does not contain `Initech`"), "{left:#}");
    assert!(is_given(&workspace, "Which identity providers can users sign in with?", &[]));
    let found = workspace.run(&["check"]);
    assert!((support::stdout(&found) + &support::stderr(&found)).contains("warning[unbacked-phrasing]"));
}
