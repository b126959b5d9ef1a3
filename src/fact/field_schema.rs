//! JSON Schemas of maps.

use serde_json::{Value as Json, json};

/// The schema of one key of a record.
pub struct FieldSchema {
    /// The key.
    pub name: &'static str,
    /// Its description, from its doc comment.
    pub about: &'static str,
    /// Whether it is required.
    pub required: bool,
    /// The schema of its value.
    pub schema: Json,
}

/// The schema of a map with these keys and no others.
pub fn object_schema(about: &str, fields: Vec<FieldSchema>) -> Json {
    let required: Vec<_> = fields.iter().filter(|it| it.required).map(|it| it.name).collect();
    let properties: serde_json::Map<_, _> = fields
        .into_iter()
        .map(|field| {
            let mut schema = field.schema;
            schema["description"] = json!(field.about.trim());
            (field.name.to_owned(), schema)
        })
        .collect();
    json!({"type": "object", "description": about.trim(), "properties": properties, "required": required,
        "additionalProperties": false})
}
