//! The filters of templates, and what each returns.

use minijinja::machinery::Span;

use super::{Fault, fault};
use crate::error::near;

/// What a filter returns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gives {
    Number,
    Text,
    /// A list as long as the one it is given.
    List,
    /// One of the items of the list, or the default value.
    Item,
    /// The same type as its input.
    Same,
}

/// The available filters: those of the engine that neither multiply nor nest lists, and those of factum.
pub const FILTERS: &[(&str, Gives)] = &[
    ("abs", Gives::Number),
    ("after_verb", Gives::Text),
    ("amount", Gives::Text),
    ("bool", Gives::Text),
    ("capital", Gives::Text),
    ("capitalize", Gives::Text),
    ("count", Gives::Number),
    ("d", Gives::Same),
    ("date", Gives::Text),
    ("default", Gives::Same),
    ("dictsort", Gives::List),
    ("e", Gives::Text),
    ("escape", Gives::Text),
    ("first", Gives::Item),
    ("float", Gives::Number),
    ("format", Gives::Text),
    ("groupby", Gives::List),
    ("indent", Gives::Text),
    ("int", Gives::Number),
    ("isolated", Gives::Text),
    ("items", Gives::List),
    ("join", Gives::Text),
    ("last", Gives::Item),
    ("length", Gives::Number),
    ("lines", Gives::List),
    ("list", Gives::List),
    ("listed", Gives::Text),
    ("lower", Gives::Text),
    ("map", Gives::List),
    ("max", Gives::Item),
    ("min", Gives::Item),
    ("missing_from", Gives::List),
    ("reject", Gives::List),
    ("rejectattr", Gives::List),
    ("replace", Gives::Text),
    ("reverse", Gives::Same),
    ("round", Gives::Number),
    ("safe", Gives::Text),
    ("select", Gives::List),
    ("selectattr", Gives::List),
    ("sort", Gives::List),
    ("split", Gives::List),
    ("string", Gives::Text),
    ("sum", Gives::Number),
    ("title", Gives::Text),
    ("trim", Gives::Text),
    ("unique", Gives::List),
    ("upper", Gives::Text),
    ("with_article", Gives::Text),
    ("with_details", Gives::Text),
];

/// The filters that turn a list into text.
pub const OF_LISTS: [&str; 2] = ["join", "listed"];
/// The filters that test each item; a made list among their arguments is only tested, not kept.
pub const ASKING: [&str; 4] = ["select", "reject", "selectattr", "rejectattr"];

/// The fault for a filter that does not exist.
pub fn no_filter(name: &str, span: Span) -> Fault {
    let close = near(name, FILTERS.iter().map(|(it, _)| *it));
    let help = if close.is_empty() {
        format!("use one of `{}`", FILTERS.iter().map(|(it, _)| *it).collect::<Vec<_>>().join("`, `"))
    } else {
        format!("did you mean `{}`?", close.join("`, `"))
    };
    fault(span, format!("there is no filter `{name}`"), help)
}
