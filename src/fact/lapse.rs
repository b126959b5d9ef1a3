//! Reports and certificates that have ended while the next one is planned or in progress.

use chrono::NaiveDate;

use super::{Certification, State};

/// A report or certificate that has ended while the next one is planned or in progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lapse {
    /// The last day on which it was held, if stated; `None` if it was withdrawn.
    pub ended: Option<NaiveDate>,
    /// The state of the next one: planned or in progress.
    pub next: State,
}

impl Certification {
    /// The lapse on the day `on`; `None` if it is held or was never held.
    pub fn lapse(&self, on: NaiveDate) -> Option<Lapse> {
        let now = self.latest(on).filter(|_| self.unended(on).is_none())?;
        let (before, step) = (self.history.get(..now)?, self.history.get(now)?);
        let over = step.until.as_ref().is_some_and(|it| it.value < on);
        if over || !step.state.expects_report() {
            return None;
        }
        let last = before.iter().rposition(|it| it.state == State::Current)?;
        let until = before.get(last)?.until.as_ref().map(|it| it.value);
        let withdrawn = before.get(last..)?.iter().any(|it| it.state == State::Withdrawn);
        // A step that has not ended is out of order, which is reported by another lint.
        let running = until.is_some_and(|it| it >= on);
        (!running).then_some(Lapse { ended: until.filter(|_| !withdrawn), next: step.state })
    }
}
