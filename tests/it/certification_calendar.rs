//! What calendars and warnings state about certificates that end.

use crate::certification_status::{DAY, vendor};
use crate::support::{self, each_case};

use serde_json::Value as Json;

#[test]
fn the_calendar_states_what_ends_and_its_holder() {
    let ends = "history: [{state: current, from: 2026-01-01, until: 2026-12-31}]";
    let cases = [
        ("form: certificate, held: own", "ISO", "certificate expires"),
        ("form: attestation, held: own", "ISO", "last day of the current report"),
        ("form: certificate, held: aligned", "ISO", "alignment ends"),
        ("form: attestation, held: self-assessed", "ISO", "self-assessment ends"),
        ("form: certificate, inherited_from: aws", "ISO of AWS", "certificate expires"),
        ("form: certificate, held: inherited", "ISO", "certificate expires"),
    ];
    each_case(cases, |(fields, title, words)| {
        let dir = vendor(&[("iso", &format!("{fields}, {ends}"))], &[]);
        let shown = support::factum(
            dir.path(),
            &["calendar", "--audience", "public", "--as-of", DAY, "--format", "json"],
        );
        let all: Json = serde_json::from_slice(&shown.stdout).unwrap();
        let event = all["events"].as_array().unwrap().iter().find(|it| it["day"] == "2026-12-31").unwrap();
        assert_eq!(
            (event["title"].as_str(), event["words"].as_str()),
            (Some(title), Some(words)),
            "{fields}"
        );
    });
}

#[test]
fn a_certificate_that_ends_soon_is_reported_despite_its_renewal() {
    let ends = "{state: current, from: 2024-01-01, until: 2026-12-10}";
    let cases = [
        (format!("[{ends}]"), Some("2026-12-10")),
        (format!("[{ends}, {{state: expired, from: 2026-12-11}}]"), Some("2026-12-10")),
        (format!("[{ends}, {{state: withdrawn, from: 2026-12-11}}]"), Some("2026-12-10")),
        (format!("[{ends}, {{state: not-held, from: 2026-12-11}}]"), Some("2026-12-10")),
        (format!("[{ends}, {{state: in-progress, from: 2026-12-11}}]"), Some("2026-12-10")),
        (format!("[{ends}, {{state: current, from: 2026-12-11}}]"), None),
        (format!("[{ends}, {{state: current, from: 2026-12-01}}]"), None),
        (
            "[{state: current, from: 2024-01-01}, {state: withdrawn, from: 2026-12-05}]".into(),
            Some("2026-12-04"),
        ),
        ("[{state: not-held}, {state: current, from: 2024-01-01}]".into(), None),
    ];
    each_case(cases, |(history, day)| {
        let dir =
            vendor(&[("iso", &format!("form: certificate, warn_before: 30 days, history: {history}"))], &[]);
        let found = support::stdout(&support::factum(dir.path(), &["check", "--as-of", DAY]));
        let warned: Vec<_> = found
            .lines()
            .filter(|it| it.contains("ends-soon") && it.contains("the certificate of"))
            .collect();
        assert_eq!(warned.len(), day.iter().count(), "{history}: {found}");
        assert!(day.is_none_or(|day| warned[0].contains(day)), "{history}: {found}");
    });
}

#[test]
fn the_calendar_states_what_expired_and_who_renews_it() {
    let running = "history: [{state: current, from: 2026-01-01, until: 2026-12-31}]";
    let over = "history: [{state: current, from: 2020-01-01, until: 2022-12-31}]";
    let cases = [
        ("form: certificate, held: own", running, "certificate expires", "have it renewed, and"),
        (
            "form: certificate, inherited_from: aws",
            running,
            "certificate expires",
            "ask AWS for the renewed certificate, then add the next step",
        ),
        (
            "form: certificate, held: own",
            over,
            "certificate expired",
            "add the new certificate, or the step `expired`, to its `history`",
        ),
        (
            "form: certificate, inherited_from: aws",
            over,
            "certificate expired",
            "ask AWS for the renewed certificate, then add it, or the step `expired`",
        ),
        ("form: certificate, held: aligned", over, "alignment ended", "confirm it"),
    ];
    each_case(cases, |(fields, history, words, todo)| {
        let dir = vendor(&[("iso", &format!("{fields}, {history}"))], &[]);
        let shown = support::stdout(&support::factum(dir.path(), &["calendar", "--as-of", DAY]));
        assert!(shown.contains(words) && shown.contains(todo), "{fields}: {shown}");
    });
}
