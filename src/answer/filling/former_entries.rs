//! What was written before, or edited by a person, as entries for the customer's file.

use crate::{
    answer::reply::entered::Holds,
    questionnaire::{At, Entry, Form, Value, is_ticked, marked},
};

/// A cell of a file: the index of its sheet, and its position.
pub(super) type Spot = (usize, At);

/// What was written into a cell of the customer's file, as an entry.
pub fn entry(original: &Form, (sheet, at): Spot, holds: Holds, value: &str) -> Entry {
    let cell = original.sheets.get(sheet).and_then(|it| it.cells.get(&at));
    let choices = cell.and_then(|it| it.choices.as_deref());
    let number = value.trim().parse::<f64>().ok().filter(|_| choices.is_some_and(|it| it.numeric));
    let value = match (holds, choices) {
        (Holds::Text, _) => Value::Text(value.to_owned()),
        (Holds::Verdict | Holds::Tick, Some(_)) => {
            number.map_or_else(|| Value::Choice(value.to_owned()), Value::Number)
        }
        (Holds::Verdict, None) => Value::Text(value.to_owned()),
        (Holds::Tick, None) => Value::Tick,
    };
    Entry { sheet, at, value }
}

/// What a person wrote into a cell of the customer's file, as an entry; `None` if it was emptied.
pub(super) fn edit(original: &Form, spot: Spot, text: &str) -> Option<Entry> {
    let cell = original.sheets.get(spot.0).and_then(|it| it.cells.get(&spot.1));
    let ticked = cell.and_then(|it| it.choices.as_ref()).is_some_and(|it| it.ticked);
    match (ticked, cell.is_some_and(|it| it.tick)) {
        (true, _) => marked(text).map(|it| entry(original, spot, Holds::Tick, &it)),
        (_, true) => is_ticked(text).then(|| entry(original, spot, Holds::Tick, "")),
        _ => (!text.is_empty()).then(|| entry(original, spot, Holds::Text, text)),
    }
}
