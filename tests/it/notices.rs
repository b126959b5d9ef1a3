//! Notices to customers: when they are drafts, what they state, and what they withdraw.

use crate::support::{
    self, each_case,
    legal::{self, AUTUMN, VERDICT, WINTER, Workspace, delivered},
};

#[test]
fn notices_are_recorded_without_approvals() {
    let mut workspace = Workspace::new(AUTUMN);
    workspace.customer("borealis.csv", "Borealis AG");
    workspace.clean(&["sent"]);
    workspace.on(WINTER);
    workspace.review(&[]);
    assert!(!workspace.read("out/notices/borealis-ag.md").contains("Draft"));
    workspace.clean(&["sent", "--notice", "borealis"]);
    assert!(!workspace.path("data/approvals.yaml").exists());
}

#[test]
fn a_notice_is_a_draft_while_anything_it_is_based_on_is_unapproved() {
    let mut workspace = Workspace::new(AUTUMN);
    workspace.edit("data/subprocessors.yaml", |it| it + legal::NEW_SUBPROCESSOR);
    workspace.approve_all();
    workspace.customer("cirrus.csv", "Cirrus Ltd");
    workspace.clean(&["sent"]);
    workspace.edit("data/site.yaml", |it| it.replace("objection: 14 days", "objection: 3 days"));
    workspace.review(&[]);
    assert!(workspace.read("out/notices/cirrus-ltd.md").contains("Draft, not to be sent"));
    workspace.approve_all();
    workspace.review(&[]);
    workspace.clean(&["sent", "--notice", "cirrus"]);
    // Cancelled, and reviewed only after its date.
    workspace.edit("data/subprocessors.yaml", |it| it.replace(legal::NEW_SUBPROCESSOR, ""));
    workspace.review(&[]);
    let notice = workspace.read("out/notices/cirrus-ltd.md");
    assert!(
        notice.contains("Draft, not to be sent")
            && notice.contains("We withdraw this notice. We will notify you again before any such change.\n")
            && !notice.contains("will not take place"),
        "{notice}"
    );
    workspace.on(WINTER + 86_400 * 90);
    workspace.approve_all();
    workspace.review(&[]);
    assert!(
        workspace
            .read("out/notices/cirrus-ltd.md")
            .contains("From 1 April 2027, Mailer will be a subprocessor")
    );
    // It was removed after its date: whether it took place is not known.
    let notice = workspace.read("out/notices/cirrus-ltd.md");
    assert!(notice.contains("We withdraw this notice.\n"), "{notice}");
    workspace.clean(&["sent", "--notice", "cirrus"]);
    let recall = support::stdout(&workspace.run(&["recall", "cirrus"]));
    assert!(recall.contains("We notified the customer that this was withdrawn."), "{recall}");
}

/// Whether it has started already is not known, so nothing is promised about it.
#[test]
fn a_start_whose_date_was_removed_is_not_said_to_be_announced_again() {
    let workspace = legal::approved();
    workspace.edit("data/subprocessors.yaml", |it| it + legal::NEW_SUBPROCESSOR);
    workspace.approve_all();
    workspace.customer("cirrus.csv", "Cirrus Ltd");
    workspace.clean(&["sent"]);
    workspace.review(&[]);
    workspace.clean(&["sent", "--notice", "cirrus"]);
    let undated = legal::NEW_SUBPROCESSOR.replace("  since: 2027-04-01\n", "");
    let renamed = undated.replace("\nmailer:", "\nmail-service:");
    for stated in [undated, renamed] {
        workspace.edit("data/subprocessors.yaml", |it| {
            let kept = it.find("\nmail").map_or(it.clone(), |at| it[..at].to_owned());
            kept + &stated
        });
        workspace.review(&[]);
        let notice = workspace.read("out/notices/cirrus-ltd.md");
        assert!(
            notice.contains("We withdraw this notice.\n") && !notice.contains("notify you again"),
            "{notice}"
        );
    }
}

#[test]
fn a_withdrawn_answer_can_be_stated_again() {
    let mut workspace = delivered("cirrus.csv", "Cirrus Ltd");
    let former = workspace.read("data/certifications.yaml");
    workspace.on(AUTUMN + 86_400 * 5);
    workspace.edit("data/certifications.yaml", |it| it.replace("until: 2027-01-31", "until: 2026-09-30"));
    workspace.approve_all();
    workspace.review(&[]);
    workspace.clean(&["sent", "--notice", "cirrus"]);
    workspace.on(AUTUMN + 86_400 * 10);
    workspace.edit("data/certifications.yaml", |_| former);
    workspace.approve_all();
    workspace.customer("cirrus.csv", "Cirrus Ltd");
    workspace.clean(&["sent", "cirrus-ltd--cirrus"]);
    assert!(workspace.path("data/sent/2026-10-11-cirrus-ltd-cirrus.yaml").is_file());
    // The sent notice is kept and replaced by another.
    workspace.review(&[]);
    assert!(!workspace.path("out/notices/cirrus-ltd.md").exists());
    workspace.edit("data/certifications.yaml", |it| it.replace("until: 2027-01-31", "until: 2026-09-15"));
    workspace.review(&[]);
    assert!(
        workspace
            .read("out/notices/cirrus-ltd-sent-2026-10-06.md")
            .contains("From Nordlicht Software GmbH (Nordlicht), 6 October 2026.")
    );
    assert!(workspace.read("out/notices/cirrus-ltd.md").contains("15 September 2026"));
    workspace.edit("data/certifications.yaml", |it| it.replace("until: 2026-09-15", "until: 2027-01-31"));
    workspace.review(&[]);
    assert!(workspace.path("out/notices/cirrus-ltd-sent-2026-10-06.md").exists());
    assert!(!workspace.review(&[]).contains("Affected customers"));
    let again = workspace.run(&["sent"]);
    assert!(
        support::stderr(&again).contains("is already recorded as sent on 2026-10-11"),
        "{}",
        support::stderr(&again)
    );
}

#[test]
fn an_announced_change_that_is_postponed_or_cancelled_is_withdrawn() {
    let mut workspace = delivered("cirrus.csv", "Cirrus Ltd");
    workspace.on(WINTER);
    workspace.edit("data/subprocessors.yaml", |it| it + legal::NEW_SUBPROCESSOR);
    workspace.approve_all();
    workspace.review(&[]);
    workspace.clean(&["sent", "--notice", "cirrus"]);
    let announced = workspace.read("data/subprocessors.yaml");
    workspace.review(&[]);
    assert!(!workspace.path("out/notices/cirrus-ltd.md").exists());
    // On the date and after it, no customer is notified again.
    let cases = [1_806_537_600, 1_806_624_000];
    each_case(cases, |day| {
        workspace.on(day);
        workspace.review(&[]);
        let notice = workspace.read("out/notices/cirrus-ltd.md");
        assert!(
            notice.contains("Which subprocessors")
                && !notice.contains("became a subprocessor")
                && !notice.contains("object"),
            "{notice}"
        );
    });
    workspace.on(WINTER + 86_400);
    let cases = [
        (
            announced.replace("2027-04-01", "2027-06-01"),
            Some(
                "From 1 June 2027, Mailer will be a subprocessor. Purpose: Sending of messages. Location: \
                 Ireland. Data: addresses.",
            ),
        ),
        (
            announced.replace("Sending of messages", "Training of models"),
            Some("Purpose: Training of models. Location: Ireland. Data: addresses."),
        ),
        (announced.replace(legal::NEW_SUBPROCESSOR, ""), None),
    ];
    each_case(cases, |(changed, objection)| {
        workspace.edit("data/subprocessors.yaml", |_| changed);
        let recall = support::stdout(&workspace.run(&["recall", "cirrus"]));
        assert!(
            recall.contains("one statement has changed since it was delivered to this customer"),
            "{recall}"
        );
        workspace.approve_all();
        workspace.review(&[]);
        let notice = workspace.read("out/notices/cirrus-ltd.md");
        assert!(
            notice.contains(
                "From 1 April 2027, Mailer will be a subprocessor. Purpose: Sending of messages. Location: \
                 Ireland. Data: addresses."
            ) && !notice.contains("withdraw this answer"),
            "{notice}"
        );
        let replaced = "This notice is replaced by the one under “Changes to our subprocessors”.";
        assert_eq!(notice.contains(replaced), objection.is_some(), "{notice}");
        let cancelled = "We withdraw this notice. We will notify you again before any such change.\n";
        assert_eq!(notice.contains(cancelled), objection.is_none(), "{notice}");
        let new = notice.split("## Changes to our subprocessors").nth(1).unwrap_or_default();
        assert_eq!(new.contains("You may object up to"), objection.is_some(), "{notice}");
        assert!(objection.is_none_or(|it| notice.contains(it)), "{notice}");
    });
    workspace.clean(&["sent", "--notice", "cirrus"]);
    workspace.review(&[]);
    assert!(!workspace.path("out/notices/cirrus-ltd.md").exists());
}

#[test]
fn a_change_that_was_announced_differently_is_announced_again_despite_notified() {
    let workspace = delivered("cirrus.csv", "Cirrus Ltd");
    workspace.edit("data/subprocessors.yaml", |it| it + legal::NEW_SUBPROCESSOR);
    workspace.approve_all();
    workspace.review(&[]);
    workspace.clean(&["sent", "--notice", "cirrus"]);
    let announced = "  since: 2027-04-01\n  notified: 2026-10-01\n";
    workspace.edit("data/subprocessors.yaml", |it| it.replace("  since: 2027-04-01\n", announced));
    workspace.approve_all();
    workspace.review(&[]);
    assert!(!workspace.path("out/notices/cirrus-ltd.md").exists(), "the customer would be notified again");

    // For another purpose: the notice states it.
    let purpose = workspace.read("data/subprocessors.yaml");
    workspace.edit("data/subprocessors.yaml", |it| it.replace("Sending of messages", "Training of models"));
    assert_ne!(purpose, workspace.read("data/subprocessors.yaml"), "the fixture has another purpose");
    workspace.approve_all();
    workspace.review(&[]);
    let notice = workspace.read("out/notices/cirrus-ltd.md");
    assert!(notice.contains("Training of models"), "{notice}");
    workspace.edit("data/subprocessors.yaml", |_| purpose);

    // On another date: `notified` does not refer to it.
    workspace.edit("data/subprocessors.yaml", |it| it.replace("since: 2027-04-01", "since: 2027-02-01"));
    let check = workspace.run(&["check"]);
    let printed = support::stdout(&check);
    assert!(
        printed.contains(
            "customers were notified that the change to `subprocessor/mailer` takes effect on 2027-04-01"
        ),
        "{printed}"
    );
    workspace.edit("data/subprocessors.yaml", |it| it.replace("  notified: 2026-10-01\n", ""));
    workspace.approve_all();
    workspace.review(&[]);
    let notice = workspace.read("out/notices/cirrus-ltd.md");
    assert!(notice.contains("From 1 February 2027"), "{notice}");
}

/// What a notice states for each kind of change to an answer, and no more than that.
#[test]
fn a_notice_states_exactly_what_changed() {
    const LIBRARY: &str = "data/answers/library.yaml";
    const MEASURES: &str = "data/measures.yaml";
    let nda = |it: String| it.replace(VERDICT, &format!("  audience: nda\n{VERDICT}"));
    let reworded = |it: String| it.replace("with AES-256", "using AES-256");
    type Edit<'e> = (&'e str, &'e dyn Fn(String) -> String);
    let rows: [(&[Edit], &str, &[&str]); 6] = [
        (
            &[(LIBRARY, &nda)],
            "The answer is unchanged but is now available only under an NDA.",
            &["The answer is now:"],
        ),
        (
            &[(LIBRARY, &nda), (MEASURES, &reworded)],
            "The answer has changed. The current answer is available only under an NDA.",
            &["The answer is now:", "using AES-256"],
        ),
        (&[(MEASURES, &reworded)], "The answer is still “Yes”, but its text has changed.", &["We no longer"]),
        (
            &[(LIBRARY, &|it| it.replace("'yes' if", "'partial' if"))],
            "The answer was “Yes” and is now “Partially”.",
            &[],
        ),
        (
            &[(LIBRARY, &|it| it.replace(VERDICT, ""))],
            "We withdraw the response “Yes”; the answer no longer includes a yes or no.",
            &[],
        ),
        (
            &[(LIBRARY, &|it| it.replace(VERDICT, &format!("  audience: internal\n{VERDICT}")))],
            "We withdraw this answer; please do not rely on it any longer.",
            &["NDA", "internal"],
        ),
    ];
    for (edits, sentence, absent) in rows {
        let workspace = delivered("borealis.csv", "Borealis AG");
        for (path, edit) in edits {
            workspace.edit(path, edit);
        }
        let review = workspace.review(&[]);
        let notice = workspace.read("out/notices/borealis-ag.md");
        assert!(notice.contains(sentence), "{sentence}: {notice}");
        assert!(!notice.contains("no longer hold") && !review.contains("no longer hold"), "{notice}{review}");
        assert!(absent.iter().all(|it| !notice.contains(it)), "{absent:?}: {notice}");
        assert!(notice.contains("Draft, not to be sent"), "{notice}");
        workspace.approve_all();
        workspace.review(&[]);
        workspace.clean(&["sent", "--notice", "borealis"]);
        workspace.review(&[]);
        assert!(
            !workspace.path("out/notices/borealis-ag.md").exists(),
            "{sentence}: it was recorded as sent"
        );
        if sentence.contains("only under an NDA") {
            let recall = support::stdout(&workspace.run(&["recall", "borealis"]));
            let recall = recall.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(recall.contains(sentence) && !recall.contains("no longer stated"), "{recall}");
        }
    }
}

/// A customer under NDA still has the answer, which is unchanged.
#[test]
fn a_customer_under_nda_gets_no_notice_about_an_answer_restricted_to_nda() {
    let workspace = delivered("borealis.csv", "Borealis AG");
    let questions = "Ref;Question;Response\nC-1;Which subprocessors handle customer data?;\nC-2;Are you \
                     certified to ISO/IEC 27001?;\n";
    support::put(workspace.root(), "more.csv", questions);
    let file = workspace.path("more.csv");
    let file = file.display().to_string();
    workspace.clean(&["answer", &file, "--customer", "Borealis AG", "--audience", "nda"]);
    workspace.clean(&["sent"]);
    workspace
        .edit("data/answers/library.yaml", |it| it.replace(VERDICT, &format!("  audience: nda\n{VERDICT}")));
    workspace.review(&[]);
    assert!(!workspace.path("out/notices/borealis-ag.md").exists());
}

/// A withdrawn answer that is stated again is not called changed.
#[test]
fn an_answer_stated_again_is_named_as_such() {
    let workspace = delivered("borealis.csv", "Borealis AG");
    let former = workspace.read("data/answers/library.yaml");
    workspace
        .edit("data/answers/library.yaml", |it| it.replace(VERDICT, &format!("  draft: yes\n{VERDICT}")));
    workspace.approve_all();
    workspace.review(&[]);
    workspace.clean(&["sent", "--notice", "borealis"]);
    workspace.edit("data/answers/library.yaml", |_| former);
    workspace.approve_all();
    workspace.review(&[]);
    let notice = workspace.read("out/notices/borealis-ag.md");
    assert!(
        notice.contains("*On 1 October 2026, we withdrew this answer.*")
            && notice.contains("We have reinstated this answer."),
        "{notice}"
    );
}
