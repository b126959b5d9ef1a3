//! Fields that date a past event. An event dated after the effective date has not happened yet.

use chrono::NaiveDate;

use super::{AnyFact, Datum, EvidenceFiles};
use crate::diagnostic::Place;

/// A field that dates a past event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventDateField {
    /// The fact type; empty for every type.
    pub kind: &'static str,
    /// The field.
    pub field: &'static str,
    /// The date in that field, if it is a map or a list of maps.
    pub within: Option<&'static str>,
    /// Whether the whole field, or the item of the list, is unknown before that day.
    pub unknown_before: bool,
}

/// Every field that dates a past event. A test compares the list with the schemas.
pub const HAPPENED: &[EventDateField] = &[
    EventDateField { kind: "", field: "review", within: Some("last"), unknown_before: false },
    EventDateField { kind: "policy", field: "approved", within: None, unknown_before: false },
    EventDateField { kind: "scan", field: "counts", within: Some("scanned"), unknown_before: true },
    EventDateField { kind: "source", field: "dated", within: None, unknown_before: true },
    EventDateField { kind: "subprocessor", field: "notified", within: None, unknown_before: false },
    EventDateField {
        kind: "subprocessor",
        field: "changes",
        within: Some("notified"),
        unknown_before: false,
    },
    EventDateField { kind: "vendor", field: "headcounts", within: Some("counted"), unknown_before: true },
];

impl EventDateField {
    /// The dates in a value of the field.
    fn days(&self, value: &Datum) -> Vec<NaiveDate> {
        match (value, self.within) {
            (Datum::Date(day), None) => vec![*day],
            (Datum::List(items), _) => items.iter().flat_map(|it| self.days(it)).collect(),
            (Datum::Map(_), Some(name)) => value
                .get(name)
                .into_iter()
                .filter_map(|it| if let Datum::Date(day) = it { Some(*day) } else { None })
                .collect(),
            _ => vec![],
        }
    }

    fn is_to_come(&self, value: &Datum, on: NaiveDate) -> bool {
        self.days(value).iter().any(|it| *it > on)
    }
}

/// Removes events that have not happened by the day `on` from the data of a fact.
pub fn remove_future_events(kind: &str, data: &mut Vec<(&'static str, Datum)>, on: NaiveDate) {
    for it in HAPPENED.iter().filter(|it| it.kind == kind && it.unknown_before) {
        let Some(at) = data.iter().position(|(name, _)| *name == it.field) else { continue };
        let Some((_, value)) = data.get_mut(at) else { continue };
        match value {
            Datum::List(items) => items.retain(|item| !it.is_to_come(item, on)),
            value if it.is_to_come(value, on) => *value = Datum::Absent,
            _ => {}
        }
    }
}

/// A field that dates a past event after the effective date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FutureDate {
    /// The field.
    pub field: &'static str,
    /// The date.
    pub day: NaiveDate,
    /// Where it is stated.
    pub place: Place,
}

/// The fields of a fact that date a past event after the day `on`.
pub fn still_to_come(fact: &dyn AnyFact, on: NaiveDate) -> Vec<FutureDate> {
    let place = |field: &str| {
        fact.fields().iter().find(|(it, _)| it == field).map_or(fact.place(), |(_, place)| *place)
    };
    let mut found = Vec::new();
    if let Some(last) = fact.envelope().review.as_ref().map(|it| &it.last).filter(|it| it.value > on) {
        found.push(FutureDate { field: "review.last", day: last.value, place: last.place });
    }
    let data = fact.data(NaiveDate::MAX, &EvidenceFiles::default());
    for it in HAPPENED.iter().filter(|it| it.kind == fact.id().kind) {
        let days = data.iter().filter(|(name, _)| *name == it.field).flat_map(|(_, value)| it.days(value));
        found.extend(days.filter(|day| *day > on).map(|day| FutureDate {
            field: it.within.unwrap_or(it.field),
            day,
            place: place(it.field),
        }));
    }
    found
}
