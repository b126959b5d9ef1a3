//! The period covered by a report, and the step of the history that it belongs to.

use chrono::NaiveDate;

use super::{Certification, DateRange, Ownership, State, Step};

/// The step that the period of a certification belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodOf {
    /// The step with this index.
    Step(usize),
    /// Several steps are possible.
    Unclear,
}

impl Certification {
    /// The period of the report in force on the day `on`, if it belongs to that step.
    pub fn covered(&self, on: NaiveDate) -> Option<&DateRange> {
        let step = self.step_in_force(on);
        let own = step.and_then(|it| self.history.get(it)).and_then(|it| it.period.as_ref());
        own.or_else(|| self.period.as_ref().filter(|_| !self.has_former_period(on)))
    }

    /// Whether the period of the certification belongs, or may belong, to another report than the one of the
    /// day `on`.
    pub fn has_former_period(&self, on: NaiveDate) -> bool {
        let Some(now) = self.step_in_force(on) else { return false };
        let held = self.reports().filter(|(at, _)| *at <= now).last();
        match (self.period_of(), held) {
            (Some(PeriodOf::Step(of)), Some((held, step))) => step.period.is_none() && of != held,
            (Some(PeriodOf::Unclear), Some((_, step))) => step.period.is_none(),
            _ => false,
        }
    }

    /// The step that the period of the certification belongs to: the first report that was issued after the
    /// period ended, or else the last one. `None` without a period or a report.
    pub fn period_of(&self) -> Option<PeriodOf> {
        let until = self.period.as_ref()?.until.as_ref().map(|it| it.value);
        let issued = |it: &Step| it.from.as_ref().map(|it| it.value);
        for (at, step) in self.reports() {
            let is_last = self.reports().last().is_some_and(|(last, _)| last == at);
            match (issued(step), until) {
                _ if is_last => return Some(PeriodOf::Step(at)),
                (Some(issued), Some(until)) if until <= issued => return Some(PeriodOf::Step(at)),
                (Some(_), Some(_)) => {}
                _ => return Some(PeriodOf::Unclear),
            }
        }
        None
    }

    /// Whether the vendor's own report or certificate is or was in force by the day `on`.
    pub fn was_ever_current(&self, on: NaiveDate) -> bool {
        let begins = self.begins(on);
        let began = |at: usize| begins.get(at).is_some_and(|day| day.is_none_or(|it| it <= on));
        self.holder() == Ownership::Own && self.reports().any(|(at, _)| began(at))
    }

    /// The steps in which a report or certificate is held, with their indices.
    fn reports(&self) -> impl Iterator<Item = (usize, &Step)> {
        self.history.iter().enumerate().filter(|(_, it)| it.state == State::Current)
    }

    /// The index of the step in force on the day `on`.
    fn step_in_force(&self, on: NaiveDate) -> Option<usize> {
        let now = self.latest(on)?;
        let waits = self.unended(on).is_some();
        if !waits {
            return Some(now);
        }
        self.reports().map(|(at, _)| at).filter(|at| *at <= now).last()
    }
}
