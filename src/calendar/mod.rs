//! Dates on which something ends, begins, is expected or is due, for `check` and for the calendar. Pure
//! functions.

mod certification;
mod event;
mod history;
mod kind;
mod notice;

pub use event::Event;
pub use history::{Later, Span, Spanned, UncoveredDays, gaps, later_begins, periods, spans};
pub use kind::{EventKind, KINDS, kinds};
pub use notice::{ALTERS, NoticeChange, NoticeWindow, notices, notified_of_end};

use certification::certification;
use chrono::{NaiveDate, TimeDelta};
use event::fact_event;

use crate::fact::{AnyFact, Audience, Date, Facts};

/// The events up to `days` after the day `on`, and past ones without a follow-up, by day.
pub fn events(facts: &Facts, on: NaiveDate, days: u32) -> Vec<Event> {
    let last = TimeDelta::try_days(i64::from(days))
        .and_then(|it| on.checked_add_signed(it))
        .unwrap_or(NaiveDate::MAX);
    let mut events = Vec::new();
    for it in &facts.certifications {
        certification(it, facts, on, &mut events);
    }
    for it in facts.all() {
        validity_and_review(it, on, &mut events);
    }
    for it in &facts.policies {
        events.extend(it.body.next_review.as_ref().map(|day| fact_event(it, kinds::POLICY_REVIEW, day)));
    }
    for it in &facts.subprocessors {
        let upcoming = |day: &&Date| day.value >= on;
        events.extend(
            it.body
                .since
                .as_ref()
                .filter(upcoming)
                .map(|day| fact_event(it, kinds::SUBPROCESSOR_STARTS, day)),
        );
        events.extend(
            it.body.until.as_ref().filter(upcoming).map(|day| fact_event(it, kinds::SUBPROCESSOR_ENDS, day)),
        );
        let updates = it.body.updates().into_iter().filter(|(_, update)| update.from.value >= on);
        events.extend(updates.map(|(at, update)| Event {
            step: at + 1,
            ..fact_event(it, kinds::SUBPROCESSOR_CHANGES, &update.from)
        }));
    }
    for it in notices(facts, on) {
        notice_events(&it, on, &mut events);
    }
    events.extend(security_txt(facts, on));
    events.retain(|it| it.day <= last);
    let rank = |kind: &EventKind| KINDS.iter().position(|it| *it == kind);
    events
        .sort_by(|a, b| (a.day, rank(a.kind), &a.fact, a.step).cmp(&(b.day, rank(b.kind), &b.fact, b.step)));
    events
}

/// The expiry of the security.txt files in `out/`; if there are none, of one built on the day `on`.
fn security_txt(facts: &Facts, on: NaiveDate) -> Vec<Event> {
    let event = |day, title, place, audience| Event {
        day,
        kind: kinds::SECURITY_TXT,
        words: kinds::SECURITY_TXT.words,
        fact: None,
        step: 0,
        title,
        todo: Some(kinds::SECURITY_TXT.todo.into()),
        place,
        audience,
    };
    if facts.published.is_empty() {
        return vec![event(
            facts.site.security_txt_ends(on),
            "security.txt, if built today".into(),
            None,
            Audience::Public,
        )];
    }
    let published = facts.published.iter().map(|file| {
        let built = file.built.map_or(String::new(), |day| format!(", built on {day}"));
        let title = format!("security.txt ({}){built}", file.audience.word());
        event(file.expires, title, Some(file.place), file.audience)
    });
    published.collect()
}

/// The validity and review events of a fact. Past ones are reported until the entry is changed.
fn validity_and_review(fact: &dyn AnyFact, on: NaiveDate, events: &mut Vec<Event>) {
    let envelope = fact.envelope();
    let from = envelope.valid.as_ref().and_then(|it| it.from.as_ref()).filter(|it| it.value > on);
    events.extend(from.map(|day| fact_event(fact, kinds::FACT_BEGINS, day)));
    let until = envelope.valid.as_ref().and_then(|it| it.until.as_ref());
    events.extend(until.map(|day| fact_event(fact, kinds::FACT_ENDS, day)));
    if let Some(review) = &envelope.review
        && let Some(day) = review.every.after(review.last.value)
    {
        events.push(Event { day, ..fact_event(fact, kinds::REVIEW, &review.last) });
    }
}

fn notice_events(window: &NoticeWindow, on: NaiveDate, events: &mut Vec<Event>) {
    let Some(day) = window.change_day() else { return };
    let step = match window.change {
        NoticeChange::Starts => 0,
        NoticeChange::Ends => 1,
        NoticeChange::Alters(at) => at + 2,
    };
    // A missed notification is reported for a while, even after the change. No notice is promised for the end
    // of use.
    let notify_by =
        window.notify_by.filter(|_| window.change != NoticeChange::Ends && window.notified_on.is_none());
    if let Some(notify_by) = notify_by {
        events.push(Event {
            day: notify_by,
            step,
            ..fact_event(window.subprocessor, kinds::TELL_CUSTOMERS, day)
        });
    }
    // Customers cannot object to the end of use.
    let objections = window.objections_until.filter(|_| window.change != NoticeChange::Ends);
    if let Some(until) = objections.filter(|until| window.notified_on.is_some() && *until >= on) {
        events.push(Event {
            day: until,
            step,
            ..fact_event(window.subprocessor, kinds::OBJECTIONS_UNTIL, day)
        });
    }
}
