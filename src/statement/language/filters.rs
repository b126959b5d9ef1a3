//! The filters of templates, and what each returns.

use minijinja::machinery::Span;

use super::{Fault, fault};
use crate::error::near;

/// What a filter returns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilterResult {
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
pub const FILTERS: &[(&str, FilterResult)] = &[
    ("abs", FilterResult::Number),
    ("after_verb", FilterResult::Text),
    ("amount", FilterResult::Text),
    ("bool", FilterResult::Text),
    ("capital", FilterResult::Text),
    ("capitalize", FilterResult::Text),
    ("count", FilterResult::Number),
    ("d", FilterResult::Same),
    ("date", FilterResult::Text),
    ("default", FilterResult::Same),
    ("dictsort", FilterResult::List),
    ("e", FilterResult::Text),
    ("escape", FilterResult::Text),
    ("first", FilterResult::Item),
    ("float", FilterResult::Number),
    ("format", FilterResult::Text),
    ("groupby", FilterResult::List),
    ("indent", FilterResult::Text),
    ("int", FilterResult::Number),
    ("isolated", FilterResult::Text),
    ("items", FilterResult::List),
    ("join", FilterResult::Text),
    ("last", FilterResult::Item),
    ("length", FilterResult::Number),
    ("lines", FilterResult::List),
    ("list", FilterResult::List),
    ("listed", FilterResult::Text),
    ("lower", FilterResult::Text),
    ("map", FilterResult::List),
    ("max", FilterResult::Item),
    ("min", FilterResult::Item),
    ("missing_from", FilterResult::List),
    ("reject", FilterResult::List),
    ("rejectattr", FilterResult::List),
    ("replace", FilterResult::Text),
    ("reverse", FilterResult::Same),
    ("round", FilterResult::Number),
    ("safe", FilterResult::Text),
    ("select", FilterResult::List),
    ("selectattr", FilterResult::List),
    ("sort", FilterResult::List),
    ("split", FilterResult::List),
    ("string", FilterResult::Text),
    ("sum", FilterResult::Number),
    ("title", FilterResult::Text),
    ("trim", FilterResult::Text),
    ("unique", FilterResult::List),
    ("upper", FilterResult::Text),
    ("with_article", FilterResult::Text),
    ("with_details", FilterResult::Text),
];

/// Filters that turn a list into text.
pub const LIST_TO_TEXT_FILTERS: [&str; 2] = ["join", "listed"];
/// Filters that test each item; a list that the template made is only tested by them, not kept.
pub const PREDICATE_FILTERS: [&str; 4] = ["select", "reject", "selectattr", "rejectattr"];

/// The fault for a filter that does not exist.
pub fn unknown_filter(name: &str, span: Span) -> Fault {
    let close = near(name, FILTERS.iter().map(|(it, _)| *it));
    let help = if close.is_empty() {
        format!("use one of `{}`", FILTERS.iter().map(|(it, _)| *it).collect::<Vec<_>>().join("`, `"))
    } else {
        format!("did you mean `{}`?", close.join("`, `"))
    };
    fault(span, format!("there is no filter `{name}`"), help)
}
