//! The library as an inverted index: which phrasings and which entries hold a term, and how much it is worth
//! there.

use std::{collections::HashMap, ops::Range};

use super::{Entry, Settings, terms::terms};

/// How soon a term that is repeated stops counting.
const SATURATION: f64 = 1.2;
/// How much longer phrasings count less.
const PHRASING_LENGTH: f64 = 0.5;
/// How much longer entries count less.
const ENTRY_LENGTH: f64 = 0.75;
/// The phrasings of an entry that are read: a library that has learned for years stays quick.
const PHRASINGS: usize = 200;

/// A term's number.
pub(super) type TermId = u32;

/// What is searched: by term, and by entry.
#[derive(Debug, Default)]
pub(super) struct Inverted {
    numbers: HashMap<String, TermId>,
    /// What each term counts: its rarity times its weight.
    worth: Vec<f64>,
    rarity: Vec<f64>,
    /// How rare a term is that no entry has.
    pub unknown: f64,
    /// Of every entry, where its phrasings begin, and one more.
    first_phrasing: Vec<u32>,
    /// The phrasings that hold a term.
    pub phrasings: Lists,
    /// The entries that hold a term.
    pub entries: Lists,
    /// The terms of every phrasing, in their order.
    pub phrasing_terms: Texts,
    /// The terms of every entry, each once, in the order of their numbers.
    pub entry_terms: Texts,
}

impl Inverted {
    /// Reads the entries.
    pub fn new(library: &[Entry], settings: Settings) -> Self {
        let mut index = Self { first_phrasing: vec![0], ..Self::default() };
        let mut whole = Texts::default();
        for entry in library {
            let mut all = Vec::new();
            for phrasing in entry.phrasings.iter().take(PHRASINGS) {
                let terms = index.numbered(phrasing, settings);
                all.extend_from_slice(&terms);
                index.phrasing_terms.push(terms);
            }
            for text in entry.topic.iter().chain(&entry.proposition).chain([&entry.text]) {
                all.extend(index.numbered(text, settings));
            }
            all.sort_unstable();
            whole.push(all);
            index.first_phrasing.push(place(index.phrasing_terms.len()));
        }
        index.weigh(&whole);
        index
    }

    fn weigh(&mut self, whole: &Texts) {
        let count = self.numbers.len();
        self.phrasings = Lists::new(&self.phrasing_terms, count, PHRASING_LENGTH);
        self.entries = Lists::new(whole, count, ENTRY_LENGTH);
        let rarity = |holding: usize| {
            let (all, holding) = (whole.len() as f64, holding as f64);
            (1.0 + (all - holding + 0.5) / (holding + 0.5)).ln()
        };
        self.rarity = (0..count).map(|it| rarity(self.entries.of(it).len())).collect();
        self.unknown = rarity(0);
        self.worth.iter_mut().zip(&self.rarity).for_each(|(worth, rarity)| *worth *= rarity);
        for entry in 0..whole.len() {
            let mut terms = whole.of(entry).to_vec();
            terms.dedup();
            self.entry_terms.push(terms);
        }
    }

    fn numbered(&mut self, text: &str, settings: Settings) -> Vec<TermId> {
        let mut number = |stem: String, weight: f64| {
            let fresh = place(self.numbers.len());
            let number = *self.numbers.entry(stem).or_insert(fresh);
            if number == fresh {
                self.worth.push(weight);
            }
            number
        };
        terms(text, settings.synonyms).into_iter().map(|it| number(it.stem, it.weight)).collect()
    }

    /// The number of a term, if any entry has it.
    pub fn number(&self, stem: &str) -> Option<TermId> {
        self.numbers.get(stem).copied()
    }

    /// How rare a term is.
    pub fn rarity(&self, term: Option<TermId>) -> f64 {
        term.and_then(|it| self.rarity.get(it as usize)).copied().unwrap_or(self.unknown)
    }

    /// What a term of the library counts.
    pub fn worth(&self, term: TermId) -> f64 {
        self.worth.get(term as usize).copied().unwrap_or_default()
    }

    /// Whether an entry has a term.
    pub fn holds(&self, entry: usize, term: TermId) -> bool {
        self.entry_terms.of(entry).binary_search(&term).is_ok()
    }

    /// The phrasings of an entry.
    pub fn phrasings_of(&self, entry: usize) -> Range<usize> {
        range(&self.first_phrasing, entry)
    }
}

/// For every term the texts that hold it, with what it is worth there: all in one list.
#[derive(Debug, Default)]
pub(super) struct Lists {
    first: Vec<u32>,
    holds: Vec<(u32, f32)>,
}

impl Lists {
    /// Weighs the terms of `texts` by BM25.
    fn new(texts: &Texts, count: usize, length: f64) -> Self {
        let average = (texts.terms.len() as f64 / texts.len().max(1) as f64).max(1.0);
        let mut found: Vec<Vec<(u32, f32)>> = vec![Vec::new(); count];
        for number in 0..texts.len() {
            let mut sorted = texts.of(number).to_vec();
            sorted.sort_unstable();
            let long = 1.0 - length + length * sorted.len() as f64 / average;
            for run in sorted.chunk_by(|a, b| a == b) {
                let times = run.len() as f64;
                let worth = times * (SATURATION + 1.0) / (times + SATURATION * long);
                let list = run.first().and_then(|term| found.get_mut(*term as usize));
                list.into_iter().for_each(|it| it.push((place(number), worth as f32)));
            }
        }
        let mut lists = Self { first: vec![0], holds: Vec::with_capacity(found.iter().map(Vec::len).sum()) };
        for list in found {
            lists.holds.extend(list);
            lists.first.push(place(lists.holds.len()));
        }
        lists
    }

    /// The texts that hold a term.
    pub fn of(&self, term: usize) -> &[(u32, f32)] {
        self.holds.get(range(&self.first, term)).unwrap_or_default()
    }
}

/// The terms of many texts, all in one list.
#[derive(Debug)]
pub(super) struct Texts {
    first: Vec<u32>,
    terms: Vec<TermId>,
}

impl Default for Texts {
    fn default() -> Self {
        Self { first: vec![0], terms: Vec::new() }
    }
}

impl Texts {
    fn push(&mut self, terms: Vec<TermId>) {
        self.terms.extend(terms);
        self.first.push(place(self.terms.len()));
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.first.len().saturating_sub(1)
    }

    /// The terms of a text.
    pub fn of(&self, text: usize) -> &[TermId] {
        self.terms.get(range(&self.first, text)).unwrap_or_default()
    }
}

/// Four bytes do for every place in a library.
fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn range(first: &[u32], index: usize) -> Range<usize> {
    let at = |index: usize| first.get(index).map_or(0, |it| *it as usize);
    at(index)..at(index + 1)
}
