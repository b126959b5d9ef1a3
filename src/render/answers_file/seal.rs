//! The seal of an `answers.json`, which reveals later changes.

use crate::ledger::digest_of;

/// What is in the place of the seal while it is calculated.
pub(super) const OPEN: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The text of an `answers.json` with its seal: the SHA-256 of the text with zeros in the place of the seal.
pub(super) fn sealed(text: &str) -> String {
    let seal = digest_of(text.as_bytes());
    text.replacen(&line(OPEN), &line(&seal), 1)
}

/// Whether the text of an `answers.json` is unchanged since it was sealed.
pub fn is_sealed(text: &str) -> bool {
    let seal =
        text.split_once("\n  \"seal\": \"").and_then(|(_, rest)| rest.get(..OPEN.len())).unwrap_or_default();
    digest_of(text.replacen(&line(seal), &line(OPEN), 1).as_bytes()) == seal
}

/// The field as it is written; quotes in any other text are escaped.
fn line(seal: &str) -> String {
    format!("\n  \"seal\": \"{seal}\"")
}
