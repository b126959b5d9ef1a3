//! What the confidence rests on: four figures between 0 and about 1 that a person can check by hand.

use super::{
    asked::{Asked, AskedTerm},
    index::Inverted,
    rank::{self, Ranked},
};

/// The features' names with what they say, in order.
pub const FEATURES: [(&str, &str); COUNT] = [
    ("margin", "by how much the entry is ahead of the next one, or behind the first"),
    ("phrasing", "the share of the best phrasing's words that the question has, rare words counting more"),
    ("covered", "the share of the question's telling words that the entry has, rare words counting more"),
    ("length", "how many words the question has: few fit by chance"),
];
/// How many there are.
pub(super) const COUNT: usize = 4;

/// The features of a candidate, in the order of [`FEATURES`].
pub type Features = [f64; COUNT];

/// The entries of the library that the confidence was fitted on. In a smaller one, being ahead of the next
/// entry means less: the better one may not have been written yet. (Of the same library, 55 entries drawn by
/// chance gave 22 right answers and 4 wrong ones at the threshold; with the lead counted by the root of the
/// share, 8 and none.)
const FITTED: f64 = 158.0;
/// What a word counts that questions are made with, beside a telling one.
const FRAMING: f64 = 0.3;
/// The words of a question of which the logarithm is about 1.
const LONG: f64 = 20.0;

/// The features of the first of the best candidates, in their order. Headings order the candidates, but make
/// none surer: the set that the confidence was fitted on has none, and under a heading like `AI` any answer
/// on AI would gain.
pub(super) fn features(asked: &Asked, ranked: &[Ranked], index: &Inverted, count: usize) -> Vec<Features> {
    let known = (index.entry_terms.len() as f64 / FITTED).sqrt().min(1.0);
    let each = ranked.iter().enumerate().take(count).map(|(at, it)| {
        let others = ranked.iter().enumerate().filter(|(place, _)| *place != at).map(|(_, it)| it.score);
        let other = others.fold(0.0, f64::max);
        let length = (asked.terms.len() as f64).max(1.0).ln() / LONG.ln();
        [
            known * (it.score - other),
            rank::shared(asked, index, it.phrasing).1,
            covered(asked, index, it.entry),
            length,
        ]
    });
    each.collect()
}

/// The share of what a question tells that an entry has.
fn covered(asked: &Asked, index: &Inverted, entry: usize) -> f64 {
    let telling = |it: &AskedTerm| if it.weight < 1.0 { FRAMING * it.worth } else { it.worth };
    let held = |it: &&AskedTerm| it.term.is_some_and(|term| index.holds(entry, term));
    let all: f64 = asked.terms.iter().map(telling).sum();
    let matched: f64 = asked.terms.iter().filter(held).map(telling).sum();
    if all > 0.0 { matched / all } else { 0.0 }
}
