//! The days ahead as JSON.
//!
//! | field | what |
//! |---|---|
//! | `version` | 1; a change that programs must know of raises it |
//! | `as_of`, `audience`, `vendor`, `days` | what was asked |
//! | `events` | by day: what has passed and is open comes first, as its days are earlier |
//! | `events[].day` | ISO 8601 |
//! | `events[].days_left` | from `as_of`; below 0 where the day has passed |
//! | `events[].overdue` | whether it has |
//! | `events[].kind`, `.words` | a stable name; what happens |
//! | `events[].fact`, `.title` | the fact's id (absent for files), the name its readers know |
//! | `events[].audience` | the lowest that may know it |
//! | `events[].todo`, `.place` | what is to be done; file and line of the day; for the internal audience only |

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
