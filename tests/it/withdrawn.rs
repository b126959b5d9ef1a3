//! Deliveries that did not happen: a preview is not recorded by a bare `sent`, and a record that was made by
//! mistake is withdrawn.

use std::fs;

use crate::support::{
    self,
    legal::{AUTUMN, Desk, WINTER, approved, check, records, sent},
};

/// A desk at which Borealis was told of a certificate that has lapsed since, with its notice pending.
fn lapsed() -> Desk {
    let mut desk = approved();
    desk.customer("borealis.csv", "Borealis AG");
    desk.clean(&["sent"]);
    desk.on(WINTER);
    desk.approve_all();
    desk.review(&[]);
    assert!(desk.path("out/notices/borealis-ag.md").is_file());
    desk
}

#[test]
fn a_preview_is_not_recorded_as_a_delivery() {
    let desk = lapsed();
    desk.customer("borealis.csv", "Borealis AG");
    desk.customer("cirrus.csv", "Cirrus Ltd");
    let said = sent(&desk, &[]);
    assert!(
        said.contains("borealis-ag--borealis was delivered to Borealis AG on 2026-10-01 and has changed since: if the new version was sent, run `factum sent borealis-ag--borealis`"),
        "{said}"
    );
    assert!(said.contains("cirrus-ltd--cirrus to Cirrus Ltd"), "{said}");
    assert!(!said.contains("pending notice"), "{said}");
    assert_eq!(records(&desk), ["2026-10-01-borealis-ag-borealis.yaml", "2027-02-10-cirrus-ltd-cirrus.yaml"]);
    desk.review(&[]);
    assert!(desk.path("out/notices/borealis-ag.md").is_file(), "the customer is still to be told");
    // Passed by name it is recorded, and the notice that goes is named.
    let said = sent(&desk, &["borealis-ag--borealis"]);
    assert!(said.contains("note: the pending notice to Borealis AG (1 change) is removed"), "{said}");
    desk.review(&[]);
    assert!(!desk.path("out/notices/borealis-ag.md").exists());
}

#[test]
fn an_edited_copy_is_not_recorded_as_a_delivery() {
    let desk = approved();
    desk.customer("borealis.csv", "Borealis AG");
    desk.clean(&["sent"]);
    desk.edit("out/public/questionnaires/borealis-ag--borealis/borealis.csv", |it| {
        it.replace("AES-256", "AES-512")
    });
    let said = sent(&desk, &[]);
    assert!(said.contains("has changed since"), "{said}");
    assert_eq!(records(&desk).len(), 1);
}

#[test]
fn a_record_that_was_made_by_mistake_is_withdrawn() {
    let mut desk = lapsed();
    let before = (support::stdout(&desk.run(&["recall", "borealis"])), desk.review(&[]));
    let notice = desk.read("out/notices/borealis-ag.md");
    desk.customer("borealis.csv", "Borealis AG");
    sent(&desk, &["borealis-ag--borealis"]);
    desk.review(&[]);
    assert!(!desk.path("out/notices/borealis-ag.md").exists());
    let wrong = "2027-02-10-borealis-ag-borealis";
    for arguments in [
        &["--withdraw", wrong][..],
        &["--withdraw", wrong, "--reason", " "],
        &["--withdraw", "2027-02-10-borealis-ag", "--reason", "a preview"],
        &["--withdraw", wrong, "--reason", "a preview", "--on", "2027-02-10"],
    ] {
        assert_eq!(desk.run(&[&["sent"], arguments].concat()).status.code(), Some(2), "{arguments:?}");
    }
    desk.on(WINTER + 86_400);
    let said = sent(&desk, &["--withdraw", wrong, "--reason", "only a preview: it was \"not\" sent"]);
    assert!(said.contains("note: a notice to Borealis AG (1 change) is pending now"), "{said}");
    let record = desk.read("data/sent/2027-02-11-borealis-ag-borealis-withdrawal.yaml");
    assert!(
        record.contains("what: withdrawal\n")
            && record.contains("reason: \"only a preview: it was \\\"not\\\" sent\"\n")
            && record.contains("number: 3\n"),
        "{record}"
    );
    assert_eq!(records(&desk).len(), 3, "nothing is removed");
    check(&desk, 0);
    desk.on(WINTER);
    assert_eq!((support::stdout(&desk.run(&["recall", "borealis"])), desk.review(&[])), before);
    assert_eq!(desk.read("out/notices/borealis-ag.md"), notice);
    desk.on(WINTER + 86_400);
    // Once only, and a bare `sent` does not record it again.
    let again = desk.run(&["sent", "--withdraw", wrong, "--reason", "again"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(support::stderr(&again).contains("is already withdrawn"), "{}", support::stderr(&again));
    sent(&desk, &[]);
    assert_eq!(records(&desk).len(), 3);
    // If it is sent after all, it is recorded by its name, as a separate record.
    sent(&desk, &["borealis-ag--borealis"]);
    assert_eq!(records(&desk).len(), 4);
    check(&desk, 0);
    // A withdrawal that is taken away is missed, and one that is edited too.
    let path = "data/sent/2027-02-11-borealis-ag-borealis-withdrawal.yaml";
    desk.edit(path, |it| it.replace("only a preview", "a preview"));
    check(&desk, 1);
    fs::remove_file(desk.path(path)).unwrap();
    check(&desk, 1);
}

#[test]
fn the_only_record_and_a_notice_can_be_withdrawn() {
    let mut desk = Desk::new(AUTUMN);
    desk.approve_all();
    desk.customer("borealis.csv", "Borealis AG");
    desk.clean(&["sent"]);
    desk.clean(&[
        "sent",
        "--withdraw",
        "data/sent/2026-10-01-borealis-ag-borealis.yaml",
        "--reason",
        "never sent",
    ]);
    let recall = desk.run(&["recall", "borealis"]);
    assert_eq!(recall.status.code(), Some(2), "{}", support::stdout(&recall));
    let said = sent(&desk, &[]);
    assert!(
        said.contains("was withdrawn: if it was sent since, run `factum sent borealis-ag--borealis`"),
        "{said}"
    );
    desk.clean(&["sent", "borealis-ag--borealis"]);
    desk.on(WINTER);
    desk.approve_all();
    desk.review(&[]);
    let notice = desk.read("out/notices/borealis-ag.md");
    desk.clean(&["sent", "--notice", "borealis"]);
    desk.review(&[]);
    assert!(!desk.path("out/notices/borealis-ag.md").exists());
    desk.clean(&["sent", "--withdraw", "2027-02-10-borealis-ag-notice", "--reason", "it bounced"]);
    desk.review(&[]);
    assert_eq!(desk.read("out/notices/borealis-ag.md"), notice);
}
