//! Whether a question negates, reverses or limits what an entry affirms: then the entry's yes or no is not an
//! answer to it.

use std::collections::BTreeSet;

use super::{
    SearchEntry,
    cues::{CASE, CueEffect, NO_CASE},
    reply_kind::asking_sentences,
    text_cues::{NEGATION, Sides, TextCues, is_negated_word},
    words::words,
};

/// The maximum number of phrasings of an entry that are searched for what limits a question.
const PHRASINGS: usize = 50;
/// Prefixes that negate, each with the minimum length of the rest in bytes.
const NEGATIVE_PREFIXES: &[(&str, usize)] =
    &[("un", 4), ("non", 4), ("in", 5), ("dis", 5), ("im", 5), ("ir", 5)];

/// Why the yes or no of an entry must not be copied to a question, if there is a reason: `asks about
/// "outside"`.
///
/// The entry affirms its proposition, or its own question if it has none. A cue that reverses it must be in
/// both or in neither; a cue that limits the question must be somewhere in the entry.
pub fn polarity(question: &str, entry: &SearchEntry) -> Option<String> {
    QuestionCues::new(question).conflict(&EntryCues::new(entry))
}

/// Why the yes or no of an entry must not be copied to a question that is pinned to it or is one of its
/// phrasings: the question reverses what a yes affirms. It may ask for less than the entry says. `says_no` is
/// whether the entry answers no.
pub fn pinned_polarity(question: &str, entry: &SearchEntry, says_no: bool) -> Option<String> {
    let (question, entry) = (QuestionCues::new(question), EntryCues::new(entry));
    let by_effect = |effect| question.cues.with_effect(effect);
    let inverting = by_effect(CueEffect::Inverts).filter(|it| !entry.inverting.contains(&it.0.name));
    let pinned = by_effect(CueEffect::InvertsPinned)
        .chain(by_effect(CueEffect::InvertsNo).filter(|_| says_no))
        .filter(|it| !entry.inverting_pinned.contains(&it.0.name));
    let cue = inverting.chain(pinned).next();
    cue.map(|(cue, spelled)| only_in_question(&cue.name, spelled))
        .or_else(|| question.negated_word(&entry))
        .or_else(|| question.contrary(&entry))
}

/// The message about a cue that only the question has.
fn only_in_question(name: &str, spelled: &str) -> String {
    if name == NEGATION {
        format!("is negated (\"{spelled}\")")
    } else {
        format!("contains \"{spelled}\", which may reverse what is affirmed")
    }
}

/// The message about a cue that only the entry has.
fn only_in_entry(name: &str) -> String {
    if name == NEGATION {
        "is not negated, but the entry is".into()
    } else {
        format!("does not ask about \"{name}\", but the entry does")
    }
}

/// The cues of what an entry affirms, by name.
#[derive(Debug)]
pub(super) struct EntryCues {
    inverting: BTreeSet<String>,
    inverting_pinned: BTreeSet<String>,
    narrowing: BTreeSet<String>,
    stems: BTreeSet<String>,
    /// For every pair of contraries, whether the one and the other side is affirmed.
    sides: Vec<[bool; 2]>,
}

impl EntryCues {
    /// Finds the cues of an entry.
    pub fn new(entry: &SearchEntry) -> Self {
        let affirmed = entry.proposition.or(entry.phrasings.first().copied()).unwrap_or_default();
        let cues = TextCues::new(&[affirmed]);
        let mut narrowing = BTreeSet::new();
        for text in entry.phrasings.iter().take(PHRASINGS).chain(&entry.proposition).chain([&entry.text]) {
            narrowing.extend(TextCues::new(&[text]).names(CueEffect::Narrows));
        }
        let pinned = cues.names(CueEffect::InvertsPinned).chain(cues.names(CueEffect::InvertsNo));
        Self {
            inverting: cues.names(CueEffect::Inverts).collect(),
            inverting_pinned: pinned.collect(),
            narrowing,
            sides: cues.sides().map(|[one, other]| [one.is_some(), other.is_some()]).collect(),
            stems: cues.stems.into_keys().collect(),
        }
    }
}

/// The cues of a question.
#[derive(Debug)]
pub(super) struct QuestionCues<'a> {
    cues: TextCues<'a>,
    /// The pairs of contraries of which the question has a side, by index.
    sides: Vec<(usize, Sides<'a>)>,
    /// Whether it is about a specific case: `If a breach occurs, …`.
    is_case: bool,
}

impl<'a> QuestionCues<'a> {
    /// Finds the cues of a question. Only sentences that ask are read: an introduction does not reverse a
    /// question.
    pub fn new(question: &'a str) -> Self {
        let sentences = asking_sentences(question);
        let is_case = sentences.first().is_some_and(|sentence| {
            let words = words(sentence);
            let mut plain = words.iter().map(|it| it.plain.as_str());
            plain.next() == Some(CASE) && plain.next().is_some_and(|it| !NO_CASE.contains(&it))
        });
        let cues = TextCues::new(&sentences);
        let sides = cues.sides().enumerate().filter(|it| it.1.iter().any(Option::is_some)).collect();
        Self { cues, sides, is_case }
    }

    /// Why the yes or no of an entry must not be copied, if there is a reason.
    pub fn conflict(&self, entry: &EntryCues) -> Option<String> {
        self.inversion(entry)
            .or_else(|| self.negated_word(entry))
            .or_else(|| self.contrary(entry))
            .or_else(|| self.narrowing(entry))
    }

    fn inversion(&self, entry: &EntryCues) -> Option<String> {
        let mut inverting = self.cues.with_effect(CueEffect::Inverts);
        let extra = inverting.find(|it| !entry.inverting.contains(&it.0.name));
        let own: BTreeSet<String> = self.cues.names(CueEffect::Inverts).collect();
        let missing = || entry.inverting.difference(&own).next();
        extra
            .map(|(cue, spelled)| only_in_question(&cue.name, spelled))
            .or_else(|| missing().map(|it| only_in_entry(it)))
    }

    fn negated_word(&self, entry: &EntryCues) -> Option<String> {
        let is_negated = |stem: &str| {
            let prefixes = NEGATIVE_PREFIXES.iter();
            let mut rests = prefixes
                .filter_map(|(prefix, least)| stem.strip_prefix(prefix).filter(|it| it.len() >= *least))
                .peekable();
            rests.peek().is_some() && (is_negated_word(stem) || rests.any(|it| entry.stems.contains(it)))
        };
        let mut stems = self.cues.stems.iter();
        let (_, spelled) = stems.find(|it| is_negated(it.0) && !entry.stems.contains(it.0))?;
        Some(format!("contains \"{spelled}\", which may reverse what is affirmed"))
    }

    fn contrary(&self, entry: &EntryCues) -> Option<String> {
        let opposite = |(pair, asked): &(usize, Sides<'a>)| match (
            asked,
            entry.sides.get(*pair).copied().unwrap_or_default(),
        ) {
            ([Some(word), None], [false, true]) | ([None, Some(word)], [true, false]) => Some(*word),
            _ => None,
        };
        let word = self.sides.iter().find_map(opposite)?;
        Some(format!("asks about \"{word}\", but the entry is about the opposite"))
    }

    fn narrowing(&self, entry: &EntryCues) -> Option<String> {
        let mut narrowing = self.cues.with_effect(CueEffect::Narrows);
        let extra = narrowing.find(|it| !entry.narrowing.contains(&it.0.name));
        let case = || self.is_case.then(|| format!("asks only about a specific case: \"{CASE} …\""));
        extra.map(|(_, spelled)| format!("asks only about \"{spelled}\"")).or_else(case)
    }
}
