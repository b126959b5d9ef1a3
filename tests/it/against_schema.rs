//! Compares JSON values with a JSON Schema.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

/// Compares values with a schema, and collects the properties that they have.
#[derive(Default)]
pub struct Comparison {
    pub problems: Vec<String>,
    pub seen: BTreeSet<String>,
}

impl Comparison {
    /// `path` names the schema; `questions[]` is the schema of the items of `questions`.
    pub fn compare(&mut self, path: &str, value: &Json, schema: &Json) {
        // A schema that has only a description allows everything.
        if schema.as_object().is_some_and(|it| it.keys().all(|it| it == "description")) {
            return;
        }
        let wrong = if !is_of_type(value, &schema["type"]) {
            Some("has another type")
        } else if schema["enum"].as_array().is_some_and(|it| !it.contains(value))
            || schema.get("const").is_some_and(|it| it != value)
        {
            Some("is not among the values of the schema")
        } else {
            None
        };
        self.problems.extend(wrong.map(|it| format!("{path}: {value} {it}")));
        for item in value.as_array().into_iter().flatten() {
            self.compare(&format!("{path}[]"), item, &schema["items"]);
        }
        if let Some(fields) = value.as_object() {
            self.compare_fields(path, fields, schema);
        }
    }

    fn compare_fields(&mut self, path: &str, fields: &serde_json::Map<String, Json>, schema: &Json) {
        let required = schema["required"].as_array().into_iter().flatten();
        let missing = required.filter(|it| !fields.contains_key(it.as_str().unwrap()));
        self.problems.extend(missing.map(|it| format!("{path}: {it} is required and missing")));
        for (name, value) in fields {
            let of_map = schema.get("additionalProperties").filter(|it| it.is_object());
            match schema["properties"].get(name).or(of_map) {
                Some(field) => {
                    self.seen.insert(format!("{path}.{name}"));
                    self.compare(&format!("{path}.{name}"), value, field);
                }
                None => self.problems.push(format!("{path}: the schema has no `{name}`")),
            }
            if schema["propertyNames"]["enum"].as_array().is_some_and(|it| !it.contains(&json!(name))) {
                self.problems.push(format!("{path}: `{name}` is not a name in the schema"));
            }
        }
    }
}

fn is_of_type(value: &Json, types: &Json) -> bool {
    let is = |name: &str| match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    };
    match types {
        Json::String(name) => is(name),
        Json::Array(names) => names.iter().any(|it| is(it.as_str().unwrap())),
        _ => true,
    }
}

/// The properties of a schema and of its nested schemas.
pub fn properties(path: &str, schema: &Json, found: &mut BTreeSet<String>) {
    for (name, field) in schema["properties"].as_object().into_iter().flatten() {
        found.insert(format!("{path}.{name}"));
        properties(&format!("{path}.{name}"), field, found);
    }
    if let Some(items) = schema.get("items") {
        properties(&format!("{path}[]"), items, found);
    }
}
