//! A normal form of questions in which two texts that ask the same have the same words.
//!
//! It removes only what cannot change the meaning: case, punctuation, a number before the text, articles,
//! endings of plurals and verbs, spelled-out abbreviations, the variants of `you` and `there is`, and the
//! passive. Everything else is kept in order: who, what for, where, which plan, how often, since when, how
//! many, `and`, `or`, `all`, `any`, `not`. The answer to a text is the answer to each text with an equal
//! wording; for other texts, a person must decide.

use std::{collections::HashMap, sync::LazyLock};

use super::{
    equivalents::{EMPTY_WORDS, EQUIVALENTS},
    framing::{Frame, addressed, framed, strip, without_your},
    inflection::{participle, singular},
    numbering::unnumbered,
    words::{Word, words},
};
use crate::{
    symbols::{symbols, without_bullet},
    word_list::{items, lines},
};

/// The maximum length in bytes: longer texts contain conditions of their own and have no wording.
const BYTES: usize = 2 * 1024;
/// The minimum number of words of a wording.
const MIN_WORDS: usize = 2;

/// The normal form of a text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Wording {
    pub(super) frame: Frame,
    pub(super) words: Vec<String>,
    pub(super) marks: String,
}

impl Wording {
    /// The wording of a text; `None` if it is too short, too long or written without spaces.
    pub fn new(text: &str) -> Option<Self> {
        Self::naming(text, &[])
    }

    /// The wording of a text in which these names, in lower case, mean the party that answers.
    pub(super) fn naming(text: &str, names: &[Vec<String>]) -> Option<Self> {
        let text = unnumbered(text);
        if text.len() > BYTES {
            return None;
        }
        let read = words(text);
        let letters = |text: &str| text.chars().filter(|it| it.is_alphanumeric()).count();
        // A text of which a word was skipped, as in a script without spaces, has no wording.
        let read_letters: usize =
            read.iter().map(|it| letters(text.get(it.at.clone()).unwrap_or_default())).sum();
        if read_letters != letters(text) {
            return None;
        }
        let all_capitals = !text.chars().any(char::is_lowercase);
        let spelled = |it: &Word| text.get(it.at.clone()).unwrap_or_default().to_owned();
        let plain: Vec<String> = read
            .into_iter()
            .map(|it| if all_capitals { it.plain } else { capital_name(&spelled(&it)).unwrap_or(it.plain) })
            .collect();
        let stripped = strip(&plain);
        let addressed = addressed(&stripped, names);
        let number = GrammaticalNumber::in_text(&addressed);
        let (frame, words) = framed(without_your(&addressed));
        let words = normalized(&words, frame, number);
        let marks = marks(text);
        (words.len() + usize::from(frame == Frame::Have) >= MIN_WORDS).then_some(Self { frame, words, marks })
    }

    /// The wordings in the passive of a text in the active: `Are backups encrypted?` of
    /// `Do you encrypt backups?`
    pub(super) fn passives(&self) -> Vec<Self> {
        let [you, verb, rest @ ..] = self.words.as_slice() else { return vec![] };
        if you != "you" || self.frame != Frame::Do {
            return vec![];
        }
        let moved = |at: usize| {
            let (before, after) = rest.split_at(at);
            let words = before.iter().chain([verb]).chain(after).map(|it| participle(it)).collect();
            Self { frame: Frame::Be, words, marks: self.marks.clone() }
        };
        (1..=rest.len()).map(moved).collect()
    }
}

/// Whether two texts have the same wording.
pub fn same_wording(one: &str, other: &str) -> bool {
    matches!((Wording::new(one), Wording::new(other)), (Some(one), Some(other)) if one == other)
}

/// Signs that change the meaning of the words: symbols, a blank to fill in, an ellipsis.
fn marks(text: &str) -> String {
    let blank =
        ["__", "..."].into_iter().filter(|it| text.trim_end_matches(['?', '.', ' ', '_']).contains(it));
    symbols(without_bullet(text)).collect::<String>() + &blank.collect::<String>()
}

/// The name that a word in capitals is, if the word in lower case is another one: `US`, `IT`.
fn capital_name(word: &str) -> Option<String> {
    match word {
        "US" => Some("usa".to_owned()),
        "IT" | "WHO" | "AM" | "OR" | "IN" | "IS" | "AS" | "SO" | "HE" | "ME" => {
            Some(format!("{word} as a name"))
        }
        _ => None,
    }
}

/// Whether singular and plural differ in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum GrammaticalNumber {
    /// They do not: `Are backups encrypted?`
    Ignored,
    /// They do, because the text asks for things or names them: `Who are your contacts?`,
    /// `Registered name of a vendor`. So do `a` and `the`.
    Significant,
}

impl GrammaticalNumber {
    fn in_text(words: &[&str]) -> Self {
        let first = words.first().copied().unwrap_or_default();
        let is_label = !words.iter().any(|it| SENTENCE_WORDS.contains(it));
        if !YES_NO_OPENINGS.contains(&first) && (REQUEST_OPENINGS.contains(&first) || is_label) {
            Self::Significant
        } else {
            Self::Ignored
        }
    }
}

/// Words that begin a yes/no question.
const YES_NO_OPENINGS: &[&str] = &[
    "is", "are", "was", "were", "do", "does", "did", "has", "have", "can", "could", "will", "would", "must",
];
/// Words that begin a request for things.
const REQUEST_OPENINGS: &[&str] = &[
    "who",
    "whom",
    "whose",
    "what",
    "which",
    "where",
    "list",
    "name",
    "describe",
    "provide",
    "give",
    "state",
    "specify",
    "identify",
    "enumerate",
];
/// Verbs, pronouns and `please`: a text without any is a label.
const SENTENCE_WORDS: &[&str] = &[
    "is", "are", "was", "were", "do", "does", "did", "has", "have", "can", "could", "will", "would", "must",
    "should", "shall", "may", "you", "please",
];

/// The words of the wording, each in its normal form.
fn normalized(words: &[&str], frame: Frame, number: GrammaticalNumber) -> Vec<String> {
    let mut normalized: Vec<String> = Vec::with_capacity(words.len());
    let mut rest = words;
    let mut after_phrase = false;
    while let Some((first, after)) = rest.split_first() {
        let (replaced, count) = PHRASES.leading(rest).unwrap_or((first, 1));
        let keeps_number = number == GrammaticalNumber::Significant;
        let is_empty = |it: &&str| EMPTY_WORDS.contains(it) && !(keeps_number && matches!(*it, "a" | "an"));
        for word in replaced.split(' ').filter(|it| !is_empty(it)) {
            let word = if keeps_number { word.to_owned() } else { singular(word) };
            let word = if frame == Frame::Be { participle(&word) } else { word };
            // `single sign-on (SSO)` repeats a term; `your vendors' vendors` does not.
            let is_repetition = normalized.last() == Some(&word) && (after_phrase || count > 1);
            if !is_repetition {
                normalized.push(word);
            }
        }
        after_phrase = count > 1;
        rest = after.get(count - 1..).unwrap_or_default();
    }
    normalized
}

static PHRASES: LazyLock<EquivalentPhrases> = LazyLock::new(EquivalentPhrases::new);

/// The phrases of [`EQUIVALENTS`] by their first word, the longest first.
struct EquivalentPhrases(HashMap<&'static str, Vec<EquivalentPhrase>>);

/// A phrase and the term that stands for it.
struct EquivalentPhrase {
    words: Vec<&'static str>,
    term: &'static str,
}

impl EquivalentPhrases {
    fn new() -> Self {
        let mut by_word: HashMap<_, Vec<EquivalentPhrase>> = HashMap::new();
        for group in lines(EQUIVALENTS) {
            let mut group = items(group);
            let Some(term) = group.next() else { continue };
            for phrase in group {
                let words: Vec<&str> = phrase.split(' ').collect();
                let first = words.first().copied().unwrap_or_default();
                by_word.entry(first).or_default().push(EquivalentPhrase { words, term });
            }
        }
        for phrases in by_word.values_mut() {
            phrases.sort_by_key(|it| std::cmp::Reverse(it.words.len()));
        }
        Self(by_word)
    }

    /// The term that stands for the phrase that words begin with, and the number of its words.
    fn leading(&self, words: &[&str]) -> Option<(&'static str, usize)> {
        let phrase = self.0.get(words.first()?)?.iter().find(|it| words.starts_with(&it.words))?;
        Some((phrase.term, phrase.words.len()))
    }
}
