//! A history as spans of time, and the gaps between the periods of reports.

use chrono::NaiveDate;

use crate::fact::{Certification, Date, DateRange, State, StepDays, begins};

/// A span of a history in one state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The state.
    pub state: Spanned,
    /// The first day; `None` if it applies from the beginning.
    pub from: Option<NaiveDate>,
    /// Whether the first day is stated; if not, it is assumed from the previous step.
    pub from_stated: bool,
    /// The last day; `None` if it still applies and no end is stated.
    pub until: Option<NaiveDate>,
    /// Whether the last day, if there is one, is stated; if not, the state is only known to have applied
    /// before the next one began.
    pub until_stated: bool,
    /// Whether the last day is the one stated for the state itself, and not the day before the next state.
    pub until_own: bool,
}

/// When the steps after a step begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Later {
    /// One of them applies from the beginning.
    FromTheBeginning,
    /// The first of them begins on this day; `None` if there are no more.
    On(Option<NaiveDate>),
}

/// For each step, when the ones after it begin; only those for which `counts` is true are considered.
pub fn later_begins(begins: &[Option<NaiveDate>], counts: &dyn Fn(&Option<NaiveDate>) -> bool) -> Vec<Later> {
    let mut later = Later::On(None);
    let mut all: Vec<_> = begins
        .iter()
        .rev()
        .map(|begin| {
            let own = later;
            later = match (later, begin) {
                (Later::FromTheBeginning, _) => later,
                _ if !counts(begin) => later,
                (_, None) => Later::FromTheBeginning,
                (Later::On(first), Some(day)) => Later::On(Some(first.map_or(*day, |it| it.min(*day)))),
            };
            own
        })
        .collect();
    all.reverse();
    all
}

/// The state during a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spanned {
    /// A state of the history.
    State(State),
    /// The expected date has passed without an update.
    Overdue,
}

/// The steps of a history that have begun by the day `on`, as spans that do not overlap, oldest first. On
/// each day of a span, the state is that of [`Certification::stage`] if the span's end is stated. For
/// `reports`, a planned or ongoing next report does not end the current one.
pub fn spans(steps: &[StepDays], reports: bool, on: NaiveDate) -> Vec<Span> {
    let begun = begins(steps.iter().copied(), on);
    let shown = |index: &usize| !(reports && accompanies_current_report(steps, *index));
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
        // A later step that applies from the beginning replaces this one completely.
        let Later::On(later) = later else { continue };
        if !known(begin) {
            continue;
        }
        // The day before the next step begins.
        let next = later.and_then(|it| it.pred_opt());
        if next.is_some_and(|next| begin.is_some_and(|begin| next < begin)) {
            // The next step has no date: only the first day of this one is known, and not even that if the
            // next step ends it.
            if days.from.is_some() && taker.is_some_and(|it| it.from.is_none() && !it.state.ends()) {
                spans.push(Span {
                    state: Spanned::State(*state),
                    from: *begin,
                    from_stated: true,
                    until: *begin,
                    until_stated: false,
                    until_own: false,
                });
            }
            continue;
        }
        let earlier = |a: Option<NaiveDate>, b: Option<NaiveDate>| [a, b].into_iter().flatten().min();
        let own_end = if state.expects_report() {
            earlier(days.until, days.expected.filter(|it| *it < on))
        } else {
            days.until
        };
        let until = earlier(own_end, next);
        // A renewal does not state the days before it, unless a later end is stated.
        let ends = |it: &StepDays| it.from.is_some() && (*state != State::Current || it.state.ends());
        let until_stated =
            until.is_none() || until == own_end || days.until.is_some() || taker.is_some_and(ends);
        spans.push(Span {
            state: Spanned::State(*state),
            from: *begin,
            from_stated: days.from.is_some(),
            until,
            until_stated,
            until_own: until.is_none() || until == own_end,
        });
        spans.extend(after(*state, days, until, next, on));
    }
    spans
}

/// For each step, the later step that begins first, if it is known.
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

/// Whether a step only states that the next report is planned or in progress, while the current one has no
/// stated end.
fn accompanies_current_report(steps: &[StepDays], index: usize) -> bool {
    let mut until = steps.iter().take(index + 1).rev().skip_while(|it| it.state.expects_report());
    let waits = steps.get(index).is_some_and(|it| it.state.expects_report());
    waits && until.next().is_some_and(|it| it.state == State::Current && it.until.is_none())
}

/// The span after a step that ends before the next one begins: an expired certification, or a missed expected
/// date.
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
        // If a step has both `expected` and `until`, the plan was given up on `until`.
        State::Planned | State::InProgress
            if days.expected == ended && days.until.is_none_or(|it| Some(it) > ended) =>
        {
            Spanned::Overdue
        }
        _ => return None,
    };
    Some(Span {
        state,
        from: Some(from),
        from_stated: true,
        until: next,
        until_stated: true,
        until_own: false,
    })
}

/// The periods covered by the reports of a certification, of its steps and its own, in order of their first
/// days.
pub fn periods(certification: &Certification) -> Vec<(&Date, &Date)> {
    let whole = |range: &'_ DateRange| -> Option<()> {
        (range.from.as_ref()?.value <= range.until.as_ref()?.value).then_some(())
    };
    // An audit that has not ended covers nothing yet.
    let reported =
        || certification.history.iter().filter(|it| !matches!(it.state, State::Planned | State::InProgress));
    let own = certification.period.as_ref().filter(|_| reported().next().is_some());
    let all = reported().filter_map(|it| it.period.as_ref()).chain(own);
    let mut periods: Vec<_> = all
        .filter(|it| whole(it).is_some())
        .filter_map(|it| Some((it.from.as_ref()?, it.until.as_ref()?)))
        .collect();
    periods.sort_by_key(|(from, until)| (from.value, until.value));
    periods
}

/// Days between two periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UncoveredDays {
    /// The first day.
    pub first: NaiveDate,
    /// The last day.
    pub last: NaiveDate,
    /// The index of the period that follows.
    pub next: usize,
}

/// The gaps between periods that are in order of their first days.
pub fn gaps(periods: &[(NaiveDate, NaiveDate)]) -> Vec<UncoveredDays> {
    let mut covered: Option<NaiveDate> = None;
    let mut gaps = Vec::new();
    for (next, (from, until)) in periods.iter().enumerate() {
        if let Some(first) = covered.and_then(|it| it.succ_opt()).filter(|it| it < from)
            && let Some(last) = from.pred_opt()
        {
            gaps.push(UncoveredDays { first, last, next });
        }
        covered = covered.max(Some(*until));
    }
    gaps
}
