//! The text of a JSON file.

use serde::Serialize;

/// The text of a file, with a line end: a `Value` sorts the fields by name. Only maps whose keys are not
/// texts could not be converted.
pub fn json_text(file: &impl Serialize) -> String {
    format!("{:#}\n", serde_json::to_value(file).unwrap_or_default())
}
