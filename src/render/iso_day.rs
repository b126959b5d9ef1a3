//! A day in a JSON file, as ISO 8601.

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serializer, de::Error};

use crate::fact::parse_date;

/// Writes a day.
///
/// # Errors
/// The serializer fails.
pub fn serialize<S: Serializer>(day: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(day)
}

/// Reads a day.
///
/// # Errors
/// The value is not a date.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    let text = String::deserialize(deserializer)?;
    parse_date(&text).ok_or_else(|| D::Error::custom(format!("`{text}` is not a date")))
}
