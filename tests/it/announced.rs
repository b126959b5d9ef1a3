//! What a notice says of subprocessor changes: until when customers may object, what it replaces, and what the
//! feed, the review and `check` say of a change that was edited after customers were notified.

use crate::support::{
    self,
    legal::{AUTUMN, Desk, NEW_SUBPROCESSOR, approved, check},
};

const DATA: &str = "data/subprocessors.yaml";
const NOTICE: &str = "out/notices/cirrus-ltd.md";
const DAY: u64 = 86_400;

/// A desk at which Cirrus was notified of a new subprocessor on 1 October 2026, as the data say.
fn notified() -> Desk {
    let desk = approved();
    desk.customer("cirrus.csv", "Cirrus Ltd");
    desk.clean(&["sent"]);
    desk.edit(DATA, |it| it + NEW_SUBPROCESSOR);
    desk.approve_all();
    desk.review(&[]);
    desk.clean(&["sent", "--notice", "cirrus"]);
    desk.edit(DATA, |it| it.replace("since: 2027-04-01\n", "since: 2027-04-01\n  notified: 2026-10-01\n"));
    desk.approve_all();
    desk
}

fn notice(desk: &Desk) -> String {
    desk.review(&[]);
    desk.read(NOTICE)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_time_to_object_runs_from_the_day_of_the_text_and_is_never_shortened() {
    let mut desk = notified();
    desk.edit(DATA, |it| it.replace("location: Ireland", "location: China"));
    // 6 days after the first notice, and when its objection period is over.
    for (days, until) in [(6, "21 October 2026"), (40, "24 November 2026")] {
        desk.on(AUTUMN + days * DAY);
        desk.approve_all();
        let notice = notice(&desk);
        let new = notice.split("## Changes to our subprocessors").nth(1).unwrap();
        let object = format!("Location: China. Data: addresses. You may object up to and including {until}.");
        assert!(new.contains(&object), "{notice}");
        // The earlier text is quoted whole.
        assert!(
            notice.contains("> From 1 April 2027, Mailer will be a subprocessor. Purpose: Sending of messages. Location: Ireland. Data: addresses. You may object up to and including 15 October 2026.\n"),
            "{notice}"
        );
        assert!(
            notice.contains("This notice is replaced by the one under “Changes to our subprocessors”. The objection period stated there applies; if the one stated above ends later, you may object until then."),
            "{notice}"
        );
    }
}

#[test]
fn customers_who_were_told_a_different_text_are_not_said_to_be_notified() {
    let mut desk = notified();
    desk.on(AUTUMN + DAY);
    let feed = |desk: &Desk| {
        desk.clean(&["build"]);
        desk.read("out/public/site/subprocessors.atom")
    };
    let told = "Customers were notified on 1 October 2026.";
    let changed = "`subprocessor/mailer` was changed after customers were notified on 2026-10-01: the notice to `Cirrus Ltd` states this change differently";
    assert!(feed(&desk).contains(told) && !check(&desk, 0).contains("was changed after"));
    assert!(
        one_line(&desk.review(&[])).contains("Notified on 1 October 2026; objections up to and including")
    );
    desk.edit(DATA, |it| it.replace("location: Ireland", "location: China"));
    desk.approve_all();
    assert!(!feed(&desk).contains(told));
    let found = check(&desk, 0);
    assert!(found.contains(changed) && found.contains("warning[unrecorded-notice]"), "{found}");
    let review = one_line(&desk.review(&[]));
    assert!(
        !review.contains(told)
            && !review.contains("Notified on 1 October")
            && review.contains(
                "It was changed after customers were notified on 1 October 2026; notify them again."
            ),
        "{review}"
    );
    // What was told is shown with what holds now.
    assert!(review.contains("[-Ireland-]{+China+}"), "{review}");
    let recall = one_line(&support::stdout(&desk.run(&["recall", "cirrus"])));
    assert!(recall.contains("changed [-") || recall.contains("[-Ireland-]{+China+}"), "{recall}");
    assert!(!recall.contains("no longer stated") && recall.contains("one statement"), "{recall}");
    // The new text is sent, and `notified` names that day.
    desk.clean(&["sent", "--notice", "cirrus"]);
    assert!(check(&desk, 0).contains(changed));
    desk.edit(DATA, |it| it.replace("notified: 2026-10-01", "notified: 2026-10-02"));
    desk.approve_all();
    assert!(feed(&desk).contains("Customers were notified on 2 October 2026."));
    assert!(!check(&desk, 0).contains("was changed after"));
}

#[test]
fn a_subprocessor_with_another_id_is_neither_withdrawn_nor_announced_again() {
    let desk = notified();
    desk.edit(DATA, |it| it.replace("\nmailer:", "\nmailer-2:"));
    desk.approve_all();
    desk.review(&[]);
    assert!(!desk.path(NOTICE).exists(), "{}", desk.read(NOTICE));
    // With another place: replaced.
    desk.edit(DATA, |it| it.replace("location: Ireland", "location: China"));
    desk.approve_all();
    let notice = notice(&desk);
    assert!(notice.contains("This notice is replaced by") && !notice.contains("withdraw"), "{notice}");
}

#[test]
fn a_planned_move_that_is_given_up_is_withdrawn_with_what_holds_instead() {
    let mut desk = approved();
    desk.customer("cirrus.csv", "Cirrus Ltd");
    desk.clean(&["sent"]);
    let former = desk.read(DATA);
    desk.edit(DATA, |it| it + "  changes: [{from: 2027-01-20, location: Ireland}]\n");
    desk.approve_all();
    let planned = notice(&desk);
    assert!(planned.contains("New location: Ireland (until then: Germany)."), "{planned}");
    assert!(planned.contains("The following changes to our subprocessors are planned:"), "{planned}");
    desk.clean(&["sent", "--notice", "cirrus"]);
    desk.on(AUTUMN + DAY);
    desk.edit(DATA, |_| former.clone());
    desk.approve_all();
    let withdrawn = notice(&desk);
    assert!(
        withdrawn.contains(
            "We withdraw this notice. Cloudhost will continue to be used as before. Location: Germany.\n"
        ),
        "{withdrawn}"
    );
    // It was made earlier than planned: the data do not state the values of before.
    desk.edit(DATA, |_| former.replace("location: Germany", "location: Ireland"));
    desk.approve_all();
    let withdrawn = notice(&desk);
    assert!(withdrawn.contains("We withdraw this notice.\n"), "{withdrawn}");
}

#[test]
fn a_change_that_starts_before_the_objection_period_ends_stays_a_draft() {
    let desk = approved();
    desk.customer("cirrus.csv", "Cirrus Ltd");
    desk.clean(&["sent"]);
    for (since, is_draft) in [("2026-10-02", true), ("2026-10-15", true), ("2026-10-16", false)] {
        desk.edit(DATA, |it| {
            it.split("\nmailer:").next().unwrap().to_owned() + &NEW_SUBPROCESSOR.replace("2027-04-01", since)
        });
        desk.approve_all();
        let notice = notice(&desk);
        let mark = "**Draft, not to be sent:** a change starts before the objection period ends; correct its date: `subprocessor/mailer`.";
        assert_eq!(notice.contains(mark), is_draft, "{since}: {notice}");
        let sent = desk.run(&["sent", "--notice", "cirrus"]);
        assert_eq!(sent.status.code(), Some(if is_draft { 2 } else { 0 }), "{}", support::stderr(&sent));
        let words = "a change in the notice starts before the objection period ends: `subprocessor/mailer`";
        assert_eq!(support::stderr(&sent).contains(words), is_draft, "{}", support::stderr(&sent));
    }
}

#[test]
fn a_subprocessor_that_was_entered_late_is_told_to_customers_from_before() {
    let mut desk = approved();
    desk.on(AUTUMN + DAY);
    desk.customer("cirrus.csv", "Cirrus Ltd");
    desk.clean(&["sent"]);
    desk.on(AUTUMN + 2 * DAY);
    desk.edit(DATA, |it| it + &NEW_SUBPROCESSOR.replace("2027-04-01", "2025-01-15"));
    for is_approved in [false, true] {
        if is_approved {
            desk.approve_all();
        }
        assert!(check(&desk, 0).contains("late-notice"), "{is_approved}");
        let notice = notice(&desk);
        assert!(
            notice.contains("Mailer became a subprocessor on 15 January 2025. Purpose: Sending of messages. Location: Ireland. Data: addresses. We did not notify you earlier. You may object up to and including 17 October 2026."),
            "{notice}"
        );
    }
    let review = one_line(&desk.review(&[]));
    assert!(
        review.contains("Late: it started on 15 January 2025 without notice.")
            && !review.contains("Too early"),
        "{review}"
    );
    // A customer of later has received nothing without it.
    desk.customer("borealis.csv", "Borealis AG");
    desk.clean(&["sent", "borealis-ag--borealis"]);
    desk.review(&[]);
    assert!(!desk.path("out/notices/borealis-ag.md").exists());
    desk.clean(&["sent", "--notice", "cirrus"]);
    desk.review(&[]);
    assert!(!desk.path(NOTICE).exists());
}

#[test]
fn a_notice_names_the_contracting_party_and_to_whom_to_object() {
    let desk = approved();
    desk.edit("data/contacts.yaml", |it| {
        it + "\nprivacy:\n  roles: privacy\n  email: privacy@nordlicht.example\n  audience: public\n  source: handbook\n"
    });
    desk.customer("cirrus.csv", "Cirrus Ltd");
    desk.clean(&["sent"]);
    desk.edit(DATA, |it| it + NEW_SUBPROCESSOR);
    let draft = notice(&desk);
    // The contact is approved like everything else.
    assert!(draft.contains("`contact/privacy`"), "{draft}");
    desk.approve_all();
    let notice = notice(&desk);
    assert!(
        notice.contains("From Nordlicht Software GmbH (Nordlicht), 1 October 2026.")
            && notice.contains(
                "You may object up to and including 15 October 2026, by writing to privacy@nordlicht.example."
            ),
        "{notice}"
    );
}

#[test]
fn a_review_says_who_was_notified_and_who_was_not() {
    let desk = approved();
    for (file, customer) in [("cirrus.csv", "Cirrus Ltd"), ("borealis.csv", "Borealis AG")] {
        desk.customer(file, customer);
    }
    desk.clean(&["sent", "cirrus-ltd--cirrus"]);
    desk.clean(&["sent", "borealis-ag--borealis"]);
    desk.edit(DATA, |it| it + NEW_SUBPROCESSOR);
    desk.approve_all();
    assert!(one_line(&desk.review(&[])).contains("Notify customers by 1 March 2027."));
    desk.clean(&["sent", "--notice", "cirrus"]);
    let review = one_line(&desk.review(&[]));
    assert!(
        review.contains("Notified: Cirrus Ltd on 1 October 2026; no notice recorded for: Borealis AG."),
        "{review}"
    );
    desk.clean(&["sent", "--notice", "borealis"]);
    let review = one_line(&desk.review(&[]));
    assert!(
        review.contains("Notified: Borealis AG on 1 October 2026, Cirrus Ltd on 1 October 2026.")
            && !review.contains("If they are notified")
            && !review.contains("Notify customers by"),
        "{review}"
    );
}

#[test]
fn no_notice_is_demanded_of_the_end_of_use() {
    let desk = approved();
    desk.customer("cirrus.csv", "Cirrus Ltd");
    desk.clean(&["sent"]);
    desk.edit(DATA, |it| it.replace("  since: 2022-01-01\n", "  since: 2022-01-01\n  until: 2026-10-10\n"));
    let review = one_line(&desk.review(&[]));
    assert!(
        review.contains(
            "Cloudhost will no longer be a subprocessor for Nordlicht Cloud after 10 October 2026."
        ) || review.contains("Cloudhost will no longer be a subprocessor after 10 October 2026."),
        "{review}"
    );
    assert!(!review.contains("Too early") && !review.contains("last day to notify"), "{review}");
    let calendar = desk.clean(&["calendar"]);
    assert!(!calendar.contains("notify customers"), "{calendar}");
}

#[test]
fn a_question_of_a_file_without_sheets_is_named_by_its_row() {
    let desk = approved();
    support::put(
        desk.root(),
        "q.csv",
        "Question,Answer\nAre you certified to ISO/IEC 27001?,\nIs customer data encrypted at rest?,\n",
    );
    let file = desk.path("q.csv").display().to_string();
    desk.clean(&["answer", &file, "--customer", "Cirrus Ltd"]);
    desk.clean(&["sent"]);
    desk.edit("data/measures.yaml", |it| it.replace("with AES-256", "using AES-256"));
    let draft = notice(&desk);
    assert!(
        draft.contains("## Row 3: Is customer data encrypted at rest?") && !draft.contains("Records!"),
        "{draft}"
    );
    assert!(
        draft.contains(
            "We answered your questionnaire q.csv on 1 October 2026. The following has changed since."
        ),
        "{draft}"
    );
    let recall = support::stdout(&desk.run(&["recall", "cirrus"]));
    assert!(recall.contains("Row 3:") && !recall.contains("Records!"), "{recall}");
}
