//! The JSON Schema of `facts.json`.

use serde_json::{Map, Value as Json, json};

use crate::fact::{Audience, Envelope, KINDS, KindInfo, LIMITED_TO, read::Record};

/// The JSON Schema (draft 2020-12) of `facts.json`, version 1.
pub fn facts_schema() -> Json {
    let kinds: Map<_, _> = KINDS.iter().map(|kind| (kind.name.to_owned(), kind_schema(kind))).collect();
    let statement = json!({
        "type": "object",
        "properties": {"id": {"type": "string"}, "text": {"type": "string"}, "facts": {"type": "array",
            "items": {"type": "string"}}},
        "required": ["id", "text", "facts"],
    });
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What a vendor states to one audience on one date",
        "type": "object",
        "properties": {
            "version": {"const": 1},
            "generator": {"type": "string"},
            "as_of": {"type": "string", "format": "date"},
            "audience": {"enum": Audience::ALL.iter().map(|it| it.word()).collect::<Vec<_>>()},
            "vendor": {"type": "string"},
            "facts": {"type": "object", "properties": kinds, "additionalProperties": false},
            "statements": {"type": "array", "items": statement},
        },
        "required": ["version", "generator", "as_of", "audience", "vendor", "facts", "statements"],
    })
}

/// The schema of a kind's entries in `facts.json`: every field is optional, references are `kind/id`, lists
/// are always lists.
fn kind_schema(kind: &KindInfo) -> Json {
    let names = (kind.field_schemas)().into_iter().map(|it| (it.name, it.about));
    let envelope = Envelope::field_schemas().into_iter().map(|it| (it.name, it.about));
    let derived = kind.derived.iter().map(|it| (*it, "Derived for the effective date."));
    let limited = (kind.field_schemas)().iter().any(|it| it.name == "products");
    let derived = derived.chain(limited.then_some((
        LIMITED_TO,
        "The names of the products that it applies to, if it does not apply to all.",
    )));
    let properties: Map<_, _> = names
        .chain(envelope)
        .chain(derived)
        .map(|(name, about)| (name.to_owned(), json!({"description": about.trim()})))
        .collect();
    json!({
        "type": "object",
        "description": kind.about.trim(),
        "additionalProperties": {"type": "object", "properties": properties, "additionalProperties": false},
    })
}
