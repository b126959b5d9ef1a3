//! The questions for which a person has read the texts around them. A decision about a text applies only to
//! the questions that were listed with it. A later question is listed again with the text, and so is a text
//! that has been added to the row of another question.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    read_texts::{ReadText, Stands, digest},
    row_places::RowPlaces,
};

/// The texts that a person has read, each with the questions for which it was read.
#[derive(Debug, Clone, Default)]
pub struct ReadTexts {
    /// The position and digest of each text, with the digests of its questions.
    of: BTreeMap<(Stands, String), BTreeSet<String>>,
    /// The digests of texts beside questions that are the library's own answers.
    own: BTreeSet<String>,
}

/// An empty set of texts.
pub(super) static NONE_READ: ReadTexts = ReadTexts { of: BTreeMap::new(), own: BTreeSet::new() };

impl ReadTexts {
    /// The texts of a review file, for a file in whose rows texts are in these `places`. It may be the
    /// `same_file` for which they were read.
    pub fn new(texts: &[ReadText], places: &RowPlaces, same_file: bool) -> Self {
        let mut all = Self::default();
        for it in texts {
            let own = [digest(&it.text)];
            let digests = if it.digests.is_empty() { &own[..] } else { &it.digests };
            for (at, text) in digests.iter().enumerate() {
                let questions = it.holds_for(at, places, same_file);
                all.of.entry((it.stands, text.clone())).or_default().extend(questions);
            }
        }
        all
    }

    /// Adds texts of rows that already contain the library's own answer: they do not affect other
    /// questions.
    pub fn add_own(&mut self, rows: impl Iterator<Item = String>) {
        self.own.extend(rows.map(|it| digest(&it)));
    }

    /// The digests of the questions for which a text in this position was read.
    pub fn questions(&self, stands: Stands, text: &str) -> Option<&BTreeSet<String>> {
        if self.of.is_empty() { None } else { self.of.get(&(stands, digest(text))) }
    }

    /// Whether a text was read for a question.
    pub fn covers(&self, stands: Stands, text: &str, question: &str) -> bool {
        let own = || stands == Stands::Beside && !self.own.is_empty() && self.own.contains(&digest(text));
        own() || self.questions(stands, text).is_some_and(|it| it.contains(&question_digest(question)))
    }
}

impl ReadText {
    /// The digests of the questions for which the text at this index was read, if it is still in the row of
    /// the question itself, or in the rows of no other questions than before.
    fn holds_for(&self, at: usize, places: &RowPlaces, same_file: bool) -> Vec<String> {
        // Of many texts beside one question each, each belongs to its own question.
        let each = self.stands == Stands::Beside && !self.digests.is_empty();
        let paired = each && self.digests.len() == self.question_digests.len();
        let questions = if paired { at..at + 1 } else { 0..self.question_digests.len() };
        let questions = self.question_digests.get(questions).unwrap_or_default();
        let unstated = self.beside.is_empty();
        if unstated && same_file {
            return questions.to_vec();
        }
        let text = if self.digests.is_empty() { Some(&self.text) } else { self.texts.get(at) };
        let Some(now) = text.map(|it| places.questions(it)) else { return vec![] };
        let alone = self.stands == Stands::Beside && questions.len() == 1;
        let before = match unstated {
            true if alone => questions,
            true => &[],
            false => self.beside.get(at).map(Vec::as_slice).unwrap_or_default(),
        };
        let stayed = now.iter().all(|it| before.contains(it));
        let holds = |it: &&String| stayed || now.contains(*it) && before.contains(it);
        questions.iter().filter(holds).cloned().collect()
    }
}

/// Signs that a legend or a footnote explains.
const SIGNS: &str = "*†‡§¶#^°⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜ";

/// The signs in a question that a legend or a footnote may explain: `*`, `²`, `1)` at its end. They are
/// part of the question.
pub fn signs(question: &str) -> String {
    let last = question.split_whitespace().next_back().unwrap_or_default();
    let inner = last.trim_start_matches('(').strip_suffix(')').unwrap_or_default();
    let is_mark = |it: char| it.is_ascii_digit() || it.is_lowercase();
    let numbered = inner.chars().count() == 1 && inner.chars().all(is_mark);
    let mut signs: String = question.chars().filter(|it| SIGNS.contains(*it)).collect();
    signs.extend(numbered.then_some(inner));
    signs
}

/// The digest that identifies a question: its characters, including signs that a legend may explain.
pub fn question_digest(question: &str) -> String {
    digest(question)
}
