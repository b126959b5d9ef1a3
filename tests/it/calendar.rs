//! The calendar of ends, starts and due dates: its audiences and formats, and the same output in every run.

use crate::support::{self, each_case};
use std::collections::{BTreeMap, BTreeSet};

use scraper::{Html, Selector};
use serde_json::Value as Json;

fn case() -> std::path::PathBuf {
    support::sample().join("tests/cases/calendar")
}

fn calendar(arguments: &[&str]) -> String {
    let all: Vec<_> = ["calendar"].into_iter().chain(arguments.iter().copied()).collect();
    let output = support::factum(&case(), &all);
    assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
    support::stdout(&output)
}

#[test]
fn text_output_lists_open_items_first_and_then_each_month() {
    support::golden(&case().join("internal.txt"), &calendar(&[]));
    support::golden(&case().join("public.txt"), &calendar(&["--audience", "public"]));
    let none = support::stdout(&support::factum(
        &case(),
        &["calendar", "--audience", "public", "--as-of", "2020-02-01", "--days", "0"],
    ));
    assert!(none.contains("nothing is overdue"), "{none}");
}

#[test]
fn each_audience_sees_only_its_own_events() {
    let cases = ["human", "html", "json", "ics"];
    each_case(cases, |format| {
        let public = calendar(&["--audience", "public", "--format", format, "--days", "1000"]);
        for word in
            ["TISAX", "secret", "data/", "review due", "tell customers", "Offer", "have it renewed", "To do"]
        {
            assert!(!public.contains(word), "{format}: {word} in {public}");
        }
        assert!(public.contains("ISO/IEC 27001"), "{format}");
        let nda = calendar(&["--audience", "nda", "--format", format]);
        assert!(nda.contains("TISAX") && !nda.contains("secret"), "{format}");
        assert!(calendar(&["--format", format]).contains("secret"), "{format}");
    });
}

/// Unfolded content lines (RFC 5545, section 3.1) as name with parameters, and value.
fn content_lines(text: &str) -> Vec<(String, String)> {
    assert!(text.ends_with("\r\n") && text.matches('\n').count() == text.matches("\r\n").count());
    assert!(text.split("\r\n").all(|it| it.len() <= 75), "a line is longer than 75 octets");
    let unfolded = text.replace("\r\n ", "");
    unfolded
        .trim_end()
        .split("\r\n")
        .map(|it| it.split_once(':').unwrap())
        .map(|(name, value)| (name.into(), value.into()))
        .collect()
}

/// A value of the type TEXT (section 3.3.11), unescaped.
fn unescaped(value: &str) -> String {
    let mut out = String::new();
    let mut rest = value.chars();
    while let Some(c) = rest.next() {
        match c {
            '\\' => match rest.next().unwrap() {
                'n' | 'N' => out.push('\n'),
                c @ ('\\' | ';' | ',') => out.push(c),
                other => panic!("\\{other} in {value}"),
            },
            ';' | ',' => panic!("{c} is not escaped in {value}"),
            c => out.push(c),
        }
    }
    out
}

fn events(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut events = Vec::new();
    let mut open: Option<BTreeMap<String, String>> = None;
    for (name, value) in content_lines(text) {
        match (name.as_str(), value.as_str()) {
            ("BEGIN", "VEVENT") => open = Some(BTreeMap::new()),
            ("END", "VEVENT") => events.extend(open.take()),
            _ => {
                if let Some(event) = &mut open {
                    assert!(event.insert(name.clone(), value).is_none(), "{name} is a duplicate");
                }
            }
        }
    }
    events
}

#[test]
fn the_ics_output_is_well_formed_and_has_the_events_of_the_json_output() {
    let text = calendar(&["--format", "ics"]);
    let lines = content_lines(&text);
    assert_eq!(lines[0], ("BEGIN".into(), "VCALENDAR".into()));
    assert_eq!(lines[1], ("VERSION".into(), "2.0".into()));
    assert_eq!(lines[lines.len() - 1], ("END".into(), "VCALENDAR".into()));
    let events = events(&text);
    let json: Json = serde_json::from_str(&calendar(&["--format", "json"])).unwrap();
    let listed = json["events"].as_array().unwrap();
    assert_eq!(events.len(), listed.len());
    for (event, listed) in events.iter().zip(listed) {
        assert_eq!(event["DTSTAMP"], "20260101T000000Z");
        let day = listed["day"].as_str().unwrap();
        assert_eq!(event["DTSTART;VALUE=DATE"], day.replace('-', ""));
        assert!(event["DTEND;VALUE=DATE"] > event["DTSTART;VALUE=DATE"]);
        let summary = unescaped(&event["SUMMARY"]);
        let open = if listed["overdue"] == true { "Overdue: " } else { "" };
        assert_eq!(
            summary,
            format!("{open}{}: {}", listed["title"].as_str().unwrap(), listed["words"].as_str().unwrap())
        );
        assert!(unescaped(&event["DESCRIPTION"]).contains(listed["todo"].as_str().unwrap()));
    }
    let names: BTreeSet<_> = events.iter().map(|it| &it["UID"]).collect();
    assert_eq!(names.len(), events.len(), "a UID is a duplicate");
    assert!(text.contains("TISAX\\; Level 2\\, \\\\ Prototypes"), "{text}");
}

#[test]
fn event_ids_are_stable_when_dates_change() {
    assert_eq!(calendar(&["--format", "ics"]), calendar(&["--format", "ics"]));
    let dir = support::copy(&case());
    let path = dir.path().join("data/certifications.yaml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("until: 2026-02-14", "until: 2026-03-14")).unwrap();
    let later = support::stdout(&support::factum(
        dir.path(),
        &["calendar", "--as-of", "2026-01-20", "--format", "ics"],
    ));
    let ends = |text: &str| {
        let event = events(text).into_iter().find(|it| it["CATEGORIES"] == "certificate-ends").unwrap();
        (event["UID"].clone(), event["DTSTART;VALUE=DATE"].clone())
    };
    let (before, after) = (ends(&calendar(&["--format", "ics"])), ends(&later));
    assert_eq!(before.0, after.0);
    assert_eq!((before.1.as_str(), after.1.as_str()), ("20260214", "20260314"));
}

#[test]
fn the_json_output_has_a_version_and_events_sorted_by_date() {
    let json: Json = serde_json::from_str(&calendar(&["--format", "json"])).unwrap();
    assert_eq!(
        (&json["version"], &json["days"], &json["audience"]),
        (&Json::from(1), &Json::from(90), &Json::from("internal"))
    );
    let days: Vec<_> =
        json["events"].as_array().unwrap().iter().map(|it| it["days_left"].as_i64().unwrap()).collect();
    assert!(days.is_sorted() && days[0] < 0 && days.iter().all(|it| *it <= 90), "{days:?}");
    for event in json["events"].as_array().unwrap() {
        assert_eq!(event["overdue"], event["days_left"].as_i64().unwrap() < 0);
        assert_eq!(event["place"].is_string(), event["fact"].is_string(), "{event}");
    }
}

#[test]
fn the_html_output_is_a_complete_page_with_all_events() {
    let html = calendar(&["--format", "html"]);
    let page = Html::parse_document(&html);
    assert!(page.errors.is_empty(), "{:?}", page.errors);
    let heads: Vec<_> =
        page.select(&Selector::parse("main h2").unwrap()).map(|it| it.text().collect::<String>()).collect();
    assert_eq!(heads[1..].first().map(String::as_str), Some("Overdue"), "{heads:?}");
    assert_eq!(
        page.select(&Selector::parse("tbody tr").unwrap()).count(),
        events(&calendar(&["--format", "ics"])).len()
    );
}

/// Both directions: notification on the last day is not late; notification a day later is. A change without a
/// notification does not become correct by taking effect.
#[test]
fn notifying_customers_on_the_last_day_is_not_late() {
    let build = |ahead: &str, since: &str, notified: Option<&str>, on: &str| {
        let dir = support::copy(&support::sample().join("tests/cases/legal"));
        let notified_line = notified.map_or(String::new(), |it| format!("  notified: {it}\n"));
        support::put(dir.path(), "data/site.yaml", format!("subprocessor_notice: {{ahead: {ahead}}}\n"));
        let text = format!(
            "defaults: {{audience: public, source: handbook}}\nnew:\n  name: New\n  purpose: Mail\n  since: \
             {since}\n{notified_line}"
        );
        support::put(dir.path(), "data/subprocessors.yaml", text);
        support::stdout(&support::factum(dir.path(), &["check", "--as-of", on]))
    };
    let cases = [
        ("10 business days", "2028-03-12", "2028-02-25", "2028-02-28"),
        ("1 month", "2027-02-28", "2027-01-27", "2027-01-28"),
        ("30 days", "2027-03-31", "2027-02-28", "2027-03-01"),
        ("36 hours", "2027-03-12", "2027-03-09", "2027-03-10"),
    ];
    each_case(cases, |(ahead, since, last, late)| {
        assert!(
            !build(ahead, since, Some(last), last).contains("late-notice"),
            "{ahead}, notified on {last}"
        );
        assert!(build(ahead, since, Some(late), late).contains("late-notice"), "{ahead}, notified on {late}");
        assert!(build(ahead, since, None, since).contains("late-notice"), "{ahead}, not notified");
    });
    assert!(!build("30 days", "2020-01-01", None, "2027-01-01").contains("late-notice"));
}

#[test]
fn a_period_is_added_to_and_subtracted_from_a_date() {
    use chrono::{Datelike, NaiveDate, Weekday};
    use factum::{
        diagnostic::{FileId, Place},
        fact::{TimeSpan, parse_date},
    };
    let period = |count, unit| TimeSpan { count, unit, place: Place::new(FileId(0), 0..0) };
    let day = |it: &str| parse_date(it).unwrap();
    // The date is clamped to the end of shorter months.
    assert_eq!(period(1, "months").before(day("2026-03-31")), Some(day("2026-02-28")));
    assert_eq!(period(1, "years").before(day("2024-02-29")), Some(day("2023-02-28")));
    assert_eq!(period(2, "weeks").before(day("2026-01-10")), Some(day("2025-12-27")));
    assert_eq!(period(36, "hours").before(day("2026-01-10")), Some(day("2026-01-09")));
    assert_eq!(period(1_000_000, "years").before(day("2026-01-10")), None);
    let weekend = |it: NaiveDate| matches!(it.weekday(), Weekday::Sat | Weekday::Sun);
    for start in day("2026-01-01").iter_days().take(14) {
        for count in 1..=23 {
            let it = period(count, "business days");
            let (after, before) = (it.after(start).unwrap(), it.before(start).unwrap());
            let between = |from: NaiveDate, to: NaiveDate| {
                from.iter_days().skip(1).take_while(|it| *it <= to).filter(|it| !weekend(*it)).count()
            };
            assert_eq!(between(start, after), count as usize, "{count} after {start} is {after}");
            assert_eq!(
                between(before.pred_opt().unwrap(), start.pred_opt().unwrap()),
                count as usize,
                "{count} before {start} is {before}"
            );
            assert!(!weekend(after) && !weekend(before));
        }
    }
}

#[test]
fn starts_are_listed_and_uncovered_periods_stay_open() {
    let dir = support::copy(&support::sample().join("tests/cases/legal"));
    let change = |path: &str, old: &str, new: &str| {
        let path = dir.path().join("data").join(path);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(old));
        std::fs::write(path, text.replacen(old, new, 1)).unwrap();
    };
    change("measures.yaml", "log-retention:\n", "log-retention:\n  valid: {from: 2026-10-20}\n");
    change(
        "certifications.yaml",
        "- {state: current, from: 2026-03-01}",
        "- {state: current, from: 2026-03-01}\n    - {state: withdrawn, from: 2026-11-05}",
    );
    let shown = support::stdout(&support::factum(dir.path(), &["calendar", "--as-of", "2026-10-01"]));
    assert!(shown.contains("2026-10-20  in 19 days") && shown.contains("first day of validity"), "{shown}");
    assert!(
        shown.contains("2026-11-05  in 35 days") && shown.contains("next step of the history begins"),
        "{shown}"
    );
    // The period of the report ended in January, and no later one is stated. Nothing is overdue because of
    // that.
    assert!(
        !shown.contains("Overdue")
            && shown.contains("2026-01-31  243 days ago  period covered by the report ended"),
        "{shown}"
    );
    // Planned changes that are internal are not shown to others.
    let public = support::stdout(&support::factum(
        dir.path(),
        &["calendar", "--as-of", "2026-10-01", "--audience", "public"],
    ));
    assert!(
        !public.contains("first day of validity") && !public.contains("next step of the history"),
        "{public}"
    );
}

/// Customers cannot object to the end of use, so it has no objection deadline.
#[test]
fn an_end_of_use_has_no_objection_deadline() {
    let printed = calendar(&["--as-of", "2025-11-20"]);
    let of_leaving =
        |what: &str| printed.lines().any(|it| it.contains(what) && it.contains("(subprocessor/leaving)"));
    assert!(of_leaving("use of subprocessor ends") && !of_leaving("last day for objections"), "{printed}");
}
