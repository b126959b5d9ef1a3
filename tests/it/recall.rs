//! `recall` evaluates each delivered answer against what `answer` would now give to the same question of the
//! same customer: still valid, changed, or not given any more, and why.

use std::fs;

use crate::support::{
    self, each_case,
    legal::{AUTUMN, Workspace, records, sent},
};

const PRODUCTS: &str = "defaults: {audience: public, source: handbook}
cloud: {name: Nordlicht Cloud, hosted_by: vendor}
server: {name: Nordlicht Server, hosted_by: customer}
";
const ANSWERS: &str = "defaults: {audience: public, source: handbook, owner: Security}
rest: {question: Do you encrypt stored files?, verdict: yes, text: Stored files are encrypted.}
wall:
  question: Do you have a firewall?
  proposition: Nordlicht runs behind a firewall.
  verdict: yes
  text: There is a firewall.
door: {question: Are the office doors locked?, verdict: yes, text: The doors are locked.}
";
const ASKED: &str = "ID,Question,Answer
1,Do you encrypt stored files?,
2,Does Nordlicht run behind a firewall?,
3,Are the office doors locked?,
";

fn workspace() -> Workspace {
    let workspace = Workspace::new(AUTUMN);
    support::put(workspace.root(), "data/products.yaml", PRODUCTS);
    support::put(workspace.root(), "data/answers/own.yaml", ANSWERS);
    workspace
}

/// Answers the file for a customer.
fn answer(workspace: &Workspace, asked: &str, further: &[&str]) {
    support::put(workspace.root(), "q.csv", asked);
    let file = workspace.path("q.csv").display().to_string();
    workspace.clean(&[&["answer", &file, "--customer", "Eta"], further].concat());
}

/// A workspace in which the file was answered and sent.
fn delivered(further: &[&str]) -> Workspace {
    let workspace = workspace();
    answer(&workspace, ASKED, further);
    sent(&workspace, &[]);
    workspace
}

fn recall(workspace: &Workspace) -> String {
    support::stdout(&workspace.run(&["recall", "Eta", "--format", "markdown"]))
}

/// The output of `recall` after a change of the answers, and what `answer` then gives to the file.
#[track_caller]
fn after(workspace: &Workspace, from: &str, to: &str, further: &[&str]) -> (String, String) {
    assert!(ANSWERS.contains(from));
    support::put(workspace.root(), "data/answers/own.yaml", ANSWERS.replace(from, to));
    let printed = recall(workspace);
    fs::remove_dir_all(workspace.path("out/public/questionnaires")).unwrap();
    answer(workspace, ASKED, further);
    (printed, workspace.read("out/public/questionnaires/eta--q/review.yaml"))
}

/// Asserts that the current data agrees with everything the customer received.
fn assert_everything_is_unchanged(workspace: &Workspace) {
    let printed = recall(workspace);
    assert!(
        printed.contains("everything delivered to this customer is the same as the current data"),
        "{printed}"
    );
}

#[test]
fn unchanged_answers_are_reported_as_valid() {
    let cases = [(&["--product", "server"][..], "[server]"), (&[], "")];
    each_case(cases, |(further, products)| {
        let workspace = delivered(further);
        assert!(
            recall(&workspace)
                .contains("everything delivered to this customer is the same as the current data")
        );
        let record = workspace.read(&format!("data/sent/{}", records(&workspace)[0]));
        assert_eq!(record.contains(&format!("products: {products}\n")), !products.is_empty(), "{record}");
        assert_eq!(record.matches("    found_by: wording\n").count(), 3, "{record}");
    });
    // An answer limited to the product in question is still valid for it.
    let product = &["--product", "server"];
    let (printed, _) = after(&delivered(product), "rest: {", "rest: {products: server, ", product);
    assert!(
        printed.contains("everything delivered to this customer is the same as the current data"),
        "{printed}"
    );
}

#[test]
fn an_answer_now_about_another_product_would_not_be_given() {
    let why = "it applies to Nordlicht Cloud only, but the answers are for another product";
    let product = &["--product", "server"];
    let workspace = delivered(product);
    let (printed, review) = after(&workspace, "rest: {", "rest: {products: cloud, ", product);
    assert!(printed.contains(&format!("would not be given now: {why}")), "{printed}");
    assert!(printed.contains("has changed since; one is unchanged but would not be given now"));
    assert!(review.contains(why), "{review}");
    let review = workspace.review(&[]);
    assert!(review.contains("Delivered answers that would not be given now"), "{review}");
    assert!(
        review.contains("Do you encrypt stored files?") && !workspace.path("out/notices/eta.md").exists()
    );
    // Without a named product, the customer was answered for all products.
    let (printed, _) = after(&delivered(&[]), "rest: {", "rest: {products: cloud, ", &[]);
    assert!(printed.contains("would not be given now: it applies to Nordlicht Cloud only"), "{printed}");
}

#[test]
fn a_notice_omits_new_text_about_another_product() {
    let workspace = delivered(&["--product", "server"]);
    let changed = "rest: {products: cloud, question: Do you encrypt stored files?, verdict: yes, text: \
                   Files in the cloud are.}";
    let before =
        "rest: {question: Do you encrypt stored files?, verdict: yes, text: Stored files are encrypted.}";
    support::put(workspace.root(), "data/answers/own.yaml", ANSWERS.replace(before, changed));
    assert!(recall(&workspace).contains("no longer stated"), "{}", recall(&workspace));
    workspace.review(&[]);
    let notice = workspace.read("out/notices/eta.md");
    assert!(notice.contains("We withdraw this answer") && !notice.contains("Files in the cloud"), "{notice}");
    // Once that was sent, no further notice is needed.
    workspace.clean(&["sent", "--notice", "Eta"]);
    workspace.review(&[]);
    assert!(!workspace.path("out/notices/eta.md").exists());
}

#[test]
fn products_named_in_the_question_or_heading_are_used() {
    let asked = "Question,Answer\nNordlicht Server,\nDo you encrypt stored files?,\nAre the office doors \
                 locked?,\nDo you have a firewall?,\n";
    let workspace = workspace();
    let limited = ANSWERS.replace("rest: {", "rest: {products: server, ");
    support::put(workspace.root(), "data/answers/own.yaml", &limited);
    answer(&workspace, asked, &["--product", "server"]);
    sent(&workspace, &[]);
    assert_everything_is_unchanged(&workspace);
    support::put(
        workspace.root(),
        "data/answers/own.yaml",
        limited.replace("products: server", "products: cloud"),
    );
    assert!(
        recall(&workspace).contains("but the question is about another product"),
        "{}",
        recall(&workspace)
    );
}

#[test]
fn overdue_and_draft_answers_would_not_be_given() {
    let cases = [
        (
            "door: {",
            "door: {review: {last: 2024-01-01, every: 12 months}, ",
            "its review was due on 2025-01-01",
        ),
        ("door: {", "door: {draft: yes, ", ""),
    ];
    each_case(cases, |(from, to, why)| {
        let (printed, _) = after(&delivered(&[]), from, to, &[]);
        assert!(printed.contains(&format!("would not be given now: {why}")) || why.is_empty(), "{printed}");
        assert!(!printed.contains("is the same as the current data"), "{printed}");
    });
}

#[test]
fn an_answer_without_a_matching_wording_would_not_be_given() {
    let why = "none of its wordings asks this question any more";
    let narrower = "proposition: Nordlicht Cloud runs behind a firewall.";
    let workspace = delivered(&[]);
    let (printed, review) =
        after(&workspace, "proposition: Nordlicht runs behind a firewall.", narrower, &[]);
    assert!(printed.contains(&format!("would not be given now: {why}")), "{printed}");
    assert!(review.contains("Does Nordlicht run behind a firewall?"), "{review}");
    // Now another entry asks it.
    let other =
        "door: {question: Does Nordlicht run behind a firewall?, phrasings: [Are the office doors locked?], ";
    let (printed, _) = after(&delivered(&[]), "door: {question: Are the office doors locked?, ", other, &[]);
    assert!(printed.contains("would not be given now: "), "{printed}");
}

#[test]
fn answers_chosen_by_a_person_need_no_matching_wording() {
    let workspace = workspace();
    answer(
        &workspace,
        "ID,Question,Answer\n1,Is everything that we store kept from others?,\n2,Are the office doors \
         locked?,\n",
        &[],
    );
    workspace.edit("out/public/questionnaires/eta--q/review.yaml", |it| {
        it.replacen("decision: {}", "decision: {answer: rest, by: Jane}", 1)
    });
    let file = workspace.path("q.csv").display().to_string();
    workspace.clean(&["answer", &file, "--customer", "Eta"]);
    sent(&workspace, &[]);
    let record = workspace.read(&format!("data/sent/{}", records(&workspace)[0]));
    assert!(record.contains("    found_by: person\n"), "{record}");
    assert!(recall(&workspace).contains("is the same as the current data"), "{}", recall(&workspace));
}

#[test]
fn a_decision_ends_when_its_entry_is_limited_to_a_product() {
    let review = "out/public/questionnaires/eta--q/review.yaml";
    let workspace = workspace();
    let asked = "ID,Question,Answer\n1,Is everything that we store kept from others?,\n2,Is there a \
                 cat?,\n";
    answer(&workspace, asked, &[]);
    workspace.edit(review, |it| it.replacen("decision: {}", "decision: {answer: rest, by: Jane}", 1));
    answer(&workspace, asked, &[]);
    assert!(workspace.read(review).contains("tier: answered"), "{}", workspace.read(review));
    let limited = ANSWERS.replace("rest: {", "rest: {products: server, ");
    support::put(workspace.root(), "data/answers/own.yaml", limited);
    // It stays open until the person has looked at it.
    for _ in 0..2 {
        answer(&workspace, asked, &[]);
        let text = workspace.read(review);
        assert!(text.contains("was limited to Nordlicht Server since it was chosen"), "{text}");
        assert!(text.contains("tier: review") && text.contains("    limited_to: []\n"), "{text}");
    }
    workspace.edit(review, |it| it.replace("    limited_to: []\n", ""));
    for _ in 0..2 {
        answer(&workspace, asked, &[]);
        let text = workspace.read(review);
        assert!(text.contains("tier: answered") && text.contains("    limited_to: [server]\n"), "{text}");
    }
}

#[test]
fn custom_text_is_superseded_only_at_its_place() {
    let workspace = workspace();
    let asked = "ID,Question,Answer\n1,Is there a list?,\n2,Is this procedure documented?,\n3,Is there a \
                 plan?,\n4,Is this procedure documented?,\n";
    let decide = |texts: [&str; 4]| {
        answer(&workspace, asked, &[]);
        workspace.edit("out/public/questionnaires/eta--q/review.yaml", |review| {
            texts.iter().fold(review, |review, text| {
                review.replacen("decision: {}", &format!("decision: {{text: {text}, by: Jane}}"), 1)
            })
        });
        let file = workspace.path("q.csv").display().to_string();
        workspace.clean(&["answer", &file, "--customer", "Eta"]);
    };
    decide(["There is.", "Not documented.", "There is one.", "Documented."]);
    sent(&workspace, &[]);
    let printed = recall(&workspace);
    assert!(!printed.contains("superseded"), "{printed}");
    assert!(printed.contains("4 other answers are not from the library"), "{printed}");
    // Another questionnaire with the same words supersedes neither.
    support::put(
        workspace.root(),
        "r.csv",
        "ID,Question,Answer\n2,Is this procedure documented?,\n3,Is there a cat?,\n",
    );
    let file = workspace.path("r.csv").display().to_string();
    workspace.clean(&["answer", &file, "--customer", "Eta"]);
    workspace.edit("out/public/questionnaires/eta--r/review.yaml", |review| {
        review.replacen("decision: {}", "decision: {text: The other one is., by: Jane}", 1)
    });
    workspace.clean(&["answer", &file, "--customer", "Eta"]);
    sent(&workspace, &[]);
    let printed = recall(&workspace);
    assert!(!printed.contains("superseded"), "{printed}");
    assert!(printed.contains("5 other answers are not from the library"), "{printed}");
    // A later delivery of the same questionnaire supersedes the text at its place.
    workspace.edit("out/public/questionnaires/eta--q/review.yaml", |review| {
        review.replace("text: Not documented.", "text: It is documented by now.")
    });
    let file = workspace.path("q.csv").display().to_string();
    workspace.clean(&["answer", &file, "--customer", "Eta"]);
    sent(&workspace, &["eta--q"]);
    let printed = recall(&workspace);
    assert_eq!(printed.matches("superseded by a later delivery").count(), 1, "{printed}");
    assert!(printed.contains("5 other answers are not from the library"), "{printed}");
}

#[test]
fn records_of_earlier_versions_are_evaluated_by_their_content() {
    let workspace = delivered(&[]);
    let name = records(&workspace).remove(0);
    workspace.edit(&format!("data/sent/{name}"), |record| {
        let lines: Vec<_> =
            record.lines().filter(|it| !it.contains("found_by") && !it.starts_with("seal")).collect();
        let sealed = lines.iter().skip(1).map(|it| format!("{it}\n")).collect::<String>();
        format!("{}\n{sealed}seal: {}\n", lines[0], factum::ledger::digest_of(sealed.as_bytes()))
    });
    fs::remove_dir_all(workspace.path("out")).unwrap();
    assert_everything_is_unchanged(&workspace);
    support::put(
        workspace.root(),
        "data/answers/own.yaml",
        ANSWERS.replace("rest: {", "rest: {products: cloud, "),
    );
    let why = "it applies to Nordlicht Cloud only, and the question names no product";
    assert!(recall(&workspace).contains(why), "{}", recall(&workspace));
}
