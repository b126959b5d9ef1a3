//! Finds the library entry that a question asks for: by equal wording, which decides, or by BM25 with a
//! confidence, which only suggests.
//!
//! Pure functions from texts to candidates, without facts, files or audiences. The work for a text is bounded
//! by the bytes and words that are read of it; the order and the numbers are the same on every machine.
//!
//! # Same question
//!
//! [`Wording`] is a normal form that is equal for two texts that ask the same; [`Wordings`] finds the texts
//! with an equal one. It removes only what cannot change the meaning (`equivalents`, `framing`,
//! `inflection`). A share of common words is not enough: of 318 questions of three public questionnaires,
//! none has the wording of an entry in a library of 158, and one in five confident matches by words was
//! wrong. So this step has no fitted parameters and no threshold.
//!
//! # Suggestions
//!
//! Words are stemmed, joined and replaced by their domain meaning (`domain_terms`); stop words are dropped.
//! BM25 scores them against every phrasing, of which the best counts, and against whole entries. The twenty
//! best are scored again with pairs of adjacent words and the similarity to the entry's own question. The
//! score is the share of what a perfect entry would get. Headings only change the order. [`polarity`]
//! explains why a yes must not be copied; [`likeness`] and [`KnownTexts`] recognise questions that were
//! decided before; [`reply_kind`] says what kind of reply is asked for.
//!
//! The confidence is a logistic function of four [`FEATURES`]: the `margin` to the next entry, the share of
//! the best `phrasing` that the question has, the share of the question's distinctive words that the entry
//! `covered`, and the question's `length`. From [`REVIEW`] an entry is suggested. `examples/fit_matching.rs`
//! fits and measures it; docs/matching.md has the figures.

mod confidence;
mod cues;
mod domain_terms;
mod equivalents;
mod features;
mod fit;
mod framing;
mod index;
mod indexed_question;
mod inflection;
mod language;
mod likeness;
mod missing_words;
mod numbering;
mod polarity;
mod quantity;
mod query;
mod rank;
mod rephrased;
mod reply_kind;
mod stem;
mod terms;
mod text_cues;
mod wording;
mod wordings;
mod words;

pub use features::{FEATURES, Features};
pub use fit::REVIEW;
pub use language::language;
pub use likeness::{KnownTexts, Likeness, likeness, normal};
pub use missing_words::{missing_items, missing_names, missing_words};
pub use polarity::{pinned_polarity, polarity};
pub use query::{Query, SearchEntry, Settings};
pub use rephrased::wording_difference;
pub use reply_kind::{ReplyKind, reply_kind};
pub use terms::{plain_words, stems};
pub use wording::{Wording, same_wording};
pub use wordings::{WordingMatch, Wordings};

use index::Inverted;
use indexed_question::IndexedQuestion;
use polarity::{EntryCues, QuestionCues};
use rank::Ranked;

/// An entry that may answer a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The index of the entry in the slice that the index was built from.
    pub entry: usize,
    /// From 0 to 1: the share of the score of a perfect entry.
    pub score: f64,
    /// The probability that it is the right entry, from 0 to 1.
    pub confidence: f64,
    /// The question's words that the entry has, as the question spells them.
    pub matched: Vec<String>,
    /// The question's words that the entry lacks.
    pub unmatched: Vec<String>,
    /// Why the entry's yes or no must not be copied to the question although the rest matches:
    /// `asks about "outside"`.
    pub polarity: Option<String>,
}

/// The search index of a library.
#[derive(Debug)]
pub struct Index {
    inverted: Inverted,
    entry_cues: Vec<EntryCues>,
    settings: Settings,
}

impl Index {
    /// An index of `entries` with the default settings.
    pub fn new(entries: &[SearchEntry]) -> Self {
        Self::with(entries, Settings::default())
    }

    /// An index of `entries` that leaves out what `settings` switch off.
    pub fn with(entries: &[SearchEntry], settings: Settings) -> Self {
        let entry_cues = entries.iter().map(EntryCues::new).collect();
        Self { inverted: Inverted::new(entries, settings), entry_cues, settings }
    }

    /// The best candidates for a question, best first, at most `count` and never more than twenty.
    pub fn search(&self, query: Query, count: usize) -> Vec<Candidate> {
        let question = IndexedQuestion::new(query, &self.inverted, self.settings);
        let question_cues = QuestionCues::new(query.text);
        let scored = self.score(&question, count).into_iter();
        scored
            .map(|(ranked, features)| self.candidate(query, &question, &question_cues, &ranked, &features))
            .collect()
    }

    /// The best entries with the features of their confidence, best first; for `examples/fit_matching.rs`.
    pub fn features(&self, query: Query, count: usize) -> Vec<(usize, Features)> {
        let question = IndexedQuestion::new(query, &self.inverted, self.settings);
        self.score(&question, count).into_iter().map(|(ranked, features)| (ranked.entry, features)).collect()
    }

    fn score(&self, question: &IndexedQuestion, count: usize) -> Vec<(Ranked, Features)> {
        let ranked = rank::rank(question, &self.inverted);
        let features = features::features(question, &ranked, &self.inverted, count);
        ranked.into_iter().zip(features).collect()
    }

    fn candidate(
        &self,
        query: Query,
        question: &IndexedQuestion,
        question_cues: &QuestionCues,
        ranked: &Ranked,
        features: &Features,
    ) -> Candidate {
        let (matched, unmatched) = self.split_words(query.text, question, ranked.entry);
        Candidate {
            entry: ranked.entry,
            score: confidence::rounded(ranked.score),
            confidence: confidence::confidence(features),
            matched,
            unmatched,
            polarity: self.entry_cues.get(ranked.entry).and_then(|it| question_cues.conflict(it)),
        }
    }

    /// The question's words that an entry has, and those that it lacks. If a word stands for several terms,
    /// one of them is enough.
    fn split_words(
        &self,
        text: &str,
        question: &IndexedQuestion,
        entry: usize,
    ) -> (Vec<String>, Vec<String>) {
        let mut spans: Vec<((usize, usize), bool)> = Vec::with_capacity(question.terms.len());
        for term in &question.terms {
            let has_term = term.id.is_some_and(|it| self.inverted.has_term(entry, it));
            spans.extend(term.at.first().map(|at| ((at.start, at.end), has_term)));
        }
        spans.sort_unstable();
        // Of equal spans the last is the one that is matched, if any is.
        spans.reverse();
        spans.dedup_by_key(|it| it.0);
        spans.reverse();
        let (matched, unmatched): (Vec<_>, Vec<_>) = spans.into_iter().partition(|it| it.1);
        let spelled = |spans: Vec<((usize, usize), bool)>| {
            spans
                .into_iter()
                .filter_map(|((start, end), _)| text.get(start..end))
                .map(str::to_owned)
                .collect()
        };
        (spelled(matched), spelled(unmatched))
    }
}
