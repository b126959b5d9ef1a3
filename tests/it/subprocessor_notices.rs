//! What a notice states about subprocessor changes: the objection deadline, what it replaces, and what the
//! feed, the review and `check` report about a change that was edited after the notification.

use crate::support::{
    self, each_case,
    legal::{AUTUMN, NEW_SUBPROCESSOR, Workspace, approved, check},
};

const DATA: &str = "data/subprocessors.yaml";
const NOTICE: &str = "out/notices/cirrus-ltd.md";
const DAY: u64 = 86_400;

/// A workspace in which Cirrus was notified of a new subprocessor on 1 October 2026, as stated in the data.
fn notified() -> Workspace {
    let workspace = approved();
    workspace.customer("cirrus.csv", "Cirrus Ltd");
    workspace.clean(&["sent"]);
    workspace.edit(DATA, |it| it + NEW_SUBPROCESSOR);
    workspace.approve_all();
    workspace.review(&[]);
    workspace.clean(&["sent", "--notice", "cirrus"]);
    workspace
        .edit(DATA, |it| it.replace("since: 2027-04-01\n", "since: 2027-04-01\n  notified: 2026-10-01\n"));
    workspace.approve_all();
    workspace
}

fn notice(workspace: &Workspace) -> String {
    workspace.review(&[]);
    workspace.read(NOTICE)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn objection_period_starts_on_the_notice_date_and_is_never_shortened() {
    let mut workspace = notified();
    workspace.edit(DATA, |it| it.replace("location: Ireland", "location: China"));
    // 6 days after the first notice, and after its objection period.
    let cases = [(6, "21 October 2026"), (40, "24 November 2026")];
    each_case(cases, |(days, until)| {
        workspace.on(AUTUMN + days * DAY);
        workspace.approve_all();
        let notice = notice(&workspace);
        let new = notice.split("## Changes to our subprocessors").nth(1).unwrap();
        let object = format!("Location: China. Data: addresses. You may object up to and including {until}.");
        assert!(new.contains(&object), "{notice}");
        // The earlier text is quoted completely.
        assert!(
            notice.contains(
                "> From 1 April 2027, Mailer will be a subprocessor. Purpose: Sending of messages. \
                 Location: Ireland. Data: addresses. You may object up to and including 15 October 2026.\n"
            ),
            "{notice}"
        );
        assert!(
            notice.contains(
                "This notice is replaced by the one under “Changes to our subprocessors”. The objection \
                 period stated there applies; if the one stated above ends later, you may object until then."
            ),
            "{notice}"
        );
    });
}

#[test]
fn customers_who_received_a_different_text_are_not_listed_as_notified() {
    let mut workspace = notified();
    workspace.on(AUTUMN + DAY);
    let feed = |workspace: &Workspace| {
        workspace.clean(&["build"]);
        workspace.read("out/public/site/subprocessors.atom")
    };
    let notification = "Customers were notified on 1 October 2026.";
    let changed = "`subprocessor/mailer` was changed after customers were notified on 2026-10-01: the \
                   notice to `Cirrus Ltd` states this change differently";
    assert!(feed(&workspace).contains(notification) && !check(&workspace, 0).contains("was changed after"));
    assert!(
        one_line(&workspace.review(&[]))
            .contains("Notified on 1 October 2026; objections up to and including")
    );
    workspace.edit(DATA, |it| it.replace("location: Ireland", "location: China"));
    workspace.approve_all();
    assert!(!feed(&workspace).contains(notification));
    let found = check(&workspace, 0);
    assert!(found.contains(changed) && found.contains("warning[unrecorded-notice]"), "{found}");
    let review = one_line(&workspace.review(&[]));
    assert!(
        !review.contains(notification)
            && !review.contains("Notified on 1 October")
            && review.contains(
                "It was changed after customers were notified on 1 October 2026; notify them again."
            ),
        "{review}"
    );
    // The delivered text is shown with the current one.
    assert!(review.contains("[-Ireland-]{+China+}"), "{review}");
    let recall = one_line(&support::stdout(&workspace.run(&["recall", "cirrus"])));
    assert!(recall.contains("changed [-") || recall.contains("[-Ireland-]{+China+}"), "{recall}");
    assert!(!recall.contains("no longer stated") && recall.contains("one statement"), "{recall}");
    // The new text is sent, and `notified` states that date.
    workspace.clean(&["sent", "--notice", "cirrus"]);
    assert!(check(&workspace, 0).contains(changed));
    workspace.edit(DATA, |it| it.replace("notified: 2026-10-01", "notified: 2026-10-02"));
    workspace.approve_all();
    assert!(feed(&workspace).contains("Customers were notified on 2 October 2026."));
    assert!(!check(&workspace, 0).contains("was changed after"));
}

#[test]
fn a_subprocessor_with_another_id_is_neither_withdrawn_nor_announced_again() {
    let workspace = notified();
    workspace.edit(DATA, |it| it.replace("\nmailer:", "\nmailer-2:"));
    workspace.approve_all();
    workspace.review(&[]);
    assert!(!workspace.path(NOTICE).exists(), "{}", workspace.read(NOTICE));
    // With another location: replaced.
    workspace.edit(DATA, |it| it.replace("location: Ireland", "location: China"));
    workspace.approve_all();
    let notice = notice(&workspace);
    assert!(notice.contains("This notice is replaced by") && !notice.contains("withdraw"), "{notice}");
}

#[test]
fn a_cancelled_relocation_is_withdrawn_with_the_current_values() {
    let mut workspace = approved();
    workspace.customer("cirrus.csv", "Cirrus Ltd");
    workspace.clean(&["sent"]);
    let former = workspace.read(DATA);
    workspace.edit(DATA, |it| it + "  changes: [{from: 2027-01-20, location: Ireland}]\n");
    workspace.approve_all();
    let planned = notice(&workspace);
    assert!(planned.contains("New location: Ireland (until then: Germany)."), "{planned}");
    assert!(planned.contains("The following changes to our subprocessors are planned:"), "{planned}");
    workspace.clean(&["sent", "--notice", "cirrus"]);
    workspace.on(AUTUMN + DAY);
    workspace.edit(DATA, |_| former.clone());
    workspace.approve_all();
    let withdrawn = notice(&workspace);
    assert!(
        withdrawn.contains(
            "We withdraw this notice. Cloudhost will continue to be used as before. Location: Germany.\n"
        ),
        "{withdrawn}"
    );
    // It took place earlier than planned: the data does not state the former values.
    workspace.edit(DATA, |_| former.replace("location: Germany", "location: Ireland"));
    workspace.approve_all();
    let withdrawn = notice(&workspace);
    assert!(withdrawn.contains("We withdraw this notice.\n"), "{withdrawn}");
}

#[test]
fn a_change_that_starts_before_the_objection_period_ends_stays_a_draft() {
    let workspace = approved();
    workspace.customer("cirrus.csv", "Cirrus Ltd");
    workspace.clean(&["sent"]);
    let cases = [("2026-10-02", true), ("2026-10-15", true), ("2026-10-16", false)];
    each_case(cases, |(since, is_draft)| {
        workspace.edit(DATA, |it| {
            it.split("\nmailer:").next().unwrap().to_owned() + &NEW_SUBPROCESSOR.replace("2027-04-01", since)
        });
        workspace.approve_all();
        let notice = notice(&workspace);
        let mark = "**Draft, not to be sent:** a change starts before the objection period ends; \
                    postpone the change (or correct its date if it is wrong): `subprocessor/mailer`.";
        assert_eq!(notice.contains(mark), is_draft, "{since}: {notice}");
        let sent = workspace.run(&["sent", "--notice", "cirrus"]);
        assert_eq!(sent.status.code(), Some(if is_draft { 2 } else { 0 }), "{}", support::stderr(&sent));
        let words = "a change in the notice starts before the objection period ends: `subprocessor/mailer`";
        assert_eq!(support::stderr(&sent).contains(words), is_draft, "{}", support::stderr(&sent));
    });
}

#[test]
fn a_late_entry_is_announced_to_earlier_customers() {
    let mut workspace = approved();
    workspace.on(AUTUMN + DAY);
    workspace.customer("cirrus.csv", "Cirrus Ltd");
    workspace.clean(&["sent"]);
    workspace.on(AUTUMN + 2 * DAY);
    workspace.edit(DATA, |it| it + &NEW_SUBPROCESSOR.replace("2027-04-01", "2025-01-15"));
    let cases = [false, true];
    each_case(cases, |is_approved| {
        if is_approved {
            workspace.approve_all();
        }
        assert!(check(&workspace, 0).contains("late-notice"), "{is_approved}");
        let notice = notice(&workspace);
        assert!(
            notice.contains(
                "Mailer became a subprocessor on 15 January 2025. Purpose: Sending of messages. Location: \
                 Ireland. Data: addresses. We did not notify you earlier. You may object up to and \
                 including 17 October 2026."
            ),
            "{notice}"
        );
    });
    let review = one_line(&workspace.review(&[]));
    assert!(
        review.contains("Late: it started on 15 January 2025 without notice.")
            && !review.contains("Too early"),
        "{review}"
    );
    // A later customer never received anything without it.
    workspace.customer("borealis.csv", "Borealis AG");
    workspace.clean(&["sent", "borealis-ag--borealis"]);
    workspace.review(&[]);
    assert!(!workspace.path("out/notices/borealis-ag.md").exists());
    workspace.clean(&["sent", "--notice", "cirrus"]);
    workspace.review(&[]);
    assert!(!workspace.path(NOTICE).exists());
}

#[test]
fn a_notice_names_the_contracting_party_and_the_objection_contact() {
    let workspace = approved();
    workspace.edit("data/contacts.yaml", |it| {
        it + "\nprivacy:\n  roles: privacy\n  email: privacy@nordlicht.example\n  audience: public\n  \
              source: handbook\n"
    });
    workspace.customer("cirrus.csv", "Cirrus Ltd");
    workspace.clean(&["sent"]);
    workspace.edit(DATA, |it| it + NEW_SUBPROCESSOR);
    let draft = notice(&workspace);
    // The contact needs approval like everything else.
    assert!(draft.contains("`contact/privacy`"), "{draft}");
    workspace.approve_all();
    let notice = notice(&workspace);
    assert!(
        notice.contains("From Nordlicht Software GmbH (Nordlicht), 1 October 2026.")
            && notice.contains(
                "You may object up to and including 15 October 2026, by writing to \
                 privacy@nordlicht.example."
            ),
        "{notice}"
    );
}

#[test]
fn a_review_lists_notified_and_unnotified_customers() {
    let workspace = approved();
    for (file, customer) in [("cirrus.csv", "Cirrus Ltd"), ("borealis.csv", "Borealis AG")] {
        workspace.customer(file, customer);
    }
    workspace.clean(&["sent", "cirrus-ltd--cirrus"]);
    workspace.clean(&["sent", "borealis-ag--borealis"]);
    workspace.edit(DATA, |it| it + NEW_SUBPROCESSOR);
    workspace.approve_all();
    assert!(one_line(&workspace.review(&[])).contains("Notify customers by 1 March 2027."));
    workspace.clean(&["sent", "--notice", "cirrus"]);
    let review = one_line(&workspace.review(&[]));
    assert!(
        review.contains("Notified: Cirrus Ltd on 1 October 2026; no notice recorded for: Borealis AG."),
        "{review}"
    );
    workspace.clean(&["sent", "--notice", "borealis"]);
    let review = one_line(&workspace.review(&[]));
    assert!(
        review.contains("Notified: Borealis AG on 1 October 2026, Cirrus Ltd on 1 October 2026.")
            && !review.contains("If they are notified")
            && !review.contains("Notify customers by"),
        "{review}"
    );
}

#[test]
fn end_of_use_needs_no_notice() {
    let workspace = approved();
    workspace.customer("cirrus.csv", "Cirrus Ltd");
    workspace.clean(&["sent"]);
    workspace
        .edit(DATA, |it| it.replace("  since: 2022-01-01\n", "  since: 2022-01-01\n  until: 2026-10-10\n"));
    let review = one_line(&workspace.review(&[]));
    assert!(
        review.contains(
            "Cloudhost will no longer be a subprocessor for Nordlicht Cloud after 10 October 2026."
        ) || review.contains("Cloudhost will no longer be a subprocessor after 10 October 2026."),
        "{review}"
    );
    assert!(!review.contains("Too early") && !review.contains("last day to notify"), "{review}");
    let calendar = workspace.clean(&["calendar"]);
    assert!(!calendar.contains("notify customers"), "{calendar}");
}

#[test]
fn a_question_in_a_file_without_sheets_is_labelled_by_row() {
    let workspace = approved();
    support::put(
        workspace.root(),
        "q.csv",
        "Question,Answer\nAre you certified to ISO/IEC 27001?,\nIs customer data encrypted at rest?,\n",
    );
    let file = workspace.path("q.csv").display().to_string();
    workspace.clean(&["answer", &file, "--customer", "Cirrus Ltd"]);
    workspace.clean(&["sent"]);
    workspace.edit("data/measures.yaml", |it| it.replace("with AES-256", "using AES-256"));
    let draft = notice(&workspace);
    assert!(
        draft.contains("## Row 3: Is customer data encrypted at rest?") && !draft.contains("Records!"),
        "{draft}"
    );
    assert!(
        draft.contains(
            "We answered your questionnaire q.csv on 1 October 2026. This notice updates or corrects what \
             we stated then or in later notices."
        ),
        "{draft}"
    );
    let recall = support::stdout(&workspace.run(&["recall", "cirrus"]));
    assert!(recall.contains("Row 3:") && !recall.contains("Records!"), "{recall}");
}
