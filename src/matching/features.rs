//! The features of the confidence: four numbers between 0 and about 1 that a person can check by hand.

use super::{
    index::Inverted,
    indexed_question::{IndexedQuestion, QuestionTerm},
    rank::{self, Ranked},
};

/// The features' names and descriptions, in order.
pub const FEATURES: [(&str, &str); COUNT] = [
    ("margin", "by how much the entry is ahead of the next one, or behind the first"),
    ("phrasing", "the share of the best phrasing's words that the question has, rare words counting more"),
    ("covered", "the share of the question's telling words that the entry has, rare words counting more"),
    ("length", "how many words the question has: few fit by chance"),
];
/// The number of features.
pub(super) const COUNT: usize = 4;

/// The features of a candidate, in the order of [`FEATURES`].
pub type Features = [f64; COUNT];

/// The number of entries of the library that the confidence was fitted on. In a smaller one, the lead over
/// the next entry means less: the better entry may not have been written yet. (Of the same library, 55
/// entries drawn at random gave 22 right and 4 wrong answers at the threshold; with the lead scaled by the
/// root of the share, 8 and 0.)
const FITTED: f64 = 158.0;
/// The weight of a word that is common in questions, relative to a distinctive one.
const FRAMING: f64 = 0.3;
/// The number of words for which the `length` feature is 1.
const LONG: f64 = 20.0;

/// The features of the first `count` candidates, in their order. Headings order the candidates but do not
/// raise the confidence: the set that it was fitted on has none, and under a heading like `AI` any answer on
/// AI would gain.
pub(super) fn features(
    question: &IndexedQuestion,
    ranked: &[Ranked],
    index: &Inverted,
    count: usize,
) -> Vec<Features> {
    let size_factor = (index.entry_terms.len() as f64 / FITTED).sqrt().min(1.0);
    let each = ranked.iter().enumerate().take(count).map(|(at, it)| {
        let others = ranked.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, it)| it.score);
        let best_other = others.fold(0.0, f64::max);
        let length = (question.terms.len() as f64).max(1.0).ln() / LONG.ln();
        [
            size_factor * (it.score - best_other),
            rank::overlap(question, index, it.phrasing).of_phrasing,
            covered(question, index, it.entry),
            length,
        ]
    });
    each.collect()
}

/// The share of the question's distinctive words that an entry has.
fn covered(question: &IndexedQuestion, index: &Inverted, entry: usize) -> f64 {
    let weight = |it: &QuestionTerm| if it.weight < 1.0 { FRAMING * it.worth } else { it.worth };
    let is_matched = |it: &&QuestionTerm| it.id.is_some_and(|term| index.has_term(entry, term));
    let all: f64 = question.terms.iter().map(weight).sum();
    let matched: f64 = question.terms.iter().filter(is_matched).map(weight).sum();
    if all > 0.0 { matched / all } else { 0.0 }
}
