//! An inverted index of the library: which phrasings and entries contain a term, and its BM25 weight there.

use std::{collections::HashMap, ops::Range};

use super::{SearchEntry, Settings, terms::terms};

/// BM25 `k1`: how soon repetitions of a term stop counting.
const SATURATION: f64 = 1.2;
/// BM25 `b` for phrasings: how much length reduces the weight.
const PHRASING_LENGTH: f64 = 0.5;
/// BM25 `b` for entries.
const ENTRY_LENGTH: f64 = 0.75;
/// The maximum number of phrasings that are read of an entry, so that a library that has learned for years
/// stays fast.
const PHRASINGS: usize = 200;

/// Identifies a distinct stem of the index.
pub(super) type TermId = u32;

/// The index by term and by entry.
#[derive(Debug, Default)]
pub(super) struct Inverted {
    term_ids: HashMap<String, TermId>,
    /// Per term, its rarity times its weight.
    worth: Vec<f64>,
    rarity: Vec<f64>,
    /// The rarity of a term that no entry has.
    pub unknown: f64,
    /// Per entry the index of its first phrasing, with one more at the end.
    first_phrasing: Vec<u32>,
    /// Per term, the phrasings that contain it.
    pub phrasings: Postings,
    /// Per term, the entries that contain it.
    pub entries: Postings,
    /// The terms of every phrasing, in text order.
    pub phrasing_terms: IndexedTexts,
    /// The distinct terms of every entry, sorted.
    pub entry_terms: IndexedTexts,
}

impl Inverted {
    /// Indexes a library.
    pub fn new(library: &[SearchEntry], settings: Settings) -> Self {
        let mut index = Self { first_phrasing: vec![0], ..Self::default() };
        let mut whole = IndexedTexts::default();
        for entry in library {
            let mut all = Vec::new();
            for phrasing in entry.phrasings.iter().take(PHRASINGS) {
                let terms = index.add_terms(phrasing, settings);
                all.extend_from_slice(&terms);
                index.phrasing_terms.push(terms);
            }
            for text in entry.topic.iter().chain(&entry.proposition).chain([&entry.text]) {
                all.extend(index.add_terms(text, settings));
            }
            all.sort_unstable();
            whole.push(all);
            index.first_phrasing.push(to_u32(index.phrasing_terms.len()));
        }
        index.weigh(&whole);
        index
    }

    fn weigh(&mut self, whole: &IndexedTexts) {
        let count = self.term_ids.len();
        self.phrasings = Postings::new(&self.phrasing_terms, count, PHRASING_LENGTH);
        self.entries = Postings::new(whole, count, ENTRY_LENGTH);
        let rarity = |frequency: usize| {
            let (all, frequency) = (whole.len() as f64, frequency as f64);
            (1.0 + (all - frequency + 0.5) / (frequency + 0.5)).ln()
        };
        self.rarity = (0..count).map(|it| rarity(self.entries.texts_with(it).len())).collect();
        self.unknown = rarity(0);
        self.worth.iter_mut().zip(&self.rarity).for_each(|(worth, rarity)| *worth *= rarity);
        for entry in 0..whole.len() {
            let mut terms = whole.terms_of(entry).to_vec();
            terms.dedup();
            self.entry_terms.push(terms);
        }
    }

    fn add_terms(&mut self, text: &str, settings: Settings) -> Vec<TermId> {
        let mut term_id = |stem: String, weight: f64| {
            let next = to_u32(self.term_ids.len());
            let id = *self.term_ids.entry(stem).or_insert(next);
            if id == next {
                self.worth.push(weight);
            }
            id
        };
        terms(text, settings.synonyms).into_iter().map(|it| term_id(it.stem, it.weight)).collect()
    }

    /// The id of a stem; `None` if no entry has it.
    pub fn term_id(&self, stem: &str) -> Option<TermId> {
        self.term_ids.get(stem).copied()
    }

    /// The inverse document frequency of a term, of entries.
    pub fn rarity(&self, term: Option<TermId>) -> f64 {
        term.and_then(|it| self.rarity.get(it as usize)).copied().unwrap_or(self.unknown)
    }

    /// The rarity of a term times its weight.
    pub fn worth(&self, term: TermId) -> f64 {
        self.worth.get(term as usize).copied().unwrap_or_default()
    }

    /// Whether an entry has a term.
    pub fn has_term(&self, entry: usize, term: TermId) -> bool {
        self.entry_terms.terms_of(entry).binary_search(&term).is_ok()
    }

    /// The indices of an entry's phrasings.
    pub fn phrasings_of(&self, entry: usize) -> Range<usize> {
        range(&self.first_phrasing, entry)
    }
}

/// For every term the texts that contain it, with its weight there, in one vector.
#[derive(Debug, Default)]
pub(super) struct Postings {
    first: Vec<u32>,
    postings: Vec<(u32, f32)>,
}

impl Postings {
    /// The BM25 weights of the terms of `texts`; `length` is `b`.
    fn new(texts: &IndexedTexts, count: usize, length: f64) -> Self {
        let average = (texts.terms.len() as f64 / texts.len().max(1) as f64).max(1.0);
        let mut found: Vec<Vec<(u32, f32)>> = vec![Vec::new(); count];
        for text in 0..texts.len() {
            let mut sorted = texts.terms_of(text).to_vec();
            sorted.sort_unstable();
            let long = 1.0 - length + length * sorted.len() as f64 / average;
            for run in sorted.chunk_by(|a, b| a == b) {
                let times = run.len() as f64;
                let worth = times * (SATURATION + 1.0) / (times + SATURATION * long);
                let list = run.first().and_then(|term| found.get_mut(*term as usize));
                list.into_iter().for_each(|it| it.push((to_u32(text), worth as f32)));
            }
        }
        let mut postings =
            Self { first: vec![0], postings: Vec::with_capacity(found.iter().map(Vec::len).sum()) };
        for list in found {
            postings.postings.extend(list);
            postings.first.push(to_u32(postings.postings.len()));
        }
        postings
    }

    /// The texts that contain a term, with its weight.
    pub fn texts_with(&self, term: usize) -> &[(u32, f32)] {
        self.postings.get(range(&self.first, term)).unwrap_or_default()
    }
}

/// The terms of many texts, in one vector.
#[derive(Debug)]
pub(super) struct IndexedTexts {
    first: Vec<u32>,
    terms: Vec<TermId>,
}

impl Default for IndexedTexts {
    fn default() -> Self {
        Self { first: vec![0], terms: Vec::new() }
    }
}

impl IndexedTexts {
    fn push(&mut self, terms: Vec<TermId>) {
        self.terms.extend(terms);
        self.first.push(to_u32(self.terms.len()));
    }

    pub fn len(&self) -> usize {
        self.first.len().saturating_sub(1)
    }

    /// The terms of a text.
    pub fn terms_of(&self, text: usize) -> &[TermId] {
        self.terms.get(range(&self.first, text)).unwrap_or_default()
    }
}

/// An index into the library, in four bytes to keep the index small.
fn to_u32(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn range(first: &[u32], index: usize) -> Range<usize> {
    let at = |index: usize| first.get(index).map_or(0, |it| *it as usize);
    at(index)..at(index + 1)
}
