//! How long it takes to search a library: `cargo bench --bench matching`. Figures are ratios of one run.
#![allow(missing_docs, clippy::unwrap_used, clippy::disallowed_methods)]

use std::hint::black_box;

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use factum::matching::{Index, KnownTexts, Query, SearchEntry};

/// Words as they come in questionnaires: the first ones often.
const WORDS: &[&str] = &[
    "data",
    "security",
    "access",
    "customer",
    "policy",
    "encrypted",
    "system",
    "service",
    "process",
    "user",
    "backup",
    "incident",
    "employee",
    "network",
    "vendor",
    "password",
    "audit",
    "training",
    "review",
    "retention",
    "recovery",
    "vulnerability",
    "production",
    "authentication",
    "privacy",
    "monitoring",
    "logging",
    "endpoint",
    "firewall",
    "certificate",
    "penetration",
    "subprocessor",
    "deletion",
    "region",
    "breach",
];
/// Of every hundred entries' worth of words one is rare.
const RARE: u64 = 4;

/// Chance that is the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn word(&mut self, kinds: u64) -> String {
        if self.roll(RARE) == 0 {
            return format!("subject{}", self.roll(kinds));
        }
        let common = self.roll(WORDS.len() as u64).min(self.roll(WORDS.len() as u64));
        WORDS[usize::try_from(common).unwrap()].to_owned()
    }

    fn sentence(&mut self, length: u64, kinds: u64) -> String {
        let words: Vec<_> = (0..length).map(|_| self.word(kinds)).collect();
        format!("Do you have a {}?", words.join(" "))
    }
}

struct Made {
    phrasings: Vec<String>,
    text: String,
}

fn library(count: u64) -> Vec<Made> {
    let mut dice = Dice(7);
    let made = |_| Made {
        phrasings: (0..3).map(|_| dice.sentence(7, count)).collect(),
        text: dice.sentence(25, count),
    };
    (0..count).map(made).collect()
}

fn entries(library: &[Made]) -> Vec<SearchEntry<'_>> {
    library
        .iter()
        .map(|Made { phrasings, text }| SearchEntry {
            topic: Some("security"),
            phrasings: phrasings.iter().map(String::as_str).collect(),
            proposition: None,
            text,
        })
        .collect()
}

fn search(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("1,000 questions against");
    group.sample_size(10).throughput(Throughput::Elements(1_000));
    let sections = ["Access control".to_owned()];
    for count in [1_000, 10_000] {
        let library = library(count);
        let mut dice = Dice(11);
        let questions: Vec<String> = (0..1_000).map(|_| dice.sentence(14, count)).collect();
        let index = Index::new(&entries(&library));
        group.bench_with_input(BenchmarkId::new("entries", count), &index, |bench, index| {
            bench.iter(|| {
                questions
                    .iter()
                    .map(|it| index.search(Query { text: it, sections: &sections }, 3).len())
                    .sum::<usize>()
            });
        });
    }
    group.finish();
}

fn read(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("read");
    group.sample_size(10);
    for count in [1_000, 10_000] {
        let library = library(count);
        group.bench_with_input(BenchmarkId::new("entries", count), &library, |bench, library| {
            bench.iter_batched(|| entries(library), |it| black_box(Index::new(&it)), BatchSize::LargeInput);
        });
    }
    group.bench_function("10,000 learned phrasings, found 1,000 times", |bench| {
        let mut dice = Dice(3);
        let learned: Vec<String> = (0..10_000).map(|_| dice.sentence(9, 10_000)).collect();
        let known: KnownTexts = learned.iter().map(String::as_str).collect();
        bench.iter(|| learned.iter().take(1_000).filter(|it| known.find(it).is_some()).count());
    });
    group.finish();
}

criterion_group!(benches, search, read);
criterion_main!(benches);
