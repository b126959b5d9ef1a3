//! Learned custom text is given only to those for whom a person released it.

use crate::support::{
    self, each_case,
    learn::{case, data, publish},
    put,
};
use std::path::Path;

const ASKS: &str =
    "No,Question,Answer\n1,Do you keep goats?,\n2,Who feeds the goats?,\n3,Are the goats insured?,\n";

/// Answers the file for a customer, decides its first question with custom text, answers it again and learns.
fn learn_custom_text(root: &Path, customer: &str, words: &str) -> String {
    put(root, "goats.csv", ASKS);
    let file = root.join("goats.csv").display().to_string();
    let answered = || support::factum(root, &["answer", &file, "--customer", customer]);
    assert_eq!(answered().status.code(), Some(0), "{}", support::stderr(&answered()));
    let review = format!("out/public/questionnaires/{}--goats/review.yaml", customer.to_lowercase());
    let text = std::fs::read_to_string(root.join(&review)).unwrap();
    put(
        root,
        &review,
        text.replacen("decision: {}", &format!("decision: {{text: \"{words}\", verdict: yes, by: Jane}}"), 1),
    );
    assert_eq!(answered().status.code(), Some(0));
    let learned = support::factum(root, &["learn", &root.join(&review).display().to_string(), "--yes"]);
    assert_eq!(learned.status.code(), Some(0), "{}", support::stderr(&learned));
    support::stdout(&learned)
}

#[test]
fn custom_text_is_not_given_until_published() {
    let dir = case("phrasings");
    let root = dir.path();
    put(root, "goats.csv", ASKS);
    let file = root.join("goats.csv").display().to_string();
    let given = |customer: &[&str], name: &str| {
        let output = support::factum(root, &[&["answer", &file], customer].concat());
        assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
        std::fs::read_to_string(root.join(format!("out/public/questionnaires/{name}/goats.csv"))).unwrap()
    };
    given(&[], "goats");
    let review = root.join("out/public/questionnaires/goats/review.yaml");
    let text = std::fs::read_to_string(&review).unwrap();
    let decision = "decision: {text: \"Three goats, as Alba knows.\", verdict: yes, by: Jane}";
    std::fs::write(&review, text.replacen("decision: {}", decision, 1)).unwrap();
    let learned = support::factum(root, &["learn", review.to_str().unwrap(), "--yes"]);
    assert_eq!(learned.status.code(), Some(0), "{}", support::stderr(&learned));
    let (diff, printed) = (support::stdout(&learned), support::stderr(&learned));
    assert!(diff.contains("+  draft: yes") && diff.contains("remove the line `draft: yes`"), "{diff}");
    assert!(
        printed.contains("1 draft answer") && printed.contains("a draft is not given to anyone"),
        "{printed}"
    );
    assert!(given(&["--customer", "Bora"], "bora--goats").lines().all(|it| !it.contains("Alba")));
    std::fs::remove_dir_all(root.join("out")).unwrap();
    assert!(!given(&[], "goats").contains("Alba"));
    publish(root);
    assert!(given(&["--customer", "Bora"], "bora--goats").contains("as Alba knows"));
    // Changed text is a draft again.
    let decided = std::fs::read_to_string(root.join("out/public/questionnaires/goats/review.yaml")).unwrap();
    std::fs::write(&review, decided.replacen("decision: {}", &decision.replace("Three", "Four"), 1)).unwrap();
    let again = support::factum(root, &["learn", review.to_str().unwrap(), "--yes"]);
    assert!(support::stderr(&again).contains("1 changed answer"), "{}", support::stderr(&again));
    std::fs::remove_dir_all(root.join("out")).unwrap();
    assert!(!given(&[], "goats").contains("Alba"));
}

#[test]
fn text_written_for_one_customer_is_not_given_to_others() {
    let dir = case("phrasings");
    let root = dir.path();
    let diff = learn_custom_text(root, "Alba", "Three goats, for Alba only.");
    assert!(
        diff.contains("+  draft: yes")
            && diff.contains("written for Alba only")
            && diff.contains("+  customer: Alba"),
        "{diff}"
    );
    let file = root.join("goats.csv").display().to_string();
    let given = |customer: &[&str], name: &str| {
        let output = support::factum(root, &[&["answer", &file], customer].concat());
        assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
        std::fs::read_to_string(root.join(format!("out/public/questionnaires/{name}/goats.csv"))).unwrap()
    };
    assert!(!given(&["--customer", "Bora"], "bora--goats").contains("Alba"));
    assert!(!given(&[], "goats").contains("Alba"));
    // Another customer's file of the same name has separate pins and does not change the first ones.
    learn_custom_text(root, "Bora", "Two goats, for Bora only.");
    let files = data(root);
    assert!(
        files.contains_key("questionnaires/alba-goats.yaml")
            && files.contains_key("questionnaires/bora-goats.yaml"),
        "{:?}",
        files.keys()
    );
    // A person releases the text: the pin leads to it for that customer only, and the answer to the question
    // for everyone.
    let learned = String::from_utf8(files["answers/learned.yaml"].clone()).unwrap();
    put(
        root,
        "data/answers/learned.yaml",
        learned
            .replacen("  draft: yes\n", "", 1)
            .replace("question: Do you keep goats?", "question: Which animals?"),
    );
    std::fs::remove_dir_all(root.join("out")).unwrap();
    assert!(given(&["--customer", "ALBA"], "alba--goats").contains("Three goats"));
    let cases = [(&["--customer", "Bora"][..], "bora--goats"), (&[], "goats")];
    each_case(cases, |(customer, name)| {
        assert!(!given(customer, name).contains("Three goats"));
    });
}
