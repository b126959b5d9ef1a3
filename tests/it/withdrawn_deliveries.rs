//! Deliveries that did not happen: a bare `sent` does not record a preview, and a record made by mistake is
//! withdrawn.

use std::fs;

use crate::support::{
    self, each_case,
    legal::{AUTUMN, WINTER, Workspace, check, delivered, records, sent},
};

/// A workspace in which Borealis received an answer about a certificate that has expired since, with a
/// pending notice.
fn lapsed() -> Workspace {
    let mut workspace = delivered("borealis.csv", "Borealis AG");
    workspace.on(WINTER);
    workspace.approve_all();
    workspace.review(&[]);
    assert!(workspace.path("out/notices/borealis-ag.md").is_file());
    workspace
}

#[test]
fn a_preview_is_not_recorded_as_a_delivery() {
    let workspace = lapsed();
    workspace.customer("borealis.csv", "Borealis AG");
    workspace.customer("cirrus.csv", "Cirrus Ltd");
    let printed = sent(&workspace, &[]);
    assert!(
        printed.contains(
            "borealis-ag--borealis was delivered to Borealis AG on 2026-10-01 and has changed since: if the \
             new version was sent, run `factum sent borealis-ag--borealis`"
        ),
        "{printed}"
    );
    assert!(printed.contains("cirrus-ltd--cirrus to Cirrus Ltd"), "{printed}");
    assert!(!printed.contains("pending notice"), "{printed}");
    assert_eq!(
        records(&workspace),
        ["2026-10-01-borealis-ag-borealis.yaml", "2027-02-10-cirrus-ltd-cirrus.yaml"]
    );
    workspace.review(&[]);
    assert!(workspace.path("out/notices/borealis-ag.md").is_file(), "the customer must still be notified");
    // Passed by name it is recorded, and the replaced notice is named.
    let printed = sent(&workspace, &["borealis-ag--borealis"]);
    assert!(
        printed.contains(
            "note: 1 change was removed from the pending notice to Borealis AG, because this delivery \
             already states it; nothing is left"
        ),
        "{printed}"
    );
    workspace.review(&[]);
    assert!(!workspace.path("out/notices/borealis-ag.md").exists());
}

#[test]
fn an_edited_copy_is_not_recorded_as_a_delivery() {
    let workspace = delivered("borealis.csv", "Borealis AG");
    workspace.edit("out/public/questionnaires/borealis-ag--borealis/borealis.csv", |it| {
        it.replace("AES-256", "AES-512")
    });
    let printed = sent(&workspace, &[]);
    assert!(printed.contains("has changed since"), "{printed}");
    assert_eq!(records(&workspace).len(), 1);
}

#[test]
fn a_record_made_by_mistake_can_be_withdrawn() {
    let mut workspace = lapsed();
    let before = (support::stdout(&workspace.run(&["recall", "borealis"])), workspace.review(&[]));
    let notice = workspace.read("out/notices/borealis-ag.md");
    workspace.customer("borealis.csv", "Borealis AG");
    sent(&workspace, &["borealis-ag--borealis"]);
    workspace.review(&[]);
    assert!(!workspace.path("out/notices/borealis-ag.md").exists());
    let wrong = "2027-02-10-borealis-ag-borealis";
    let cases = [
        &["--withdraw", wrong][..],
        &["--withdraw", wrong, "--reason", " "],
        &["--withdraw", "2027-02-10-borealis-ag", "--reason", "a preview"],
        &["--withdraw", wrong, "--reason", "a preview", "--on", "2027-02-10"],
    ];
    each_case(cases, |arguments| {
        assert_eq!(workspace.run(&[&["sent"], arguments].concat()).status.code(), Some(2), "{arguments:?}");
    });
    workspace.on(WINTER + 86_400);
    let printed = sent(&workspace, &["--withdraw", wrong, "--reason", "only a preview: it was \"not\" sent"]);
    assert!(printed.contains("note: a notice to Borealis AG (1 change) is pending now"), "{printed}");
    let record = workspace.read("data/sent/2027-02-11-borealis-ag-borealis-withdrawal.yaml");
    assert!(
        record.contains("what: withdrawal\n")
            && record.contains("reason: \"only a preview: it was \\\"not\\\" sent\"\n")
            && record.contains("number: 3\n"),
        "{record}"
    );
    assert_eq!(records(&workspace).len(), 3, "nothing is removed");
    check(&workspace, 0);
    workspace.on(WINTER);
    assert_eq!((support::stdout(&workspace.run(&["recall", "borealis"])), workspace.review(&[])), before);
    assert_eq!(workspace.read("out/notices/borealis-ag.md"), notice);
    workspace.on(WINTER + 86_400);
    // Only once, and a bare `sent` does not record it again.
    let again = workspace.run(&["sent", "--withdraw", wrong, "--reason", "again"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(support::stderr(&again).contains("is already withdrawn"), "{}", support::stderr(&again));
    sent(&workspace, &[]);
    assert_eq!(records(&workspace).len(), 3);
    // If it is sent after all, it is recorded by name as a separate record.
    sent(&workspace, &["borealis-ag--borealis"]);
    assert_eq!(records(&workspace).len(), 4);
    check(&workspace, 0);
    // A removed or edited withdrawal is reported.
    let path = "data/sent/2027-02-11-borealis-ag-borealis-withdrawal.yaml";
    workspace.edit(path, |it| it.replace("only a preview", "a preview"));
    check(&workspace, 1);
    fs::remove_file(workspace.path(path)).unwrap();
    check(&workspace, 1);
}

#[test]
fn the_only_record_and_a_notice_can_be_withdrawn() {
    let mut workspace = Workspace::new(AUTUMN);
    workspace.approve_all();
    workspace.customer("borealis.csv", "Borealis AG");
    workspace.clean(&["sent"]);
    workspace.clean(&[
        "sent",
        "--withdraw",
        "data/sent/2026-10-01-borealis-ag-borealis.yaml",
        "--reason",
        "never sent",
    ]);
    let recall = workspace.run(&["recall", "borealis"]);
    assert_eq!(recall.status.code(), Some(2), "{}", support::stdout(&recall));
    let printed = sent(&workspace, &[]);
    assert!(
        printed.contains("was withdrawn: if it was sent since, run `factum sent borealis-ag--borealis`"),
        "{printed}"
    );
    workspace.clean(&["sent", "borealis-ag--borealis"]);
    workspace.on(WINTER);
    workspace.approve_all();
    workspace.review(&[]);
    let notice = workspace.read("out/notices/borealis-ag.md");
    workspace.clean(&["sent", "--notice", "borealis"]);
    workspace.review(&[]);
    assert!(!workspace.path("out/notices/borealis-ag.md").exists());
    workspace.clean(&["sent", "--withdraw", "2027-02-10-borealis-ag-notice", "--reason", "it bounced"]);
    workspace.review(&[]);
    assert_eq!(workspace.read("out/notices/borealis-ag.md"), notice);
}
