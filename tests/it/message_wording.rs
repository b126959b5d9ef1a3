//! Messages and pages state what was asked, read and recorded, and no more.

use crate::support::{
    self,
    legal::{AUTUMN, Workspace, approved},
};

const LIBRARY: &str = "data/answers/library.yaml";

/// The text that `ask` prints.
fn ask(root: &std::path::Path, question: &str) -> String {
    support::stdout(&support::factum(root, &["ask", question]))
}

#[test]
fn an_open_question_is_not_answered_with_yes() {
    let dir = support::copy(&support::sample().join("tests/cases/legal"));
    let entry = "ciphers:\n  question: Which ciphers do you use?\n  phrasings: [Do you use ciphers?]\n  \
                 proposition: Data is encrypted.\n  verdict: yes\n  text: AES-256.\n";
    let path = dir.path().join(LIBRARY);
    let library = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, library + entry).unwrap();
    let output_text = ask(dir.path(), "Which ciphers do you use?");
    assert!(output_text.starts_with("AES-256."), "{output_text}");
    let output_text = ask(dir.path(), "Do you use ciphers?");
    assert!(output_text.starts_with("Yes. AES-256."), "{output_text}");
}

#[test]
fn suggestions_are_listed_by_their_confidence() {
    let output_text = ask(support::sample(), "Is data encrypted at rest?");
    let listed: Vec<&str> =
        output_text.lines().filter_map(|it| it.trim_start().strip_prefix("confidence ")).collect();
    let mut sorted = listed.clone();
    sorted.sort_by(|one, other| other[..4].cmp(&one[..4]));
    assert!(listed.len() > 1 && listed == sorted, "{output_text}");
}

#[test]
fn an_already_recorded_delivery_is_reported_without_a_help_to_answer() {
    let workspace = approved();
    workspace.customer("borealis.csv", "Borealis AG");
    workspace.clean(&["sent"]);
    let again = support::stderr(&workspace.run(&["sent"]));
    assert!(again.contains("is already recorded") && !again.contains("factum answer FILE"), "{again}");
}

#[test]
fn a_changed_answer_is_not_called_withdrawn() {
    let workspace = Workspace::new(AUTUMN);
    workspace.edit(LIBRARY, |text| {
        let verdict = text.lines().find(|it| it.contains("'encrypted' in measure")).unwrap().to_owned();
        text.replace(&verdict, "  proposition: Customer data is encrypted at rest.\n  verdict: yes")
    });
    workspace.approve_all();
    workspace.edit("data/measures.yaml", |it| it.replace("AES-256", "AES-128"));
    let built = workspace.run(&["build", "--require-approved"]);
    let output_text = support::stdout(&built) + &support::stderr(&built);
    assert!(
        output_text.contains(
            "`answer/encryption-at-rest` has changed since it was approved, and is not published until it \
             is approved again"
        ),
        "{output_text}"
    );
    assert!(!output_text.contains("its withdrawal is not approved"), "{output_text}");
}

#[test]
fn a_cancelled_end_of_use_is_announced_as_cancelled() {
    let workspace = approved();
    workspace.customer("cirrus.csv", "Cirrus Ltd");
    workspace.clean(&["sent"]);
    let used = workspace.read("data/subprocessors.yaml");
    workspace.edit("data/subprocessors.yaml", |it| {
        it.replace("  since: 2022-01-01\n", "  since: 2022-01-01\n  until: 2027-03-31\n")
    });
    workspace.approve_all();
    workspace.review(&[]);
    workspace.clean(&["sent", "--notice", "cirrus"]);
    workspace.edit("data/subprocessors.yaml", |_| used);
    workspace.approve_all();
    workspace.review(&[]);
    let notice = workspace.read("out/notices/cirrus-ltd.md");
    assert!(
        notice.contains("Cloudhost will no longer be a subprocessor")
            && notice.contains("We withdraw this notice. Cloudhost will remain a subprocessor."),
        "{notice}"
    );
}

#[test]
fn an_unanswered_question_has_no_response() {
    let workspace = Workspace::new(AUTUMN);
    support::put(
        workspace.root(),
        "new.csv",
        "Question;Answer\nDo you like tea?;\nWhich subprocessors handle customer data?;\n",
    );
    let file = workspace.path("new.csv").display().to_string();
    workspace.clean(&["answer", &file]);
    let page = workspace.read("out/public/questionnaires/new/answers.html");
    assert!(page.contains("Not answered") && page.contains("No answer"), "{page}");
    assert!(page.contains("See answer") && !page.contains("not stated"), "{page}");
}

#[test]
fn the_vulnerability_programme_has_its_full_name() {
    let dir = tempfile::tempdir().unwrap();
    let made = support::factum(dir.path(), &["init"]);
    let output_text = support::stderr(&made);
    assert!(output_text.contains("wrote 34 files (16 data files, 18 schemas)"), "{output_text}");
    let printed = support::stdout(&support::factum(dir.path(), &["calendar", "--days", "400"]));
    assert!(printed.contains("Vulnerability reporting programme (programme)"), "{printed}");
}

#[test]
fn the_customer_is_asked_for_a_supported_format() {
    let workspace = Workspace::new(AUTUMN);
    support::put(workspace.root(), "list.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\x00\x01");
    let file = workspace.path("list.pdf").display().to_string();
    let rejected = support::stderr(&workspace.run(&["answer", &file]));
    assert!(rejected.contains("ask the customer for an XLSX, DOCX, VSAQ, YAML or CSV file"), "{rejected}");
}
