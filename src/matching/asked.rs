//! A question, its words looked up in the library.

use std::{collections::HashMap, ops::Range};

use super::{
    Query, Settings,
    index::{Inverted, TermId},
    terms::{Term, terms},
};

/// The terms of the headings that are read.
const HEADING_TERMS: usize = 40;

/// A question, ready to be ranked by.
#[derive(Debug)]
pub(super) struct Asked {
    /// Its terms, each once, in order.
    pub terms: Vec<AskedTerm>,
    /// The pairs of terms that stand side by side, each once and in order, with what it counts.
    pub pairs: Vec<(Pair, f64)>,
    /// A bit for each of some pairs, so that most that it has not are passed over at once.
    pair_bits: u64,
    /// The terms of its headings.
    pub headings: Vec<AskedTerm>,
    /// What all its terms together count.
    pub ideal: f64,
    /// What its terms count, in the order of their numbers.
    worth: Vec<(TermId, f64)>,
}

/// Two terms side by side, the lesser number first: `data deletion` is `deletion of data`.
type Pair = (TermId, TermId);

/// A term of a question.
#[derive(Debug)]
pub(super) struct AskedTerm {
    /// Its number, if any entry has it.
    pub term: Option<TermId>,
    /// What it counts: its rarity times its weight.
    pub worth: f64,
    /// Its weight alone.
    pub weight: f64,
    /// Where the question says it.
    pub at: Vec<Range<usize>>,
}

impl Asked {
    /// Looks a question's words up.
    pub fn new(query: Query, index: &Inverted, settings: Settings) -> Self {
        let said = terms(query.text, settings.synonyms);
        let numbers: Vec<_> = said.iter().map(|it| index.number(&it.stem)).collect();
        let own = distinct(said, index);
        let headings = if settings.headings {
            let all = query.sections.iter().flat_map(|it| terms(it, settings.synonyms)).take(HEADING_TERMS);
            distinct(all.collect(), index)
        } else {
            Vec::new()
        };
        let ideal = own.iter().map(|it| it.worth).sum();
        let mut worth: Vec<_> = own.iter().filter_map(|it| Some((it.term?, it.worth))).collect();
        worth.sort_unstable_by_key(|it| it.0);
        let mut together = pairs(&numbers);
        together.sort_unstable();
        together.dedup();
        let pair_bits = together.iter().fold(0, |bits, it| bits | bit(*it));
        let least = |(a, b): Pair| index.worth(a).min(index.worth(b));
        let pairs = together.into_iter().map(|it| (it, least(it))).collect();
        Self { terms: own, pairs, pair_bits, headings, ideal, worth }
    }

    /// The number of the pair that two terms side by side are, if the question has it.
    pub fn pair(&self, a: TermId, b: TermId) -> Option<usize> {
        let pair = (a.min(b), a.max(b));
        if self.pair_bits & bit(pair) == 0 {
            None
        } else {
            self.pairs.binary_search_by_key(&pair, |it| it.0).ok()
        }
    }

    /// What a term counts, if the question has it.
    pub fn worth(&self, term: TermId) -> Option<f64> {
        self.worth
            .binary_search_by_key(&term, |it| it.0)
            .ok()
            .and_then(|it| self.worth.get(it))
            .map(|it| it.1)
    }
}

fn bit((a, b): Pair) -> u64 {
    1 << (a.wrapping_mul(31).wrapping_add(b) % u64::BITS)
}

/// The pairs of different terms that stand side by side.
fn pairs(terms: &[Option<TermId>]) -> Vec<Pair> {
    let side_by_side = terms.iter().zip(terms.iter().skip(1));
    side_by_side
        .filter_map(|(a, b)| (*a).zip(*b))
        .filter(|(a, b)| a != b)
        .map(|(a, b)| (a.min(b), a.max(b)))
        .collect()
}

fn distinct(terms: Vec<Term>, index: &Inverted) -> Vec<AskedTerm> {
    let mut distinct: Vec<AskedTerm> = Vec::new();
    let mut seen = HashMap::new();
    for Term { stem, at, weight } in terms {
        let term = index.number(&stem);
        let worth = weight * index.rarity(term);
        let place = *seen.entry(stem).or_insert(distinct.len());
        match distinct.get_mut(place) {
            Some(known) => {
                known.worth = known.worth.max(worth);
                known.weight = known.weight.max(weight);
                known.at.push(at);
            }
            None => distinct.push(AskedTerm { term, worth, weight, at: vec![at] }),
        }
    }
    distinct
}
