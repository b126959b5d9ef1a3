//! The JSON Schemas of the files in `data/` and of output files.

use serde_json::{Value as Json, json};

use super::{answers_schema::answers_schema, facts_schema::facts_schema};
use crate::fact::{
    Envelope, KINDS, KindInfo,
    read::{Record, object_schema},
    site::Site,
};

/// A JSON Schema.
#[derive(Debug)]
pub struct Schema {
    /// The name of the file that it describes, for one of `data/` without its ending.
    pub name: String,
    /// The schema.
    pub schema: Json,
}

/// The schemas of the files in `data/`.
pub fn data_schemas() -> Vec<Schema> {
    let kinds = KINDS
        .iter()
        .map(|it| Schema { name: it.file.trim_end_matches(".yaml").to_owned(), schema: file_schema(it) });
    let mut site = object_schema(Site::ABOUT, Site::field_schemas());
    site["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    site["title"] = json!("data/site.yaml");
    kinds.chain([Schema { name: "site".into(), schema: site }]).collect()
}

/// The JSON Schema of one kind's file in `data/`.
fn file_schema(kind: &KindInfo) -> Json {
    let envelope = Envelope::field_schemas;
    let fields = (kind.field_schemas)().into_iter().chain(envelope()).collect();
    let entry = object_schema(kind.about, fields);
    let mut schema = if kind.is_singleton {
        entry
    } else {
        json!({
            "type": "object",
            "description": format!("A map from id to entry. {}", kind.about.trim()),
            "properties": {"defaults": object_schema("Values for all entries of this file that do not set \
                their own.", envelope())},
            "propertyNames": {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 64},
            "additionalProperties": entry,
        })
    };
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!(format!("data/{}", kind.file));
    schema
}

/// All schemas.
pub fn schemas() -> Vec<Schema> {
    let mut all = data_schemas();
    all.push(Schema { name: "facts.json".into(), schema: facts_schema() });
    all.push(Schema { name: "answers.json".into(), schema: answers_schema() });
    all
}

impl Schema {
    /// Its path in the folder of schemas, and its text.
    pub fn file(&self) -> super::File {
        super::File::new(format!("{}.schema.json", self.name), format!("{:#}\n", self.schema))
    }
}
