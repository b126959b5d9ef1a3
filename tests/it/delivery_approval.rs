//! Which answers may be recorded as delivered: approved ones, with an intact ledger, that were valid when
//! sent.

use crate::delivery_contents::{PLAIN, answer};
use std::fs;

use crate::support::{
    self,
    legal::{WINTER, approved, records, sent},
};

#[test]
fn only_approved_answers_are_written_and_recorded_if_approval_is_required() {
    let workspace = approved();
    workspace.edit("data/measures.yaml", |it| it.replace("AES-256", "AES-512"));
    let folder = answer(&workspace, "k.csv", PLAIN, "Ems GmbH", &["--require-approved"]);
    let file = workspace.read(&format!("{folder}/k.csv"));
    assert!(file.contains("Nordlicht is certified") && !file.contains("AES"), "{file}");
    let review = workspace.read(&format!("{folder}/review.yaml"));
    assert!(
        review.contains("not approved yet: `answer/encryption-at-rest`")
            && review.contains("- answer: encryption-at-rest"),
        "{review}"
    );
    sent(&workspace, &["--require-approved"]);
    // Answered without the option, the delivery is rejected.
    let folder = answer(&workspace, "k.csv", PLAIN, "Ems GmbH", &[]);
    let rejected = workspace.run(&["sent", "ems-gmbh--k", "--require-approved"]);
    assert_eq!(rejected.status.code(), Some(2));
    assert!(
        support::stderr(&rejected)
            .contains("`ems-gmbh--k` contains text that is not approved: `answer/encryption-at-rest`"),
        "{}",
        support::stderr(&rejected)
    );
    assert_eq!(records(&workspace).len(), 1);
    // Custom text and text typed into the file are not approved.
    workspace.approve_all();
    workspace.edit(&format!("{folder}/review.yaml"), |it| {
        it.replacen("decision: {}", "decision: {text: Surely., by: Jane}", 1)
    });
    answer(&workspace, "k.csv", PLAIN, "Ems GmbH", &["--require-approved"]);
    let file = workspace.read(&format!("{folder}/k.csv"));
    assert!(!file.contains("Surely") && file.contains("AES-512"), "{file}");
    assert!(workspace.read(&format!("{folder}/review.yaml")).contains("decision: {text: Surely., by: Jane}"));
    workspace.edit(&format!("{folder}/k.csv"), |it| it.replace("with AES-512.", "surely with AES-512."));
    let rejected = workspace.run(&["sent", "--require-approved"]);
    assert!(
        support::stderr(&rejected).contains("custom text for \"Is customer data encrypted at rest?\""),
        "{}",
        support::stderr(&rejected)
    );
    // Without approvals nothing is written; a manual edit would be kept.
    workspace.edit(&format!("{folder}/k.csv"), |it| it.replace("surely with AES-512.", "with AES-512."));
    fs::remove_file(workspace.path("data/approvals.yaml")).unwrap();
    answer(&workspace, "k.csv", PLAIN, "Ems GmbH", &["--require-approved"]);
    assert_eq!(workspace.read(&format!("{folder}/k.csv")), PLAIN);
}

#[test]
fn answers_that_are_no_longer_valid_when_sent_do_not_count_as_approved() {
    let mut workspace = approved();
    answer(&workspace, "list.csv", PLAIN, "Borealis AG", &["--require-approved"]);
    workspace.on(WINTER);
    // Approved in autumn; expired on 2027-01-31.
    let rejected = workspace.run(&["sent", "--require-approved"]);
    let printed = support::stderr(&rejected);
    assert_eq!(rejected.status.code(), Some(2), "{printed}");
    assert!(
        printed.contains(
            "`borealis-ag--list` does not match what the data says for 2027-02-10: `answer/iso-27001`"
        ),
        "{printed}"
    );
    // The same file, answered for a past date.
    answer(&workspace, "k.csv", PLAIN, "Zephyr SA", &["--require-approved", "--as-of", "2026-10-01"]);
    let rejected = workspace.run(&["sent", "zephyr-sa--k", "--require-approved"]);
    assert_eq!(rejected.status.code(), Some(2), "{}", support::stderr(&rejected));
    assert!(records(&workspace).is_empty());
    // It may have been sent on a date when it was valid.
    sent(&workspace, &["zephyr-sa--k", "--require-approved", "--on", "2027-01-15"]);
    let note = "note: 1 answer of `borealis-ag--list` differs from what the data says for 2027-02-10: \
                `answer/iso-27001`";
    let printed = sent(&workspace, &[]);
    assert!(printed.contains(note), "{printed}");
    assert!(
        printed.contains("states facts as of 2026-10-01 and is recorded as sent on 2027-02-10"),
        "{printed}"
    );
    let again = sent(&workspace, &["borealis-ag--list"]);
    assert!(again.contains("is already recorded") && again.contains(note), "{again}");
}

#[test]
fn custom_text_is_rejected_even_if_it_is_already_recorded() {
    let workspace = approved();
    let prefilled = PLAIN.replace("27001?,", "27001?,Yes we are");
    answer(&workspace, "k.csv", &prefilled, "Ems GmbH", &[]);
    sent(&workspace, &[]);
    let rejected = workspace.run(&["sent", "--require-approved"]);
    let printed = support::stderr(&rejected);
    assert_eq!(rejected.status.code(), Some(2), "{printed}");
    assert!(printed.contains("custom text for \"Are you certified to ISO/IEC 27001?\""), "{printed}");
}

#[test]
fn nothing_is_recorded_with_a_damaged_or_incomplete_ledger() {
    let workspace = approved();
    for customer in ["Ada", "Bea", "Cid"] {
        answer(&workspace, "list.csv", PLAIN, customer, &[]);
    }
    sent(&workspace, &[]);
    let all = records(&workspace);
    let commit = |arguments: &[&str]| {
        let mut git = std::process::Command::new("git");
        git.arg("-C")
            .arg(workspace.root())
            .args(["-c", "user.name=a", "-c", "user.email=a@b.example"])
            .args(arguments);
        let output = git.output().unwrap();
        assert!(output.status.success(), "{}", support::stderr(&output));
    };
    let refuses = |code: &str| {
        let before = records(&workspace);
        let output = workspace.run(&["sent"]);
        let printed = support::stderr(&output);
        assert_eq!(output.status.code(), Some(1), "{printed}");
        assert!(
            printed.contains(code) && printed.contains("fix these errors first; nothing was recorded"),
            "{printed}"
        );
        assert_eq!(records(&workspace), before);
    };
    // A record in the middle: its number is missing.
    let path = |it: &str| format!("data/sent/2026-10-01-{it}-list.yaml");
    let (bea, cid) = (workspace.read(&path("bea")), workspace.read(&path("cid")));
    fs::remove_file(workspace.path(&path("bea"))).unwrap();
    refuses("error[removed-entry]");
    // A changed record, and changed approvals.
    workspace.edit(&path("bea"), |_| bea.replace("Bea", "Eve"));
    refuses("error[changed-ledger]");
    workspace.edit(&path("bea"), |_| bea.clone());
    let approvals = workspace.read("data/approvals.yaml");
    workspace.edit("data/approvals.yaml", |it| it.replacen("AES-256", "AES-512", 1));
    refuses("error[changed-ledger]");
    workspace.edit("data/approvals.yaml", |_| approvals);
    // The last record leaves no gap in the numbers, but the last commit has it.
    commit(&["init", "-q"]);
    commit(&["add", "data"]);
    commit(&["commit", "-q", "-m", "sent"]);
    fs::remove_file(workspace.path(&path("cid"))).unwrap();
    refuses("the record of the delivery to Cid on 2026-10-01 was here and has been removed");
    // It is the same record under another name.
    workspace.edit("data/sent/renamed.yaml", |_| cid);
    sent(&workspace, &[]);
    assert_eq!(records(&workspace).len(), all.len());
}
