//! The words that reverse a proposition or limit it, from `words/cues.txt` and `words/contraries.txt`.

use std::{collections::HashMap, sync::LazyLock};

use crate::word_list::{items, lines};

/// The effect of a cue on what is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum CueEffect {
    /// Reverses it: question and entry must both have the cue, or neither.
    Inverts,
    /// Limits it: the entry must have the cue too.
    Narrows,
    /// Reverses a question that is pinned to an entry or one of its phrasings: the entry must have the cue
    /// too. A searched question in such words has other words too, which no other entry has.
    InvertsPinned,
    /// Like [`Self::InvertsPinned`], but only for an entry that answers no: what is prevented is not done,
    /// while a yes may be about what prevents it.
    InvertsNo,
    /// No effect: the words look like a cue.
    Ignored,
}

/// The effects by their names in `words/cues.txt`.
const EFFECTS: &[(&str, CueEffect)] = &[
    ("inverts", CueEffect::Inverts),
    ("narrows", CueEffect::Narrows),
    ("inverts-pinned", CueEffect::InvertsPinned),
    ("inverts-no", CueEffect::InvertsNo),
    ("ignored", CueEffect::Ignored),
];

/// The words of a cue.
pub(super) struct CuePhrase {
    pub words: Vec<&'static str>,
    pub effect: CueEffect,
    /// The same for all phrases that are the same cue.
    pub name: &'static str,
}

const CUES_FILE: &str = include_str!("../../words/cues.txt");
const CONTRARIES_FILE: &str = include_str!("../../words/contraries.txt");

/// The cue phrases by their first word, the longest first.
pub(super) static CUES: LazyLock<HashMap<&str, Vec<CuePhrase>>> = LazyLock::new(|| {
    let mut by_word: HashMap<_, Vec<CuePhrase>> = HashMap::new();
    for phrase in lines(CUES_FILE).filter_map(phrases).flatten() {
        let Some(first) = phrase.words.first() else { continue };
        by_word.entry(*first).or_default().push(phrase);
    }
    for phrases in by_word.values_mut() {
        phrases.sort_by_key(|it| std::cmp::Reverse(it.words.len()));
    }
    by_word
});

/// The phrases of a line `effect name: phrase, phrase`.
fn phrases(line: &'static str) -> Option<impl Iterator<Item = CuePhrase>> {
    let (head, phrases) = line.split_once(':')?;
    let (effect, name) = head.split_once(' ').unwrap_or((head, ""));
    let (_, effect) = EFFECTS.iter().find(|it| it.0 == effect)?;
    Some(items(phrases).map(move |it| CuePhrase { words: it.split(' ').collect(), effect: *effect, name }))
}

/// Pairs of sides with opposite meanings: an entry about one side does not answer a question about the other.
pub(super) static CONTRARIES: LazyLock<Vec<[Vec<&str>; 2]>> = LazyLock::new(|| {
    let sides = lines(CONTRARIES_FILE).filter_map(|it| it.split_once('|'));
    sides.map(|(one, other)| [items(one).collect(), items(other).collect()]).collect()
});

/// The word that begins a question about a specific case only.
pub(super) const CASE: &str = "if";
/// The words after [`CASE`] that do not limit the question: `If so`, `If applicable`.
pub(super) const NO_CASE: &[&str] = &[
    "so",
    "yes",
    "not",
    "no",
    "any",
    "applicable",
    "available",
    "possible",
    "necessary",
    "needed",
    "answered",
];

/// Words that negate by their prefix, so that no cue is needed.
pub(super) const NEGATED_WORDS: &[&str] = &[
    "unencrypted",
    "unrestricted",
    "unlimited",
    "unpatched",
    "unsupported",
    "unprotected",
    "unsecured",
    "unmanaged",
    "unmonitored",
    "untested",
    "uncontrolled",
    "unaddressed",
    "unresolved",
    "insecure",
    "incomplete",
    "noncompliant",
    "noncompliance",
    "undocumented",
    "unapproved",
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_line_of_the_files_is_read_and_no_phrase_is_listed_twice() {
        let read: Vec<CuePhrase> =
            lines(CUES_FILE).flat_map(|it| phrases(it).unwrap_or_else(|| panic!("{it}"))).collect();
        let distinct: BTreeSet<_> = read.iter().map(|it| it.words.clone()).collect();
        assert_eq!(distinct.len(), read.len());
        assert!(read.iter().all(|it| it.name.is_empty() == (it.effect == CueEffect::Ignored)));
        assert_eq!(CONTRARIES.len(), lines(CONTRARIES_FILE).count());
        assert!(CONTRARIES.iter().flatten().all(|it| !it.is_empty()));
    }
}
