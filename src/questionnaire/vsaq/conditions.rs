//! What the conditions of VSAQ items stand for: the words of the choices and boxes that they name.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

use super::{super::layout::is_value, words::words};

/// How deep items stand in one another at most.
const DEPTH: usize = 64;

/// The words of each choice and box of a template, by its id; not those that only say yes or no.
pub type Labels = BTreeMap<String, String>;

/// The words of the choices and boxes of a template.
pub fn labels(template: &Json) -> Labels {
    let mut found = Labels::new();
    for name in ["questionnaire", "extensions"] {
        add(template.get(name), DEPTH, &mut found);
    }
    found
}

fn add(items: Option<&Json>, depth: usize, found: &mut Labels) {
    let Some(depth) = depth.checked_sub(1) else { return };
    for map in items.and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_object) {
        let asked = words(text(map, "text"));
        if matches!(text(map, "type"), "check" | "radio") {
            put(text(map, "id"), asked.clone(), &asked, found);
        }
        let choices = map.get("choices").and_then(Json::as_array).into_iter().flatten();
        for (id, label) in choices.filter_map(Json::as_object).flatten() {
            let label = words(label.as_str().unwrap_or_default());
            put(id, format!("{asked}: {label}"), &label, found);
        }
        add(map.get("items"), depth, found);
    }
}

fn put(id: &str, says: String, label: &str, found: &mut Labels) {
    if !id.is_empty() && !label.is_empty() && !is_value(label) {
        found.insert(id.to_owned(), says.trim().to_owned());
    }
}

/// What the condition of an item stands for: `s2` is `Which company is this about?: Our subcontractor`.
pub fn shown_for(map: &Map<String, Json>, labels: &Labels) -> Vec<String> {
    let names =
        text(map, "cond").split(|it: char| !(it.is_alphanumeric() || matches!(it, '_' | '-' | '.' | ':')));
    names.filter_map(|it| labels.get(it)).cloned().collect()
}

fn text<'a>(map: &'a Map<String, Json>, name: &str) -> &'a str {
    map.get(name).and_then(Json::as_str).unwrap_or_default()
}
