//! For which questions a person has read the texts around them. A mark holds for the questions that were
//! listed with its text, and for no other: a question that comes later is listed again with it.

use std::collections::{BTreeMap, BTreeSet};

use super::read_texts::{ReadText, Stands, digest};

/// The texts that a person has read, each with the questions for which it was read.
#[derive(Debug, Clone, Default)]
pub struct ReadTexts {
    /// Where a text stands and its digest, with the digests of its questions.
    of: BTreeMap<(Stands, String), BTreeSet<String>>,
    /// The digests of texts beside questions that are the library's own answers.
    own: BTreeSet<String>,
}

/// No texts at all.
pub(super) static NONE_READ: ReadTexts = ReadTexts { of: BTreeMap::new(), own: BTreeSet::new() };

impl ReadTexts {
    /// The texts of a review file.
    pub(super) fn new(texts: &[ReadText]) -> Self {
        let mut all = Self::default();
        for it in texts {
            let own = [digest(&it.text)];
            let digests = if it.digests.is_empty() { &own[..] } else { &it.digests };
            // Of many texts beside one question each, each is of its own question.
            let each = it.stands == Stands::Beside && !it.digests.is_empty();
            let paired = each && digests.len() == it.question_digests.len();
            for (at, text) in digests.iter().enumerate() {
                let questions = if paired { at..at + 1 } else { 0..it.question_digests.len() };
                let questions = it.question_digests.get(questions).unwrap_or_default();
                all.of.entry((it.stands, text.clone())).or_default().extend(questions.iter().cloned());
            }
        }
        all
    }

    /// Adds rows of a file that already hold the answer which the library gives to them: they say nothing of
    /// other questions.
    pub(super) fn add_own(&mut self, rows: impl Iterator<Item = String>) {
        self.own.extend(rows.map(|it| digest(&it)));
    }

    /// The digests of the questions for which a text in such a place was read.
    pub(super) fn questions(&self, stands: Stands, text: &str) -> Option<&BTreeSet<String>> {
        if self.of.is_empty() { None } else { self.of.get(&(stands, digest(text))) }
    }

    /// Whether a text was read for a question.
    pub(super) fn covers(&self, stands: Stands, text: &str, question: &str) -> bool {
        let own = || stands == Stands::Beside && !self.own.is_empty() && self.own.contains(&digest(text));
        own() || self.questions(stands, text).is_some_and(|it| it.contains(&question_digest(question)))
    }
}

/// Signs that a legend or a footnote explains.
const SIGNS: &str = "*†‡§¶#^°⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜ";

/// The signs in a question that a legend or a footnote may explain: `*`, `²`, the `1)` at its end. They are
/// words of the question.
pub(super) fn signs(question: &str) -> String {
    let last = question.split_whitespace().next_back().unwrap_or_default();
    let inner = last.trim_start_matches('(').strip_suffix(')').unwrap_or_default();
    let is_mark = |it: char| it.is_ascii_digit() || it.is_lowercase();
    let numbered = inner.chars().count() == 1 && inner.chars().all(is_mark);
    let mut signs: String = question.chars().filter(|it| SIGNS.contains(*it)).collect();
    signs.extend(numbered.then_some(inner));
    signs
}

/// What a question is known by: its characters, with the signs that a legend may explain.
pub(super) fn question_digest(question: &str) -> String {
    digest(question)
}
