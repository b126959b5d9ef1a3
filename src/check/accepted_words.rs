//! The text that an acknowledgement covers: the field that the finding points to, or all texts of the entry.

use crate::{
    diagnostic::{Code, Diagnostic, Level, Place, codes},
    fact::{Acknowledgement, AnyFact, read::Leaf},
    ledger::text_digest,
};

/// Fields that all entries have; their texts are not statements.
const COMMON: [&str; 9] =
    ["acknowledge", "audience", "evidence", "owner", "rests_on", "review", "source", "valid", "warn_before"];
/// Findings about the wording of a text.
const OF_WORDS: [&Code; 8] = [
    codes::ATTESTATION_AS_CERTIFICATION,
    codes::CONFLICTING_STATEMENTS,
    codes::CONTRADICTING_TEXT,
    codes::LAPSED_BASIS,
    codes::LOST_QUALIFIER,
    codes::NAMED_ABOVE_AUDIENCE,
    codes::VAGUE_WORDING,
    codes::VERDICT_MISMATCH,
];

/// Whether an acknowledgement is bound to a text by its digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextBinding {
    /// It states the digest of the text, or the finding is not about wording.
    Yes,
    /// It states no digest.
    No,
    /// It states the digest of an earlier text.
    Outdated,
}

/// Whether an acknowledgement covers a finding of `entry` for its current text.
pub fn binding(acknowledgement: &Acknowledgement, entry: &dyn AnyFact, finding: &Diagnostic) -> TextBinding {
    match (&acknowledgement.text_digest, finding.labels.first()) {
        (Some(digest), Some(label)) if digest.value != digest_at(entry, label.place) => TextBinding::Outdated,
        (None, Some(label)) if is_of_words(entry, finding, label.place) => TextBinding::No,
        _ => TextBinding::Yes,
    }
}

/// The digest of the text that a finding at `place` points to.
pub fn digest_at(entry: &dyn AnyFact, place: Place) -> String {
    let field = field_around(entry, place).map(|it| texts(entry, |text| is_within(text, it)));
    let words = field.filter(|it| !it.is_empty()).unwrap_or_else(|| own_texts(entry));
    text_digest(&words.join("\n"))
}

/// Contradicting facts are an error; a contradicting text is only a warning.
fn is_of_words(entry: &dyn AnyFact, finding: &Diagnostic, place: Place) -> bool {
    let is_text = finding.code != codes::CONFLICTING_STATEMENTS || finding.level == Level::Warning;
    let has_words =
        || field_around(entry, place).is_some_and(|it| !texts(entry, |text| is_within(text, it)).is_empty());
    OF_WORDS.contains(&finding.code) && is_text && (entry.id().kind == "answer" || has_words())
}

fn is_within(inner: Place, outer: Place) -> bool {
    inner.file == outer.file && outer.start <= inner.start && inner.end <= outer.end
}

/// The field that contains a place.
fn field_around(entry: &dyn AnyFact, place: Place) -> Option<Place> {
    let own = entry.fields().iter().filter(|it| !COMMON.contains(&it.0.as_str()));
    own.map(|it| it.1).find(|it| is_within(place, *it))
}

fn own_texts(entry: &dyn AnyFact) -> Vec<&str> {
    let common = entry.fields().iter().filter(|it| COMMON.contains(&it.0.as_str()));
    let common: Vec<Place> = common.map(|it| it.1).collect();
    texts(entry, |text| !common.iter().any(|it| is_within(text, *it)))
}

/// The texts of an entry at some places, in order.
fn texts(entry: &dyn AnyFact, at: impl Fn(Place) -> bool) -> Vec<&str> {
    let mut found = Vec::new();
    entry.leaves(&mut |leaf| match leaf {
        Leaf::Text(it) | Leaf::Template(it) | Leaf::Expression(it) if at(it.place) => {
            found.push(it.value.as_str());
        }
        _ => {}
    });
    found
}
