//! Upcoming dates as JSON.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    calendar::Event,
    diagnostic::Sources,
    document::Publication,
    fact::Audience,
    render::{iso_day, json_text::json_text},
};

/// The dates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarFile {
    /// The version of the format; incremented by incompatible changes.
    pub version: u32,
    /// The effective date.
    #[serde(with = "iso_day")]
    pub as_of: NaiveDate,
    /// The requested audience.
    pub audience: Audience,
    /// The name of the vendor.
    pub vendor: String,
    /// The requested number of days.
    pub days: u32,
    /// In order of their dates, so overdue ones come first.
    pub events: Vec<EventEntry>,
}

/// A date on which something ends, begins or is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventEntry {
    /// The date.
    #[serde(with = "iso_day")]
    pub day: NaiveDate,
    /// Days from the effective date; negative if the date has passed.
    pub days_left: i64,
    /// Whether the date has passed and an action was due by then.
    pub overdue: bool,
    /// A stable name.
    pub kind: String,
    /// A description.
    pub words: String,
    /// The name of the fact or of the file.
    pub title: String,
    /// The widest audience that may see it.
    pub audience: Audience,
    /// The id of the fact; absent for files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fact: Option<String>,
    /// The action; for the internal audience only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub todo: Option<String>,
    /// File and line of the date; for the internal audience only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

/// The events as JSON, with a line end.
pub fn render(publication: &Publication, events: &[Event], days: u32, sources: &Sources) -> String {
    let on = publication.on;
    json_text(&CalendarFile {
        version: 1,
        as_of: on,
        audience: publication.audience,
        vendor: publication.vendor.clone(),
        days,
        events: events.iter().map(|it| entry(it, on, sources)).collect(),
    })
}

fn entry(event: &Event, on: NaiveDate, sources: &Sources) -> EventEntry {
    EventEntry {
        day: event.day,
        days_left: (event.day - on).num_days(),
        overdue: event.is_overdue(on),
        kind: event.kind.name.into(),
        words: event.words.into(),
        title: event.title.clone(),
        audience: event.audience,
        fact: event.fact.as_ref().map(ToString::to_string),
        todo: event.todo.clone(),
        place: event.place.map(|it| sources.cite(it)),
    }
}
