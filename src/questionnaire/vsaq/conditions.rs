//! The meaning of the conditions of VSAQ items: the texts of the choices and boxes that they refer to.

use std::{collections::BTreeMap, sync::Arc};

use serde_json::{Map, Value as Json};

use super::{html::words, texts::text};

/// The maximum depth of nested items.
const DEPTH: usize = 64;
/// The maximum number of conditions of an item, and of names in one.
const MOST: usize = 40;

/// The text of each choice and box of a template, by id. The yes and the no of a question have the ids
/// `q1/yes` and `q1/no`.
pub type Labels = BTreeMap<String, Arc<str>>;

/// The texts of the choices and boxes of a template.
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
        let id = text(map, "id");
        match text(map, "type") {
            "check" | "radio" => put(id, asked.clone(), found),
            "yesno" => ["yes", "no"].iter().for_each(|answer| {
                let word = Some(words(text(map, answer))).filter(|it| !it.is_empty());
                put(
                    &format!("{id}/{answer}"),
                    format!("{asked}: {}", word.as_deref().unwrap_or(answer)),
                    found,
                );
            }),
            _ => {}
        }
        let choices = map.get("choices").and_then(Json::as_array).into_iter().flatten();
        for (id, label) in choices.filter_map(Json::as_object).flatten() {
            let label = words(label.as_str().unwrap_or_default());
            put(id, format!("{asked}: {label}"), found);
        }
        add(map.get("items"), depth, found);
    }
}

fn put(id: &str, says: String, found: &mut Labels) {
    if !id.is_empty() && says.chars().any(char::is_alphanumeric) {
        found.insert(id.to_owned(), says.trim().into());
    }
}

/// The meaning of the conditions of an item and of its choices: `s2` is `Which company is this about?: Our
/// subcontractor`. A condition with a negation or an unknown name is returned unchanged.
pub fn shown_for(map: &Map<String, Json>, labels: &Labels) -> Vec<Arc<str>> {
    let of_choices = map.get("choicesConds").and_then(Json::as_array).into_iter().flatten();
    let of_choices = of_choices.flat_map(|it| match it {
        Json::String(text) => vec![text.as_str()],
        Json::Object(map) => map.values().filter_map(Json::as_str).collect(),
        _ => vec![],
    });
    let conditions = [text(map, "cond")].into_iter().chain(of_choices).filter(|it| !it.trim().is_empty());
    conditions.take(MOST).flat_map(|it| of_condition(it, labels)).collect()
}

fn of_condition(condition: &str, labels: &Labels) -> Vec<Arc<str>> {
    let is_id = |it: char| it.is_alphanumeric() || matches!(it, '_' | '-' | '.' | ':' | '/');
    let names: Vec<_> = condition.split(|it| !is_id(it)).filter(|it| !it.is_empty()).collect();
    let known = names.iter().filter_map(|it| labels.get(*it)).take(MOST);
    let plain =
        !condition.contains('!') && names.len() <= MOST && names.iter().all(|it| labels.contains_key(*it));
    let whole = (!plain).then(|| format!("Shown only if: {}", condition.trim()).into());
    known.cloned().chain(whole).collect()
}
