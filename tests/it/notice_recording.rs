//! What is recorded of a notice that was sent.

use crate::support::{
    self, each_case,
    legal::{self, WINTER, delivered},
};

#[test]
fn a_notice_is_recorded_as_drafted() {
    let mut workspace = delivered("borealis.csv", "Borealis AG");
    workspace.on(WINTER);
    let digest = legal::digest(&workspace.review(&[]));
    let draft = workspace.read("out/notices/borealis-ag.md");
    workspace.clean(&["approve", "--all", "--by", "Jane", "--reviewed", &digest]);
    // The draft is still marked as a draft.
    let rejected = workspace.run(&["sent", "--notice", "borealis"]);
    assert_eq!(rejected.status.code(), Some(2));
    assert!(
        support::stderr(&rejected).contains("does not have the content that was due on 2027-02-10"),
        "{}",
        support::stderr(&rejected)
    );
    workspace.review(&[]);
    assert_ne!(workspace.read("out/notices/borealis-ag.md"), draft);
    // A greeting may be added; the content may not be removed.
    let good = workspace.read("out/notices/borealis-ag.md");
    workspace.edit("out/notices/borealis-ag.md", |it| it.replace("expired", "was renewed"));
    assert_eq!(workspace.run(&["sent", "--notice", "borealis"]).status.code(), Some(2));
    // It is not recorded as sent before the delivery to which it refers.
    let early = workspace.run(&["sent", "--notice", "borealis", "--on", "2026-09-01"]);
    assert_eq!(early.status.code(), Some(2), "{}", support::stderr(&early));
    workspace.edit("out/notices/borealis-ag.md", |_| format!("Dear customer,\n\n{good}"));
    // Reviews keep what a person has written.
    support::put(workspace.root(), "out/notices/letter.txt", "Dear Borealis");
    let left = workspace.run(&["review"]);
    assert!(
        support::stderr(&left)
            .contains("out/notices/borealis-ag.md was written or edited by hand and was not overwritten"),
        "{}",
        support::stderr(&left)
    );
    workspace.review(&["--as-of", "2027-03-01"]);
    assert!(
        workspace.read("out/notices/borealis-ag.md").starts_with("Dear")
            && workspace.path("out/notices/letter.txt").exists()
    );
    // On the next day, it is recorded for the date on which it was sent.
    workspace.on(WINTER + 86_400);
    let recorded = workspace.run(&["sent", "--notice", "borealis", "--on", "2027-02-10"]);
    assert_eq!(recorded.status.code(), Some(0), "{}", support::stderr(&recorded));
    assert!(
        support::stderr(&recorded).contains("1 line added to the notice by hand"),
        "{}",
        support::stderr(&recorded)
    );
    let record = workspace.read("data/sent/2027-02-10-borealis-ag-notice.yaml");
    assert!(
        record.contains("text: \"Dear customer,\"\n    origin: edited") && record.contains("answer: words/"),
        "{record}"
    );
}

#[test]
fn additions_to_a_notice_are_recorded_and_its_order_is_kept() {
    let mut workspace = delivered("borealis.csv", "Borealis AG");
    workspace.on(WINTER);
    workspace.approve_all();
    workspace.review(&[]);
    let file = "out/notices/borealis-ag.md";
    let draft = workspace.read(file);
    // The delivered and the current text must not be swapped.
    let (delivered, now) = ("Our answer of 1 October 2026:", "The answer is now:");
    assert!(draft.contains(delivered) && draft.contains(now), "{draft}");
    workspace.edit(file, |it| it.replace(delivered, "X").replace(now, delivered).replace('X', now));
    let rejected = workspace.run(&["sent", "--notice", "borealis"]);
    assert_eq!(rejected.status.code(), Some(2), "{}", support::stderr(&rejected));
    workspace.edit(file, |_| {
        draft + "\nWe will renew the certificate in March, and extend your contract at no charge.\n"
    });
    workspace.clean(&["sent", "--notice", "borealis"]);
    let record = workspace.read("data/sent/2027-02-10-borealis-ag-notice.yaml");
    assert!(
        record.contains(
            "text: \"We will renew the certificate in March, and extend your contract at no charge.\""
        ),
        "{record}"
    );
    let recall = support::stdout(&workspace.run(&["recall", "borealis"]))
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    assert!(
        recall.contains("one other answer is not from the library")
            && recall.contains("extend your contract"),
        "{recall}"
    );
    assert!(workspace.review(&[]).contains("Added to the notice by hand"));
}

#[test]
fn the_objection_deadline_of_a_notice_is_recorded() {
    let mut workspace = delivered("cirrus.csv", "Cirrus Ltd");
    workspace.on(WINTER);
    workspace.edit("data/subprocessors.yaml", |it| it + legal::NEW_SUBPROCESSOR);
    workspace.approve_all();
    workspace.review(&[]);
    let notice = workspace.read("out/notices/cirrus-ltd.md");
    let words = notice.lines().find(|it| it.contains("You may object up to")).unwrap();
    workspace.clean(&["sent", "--notice", "cirrus"]);
    let record = workspace.read("data/sent/2027-02-10-cirrus-ltd-notice.yaml");
    let lines = format!("written: \"{words}\"\n    objections_until: 2027-02-24\n");
    assert!(words.contains("24 February 2027") && record.contains(&lines), "{words}: {record}");
    let recall = support::stdout(&workspace.run(&["recall", "cirrus"]))
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    assert!(
        recall.contains("You may object up to") && recall.contains("is the same as the current data"),
        "{recall}"
    );
}

#[test]
fn a_draft_of_the_previous_day_is_recorded_without_custom_text() {
    let mut workspace = delivered("borealis.csv", "Borealis AG");
    workspace.on(WINTER);
    workspace.approve_all();
    workspace.review(&[]);
    assert!(workspace.read("out/notices/borealis-ag.md").contains(", 10 February 2027."));
    workspace.on(WINTER + 86_400);
    let recorded = workspace.run(&["sent", "--notice", "borealis"]);
    assert_eq!(recorded.status.code(), Some(0), "{}", support::stderr(&recorded));
    let record = workspace.read("data/sent/2027-02-11-borealis-ag-notice.yaml");
    assert!(!record.contains("by hand") && !record.contains("From "), "{record}");
}

#[test]
fn a_notice_with_hidden_text_is_not_recorded() {
    let mut workspace = delivered("borealis.csv", "Borealis AG");
    workspace.on(WINTER);
    workspace.approve_all();
    workspace.review(&[]);
    let file = "out/notices/borealis-ag.md";
    let good = workspace.read(file);
    let cases = [
        ("<!--\n", "\n-->\nAll is well.\n"),
        ("Hello <!-- \n", " -->\n"),
        ("<div hidden>\n\n", "\n</div>\n"),
        ("[//]: # (\n", ")\n"),
        ("<details>\n\n", ""),
    ];
    each_case(cases, |(before, after)| {
        workspace.edit(file, |_| format!("{before}{good}{after}"));
        let rejected = workspace.run(&["sent", "--notice", "borealis"]);
        assert_eq!(rejected.status.code(), Some(2), "{before}");
        assert!(
            support::stderr(&rejected).contains("may hide text from readers"),
            "{}",
            support::stderr(&rejected)
        );
    });
    workspace.edit(file, |_| {
        format!("{good}\nWrite to <legal@nordlicht.example> or see <https://nordlicht.example>. 1 < 2.\n")
    });
    workspace.clean(&["sent", "--notice", "borealis"]);
}
