//! Upcoming dates as JSON.
//!
//! | field | what |
//! |---|---|
//! | `version` | 1; incremented by incompatible changes |
//! | `as_of`, `audience`, `vendor`, `days` | the request |
//! | `events` | in order of their dates, so overdue ones come first |
//! | `events[].day` | ISO 8601 |
//! | `events[].days_left` | days from `as_of`; negative if the date has passed |
//! | `events[].overdue` | whether the date has passed |
//! | `events[].kind`, `.words` | a stable name; a description |
//! | `events[].fact`, `.title` | the fact's id (absent for files), its name |
//! | `events[].audience` | the lowest audience that may see it |
//! | `events[].todo`, `.place` | the action; file and line of the date; for the internal audience only |

use serde_json::{Value as Json, json};

use crate::{calendar::Event, diagnostic::Sources, document::Publication};

/// The events as JSON, with a line end.
pub fn render(publication: &Publication, events: &[Event], days: u32, sources: &Sources) -> String {
    let on = publication.on;
    let event = |it: &Event| {
        let mut json = json!({
            "day": it.day.to_string(),
            "days_left": (it.day - on).num_days(),
            "overdue": it.day < on,
            "kind": it.kind.name,
            "words": it.kind.words,
            "title": it.title,
            "audience": it.audience.word(),
        });
        if let Some(fact) = &it.fact {
            json["fact"] = json!(fact.to_string());
        }
        if let Some(todo) = it.todo {
            json["todo"] = json!(todo);
        }
        if let Some(place) = it.place {
            json["place"] = json!(sources.cite(place));
        }
        json
    };
    let all = json!({
        "version": 1,
        "as_of": on.to_string(),
        "audience": publication.audience.word(),
        "vendor": publication.vendor,
        "days": days,
        "events": events.iter().map(event).collect::<Json>(),
    });
    format!("{all:#}\n")
}
