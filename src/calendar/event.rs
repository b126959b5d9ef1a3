//! One dated event of a fact or a file.

use chrono::NaiveDate;

use super::kind::{EventKind, kinds};
use crate::{
    diagnostic::Place,
    fact::{AnyFact, Audience, Date, FactId, title_of},
};

/// An event on a day.
#[derive(Debug, Clone)]
pub struct Event {
    /// The day.
    pub day: NaiveDate,
    /// What happens.
    pub kind: &'static EventKind,
    /// What happens or has happened, in words.
    pub words: &'static str,
    /// The fact it is about; `None` for files that are written.
    pub fact: Option<FactId>,
    /// The number of the step, from 1, if a fact has several events of this kind; otherwise 0.
    pub step: usize,
    /// The name of the fact.
    pub title: String,
    /// The action; for the internal audience only.
    pub todo: Option<String>,
    /// Where the date is written; `None` if it is calculated from the build date.
    pub place: Option<Place>,
    /// The widest audience that may know it.
    pub audience: Audience,
}

impl Event {
    /// The fact's id, or the name of the file.
    pub fn about(&self) -> String {
        self.fact.as_ref().map_or_else(|| self.title.clone(), ToString::to_string)
    }

    /// Whether its action was due before `on`. The next report is issued months after the end of the period
    /// covered by the previous one.
    pub fn is_overdue(&self, on: NaiveDate) -> bool {
        self.day < on && self.kind != kinds::PERIOD_ENDED
    }
}

/// The event of a kind for a fact.
pub(super) fn fact_event(fact: &dyn AnyFact, kind: &'static EventKind, day: &Date) -> Event {
    Event {
        day: day.value,
        kind,
        words: kind.words,
        fact: Some(fact.id().clone()),
        step: 0,
        title: title_of(fact),
        todo: Some(kind.todo.into()),
        place: Some(day.place),
        audience: fact.envelope().audience.unwrap_or(Audience::Internal).max(kind.audience),
    }
}
