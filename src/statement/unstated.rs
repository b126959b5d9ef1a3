//! Fields of a fact that are not stated.

use crate::{
    audience_view::Disclosed,
    fact::{Datum, FactId, KINDS, LIMITED_TO},
};

/// The fields for the state of a fact on the day: whether it is in force, and since or until when.
pub const STATE_FIELDS: &[&str] = &[
    "applies",
    "approved_yet",
    "ended",
    "expected",
    "found",
    "in_force",
    "is_current",
    "lapsed",
    "outcome",
    "overdue",
    "renewal",
    "since",
    "standing",
    "state",
    "status",
    "until",
    "verdict",
    "was_ever_current",
];

/// Fields about the fact itself, not about its subject; a fact without products applies to all.
const METADATA_FIELDS: &[&str] =
    &["products", LIMITED_TO, "source", "rests_on", "owner", "review", "evidence", "acknowledge"];

/// Whether a field of the fact type's own is not stated. A missing end date of something current counts as
/// unstated; it means that it continues.
pub fn is_unstated(id: &FactId, key: &str, fact: &Disclosed, value: &Datum) -> bool {
    let empty = match value {
        Datum::Absent => true,
        // `collects: []` states that there is none.
        Datum::List(items) => items.is_empty() && !fact.fields.iter().any(|(name, _)| name == key),
        _ => false,
    };
    let derived = || KINDS.iter().any(|it| it.name == id.kind && it.derived.contains(&key));
    empty && !STATE_FIELDS.contains(&key) && !METADATA_FIELDS.contains(&key) && !derived()
}
