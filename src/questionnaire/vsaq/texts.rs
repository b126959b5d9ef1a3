//! The texts of a VSAQ item in addition to its question.

use serde_json::{Map, Value as Json};

use super::{
    super::{bounded::bounded, layout::is_value},
    html,
};

/// The maximum number of texts of one item.
const TEXTS: usize = 40;
/// The maximum size of these texts, in bytes.
const BYTES: usize = 20_000;
/// The maximum depth of nested values.
const DEPTH: usize = 8;

/// Names of values that are read elsewhere, or that are not visible.
const BUILT: &[&str] = &[
    "questionnaire",
    "extensions",
    "namespace",
    "type",
    "id",
    "cond",
    "auth",
    "className",
    "default",
    "inputType",
    "inputPattern",
    "severity",
    "required",
    "maxlength",
    "name",
    "yes",
    "no",
    "choices",
    "choicesConds",
    "items",
    "insertAfter",
    "version",
    "text",
];

/// Those of them that are HTML.
const HTML: &[&str] = &["text", "yes", "no", "choices"];

/// A text of an item, by its name.
pub fn text<'a>(map: &'a Map<String, Json>, name: &str) -> &'a str {
    map.get(name).and_then(Json::as_str).unwrap_or_default()
}

/// The texts of an item except its question and its choices; of these, only the texts shown beside them.
pub fn of(map: &Map<String, Json>) -> Vec<String> {
    let mut found = Vec::new();
    for (name, value) in map {
        match name.as_str() {
            it if HTML.contains(&it) => beside(value, DEPTH, &mut found),
            it if BUILT.contains(&it) => {}
            _ => {
                found.extend(value.as_number().map(|it| format!("{name}: {it}")));
                add(value, DEPTH, &mut found);
            }
        }
    }
    bounded(found, TEXTS, BYTES)
}

/// Adds the texts shown beside the words of HTML values.
fn beside(value: &Json, depth: usize, found: &mut Vec<String>) {
    let Some(depth) = depth.checked_sub(1) else { return };
    match value {
        Json::String(text) => found.extend(html::read(text).beside()),
        Json::Array(values) => values.iter().for_each(|it| beside(it, depth, found)),
        Json::Object(map) => map.values().for_each(|it| beside(it, depth, found)),
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}

/// All texts of an item that takes no value, including those of the items in it.
pub fn all(map: &Map<String, Json>) -> Vec<String> {
    let mut found = Vec::new();
    map.get("text").into_iter().for_each(|it| told(it, DEPTH, &mut found));
    found.extend(of(map));
    within(map, DEPTH, &mut found);
    bounded(found, TEXTS, BYTES)
}

fn within(map: &Map<String, Json>, depth: usize, found: &mut Vec<String>) {
    let Some(depth) = depth.checked_sub(1) else { return };
    let items = map.get("items").and_then(Json::as_array).into_iter().flatten();
    for item in items.filter_map(Json::as_object) {
        item.get("text").into_iter().for_each(|it| told(it, depth, found));
        found.extend(of(item));
        within(item, depth, found);
    }
}

fn add(value: &Json, depth: usize, found: &mut Vec<String>) {
    told(value, depth, found);
    beside(value, depth, found);
}

/// Adds the text of HTML values.
fn told(value: &Json, depth: usize, found: &mut Vec<String>) {
    let Some(depth) = depth.checked_sub(1) else { return };
    match value {
        Json::String(text) => {
            let text = html::words(text);
            found.extend((!text.is_empty() && !is_value(&text)).then_some(text));
        }
        Json::Array(values) => values.iter().for_each(|it| told(it, depth, found)),
        Json::Object(map) => map.values().for_each(|it| told(it, depth, found)),
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}
