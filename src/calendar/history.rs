//! A history as spans of time, and the days that the audited periods leave uncovered.

use chrono::NaiveDate;

use crate::fact::{Certification, Date, State, StepDays, Valid, begins};

/// A stretch of a history in one state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// What holds.
    pub state: Spanned,
    /// The first day; none where it holds from the beginning.
    pub from: Option<NaiveDate>,
    /// Whether the first day is stated; if not, it is taken from the step before.
    pub from_stated: bool,
    /// The last day; none where it still holds and no end is stated.
    pub until: Option<NaiveDate>,
    /// Whether the last day, if there is one, is stated; if not, it is only known that the state held before the next one began.
    pub until_stated: bool,
}

/// When the steps after a step begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Later {
    /// One of them holds from the beginning.
    FromTheBeginning,
    /// The first of them begins on this day; none where there are no more.
    On(Option<NaiveDate>),
}

/// For each step, when the ones after it begin, as far as they count.
pub fn later_begins(begins: &[Option<NaiveDate>], counts: &dyn Fn(&Option<NaiveDate>) -> bool) -> Vec<Later> {
    let mut later = Later::On(None);
    let mut all: Vec<_> = begins
        .iter()
        .rev()
        .map(|it| {
            let own = later;
            later = match (later, it) {
                (Later::FromTheBeginning, _) => later,
                _ if !counts(it) => later,
                (_, None) => Later::FromTheBeginning,
                (Later::On(first), Some(day)) => Later::On(Some(first.map_or(*day, |it| it.min(*day)))),
            };
            own
        })
        .collect();
    all.reverse();
    all
}

/// What holds during a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spanned {
    /// A state of the history.
    State(State),
    /// The promised day has passed, and nothing was stated since.
    Overdue,
}

/// The steps of a history that have begun on the day `on`, as stretches that do not overlap, the oldest first: on each
/// day of a stretch, the history stands as [`Certification::stage`] says, as far as its end is stated. Of `reports` a next one that is planned or under way ends none.
pub fn spans(steps: &[StepDays], reports: bool, on: NaiveDate) -> Vec<Span> {
    let begun = begins(steps.iter().copied(), on);
    let shown = |index: &usize| !(reports && beside_a_report(steps, *index));
    let (steps, begun): (Vec<StepDays>, Vec<Option<NaiveDate>>) = steps
        .iter()
        .copied()
        .zip(begun)
        .enumerate()
        .filter(|(index, _)| shown(index))
        .map(|(_, it)| it)
        .unzip();
    let known = |at: &Option<NaiveDate>| at.is_none_or(|it| it <= on);
    let later = later_begins(&begun, &known);
    let mut spans: Vec<Span> = Vec::new();
    for (((days, begin), later), taker) in
        steps.iter().zip(&begun).zip(&later).zip(takers(&steps, &begun, &known))
    {
        let state = &days.state;
        // A later step that holds from the beginning leaves nothing to this one.
        let Later::On(later) = later else { continue };
        if !known(begin) {
            continue;
        }
        // The day before the next step takes over.
        let next = later.and_then(|it| it.pred_opt());
        if next.is_some_and(|next| begin.is_some_and(|begin| next < begin)) {
            // The next step has no day: of this one only its first day is known, or not even that where the next one ends it.
            if days.from.is_some() && taker.is_some_and(|it| it.from.is_none() && !it.state.ends()) {
                spans.push(Span {
                    state: Spanned::State(*state),
                    from: *begin,
                    from_stated: true,
                    until: *begin,
                    until_stated: false,
                });
            }
            continue;
        }
        let earlier = |a: Option<NaiveDate>, b: Option<NaiveDate>| [a, b].into_iter().flatten().min();
        let own_end =
            if state.waits() { earlier(days.until, days.expected.filter(|it| *it < on)) } else { days.until };
        let until = earlier(own_end, next);
        // A renewal says nothing of the days before it, unless an end is stated that comes later.
        let ends = |it: &StepDays| it.from.is_some() && (*state != State::Current || it.state.ends());
        let until_stated =
            until.is_none() || until == own_end || days.until.is_some() || taker.is_some_and(ends);
        spans.push(Span {
            state: Spanned::State(*state),
            from: *begin,
            from_stated: days.from.is_some(),
            until,
            until_stated,
        });
        spans.extend(after(*state, days, until, next, on));
    }
    spans
}

/// For each step, the one after it that begins first, as far as it is known.
fn takers<'a>(
    steps: &'a [StepDays],
    begun: &[Option<NaiveDate>],
    known: &dyn Fn(&Option<NaiveDate>) -> bool,
) -> Vec<Option<&'a StepDays>> {
    let mut first: Option<(Option<NaiveDate>, &StepDays)> = None;
    let mut takers = Vec::new();
    for (step, begin) in steps.iter().zip(begun).rev() {
        takers.push(first.map(|it| it.1));
        if known(begin) && first.is_none_or(|it| *begin < it.0) {
            first = Some((*begin, step));
        }
    }
    takers.reverse();
    takers
}

/// Whether a step only says that the next report is planned or under way, beside one of which no day says that it ended.
fn beside_a_report(steps: &[StepDays], index: usize) -> bool {
    let mut until = steps.iter().take(index + 1).rev().skip_while(|it| it.state.waits());
    let waits = steps.get(index).is_some_and(|it| it.state.waits());
    waits && until.next().is_some_and(|it| it.state == State::Current && it.until.is_none())
}

/// What follows a step that has ended before the next one begins: a report has expired, a promise is open.
fn after(
    state: State,
    days: &StepDays,
    ended: Option<NaiveDate>,
    next: Option<NaiveDate>,
    on: NaiveDate,
) -> Option<Span> {
    let from = ended?.succ_opt().filter(|it| *it <= on && next.is_none_or(|next| *it <= next))?;
    let state = match state {
        State::Current => Spanned::State(State::Expired),
        // Who stated an end beside the promise gave it up on that day.
        State::Planned | State::InProgress
            if days.expected == ended && days.until.is_none_or(|it| Some(it) > ended) =>
        {
            Spanned::Overdue
        }
        _ => return None,
    };
    Some(Span { state, from: Some(from), from_stated: true, until: next, until_stated: true })
}

/// The audited periods of a certification, of its steps and its own, in order of their first days.
pub fn periods(it: &Certification) -> Vec<(&Date, &Date)> {
    let whole =
        |it: &'_ Valid| -> Option<()> { (it.from.as_ref()?.value <= it.until.as_ref()?.value).then_some(()) };
    // An audit that is still to end covers nothing yet.
    let reported = || it.history.iter().filter(|it| !matches!(it.state, State::Planned | State::InProgress));
    let own = it.period.as_ref().filter(|_| reported().next().is_some());
    let all = reported().filter_map(|it| it.period.as_ref()).chain(own);
    let mut periods: Vec<_> = all
        .filter(|it| whole(it).is_some())
        .filter_map(|it| Some((it.from.as_ref()?, it.until.as_ref()?)))
        .collect();
    periods.sort_by_key(|(from, until)| (from.value, until.value));
    periods
}

/// The stretches that periods, in order of their first days, leave uncovered: the first and the last day, and the number
/// of the period that follows.
pub fn gaps(periods: &[(NaiveDate, NaiveDate)]) -> Vec<(NaiveDate, NaiveDate, usize)> {
    let mut covered: Option<NaiveDate> = None;
    let mut gaps = Vec::new();
    for (index, (from, until)) in periods.iter().enumerate() {
        if let Some(open) = covered.and_then(|it| it.succ_opt()).filter(|it| it < from)
            && let Some(last) = from.pred_opt()
        {
            gaps.push((open, last, index));
        }
        covered = covered.max(Some(*until));
    }
    gaps
}
