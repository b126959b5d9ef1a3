//! A question with the ids and weights that its terms have in an index.

use std::{collections::HashMap, ops::Range};

use super::{
    Query, Settings,
    index::{Inverted, TermId},
    terms::{Term, terms},
};

/// The maximum number of heading terms that are used.
const HEADING_TERMS: usize = 40;

/// A question, ready for ranking.
#[derive(Debug)]
pub(super) struct IndexedQuestion {
    /// Its distinct terms, in order.
    pub terms: Vec<QuestionTerm>,
    /// Its distinct pairs of adjacent terms, sorted, each with its worth.
    pub pairs: Vec<(TermPair, f64)>,
    /// A Bloom filter over `pairs`: most pairs that are not in the question are rejected by one bit.
    pair_bits: u64,
    /// The distinct terms of its headings.
    pub headings: Vec<QuestionTerm>,
    /// The worth of all its terms together.
    pub ideal: f64,
    /// The worth of its terms, sorted by id.
    worth: Vec<(TermId, f64)>,
}

/// Two adjacent terms, the lower id first: `data deletion` equals `deletion of data`.
type TermPair = (TermId, TermId);

/// A term of a question.
#[derive(Debug)]
pub(super) struct QuestionTerm {
    /// Its id; `None` if no entry has it.
    pub id: Option<TermId>,
    /// Its rarity times its weight.
    pub worth: f64,
    /// The weight that the word itself gives it, see [`Term`].
    pub weight: f64,
    /// Its byte ranges in the question.
    pub at: Vec<Range<usize>>,
}

impl IndexedQuestion {
    /// Looks up the terms of a question.
    pub fn new(query: Query, index: &Inverted, settings: Settings) -> Self {
        let all = terms(query.text, settings.synonyms);
        let ids: Vec<_> = all.iter().map(|it| index.term_id(&it.stem)).collect();
        let own = distinct(all, index);
        let headings = if settings.headings {
            let all = query.sections.iter().flat_map(|it| terms(it, settings.synonyms)).take(HEADING_TERMS);
            distinct(all.collect(), index)
        } else {
            Vec::new()
        };
        let ideal = own.iter().map(|it| it.worth).sum();
        let mut worth: Vec<_> = own.iter().filter_map(|it| Some((it.id?, it.worth))).collect();
        worth.sort_unstable_by_key(|it| it.0);
        let mut adjacent = pairs(&ids);
        adjacent.sort_unstable();
        adjacent.dedup();
        let pair_bits = adjacent.iter().fold(0, |bits, it| bits | bit(*it));
        let lower_worth = |(a, b): TermPair| index.worth(a).min(index.worth(b));
        let pairs = adjacent.into_iter().map(|it| (it, lower_worth(it))).collect();
        Self { terms: own, pairs, pair_bits, headings, ideal, worth }
    }

    /// The index in `pairs` of two adjacent terms; `None` if the question does not have them.
    pub fn pair(&self, a: TermId, b: TermId) -> Option<usize> {
        let pair = (a.min(b), a.max(b));
        if self.pair_bits & bit(pair) == 0 {
            None
        } else {
            self.pairs.binary_search_by_key(&pair, |it| it.0).ok()
        }
    }

    /// The worth of a term; `None` if the question does not have it.
    pub fn worth(&self, term: TermId) -> Option<f64> {
        self.worth
            .binary_search_by_key(&term, |it| it.0)
            .ok()
            .and_then(|it| self.worth.get(it))
            .map(|it| it.1)
    }
}

fn bit((a, b): TermPair) -> u64 {
    1 << (a.wrapping_mul(31).wrapping_add(b) % u64::BITS)
}

/// The pairs of adjacent terms that differ.
fn pairs(terms: &[Option<TermId>]) -> Vec<TermPair> {
    let adjacent = terms.iter().zip(terms.iter().skip(1));
    adjacent
        .filter_map(|(a, b)| (*a).zip(*b))
        .filter(|(a, b)| a != b)
        .map(|(a, b)| (a.min(b), a.max(b)))
        .collect()
}

fn distinct(terms: Vec<Term>, index: &Inverted) -> Vec<QuestionTerm> {
    let mut distinct: Vec<QuestionTerm> = Vec::new();
    let mut seen = HashMap::new();
    for Term { stem, at, weight } in terms {
        let id = index.term_id(&stem);
        let worth = weight * index.rarity(id);
        let position = *seen.entry(stem).or_insert(distinct.len());
        match distinct.get_mut(position) {
            Some(known) => {
                known.worth = known.worth.max(worth);
                known.weight = known.weight.max(weight);
                known.at.push(at);
            }
            None => distinct.push(QuestionTerm { id, worth, weight, at: vec![at] }),
        }
    }
    distinct
}
