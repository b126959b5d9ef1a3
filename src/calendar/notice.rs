//! Changes among the subprocessors: by when customers are to be told, how long they may object, when the change may take place.

use chrono::NaiveDate;

use crate::fact::{Date, Entry, Facts, Period, Subprocessor};

/// The name of all changes between the start and the end; their days tell them apart, for what stands before one may be inserted
/// later.
pub const ALTERS: &str = "change";

/// What changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// A subprocessor is used from a day.
    Starts,
    /// It is no longer used after a day.
    Ends,
    /// What it does, where or with which data is another from a day on: the place among its `changes`.
    Alters(usize),
}

impl Change {
    /// The change's name: `start`, `end`, `change`. Of the changes of one subprocessor the day is a part of the name.
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
    pub change: Change,
    /// The last day on which to tell customers.
    pub tell_by: Option<NaiveDate>,
    /// The day on which they were told.
    pub told: Option<NaiveDate>,
    /// The last day on which they may object; if they were not told yet, as if they were told today.
    pub objections_until: Option<NaiveDate>,
    /// The first day on which the change keeps what was promised; if they were not told yet, as if they were told today.
    pub earliest: Option<NaiveDate>,
    /// Whether the change comes before that day.
    pub too_early: bool,
}

impl<'a> NoticeWindow<'a> {
    /// The day of the change, as it is written.
    pub fn change_day(&self) -> Option<&'a Date> {
        let body = &self.subprocessor.body;
        match self.change {
            Change::Starts => body.since.as_ref(),
            Change::Ends => body.until.as_ref(),
            Change::Alters(at) => body.changes.get(at).map(|it| &it.from),
        }
    }

    /// The day on which customers were or are to be told, as it is written.
    pub fn notified(&self) -> Option<&'a Date> {
        let body = &self.subprocessor.body;
        match self.change {
            Change::Alters(at) => body.changes.get(at).and_then(|it| it.notified.as_ref()),
            Change::Starts | Change::Ends => body.notified.as_ref(),
        }
    }
}

/// Every change that is still to come, or of which customers were told before it came.
///
/// `notified` belongs to the change that comes next after it: to the start, unless that had passed and an end is stated.
pub fn notices(facts: &Facts, on: NaiveDate) -> Vec<NoticeWindow<'_>> {
    let mut found = Vec::new();
    for it in &facts.subprocessors {
        let body = &it.body;
        let day = |it: &Option<Date>| it.as_ref().map(|it| it.value);
        let (since, until, notified) = (day(&body.since), day(&body.until), day(&body.notified));
        let of_end = told_of_end(since, until, notified);
        if let Some(since) = since {
            found.extend(window(facts, it, Change::Starts, since, notified.filter(|_| !of_end), on));
        }
        if let Some(until) = until {
            found.extend(window(facts, it, Change::Ends, until, notified.filter(|_| of_end), on));
        }
        for (at, update) in body.updates() {
            found.extend(window(facts, it, Change::Alters(at), update.from.value, day(&update.notified), on));
        }
    }
    found
}

/// Whether the day on which customers were told belongs to the end.
pub fn told_of_end(since: Option<NaiveDate>, until: Option<NaiveDate>, notified: Option<NaiveDate>) -> bool {
    until.is_some() && notified.is_some_and(|told| since.is_none_or(|since| since < told))
}

/// Hours as whole days, rounded up: what is promised is kept in any case.
fn whole_days(it: &Period) -> Period {
    if it.unit == "hours" {
        Period { count: it.count.div_ceil(24), unit: "days", place: it.place }
    } else {
        it.clone()
    }
}

/// The last day from which `ahead` ends on `day` or before: months and weekends make it another than counting back does.
fn last_day(ahead: &Period, day: NaiveDate) -> Option<NaiveDate> {
    let keeps = |it: NaiveDate| ahead.after(it).is_some_and(|it| it <= day);
    let mut last = ahead.before(day)?;
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

fn window<'a>(
    facts: &Facts,
    subprocessor: &'a Entry<Subprocessor>,
    change: Change,
    day: NaiveDate,
    notified: Option<NaiveDate>,
    on: NaiveDate,
) -> Option<NoticeWindow<'a>> {
    let promised = facts.site.subprocessor_notice.as_ref();
    let ahead = subprocessor
        .body
        .notice
        .as_ref()
        .map(|it| &it.period)
        .or_else(|| promised?.ahead.as_ref())
        .map(whole_days);
    let ahead = ahead.as_ref();
    // A change of which nobody was told in time stays open as long again as it should have been told ahead.
    let open = ahead.and_then(|it| it.after(day)).map_or(on <= day, |it| on < it);
    let told_before = notified.is_some_and(|it| it < day);
    if !(day > on || told_before || (open && ahead.is_some())) {
        return None;
    }
    let objection = promised.and_then(|it| it.objection.as_ref());
    // Who is to be told on a day to come has not been told.
    let told = notified.filter(|it| *it <= on);
    let begins = notified.unwrap_or(on);
    let earliest = ahead.and_then(|it| it.after(begins));
    Some(NoticeWindow {
        subprocessor,
        change,
        tell_by: ahead.and_then(|it| last_day(it, day)),
        told,
        objections_until: objection.and_then(|it| it.after(begins)),
        earliest,
        too_early: earliest.is_some_and(|it| day < it),
    })
}
