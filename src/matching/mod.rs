//! Which library entry a question asks for: its wording, which decides; and BM25 with a confidence, which
//! suggests.
//!
//! Pure: texts in, candidates out. It knows nothing of facts, files or audiences. What a text costs is
//! bounded by the bytes and words that are read of it; the order and the figures are the same on every
//! machine.
//!
//! # What is the same question
//!
//! [`Wording`] is the form in which two texts that ask the very same are equal; [`Wordings`] finds the texts
//! that have it. It sets aside only what cannot change the sense (`equivalents`, `framing`, `inflection`). No
//! share of common words, however large, makes a question the same: of 318 questions of three public
//! questionnaires none has the wording of an entry of a library of 158, and of confident matches by words one
//! in five was wrong. So nothing is fitted and there is no threshold.
//!
//! # What is suggested
//!
//! Words are stemmed, joined and replaced by what they mean in the domain (`domain_terms`); stop words go.
//! BM25 weighs them against every phrasing, of which the best counts, and against whole entries; of the
//! twenty best, pairs of words that stand side by side and the nearness of the entry's own question count
//! too. The score is the share of what a perfect entry would have had. Headings only move the order.
//! [`polarity`] says why a yes is not to be copied; [`likeness`] and [`Known`] recognise questions that were
//! decided before; [`asks`] tells what kind of reply is wanted.
//!
//! The confidence is a logistic function of four [`FEATURES`]: the `margin` to the next entry, the share of
//! the best `phrasing` that the question has, the share of the question's telling words that the entry
//! `covered`, and the question's `length`. At [`REVIEW`] or above an entry is suggested.
//! `examples/fit_matching.rs` fits and measures it; docs/matching.md has the figures.

mod asked;
mod asks;
mod confidence;
mod cues;
mod domain_terms;
mod equivalents;
mod features;
mod fit;
mod framing;
mod index;
mod inflection;
mod lacking;
mod language;
mod likeness;
mod numbering;
mod polarity;
mod query;
mod rank;
mod rephrased;
mod terms;
mod turning;
mod wording;
mod wordings;
mod words;

pub use asks::{Asks, asks};
pub use features::{FEATURES, Features};
pub use fit::REVIEW;
pub use lacking::{lacking, lacking_items, lacking_names};
pub use language::language;
pub use likeness::{Known, Likeness, likeness, normal};
pub use polarity::{polarity, turned};
pub use query::{Entry, Query, Settings};
pub use rephrased::differs;
pub use terms::{plain_words, stems};
pub use wording::{Wording, same_wording};
pub use wordings::{Same, Wordings};

use asked::Asked;
use index::Inverted;
use polarity::{Affirmed, Asking};
use rank::Ranked;

/// An entry that may answer a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The entry, counted from 0 in the order in which the index was made.
    pub entry: usize,
    /// Its rank's score, from 0 to 1: the share of what a perfect entry would have had.
    pub score: f64,
    /// The chance that it is the right one, from 0 to 1.
    pub confidence: f64,
    /// The question's words that it has, as the question spells them.
    pub matched: Vec<String>,
    /// The question's words that it has not.
    pub unmatched: Vec<String>,
    /// Why a yes or no of the entry may not be copied to the question, though the rest fits: `asks about
    /// "outside"`.
    pub polarity: Option<String>,
}

/// The library, ready to be searched.
#[derive(Debug)]
pub struct Index {
    inverted: Inverted,
    affirmed: Vec<Affirmed>,
    settings: Settings,
}

impl Index {
    /// Reads the entries.
    pub fn new(entries: &[Entry]) -> Self {
        Self::with(entries, Settings::default())
    }

    /// Reads the entries, to search with less than all there is.
    pub fn with(entries: &[Entry], settings: Settings) -> Self {
        let affirmed = entries.iter().map(Affirmed::new).collect();
        Self { inverted: Inverted::new(entries, settings), affirmed, settings }
    }

    /// The best candidates for a question, best first, at most `count` and never more than twenty.
    pub fn search(&self, query: Query, count: usize) -> Vec<Candidate> {
        let asked = Asked::new(query, &self.inverted, self.settings);
        let asking = Asking::new(query.text);
        let weighed = self.weigh(&asked, count).into_iter();
        weighed.map(|(ranked, features)| self.candidate(query, &asked, &asking, &ranked, &features)).collect()
    }

    /// The best entries with what their confidence rests on, best first; for the program that fits it.
    pub fn features(&self, query: Query, count: usize) -> Vec<(usize, Features)> {
        let asked = Asked::new(query, &self.inverted, self.settings);
        self.weigh(&asked, count).into_iter().map(|(ranked, features)| (ranked.entry, features)).collect()
    }

    fn weigh(&self, asked: &Asked, count: usize) -> Vec<(Ranked, Features)> {
        let ranked = rank::rank(asked, &self.inverted);
        let features = features::features(asked, &ranked, &self.inverted, count);
        ranked.into_iter().zip(features).collect()
    }

    fn candidate(
        &self,
        query: Query,
        asked: &Asked,
        asking: &Asking,
        ranked: &Ranked,
        features: &Features,
    ) -> Candidate {
        let (matched, unmatched) = self.words(query.text, asked, ranked.entry);
        Candidate {
            entry: ranked.entry,
            score: confidence::rounded(ranked.score),
            confidence: confidence::confidence(features),
            matched,
            unmatched,
            polarity: self.affirmed.get(ranked.entry).and_then(|it| asking.against(it)),
        }
    }

    /// The question's words that an entry has and has not. Of what stands for several words one is enough.
    fn words(&self, text: &str, asked: &Asked, entry: usize) -> (Vec<String>, Vec<String>) {
        let mut places: Vec<((usize, usize), bool)> = Vec::with_capacity(asked.terms.len());
        for asked in &asked.terms {
            let held = asked.term.is_some_and(|it| self.inverted.holds(entry, it));
            places.extend(asked.at.first().map(|at| ((at.start, at.end), held)));
        }
        places.sort_unstable();
        // Of equal places the last is the one that holds, if any does.
        places.reverse();
        places.dedup_by_key(|it| it.0);
        places.reverse();
        let (matched, unmatched): (Vec<_>, Vec<_>) = places.into_iter().partition(|it| it.1);
        let spelled = |places: Vec<((usize, usize), bool)>| {
            places
                .into_iter()
                .filter_map(|((start, end), _)| text.get(start..end))
                .map(str::to_owned)
                .collect()
        };
        (spelled(matched), spelled(unmatched))
    }
}
