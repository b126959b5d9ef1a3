//! Subprocessor changes with late, missing or differently recorded notifications.

use crate::support::{
    self, each_case,
    legal::{AUTUMN, NEW_SUBPROCESSOR, WINTER, Workspace, approved, check},
};

const DATA: &str = "data/subprocessors.yaml";
const NOTICE: &str = "out/notices/cirrus-ltd.md";
const DAY: u64 = 86_400;

/// A workspace with a delivery to Cirrus on 1 October 2026.
fn delivered() -> Workspace {
    let workspace = approved();
    workspace.customer("cirrus.csv", "Cirrus Ltd");
    workspace.clean(&["sent"]);
    workspace
}

fn has_notice(workspace: &Workspace) -> bool {
    workspace.review(&[]);
    workspace.path(NOTICE).exists()
}

#[test]
fn a_late_change_stays_late_until_customers_are_notified() {
    let mut workspace = delivered();
    workspace.on(WINTER);
    let former = workspace.read(DATA);
    let cases = ["2027-02-01", "2027-01-12", "2027-01-11", "2026-11-01"];
    each_case(cases, |day| {
        // A change, and a new subprocessor.
        for entry in [
            format!("{former}  changes: [{{from: {day}, location: China}}]\n"),
            former.clone() + &NEW_SUBPROCESSOR.replace("2027-04-01", day),
        ] {
            workspace.edit(DATA, |_| entry);
            let found = check(&workspace, 0);
            assert!(found.contains("warning[late-notice]"), "{day}: {found}");
            workspace.approve_all();
            assert!(check(&workspace, 0).contains("warning[late-notice]"), "{day}, approved");
            assert!(has_notice(&workspace), "{day}");
            assert!(workspace.read(NOTICE).contains("You may object up to"), "{}", workspace.read(NOTICE));
        }
    });
    // The notice is recorded, and `notified` shows that it was late.
    workspace.clean(&["sent", "--notice", "cirrus"]);
    workspace
        .edit(DATA, |it| it.replace("since: 2026-11-01\n", "since: 2026-11-01\n  notified: 2027-02-10\n"));
    let found = check(&workspace, 0);
    assert!(
        found.contains(
            "`subprocessor/mailer` started on 2026-11-01, but customers were notified on 2027-02-10; the \
             last day to notify them was 2026-10-01"
        ),
        "{found}"
    );
    assert!(!found.contains("unrecorded-notice"), "{found}");
    workspace.approve_all();
    assert!(!has_notice(&workspace));
}

#[test]
fn subprocessors_in_use_before_the_first_records_are_not_late() {
    // `cloudhost` has been in use since 2022.
    let workspace = delivered();
    assert!(!check(&workspace, 0).contains("late-notice"));
    assert!(!has_notice(&workspace));
    // Without records, there is no evidence of customers to notify.
    let workspace = Workspace::new(WINTER);
    workspace.edit(DATA, |it| it + &NEW_SUBPROCESSOR.replace("2027-04-01", "2026-11-01"));
    assert!(!check(&workspace, 0).contains("late-notice"));
}

#[test]
fn later_customers_are_not_notified_of_earlier_changes() {
    let mut workspace = delivered();
    workspace.on(WINTER);
    workspace.edit(DATA, |it| it + &NEW_SUBPROCESSOR.replace("2027-04-01", "2026-11-01"));
    workspace.approve_all();
    workspace.customer("borealis.csv", "Borealis AG");
    workspace.clean(&["sent", "borealis-ag--borealis"]);
    assert!(has_notice(&workspace) && !workspace.path("out/notices/borealis-ag.md").exists());
}

#[test]
fn notification_less_than_the_notice_period_ahead_is_late() {
    let cases = [("2026-12-01", false), ("2026-12-02", true), ("2027-01-01", true), ("2027-02-05", true)];
    each_case(cases, |(notified, late)| {
        let workspace = Workspace::new(WINTER);
        let entry = NEW_SUBPROCESSOR
            .replace("since: 2027-04-01", &format!("notified: {notified}\n  since: 2027-01-01"));
        workspace.edit(DATA, |it| it + &entry);
        let found = check(&workspace, 0);
        let words = format!(
            "started on 2027-01-01, but customers were notified on {notified}; the last day to notify them \
             was 2026-12-01"
        );
        assert_eq!(found.contains(&words), late, "{notified}: {found}");
    });
}

#[test]
fn the_notified_date_is_compared_with_the_records() {
    let mut workspace = delivered();
    workspace.on(AUTUMN + DAY);
    workspace.edit(DATA, |it| it + &NEW_SUBPROCESSOR.replace("since:", "notified: 2026-10-02\n  since:"));
    let found = check(&workspace, 0);
    assert!(
        found.contains(
            "warning[unrecorded-notice]: `subprocessor/mailer` states that customers were notified on \
             2026-10-02, but no notice of this change is recorded for `Cirrus Ltd`"
        ),
        "{found}"
    );
    workspace.approve_all();
    assert!(has_notice(&workspace));
    // A later customer did not have to be notified, and is not listed.
    workspace.on(AUTUMN + 2 * DAY);
    workspace.customer("borealis.csv", "Borealis AG");
    workspace.clean(&["sent", "borealis-ag--borealis"]);
    assert!(!check(&workspace, 0).contains("Borealis"));
    workspace.review(&[]);
    assert!(!workspace.path("out/notices/borealis-ag.md").exists());
    workspace.clean(&["sent", "--notice", "cirrus"]);
    assert!(!check(&workspace, 0).contains("unrecorded-notice"));
    assert!(!has_notice(&workspace));
    // A notice that was recorded by mistake was not sent.
    workspace.clean(&["sent", "--withdraw", "2026-10-03-cirrus-ltd-notice", "--reason", "it bounced"]);
    assert!(check(&workspace, 0).contains("unrecorded-notice"));
    assert!(has_notice(&workspace));
    // Notified in another way: acknowledged in the entry.
    workspace.edit(DATA, |it| it + "  acknowledge: [{finding: unrecorded-notice, reason: Told by letter}]\n");
    assert!(!check(&workspace, 0).contains("unrecorded-notice"));
}

#[test]
fn a_change_of_location_or_data_needs_another_notice() {
    let cases = [
        ("place", "location: Ireland", "location: China"),
        ("data", "data: addresses", "data: health data"),
        ("more data", "data: addresses", "data: [addresses, health data]"),
        ("no place any more", "  location: Ireland\n", ""),
    ];
    each_case(cases, |(what, before, after)| {
        let mut workspace = delivered();
        workspace.edit(DATA, |it| it + NEW_SUBPROCESSOR);
        workspace.approve_all();
        assert!(has_notice(&workspace));
        let notified = "From 1 April 2027, Mailer will be a subprocessor. Purpose: Sending of messages. \
                        Location: Ireland. Data: addresses.";
        assert!(workspace.read(NOTICE).contains(notified), "{}", workspace.read(NOTICE));
        workspace.clean(&["sent", "--notice", "cirrus"]);
        assert!(!has_notice(&workspace));
        workspace.on(AUTUMN + DAY);
        workspace.edit(DATA, |it| it.replace(before, after));
        let review = workspace.review(&[]);
        assert!(!review.contains("state the new values with their date under"), "{what}: {review}");
        workspace.approve_all();
        assert!(has_notice(&workspace), "{what}");
        let notice = workspace.read(NOTICE);
        assert!(
            notice.contains(notified)
                && notice
                    .contains("This notice is replaced by the one under “Changes to our subprocessors”."),
            "{what}: {notice}"
        );
        let recall = support::stdout(&workspace.run(&["recall", "cirrus"]));
        assert!(recall.contains("has changed since"), "{what}: {recall}");
        workspace.clean(&["sent", "--notice", "cirrus"]);
        assert!(!has_notice(&workspace), "{what}");
        workspace.clean(&["build"]);
        let feed = workspace.read("out/public/site/subprocessors.atom");
        assert_eq!(feed.contains("Location: Ireland"), before.starts_with("data"), "{what}: {feed}");
    });
}
