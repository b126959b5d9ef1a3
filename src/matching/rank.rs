//! Which entries come near a question: BM25 over phrasings, of which the best counts, and over whole entries;
//! then, among the best, pairs of words that stand side by side and the nearness of the entry's own question.

use std::{cmp::Ordering, ops::Range};

use super::{
    asked::{Asked, AskedTerm},
    index::{Inverted, Lists, TermId},
};

/// How much the whole entry counts beside its best phrasing.
const WHOLE: f64 = 1.5;
/// How much pairs of words count.
const PAIRS: f64 = 0.4;
/// How much the nearness of the entry's own question counts.
const QUESTION: f64 = 0.3;
/// How much a perfectly fitting heading adds to a perfectly fitting question.
const HEADING: f64 = 0.1;
/// The entries that are looked at closely.
const POOL: usize = 20;
/// Ranks that differ by less are equal, so that the order is the same on every machine.
const GRAIN: f64 = 1e6;

/// An entry that shares a term with a question.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ranked {
    /// The entry.
    pub entry: usize,
    /// The best of its phrasings.
    pub phrasing: usize,
    /// How well it fits, from 0 to 1.
    pub score: f64,
    /// What it is ordered by: the score and what the headings add.
    pub rank: f64,
}

/// The best entries for a question, best first, at most as many as are looked at closely.
pub(super) fn rank(asked: &Asked, index: &Inverted) -> Vec<Ranked> {
    let sums = Sums::new(asked, index);
    let mut ranked: Vec<_> =
        rough(&sums, asked, index).into_iter().map(|(_, entry)| sums.ranked(asked, index, entry)).collect();
    ranked.sort_by(|a, b| better((a.rank, a.entry), (b.rank, b.entry)));
    ranked
}

/// What the texts have of a question's terms.
struct Sums {
    phrasings: Vec<f32>,
    entries: Vec<f32>,
    headings: Vec<f32>,
    heading_ideal: f64,
}

impl Sums {
    fn new(asked: &Asked, index: &Inverted) -> Self {
        let library = index.entry_terms.len();
        Self {
            phrasings: sums(&asked.terms, &index.phrasings, index.phrasing_terms.len()),
            entries: sums(&asked.terms, &index.entries, library),
            headings: sums(&asked.headings, &index.entries, library),
            heading_ideal: asked.headings.iter().map(|it| it.worth).sum(),
        }
    }

    fn whole(&self, asked: &Asked, entry: usize) -> f64 {
        share(self.entries.get(entry).copied().unwrap_or_default().into(), asked.ideal)
    }

    fn heading(&self, entry: usize) -> f64 {
        share(self.headings.get(entry).copied().unwrap_or_default().into(), self.heading_ideal)
    }

    /// An entry, looked at closely.
    fn ranked(&self, asked: &Asked, index: &Inverted, entry: usize) -> Ranked {
        let (phrasing, best) = best(&self.phrasings, index.phrasings_of(entry));
        let (by_phrasing, by_whole) = (share(best.into(), asked.ideal), self.whole(asked, entry));
        let (pairs, question) = (pairs_shared(asked, index, entry), question_near(asked, index, entry));
        let score = (by_phrasing + WHOLE * by_whole + PAIRS * pairs + QUESTION * question)
            / (1.0 + WHOLE + PAIRS + QUESTION);
        let rank = ((score + HEADING * self.heading(entry)) * GRAIN).round() / GRAIN;
        Ranked { entry, phrasing, score, rank }
    }
}

/// The best entries by BM25 alone, in no order.
fn rough(sums: &Sums, asked: &Asked, index: &Inverted) -> Vec<(f64, usize)> {
    let mut ranked = Vec::with_capacity(sums.entries.len());
    for (entry, _) in sums.entries.iter().enumerate().filter(|(_, sum)| **sum > 0.0) {
        let by_phrasing = share(best(&sums.phrasings, index.phrasings_of(entry)).1.into(), asked.ideal);
        let score = (by_phrasing + WHOLE * sums.whole(asked, entry)) / (1.0 + WHOLE);
        ranked.push((score + HEADING * sums.heading(entry), entry));
    }
    if POOL < ranked.len() {
        ranked.select_nth_unstable_by(POOL, |a, b| better(*a, *b));
        ranked.truncate(POOL);
    }
    ranked
}

/// The higher first, and of equals the one that comes first in the library.
fn better(a: (f64, usize), b: (f64, usize)) -> Ordering {
    b.0.total_cmp(&a.0).then(a.1.cmp(&b.1))
}

/// What every text has of the terms.
fn sums(terms: &[AskedTerm], lists: &Lists, count: usize) -> Vec<f32> {
    let mut sums = if terms.is_empty() { Vec::new() } else { vec![0.0; count] };
    for asked in terms {
        let worth = asked.worth as f32;
        for (text, share) in asked.term.map_or(&[][..], |it| lists.of(it as usize)) {
            if let Some(sum) = sums.get_mut(*text as usize) {
                *sum += worth * share;
            }
        }
    }
    sums
}

/// The first of the best among an entry's phrasings.
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

/// The share of the question's pairs that one phrasing has; of the phrasings the best.
fn pairs_shared(asked: &Asked, index: &Inverted, entry: usize) -> f64 {
    let all: f64 = asked.pairs.iter().map(|it| it.1).sum();
    let of = |phrasing| {
        let terms = index.phrasing_terms.of(phrasing);
        let mut found: Vec<usize> =
            terms.iter().zip(terms.iter().skip(1)).filter_map(|(a, b)| asked.pair(*a, *b)).collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().filter_map(|it| asked.pairs.get(it)).map(|it| it.1).sum::<f64>()
    };
    share(index.phrasings_of(entry).map(of).fold(0.0, f64::max), all)
}

/// How much the question and the entry's own question have in common of what both say.
fn question_near(asked: &Asked, index: &Inverted, entry: usize) -> f64 {
    let phrasings = index.phrasings_of(entry);
    if phrasings.is_empty() { 0.0 } else { shared(asked, index, phrasings.start).0 }
}

/// What a question and a phrasing have in common: of what both say, and of what the phrasing says.
pub(super) fn shared(asked: &Asked, index: &Inverted, phrasing: usize) -> (f64, f64) {
    let mut terms: Vec<TermId> = index.phrasing_terms.of(phrasing).to_vec();
    terms.sort_unstable();
    terms.dedup();
    let (mut asked_of, mut said, mut all) = (0.0, 0.0, 0.0);
    for term in terms {
        let worth = index.worth(term);
        all += worth;
        if let Some(own) = asked.worth(term) {
            said += worth;
            asked_of += own;
        }
    }
    (share(asked_of + said, asked.ideal + all), share(said, all))
}

fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { (part / whole).min(1.0) } else { 0.0 }
}
