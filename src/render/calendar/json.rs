//! Upcoming dates as JSON.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    calendar::Event,
    diagnostic::Sources,
    document::Publication,
    fact::Audience,
    render::{iso_day, json_text::json_text},
};

/// The dates.
#[derive(Serialize)]
struct CalendarFile<'a> {
    /// The version of the format; incremented by incompatible changes.
    version: u32,
    /// The effective date.
    #[serde(with = "iso_day")]
    as_of: NaiveDate,
    /// The requested audience.
    audience: Audience,
    /// The name of the vendor.
    vendor: &'a str,
    /// The requested number of days.
    days: u32,
    /// In order of their dates, so overdue ones come first.
    events: Vec<EventEntry<'a>>,
}

/// A date on which something ends, begins or is due.
#[derive(Serialize)]
struct EventEntry<'a> {
    /// The date.
    #[serde(with = "iso_day")]
    day: NaiveDate,
    /// Days from the effective date; negative if the date has passed.
    days_left: i64,
    /// Whether the date has passed, and something should have been done by then.
    overdue: bool,
    /// A stable name.
    kind: &'a str,
    /// A description.
    words: &'a str,
    /// The name of the fact or of the file.
    title: &'a str,
    /// The widest audience that may see it.
    audience: Audience,
    /// The id of the fact; absent for files.
    #[serde(skip_serializing_if = "Option::is_none")]
    fact: Option<String>,
    /// The action; for the internal audience only.
    #[serde(skip_serializing_if = "Option::is_none")]
    todo: Option<&'a str>,
    /// File and line of the date; for the internal audience only.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
}

/// The events as JSON, with a line end.
pub fn render(publication: &Publication, events: &[Event], days: u32, sources: &Sources) -> String {
    let on = publication.on;
    json_text(&CalendarFile {
        version: 1,
        as_of: on,
        audience: publication.audience,
        vendor: &publication.vendor,
        days,
        events: events.iter().map(|it| entry(it, on, sources)).collect(),
    })
}

fn entry<'a>(event: &'a Event, on: NaiveDate, sources: &Sources) -> EventEntry<'a> {
    EventEntry {
        day: event.day,
        days_left: (event.day - on).num_days(),
        overdue: event.is_overdue(on),
        kind: event.kind.name,
        words: event.words,
        title: &event.title,
        audience: event.audience,
        fact: event.fact.as_ref().map(ToString::to_string),
        todo: event.todo.as_deref(),
        place: event.place.map(|it| sources.cite(it)),
    }
}
