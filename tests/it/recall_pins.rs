//! `recall` and pins: an answer found by a pin or a learned decision is no longer given if the pin is removed
//! or leads to something else.

use crate::support::{
    self, each_case,
    legal::{AUTUMN, Workspace, records, sent},
};

const ANSWERS: &str = "defaults: {audience: public, source: handbook, owner: Security}
rest: {question: Do you encrypt stored files?, verdict: yes, text: Stored files are encrypted.}
door: {question: Are the office doors locked?, verdict: yes, text: The doors are locked.}
";
const QUESTION: &str = "Is everything that we hand over to you stored encrypted?";
const PIN: &str =
    "    - {id: Q1, question: \"Is everything that we hand over to you stored encrypted?\", answer: rest}\n";
const OTHER: &str = "    - {id: Q2, question: \"Is nobody let in at night?\", answer: door}\n";
const GONE: &str = "would not be given now: no questionnaire pins this question to the answer any more";
const SAME: &str = "everything delivered to this customer is the same as the current data";

fn pins(workspace: &Workspace, head: &str, pins: &[&str]) {
    let text =
        format!("defaults: {{audience: public}}\neta:\n  title: Eta\n{head}  questions:\n{}", pins.concat());
    support::put(workspace.root(), "data/questionnaires/eta.yaml", text);
}

const OF_CUSTOMER: &str = "  publish: no\n  customer: Eta\n";

/// Answers a file with the pinned question for the customer.
fn answer(workspace: &Workspace) {
    support::put(
        workspace.root(),
        "q.csv",
        format!("ID,Question,Answer\nQ1,{QUESTION},\nQ9,Is there a moat?,\n"),
    );
    let file = workspace.path("q.csv").display().to_string();
    workspace.clean(&["answer", &file, "--customer", "Eta"]);
}

/// A workspace with a delivered answer that was found by a pin.
fn delivered(head: &str) -> Workspace {
    let workspace = Workspace::new(AUTUMN);
    support::put(workspace.root(), "data/answers/own.yaml", ANSWERS);
    pins(&workspace, head, &[PIN, OTHER]);
    answer(&workspace);
    sent(&workspace, &[]);
    let record = workspace.read(&format!("data/sent/{}", records(&workspace)[0]));
    assert!(record.contains("    found_by: pin\n"), "{record}");
    workspace
}

fn recall(workspace: &Workspace) -> String {
    support::stdout(&workspace.run(&["recall", "Eta", "--format", "markdown"])).replace("\\`", "`")
}

#[test]
fn an_answer_whose_pin_was_removed_would_not_be_given() {
    let cases = [OF_CUSTOMER, "", "  publish: no\n"];
    each_case(cases, |head| {
        let workspace = delivered(head);
        assert!(recall(&workspace).contains(SAME), "{}", recall(&workspace));
        pins(&workspace, head, &[OTHER]);
        let printed = recall(&workspace);
        assert!(
            printed.contains(GONE) && printed.contains("one is unchanged but would not be given now"),
            "{printed}"
        );
        let review = workspace.review(&[]);
        assert!(review.contains("Delivered answers that would not be given now"), "{review}");
        assert!(review.contains(QUESTION) && !workspace.path("out/notices/eta.md").exists(), "{review}");
        // The whole questionnaire is removed, or now belongs to another customer.
        std::fs::remove_file(workspace.path("data/questionnaires/eta.yaml")).unwrap();
        assert!(recall(&workspace).contains(GONE), "{}", recall(&workspace));
        pins(&workspace, "  publish: no\n  customer: Theta\n", &[PIN]);
        assert!(recall(&workspace).contains(GONE), "{}", recall(&workspace));
        // Another question has this id.
        pins(&workspace, head, &[&PIN.replace("stored encrypted", "burned at once")]);
        assert!(recall(&workspace).contains(GONE), "{}", recall(&workspace));
        pins(&workspace, head, &[PIN]);
        assert!(recall(&workspace).contains(SAME), "{}", recall(&workspace));
    });
}

#[test]
fn an_answer_whose_pin_gives_something_else_would_not_be_given() {
    let cases = [
        ("answer: door", "the questionnaire `eta` answers this question with `door` now"),
        (
            "answer: rest, verdict: no",
            "the questionnaire `eta` answers this question with `rest` and `no` now",
        ),
        ("verdict: yes", "the questionnaire `eta` answers this question with `yes` only now"),
        ("", "the questionnaire `eta` leaves this question blank now"),
    ];
    each_case(cases, |(now, why)| {
        let workspace = delivered(OF_CUSTOMER);
        let changed = PIN.replace("answer: rest", now).replace(", }", "}");
        pins(&workspace, OF_CUSTOMER, &[&changed, OTHER]);
        let printed = recall(&workspace);
        assert!(printed.contains(&format!("would not be given now: {why}")), "{now}: {printed}");
    });
}

#[test]
fn a_question_that_matches_without_its_pin_is_still_answered() {
    let workspace = delivered(OF_CUSTOMER);
    let phrased = format!("rest: {{phrasings: [\"{QUESTION}\"], ");
    support::put(workspace.root(), "data/answers/own.yaml", ANSWERS.replace("rest: {", &phrased));
    pins(&workspace, OF_CUSTOMER, &[OTHER]);
    assert!(recall(&workspace).contains(SAME), "{}", recall(&workspace));
    // A pin of the same question under another id or in another questionnaire leads to it as well.
    support::put(workspace.root(), "data/answers/own.yaml", ANSWERS);
    pins(&workspace, OF_CUSTOMER, &[&PIN.replace("Q1", "Q7"), OTHER]);
    assert!(recall(&workspace).contains(SAME), "{}", recall(&workspace));
}

#[test]
fn a_notice_omits_new_text_of_an_entry_that_is_no_longer_pinned() {
    let workspace = delivered(OF_CUSTOMER);
    pins(&workspace, OF_CUSTOMER, &[OTHER]);
    support::put(
        workspace.root(),
        "data/answers/own.yaml",
        ANSWERS.replace("Stored files are encrypted.", "Archives are encrypted."),
    );
    assert!(recall(&workspace).contains("no longer stated"), "{}", recall(&workspace));
    workspace.review(&[]);
    let notice = workspace.read("out/notices/eta.md");
    assert!(notice.contains("We withdraw this answer") && !notice.contains("Archives"), "{notice}");
}

/// A decision that was learned after the delivery, and changed later.
#[test]
fn a_chosen_answer_with_a_different_later_pin_would_not_be_given() {
    let workspace = Workspace::new(AUTUMN);
    support::put(workspace.root(), "data/answers/own.yaml", ANSWERS);
    answer(&workspace);
    let review = "out/public/questionnaires/eta--q/review.yaml";
    workspace.edit(review, |it| it.replacen("decision: {}", "decision: {answer: rest, by: Jane}", 1));
    answer(&workspace);
    sent(&workspace, &[]);
    let path = workspace.path(review).display().to_string();
    workspace.clean(&["learn", &path, "--yes"]);
    assert!(recall(&workspace).contains(SAME), "{}", recall(&workspace));
    let learned = "data/questionnaires/eta-q.yaml";
    assert!(workspace.read(learned).contains("answer: rest"), "{}", workspace.read(learned));
    workspace.edit(learned, |it| it.replace("answer: rest", "answer: door"));
    let why = "would not be given now: the questionnaire `eta-q` answers this question with `door` now";
    assert!(recall(&workspace).contains(why), "{}", recall(&workspace));
    // The record does not say that the decision was learned, so a missing pin does not matter.
    std::fs::remove_file(workspace.path(learned)).unwrap();
    assert!(recall(&workspace).contains(SAME), "{}", recall(&workspace));
}
