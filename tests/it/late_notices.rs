//! Subprocessor changes about which customers were notified late, not at all, or differently from the data.

use crate::support::{
    self,
    legal::{AUTUMN, Desk, NEW_SUBPROCESSOR, WINTER, approved, check},
};

const DATA: &str = "data/subprocessors.yaml";
const NOTICE: &str = "out/notices/cirrus-ltd.md";
const DAY: u64 = 86_400;

/// A desk at which something was delivered to Cirrus on 1 October 2026.
fn delivered() -> Desk {
    let desk = approved();
    desk.customer("cirrus.csv", "Cirrus Ltd");
    desk.clean(&["sent"]);
    desk
}

fn has_notice(desk: &Desk) -> bool {
    desk.review(&[]);
    desk.path(NOTICE).exists()
}

#[test]
fn a_change_that_is_entered_late_stays_late_until_customers_are_told() {
    let mut desk = delivered();
    desk.on(WINTER);
    let former = desk.read(DATA);
    for day in ["2027-02-01", "2027-01-12", "2027-01-11", "2026-11-01"] {
        // A change, and a new subprocessor.
        for entry in [
            format!("{former}  changes: [{{from: {day}, location: China}}]\n"),
            former.clone() + &NEW_SUBPROCESSOR.replace("2027-04-01", day),
        ] {
            desk.edit(DATA, |_| entry);
            let found = check(&desk, 0);
            assert!(found.contains("warning[late-notice]"), "{day}: {found}");
            desk.approve_all();
            assert!(check(&desk, 0).contains("warning[late-notice]"), "{day}, approved");
            assert!(has_notice(&desk), "{day}");
            assert!(desk.read(NOTICE).contains("You may object up to"), "{}", desk.read(NOTICE));
        }
    }
    // The notice is recorded, and `notified` says that it was late.
    desk.clean(&["sent", "--notice", "cirrus"]);
    desk.edit(DATA, |it| it.replace("since: 2026-11-01\n", "since: 2026-11-01\n  notified: 2027-02-10\n"));
    let found = check(&desk, 0);
    assert!(
        found.contains("`subprocessor/mailer` started on 2026-11-01, but customers were notified on 2027-02-10; the last day to notify them was 2026-10-01"),
        "{found}"
    );
    assert!(!found.contains("unrecorded-notice"), "{found}");
    desk.approve_all();
    assert!(!has_notice(&desk));
}

#[test]
fn what_was_in_use_before_the_first_records_is_not_late() {
    // As in the case, `cloudhost` is in use since 2022.
    let desk = delivered();
    assert!(!check(&desk, 0).contains("late-notice"));
    assert!(!has_notice(&desk));
    // Without any records, nothing shows that there were customers to tell.
    let desk = Desk::new(WINTER);
    desk.edit(DATA, |it| it + &NEW_SUBPROCESSOR.replace("2027-04-01", "2026-11-01"));
    assert!(!check(&desk, 0).contains("late-notice"));
}

#[test]
fn a_customer_of_later_is_not_told_of_what_had_begun() {
    let mut desk = delivered();
    desk.on(WINTER);
    desk.edit(DATA, |it| it + &NEW_SUBPROCESSOR.replace("2027-04-01", "2026-11-01"));
    desk.approve_all();
    desk.customer("borealis.csv", "Borealis AG");
    desk.clean(&["sent", "borealis-ag--borealis"]);
    assert!(has_notice(&desk) && !desk.path("out/notices/borealis-ag.md").exists());
}

#[test]
fn customers_who_are_told_at_the_start_or_after_it_are_told_late() {
    for (told, late) in
        [("2026-12-01", false), ("2026-12-02", true), ("2027-01-01", true), ("2027-02-05", true)]
    {
        let desk = Desk::new(WINTER);
        let entry =
            NEW_SUBPROCESSOR.replace("since: 2027-04-01", &format!("notified: {told}\n  since: 2027-01-01"));
        desk.edit(DATA, |it| it + &entry);
        let found = check(&desk, 0);
        let words = format!(
            "started on 2027-01-01, but customers were notified on {told}; the last day to notify them was 2026-12-01"
        );
        assert_eq!(found.contains(&words), late, "{told}: {found}");
    }
}

#[test]
fn notified_is_compared_with_the_records() {
    let mut desk = delivered();
    desk.on(AUTUMN + DAY);
    desk.edit(DATA, |it| it + &NEW_SUBPROCESSOR.replace("since:", "notified: 2026-10-02\n  since:"));
    let found = check(&desk, 0);
    assert!(
        found.contains("warning[unrecorded-notice]: `subprocessor/mailer` states that customers were notified on 2026-10-02, but no notice of this change is recorded for `Cirrus Ltd`"),
        "{found}"
    );
    desk.approve_all();
    assert!(has_notice(&desk));
    // A customer from after that day was not notified before, and is not named.
    desk.on(AUTUMN + 2 * DAY);
    desk.customer("borealis.csv", "Borealis AG");
    desk.clean(&["sent", "borealis-ag--borealis"]);
    assert!(!check(&desk, 0).contains("Borealis"));
    desk.review(&[]);
    assert!(!desk.path("out/notices/borealis-ag.md").exists());
    desk.clean(&["sent", "--notice", "cirrus"]);
    assert!(!check(&desk, 0).contains("unrecorded-notice"));
    assert!(!has_notice(&desk));
    // A notice that was recorded by mistake was not sent.
    desk.clean(&["sent", "--withdraw", "2026-10-03-cirrus-ltd-notice", "--reason", "it bounced"]);
    assert!(check(&desk, 0).contains("unrecorded-notice"));
    assert!(has_notice(&desk));
    // Told in another way: accepted in the entry.
    desk.edit(DATA, |it| it + "  acknowledge: [{finding: unrecorded-notice, reason: Told by letter}]\n");
    assert!(!check(&desk, 0).contains("unrecorded-notice"));
}

#[test]
fn a_notice_names_place_and_data_and_a_change_of_these_is_told_again() {
    for (what, before, after) in [
        ("place", "location: Ireland", "location: China"),
        ("data", "data: addresses", "data: health data"),
        ("more data", "data: addresses", "data: [addresses, health data]"),
        ("no place any more", "  location: Ireland\n", ""),
    ] {
        let mut desk = delivered();
        desk.edit(DATA, |it| it + NEW_SUBPROCESSOR);
        desk.approve_all();
        assert!(has_notice(&desk));
        let told = "From 1 April 2027, Mailer will be a subprocessor. Purpose: Sending of messages. Location: Ireland. Data: addresses.";
        assert!(desk.read(NOTICE).contains(told), "{}", desk.read(NOTICE));
        desk.clean(&["sent", "--notice", "cirrus"]);
        assert!(!has_notice(&desk));
        desk.on(AUTUMN + DAY);
        desk.edit(DATA, |it| it.replace(before, after));
        let review = desk.review(&[]);
        assert!(!review.contains("state the new values with their date under"), "{what}: {review}");
        desk.approve_all();
        assert!(has_notice(&desk), "{what}");
        let notice = desk.read(NOTICE);
        assert!(
            notice.contains(told)
                && notice
                    .contains("This notice is replaced by the one under “Changes to our subprocessors”."),
            "{what}: {notice}"
        );
        let recall = support::stdout(&desk.run(&["recall", "cirrus"]));
        assert!(recall.contains("has changed since"), "{what}: {recall}");
        desk.clean(&["sent", "--notice", "cirrus"]);
        assert!(!has_notice(&desk), "{what}");
        desk.clean(&["build"]);
        let feed = desk.read("out/public/site/subprocessors.atom");
        assert_eq!(feed.contains("Location: Ireland"), before.starts_with("data"), "{what}: {feed}");
    }
}
