//! Ranks entries by similarity to a question: BM25 over phrasings, of which the best counts, and over whole
//! entries; then, for the best entries, pairs of adjacent words and the similarity of the entry's own
//! question.

use std::{cmp::Ordering, ops::Range};

use super::{
    index::{Inverted, Postings, TermId},
    indexed_question::{IndexedQuestion, QuestionTerm},
};

/// The weight of the whole entry, relative to its best phrasing.
const WHOLE: f64 = 1.5;
/// The weight of word pairs.
const PAIRS: f64 = 0.4;
/// The weight of the similarity to the entry's own question.
const QUESTION: f64 = 0.3;
/// What a perfectly matching heading adds to the rank.
const HEADING: f64 = 0.1;
/// The maximum number of entries that are scored in full.
const POOL: usize = 20;
/// Ranks are rounded to this many parts, so that the order is the same on every machine.
const GRAIN: f64 = 1e6;

/// An entry that shares a term with a question.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ranked {
    /// The index of the entry.
    pub entry: usize,
    /// The index of its best phrasing.
    pub phrasing: usize,
    /// The similarity, from 0 to 1.
    pub score: f64,
    /// The sort key: the score plus the share of the headings.
    pub rank: f64,
}

/// The best entries for a question, best first, at most [`POOL`].
pub(super) fn rank(question: &IndexedQuestion, index: &Inverted) -> Vec<Ranked> {
    let sums = Sums::new(question, index);
    let mut ranked: Vec<_> = prefiltered(&sums, question, index)
        .into_iter()
        .map(|(_, entry)| sums.ranked(question, index, entry))
        .collect();
    ranked.sort_by(|a, b| better((a.rank, a.entry), (b.rank, b.entry)));
    ranked
}

/// Per text, the summed weights of the question's terms that it has.
struct Sums {
    phrasings: Vec<f32>,
    entries: Vec<f32>,
    headings: Vec<f32>,
    heading_ideal: f64,
}

impl Sums {
    fn new(question: &IndexedQuestion, index: &Inverted) -> Self {
        let library = index.entry_terms.len();
        Self {
            phrasings: sums(&question.terms, &index.phrasings, index.phrasing_terms.len()),
            entries: sums(&question.terms, &index.entries, library),
            headings: sums(&question.headings, &index.entries, library),
            heading_ideal: question.headings.iter().map(|it| it.worth).sum(),
        }
    }

    fn whole(&self, question: &IndexedQuestion, entry: usize) -> f64 {
        share(self.entries.get(entry).copied().unwrap_or_default().into(), question.ideal)
    }

    fn heading(&self, entry: usize) -> f64 {
        share(self.headings.get(entry).copied().unwrap_or_default().into(), self.heading_ideal)
    }

    /// Scores an entry in full.
    fn ranked(&self, question: &IndexedQuestion, index: &Inverted, entry: usize) -> Ranked {
        let (phrasing, best) = best(&self.phrasings, index.phrasings_of(entry));
        let (by_phrasing, by_whole) = (share(best.into(), question.ideal), self.whole(question, entry));
        let (pairs, question) =
            (pairs_shared(question, index, entry), question_similarity(question, index, entry));
        let score = (by_phrasing + WHOLE * by_whole + PAIRS * pairs + QUESTION * question)
            / (1.0 + WHOLE + PAIRS + QUESTION);
        let rank = ((score + HEADING * self.heading(entry)) * GRAIN).round() / GRAIN;
        Ranked { entry, phrasing, score, rank }
    }
}

/// The best entries by BM25 alone, unsorted.
fn prefiltered(sums: &Sums, question: &IndexedQuestion, index: &Inverted) -> Vec<(f64, usize)> {
    let mut ranked = Vec::with_capacity(sums.entries.len());
    for (entry, _) in sums.entries.iter().enumerate().filter(|(_, sum)| **sum > 0.0) {
        let by_phrasing = share(best(&sums.phrasings, index.phrasings_of(entry)).1.into(), question.ideal);
        let score = (by_phrasing + WHOLE * sums.whole(question, entry)) / (1.0 + WHOLE);
        ranked.push((score + HEADING * sums.heading(entry), entry));
    }
    if POOL < ranked.len() {
        ranked.select_nth_unstable_by(POOL, |a, b| better(*a, *b));
        ranked.truncate(POOL);
    }
    ranked
}

/// Orders by descending score, then by library order.
fn better(a: (f64, usize), b: (f64, usize)) -> Ordering {
    b.0.total_cmp(&a.0).then(a.1.cmp(&b.1))
}

/// Per text, the summed weights of the terms.
fn sums(terms: &[QuestionTerm], postings: &Postings, count: usize) -> Vec<f32> {
    let mut sums = if terms.is_empty() { Vec::new() } else { vec![0.0; count] };
    for question in terms {
        let worth = question.worth as f32;
        for (text, share) in question.id.map_or(&[][..], |it| postings.texts_with(it as usize)) {
            if let Some(sum) = sums.get_mut(*text as usize) {
                *sum += worth * share;
            }
        }
    }
    sums
}

/// The best phrasing of an entry, the first of equals, and its sum.
fn best(sums: &[f32], phrasings: Range<usize>) -> (usize, f32) {
    let start = phrasings.start;
    let mut best = (start, 0.0);
    for (at, sum) in sums.get(phrasings).unwrap_or_default().iter().enumerate() {
        if *sum > best.1 {
            best = (start + at, *sum);
        }
    }
    best
}

/// The largest share of the question's pairs that one phrasing has.
fn pairs_shared(question: &IndexedQuestion, index: &Inverted, entry: usize) -> f64 {
    let all: f64 = question.pairs.iter().map(|it| it.1).sum();
    let shared_worth = |phrasing| {
        let terms = index.phrasing_terms.terms_of(phrasing);
        let mut found: Vec<usize> =
            terms.iter().zip(terms.iter().skip(1)).filter_map(|(a, b)| question.pair(*a, *b)).collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().filter_map(|it| question.pairs.get(it)).map(|it| it.1).sum::<f64>()
    };
    share(index.phrasings_of(entry).map(shared_worth).fold(0.0, f64::max), all)
}

/// The overlap of the question and the entry's own question.
fn question_similarity(question: &IndexedQuestion, index: &Inverted, entry: usize) -> f64 {
    let phrasings = index.phrasings_of(entry);
    if phrasings.is_empty() { 0.0 } else { overlap(question, index, phrasings.start).of_both }
}

/// The share of terms, by worth, that a question and a phrasing have in common.
pub(super) struct Overlap {
    /// Of the terms of both.
    pub of_both: f64,
    /// Of the terms of the phrasing.
    pub of_phrasing: f64,
}

/// Compares the terms of a question and a phrasing.
pub(super) fn overlap(question: &IndexedQuestion, index: &Inverted, phrasing: usize) -> Overlap {
    let mut terms: Vec<TermId> = index.phrasing_terms.terms_of(phrasing).to_vec();
    terms.sort_unstable();
    terms.dedup();
    let (mut question_worth, mut common, mut all) = (0.0, 0.0, 0.0);
    for term in terms {
        let worth = index.worth(term);
        all += worth;
        if let Some(own) = question.worth(term) {
            common += worth;
            question_worth += own;
        }
    }
    Overlap { of_both: share(question_worth + common, question.ideal + all), of_phrasing: share(common, all) }
}

fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { (part / whole).min(1.0) } else { 0.0 }
}
