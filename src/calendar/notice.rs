//! Subprocessor changes: the deadline for notifying customers, the objection period, and the earliest date of
//! the change.

use chrono::NaiveDate;

use crate::fact::{Date, Entry, Facts, Subprocessor, TimeSpan};

/// The name of all changes between start and end; they are distinguished by their dates, because others may
/// be inserted before them later.
pub const ALTERS: &str = "change";

/// What changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeChange {
    /// A subprocessor is used from a day.
    Starts,
    /// It is no longer used after a day.
    Ends,
    /// Its purpose, location or data changes on a day: the index in its `changes`.
    Alters(usize),
}

impl NoticeChange {
    /// The change's name: `start`, `end` or `change`.
    pub fn name(self) -> String {
        match self {
            Self::Starts => "start".into(),
            Self::Ends => "end".into(),
            Self::Alters(_) => ALTERS.into(),
        }
    }
}

/// The days of one change.
#[derive(Debug, Clone)]
pub struct NoticeWindow<'a> {
    /// The subprocessor.
    pub subprocessor: &'a Entry<Subprocessor>,
    /// What changes.
    pub change: NoticeChange,
    /// The last day for notifying customers.
    pub notify_by: Option<NaiveDate>,
    /// The day on which they were notified.
    pub notified_on: Option<NaiveDate>,
    /// The last day for objections; if customers have not been notified yet, as if they were notified today.
    pub objections_until: Option<NaiveDate>,
    /// The last day for objections of a customer who is notified on the effective date, or on the planned day
    /// after it: the period runs from the day on which the customer receives the text, not from `notified`.
    pub objections_from_now: Option<NaiveDate>,
    /// The earliest date of the change that keeps the promised notice; if customers have not been notified
    /// yet, as if they were notified today.
    pub earliest: Option<NaiveDate>,
    /// Whether the change comes before that day.
    pub too_early: bool,
}

impl<'a> NoticeWindow<'a> {
    /// The date of the change in the data.
    pub fn change_day(&self) -> Option<&'a Date> {
        let body = &self.subprocessor.body;
        match self.change {
            NoticeChange::Starts => body.since.as_ref(),
            NoticeChange::Ends => body.until.as_ref(),
            NoticeChange::Alters(at) => body.changes.get(at).map(|it| &it.from),
        }
    }

    /// The date of the notification in the data.
    pub fn notified(&self) -> Option<&'a Date> {
        let body = &self.subprocessor.body;
        match self.change {
            NoticeChange::Alters(at) => body.changes.get(at).and_then(|it| it.notified.as_ref()),
            NoticeChange::Starts | NoticeChange::Ends => body.notified.as_ref(),
        }
    }
}

/// Changes that are in the future, that customers were notified of, or that customers should have been
/// notified of.
///
/// `notified` belongs to the next change after it: to the start, unless the start had passed and an end is
/// stated.
pub fn notices(facts: &Facts, on: NaiveDate) -> Vec<NoticeWindow<'_>> {
    let mut found = Vec::new();
    for it in &facts.subprocessors {
        let body = &it.body;
        let day = |it: &Option<Date>| it.as_ref().map(|it| it.value);
        let (since, until, notified) = (day(&body.since), day(&body.until), day(&body.notified));
        let of_end = notified_of_end(since, until, notified);
        if let Some(since) = since {
            found.extend(window(facts, it, NoticeChange::Starts, since, notified.filter(|_| !of_end), on));
        }
        if let Some(until) = until {
            found.extend(window(facts, it, NoticeChange::Ends, until, notified.filter(|_| of_end), on));
        }
        for (at, update) in body.updates() {
            found.extend(window(
                facts,
                it,
                NoticeChange::Alters(at),
                update.from.value,
                day(&update.notified),
                on,
            ));
        }
    }
    found
}

/// Whether the notification date belongs to the end.
pub fn notified_of_end(
    since: Option<NaiveDate>,
    until: Option<NaiveDate>,
    notified: Option<NaiveDate>,
) -> bool {
    until.is_some() && notified.is_some_and(|notified_on| since.is_none_or(|since| since < notified_on))
}

/// Hours as whole days, rounded up, so that the promise is kept in any case.
fn whole_days(span: &TimeSpan) -> TimeSpan {
    if span.unit == "hours" {
        TimeSpan { count: span.count.div_ceil(24), unit: "days", place: span.place }
    } else {
        span.clone()
    }
}

/// The last day from which a period of `ahead` ends before `effect`. Because of months and weekends, counting
/// back may give another day.
fn last_day(ahead: &TimeSpan, effect: NaiveDate) -> Option<NaiveDate> {
    let keeps = |it: NaiveDate| ahead.after(it).is_some_and(|it| it < effect);
    let mut last = ahead.before(effect)?;
    // A few days at most: a weekend, or the end of a shorter month.
    for _ in 0..10 {
        match last.succ_opt() {
            _ if !keeps(last) => last = last.pred_opt()?,
            Some(next) if keeps(next) => last = next,
            _ => break,
        }
    }
    Some(last)
}

/// Whether there were customers to notify of a change when it took effect.
fn is_new(facts: &Facts, subprocessor: &Entry<Subprocessor>, change: NoticeChange) -> bool {
    match change {
        NoticeChange::Starts => facts.new_since_records.contains_key(&subprocessor.id),
        NoticeChange::Alters(_) => true,
        NoticeChange::Ends => false,
    }
}

fn window<'a>(
    facts: &Facts,
    subprocessor: &'a Entry<Subprocessor>,
    change: NoticeChange,
    day: NaiveDate,
    notified: Option<NaiveDate>,
    on: NaiveDate,
) -> Option<NoticeWindow<'a>> {
    let promised = facts.site.subprocessor_notice.as_ref();
    let ahead = subprocessor
        .body
        .notice
        .as_ref()
        .map(|it| &it.span)
        .or_else(|| promised?.ahead.as_ref())
        .map(whole_days);
    let ahead = ahead.as_ref();
    // A missed notification is reported until customers are notified; for a change that may have begun before
    // there were customers, only for the length of the promised notice.
    let is_open = ahead.is_some_and(|it| it.after(day).is_none_or(|end| on < end));
    let is_missed = ahead.is_some() && notified.is_none() && is_new(facts, subprocessor, change);
    let was_notified = notified.is_some_and(|it| it < day || change != NoticeChange::Ends);
    if !(day > on || was_notified || is_open || is_missed) {
        return None;
    }
    let objection = promised.and_then(|it| it.objection.as_ref());
    // A future notification date does not count.
    let notified_on = notified.filter(|it| *it <= on);
    let begins = notified.unwrap_or(on);
    // The day of the notice does not count, and the change follows the last day of the period (Regulation
    // (EEC, Euratom) No 1182/71, Art. 3). The last day of use is itself a day before the change.
    let effect = if change == NoticeChange::Ends { day.succ_opt()? } else { day };
    let passed = ahead.and_then(|it| it.after(begins));
    let earliest = if change == NoticeChange::Ends { passed } else { passed.and_then(|it| it.succ_opt()) };
    Some(NoticeWindow {
        subprocessor,
        change,
        notify_by: ahead.and_then(|it| last_day(it, effect)),
        notified_on,
        objections_until: objection.and_then(|it| it.after(begins)),
        objections_from_now: objection.and_then(|it| it.after(begins.max(on))),
        earliest,
        too_early: earliest.is_some_and(|it| day < it),
    })
}
