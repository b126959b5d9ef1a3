//! JSON Schemas of maps.

use serde_json::{Value as Json, json};

/// One key of a record, for the schema.
pub struct FieldShape {
    /// The key.
    pub name: &'static str,
    /// Its description, from its doc comment.
    pub about: &'static str,
    /// Whether it is required.
    pub required: bool,
    /// The schema of its value.
    pub shape: Json,
}

/// The schema of a map with these keys and no others.
pub fn object_shape(about: &str, fields: Vec<FieldShape>) -> Json {
    let required: Vec<_> = fields.iter().filter(|it| it.required).map(|it| it.name).collect();
    let properties: serde_json::Map<_, _> = fields
        .into_iter()
        .map(|it| {
            let mut shape = it.shape;
            shape["description"] = json!(it.about.trim());
            (it.name.to_owned(), shape)
        })
        .collect();
    json!({"type": "object", "description": about.trim(), "properties": properties, "required": required, "additionalProperties": false})
}
