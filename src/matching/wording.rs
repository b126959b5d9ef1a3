//! The wording of a question: the form in which two texts that ask the very same have the very same words.
//!
//! Only what cannot change the sense is set aside: case, punctuation, a number before the text, articles,
//! endings of plurals and verbs, abbreviations that are written out, the many ways to say `you` and `there
//! is`, and the passive. Everything else counts, in its order: who, what for, where, which plan, how often,
//! since when, how many, `and`, `or`, `all`, `any`, `not`. Of two texts with the same wording, an answer to
//! one answers the other; of any others, a person must say so.

use std::{collections::HashMap, sync::LazyLock};

use super::{
    equivalents::{EMPTY, EQUIVALENT},
    framing::{Frame, addressed, framed, strip, without_your},
    inflection::{participle, singular},
    numbering::unnumbered,
    words::{Word, words},
};
use crate::symbols::{symbols, without_bullet};

/// Longer texts, in bytes, carry their own circumstances and have no wording.
const BYTES: usize = 2 * 1024;
/// Texts of fewer words that count have no wording.
const LEAST: usize = 2;

/// The wording of a text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Wording {
    pub(super) frame: Frame,
    pub(super) words: Vec<String>,
    pub(super) marks: String,
}

impl Wording {
    /// The wording of a text; none of one that is too short, too long or written without spaces.
    pub fn new(text: &str) -> Option<Self> {
        Self::naming(text, &[])
    }

    /// The wording of a text in which these names, in lower case, mean whoever is asked.
    pub(super) fn naming(text: &str, names: &[Vec<String>]) -> Option<Self> {
        let text = unnumbered(text);
        if text.len() > BYTES {
            return None;
        }
        let read = words(text);
        let letters = |text: &str| text.chars().filter(|it| it.is_alphanumeric()).count();
        // A text in which a word was passed over, as in a script without spaces, has no wording.
        let whole: usize = read.iter().map(|it| letters(text.get(it.at.clone()).unwrap_or_default())).sum();
        if whole != letters(text) {
            return None;
        }
        let shouted = !text.chars().any(char::is_lowercase);
        let spelled = |it: &Word| text.get(it.at.clone()).unwrap_or_default().to_owned();
        let plain: Vec<String> = read
            .into_iter()
            .map(|it| if shouted { it.plain } else { named(&spelled(&it)).unwrap_or(it.plain) })
            .collect();
        let stripped = strip(&plain);
        let addressed = addressed(&stripped, names);
        let number = Number::of(&addressed);
        let (frame, words) = framed(without_your(&addressed));
        let words = counted(&words, frame, number);
        let marks = marks(text);
        (words.len() + usize::from(frame == Frame::Have) >= LEAST).then_some(Self { frame, words, marks })
    }

    /// What a text that says who acts may be called without saying so: of `Do you encrypt backups?`, `Are
    /// backups encrypted?`.
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

/// Whether two texts ask the very same.
pub fn same_wording(one: &str, other: &str) -> bool {
    matches!((Wording::new(one), Wording::new(other)), (Some(one), Some(other)) if one == other)
}

/// What changes the sense of the words beside it: signs, a blank to fill in, words left out.
fn marks(text: &str) -> String {
    let blank =
        ["__", "..."].into_iter().filter(|it| text.trim_end_matches(['?', '.', ' ', '_']).contains(it));
    symbols(without_bullet(text)).collect::<String>() + &blank.collect::<String>()
}

/// What a word in capitals names, which in small letters is another: `US`, `IT`.
fn named(word: &str) -> Option<String> {
    match word {
        "US" => Some("usa".to_owned()),
        "IT" | "WHO" | "AM" | "OR" | "IN" | "IS" | "AS" | "SO" | "HE" | "ME" => {
            Some(format!("{word} as a name"))
        }
        _ => None,
    }
}

/// Whether it matters for how many things a text asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Number {
    /// It asks whether something is so: `Are backups encrypted?`
    Free,
    /// It asks for things, or names them: `Who are your contacts?`, `Registered name of a vendor`. One is not all,
    /// and `a contact` is no certain one.
    Counts,
}

impl Number {
    fn of(words: &[&str]) -> Self {
        let first = words.first().copied().unwrap_or_default();
        let names = !words.iter().any(|it| VERBS.contains(it));
        if !OPENINGS.contains(&first) && (ASKING.contains(&first) || names) {
            Self::Counts
        } else {
            Self::Free
        }
    }
}

/// What a question begins with that asks whether something is so.
const OPENINGS: &[&str] = &[
    "is", "are", "was", "were", "do", "does", "did", "has", "have", "can", "could", "will", "would", "must",
];
/// What a text begins with that asks for something, or for things.
const ASKING: &[&str] = &[
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
/// Words without one of which a text is a label.
const VERBS: &[&str] = &[
    "is", "are", "was", "were", "do", "does", "did", "has", "have", "can", "could", "will", "would", "must",
    "should", "shall", "may", "you", "please",
];

/// The words that count, each in the form that stands for it.
fn counted(words: &[&str], frame: Frame, number: Number) -> Vec<String> {
    let mut counted: Vec<String> = Vec::with_capacity(words.len());
    let mut rest = words;
    let mut phrase = false;
    while let Some((first, after)) = rest.split_first() {
        let (said, count) = TABLES.equivalent(rest).unwrap_or((first, 1));
        let counts = number == Number::Counts;
        let empty = |it: &&str| EMPTY.contains(it) && !(counts && matches!(*it, "a" | "an"));
        for word in said.split(' ').filter(|it| !empty(it)) {
            let word = if counts { word.to_owned() } else { singular(word) };
            let word = if frame == Frame::Be { participle(&word) } else { word };
            // `single sign-on (SSO)` says one thing twice; `your vendors' vendors` does not.
            let twice = counted.last() == Some(&word) && (phrase || count > 1);
            if !twice {
                counted.push(word);
            }
        }
        phrase = count > 1;
        rest = after.get(count - 1..).unwrap_or_default();
    }
    counted
}

static TABLES: LazyLock<Tables> = LazyLock::new(Tables::new);

/// The phrases by their first word, the longest first, each with what stands for it.
struct Tables(HashMap<&'static str, Vec<(Vec<&'static str>, &'static str)>>);

impl Tables {
    fn new() -> Self {
        let mut by_word: HashMap<_, Vec<(Vec<&str>, &str)>> = HashMap::new();
        for class in EQUIVALENT {
            let Some(one) = class.first() else { continue };
            for phrase in class.iter().skip(1) {
                let parts: Vec<&str> = phrase.split(' ').collect();
                by_word.entry(parts.first().copied().unwrap_or_default()).or_default().push((parts, *one));
            }
        }
        by_word.values_mut().for_each(|it| it.sort_by_key(|(parts, _)| std::cmp::Reverse(parts.len())));
        Self(by_word)
    }

    /// What stands for the phrase that `words` begin with, and how many words that is.
    fn equivalent(&self, words: &[&str]) -> Option<(&'static str, usize)> {
        let known = self.0.get(words.first()?)?;
        known.iter().find(|(parts, _)| words.starts_with(parts)).map(|(parts, one)| (*one, parts.len()))
    }
}
