//! A long ledger: read, and asked what is in force.
#![allow(clippy::unwrap_used, missing_docs)]

use std::{collections::HashSet, hint::black_box};

use chrono::NaiveDate;
use criterion::{Criterion, criterion_group, criterion_main};
use factum::{
    diagnostic::FileId,
    fact::Audience,
    ledger::{Claim, EffectiveApprovals, Ledger, append, approval_entry, read_approvals},
};

/// A ledger of `entries` approvals of a tenth as many statements, each by an approval of its own or `at_once`
/// at once.
fn ledger(entries: u32, at_once: usize) -> String {
    let day = NaiveDate::from_ymd_opt(2026, 10, 1).unwrap();
    let claim = |number: u32| Claim {
        id: format!("measure/m{}/summary", number / 10),
        audience: Audience::Public,
        state: None,
        verdict: None,
        facts: vec![format!("measure/m{}", number / 10), "source/handbook".into()],
        text: Some(format!(
            "Measure {number}: customer data is encrypted at rest with AES-256 and kept for {number} days."
        )),
    };
    let claims: Vec<_> = (0..entries).map(claim).collect();
    let entry =
        |claims: &[Claim]| append("", &approval_entry("Jane Doe", day, day, None, None, claims), None);
    claims.chunks(at_once).map(entry).collect()
}

fn long(criterion: &mut Criterion) {
    let day = NaiveDate::from_ymd_opt(2026, 10, 2).unwrap();
    let mut group = criterion.benchmark_group("ledger of 100,000 entries");
    group.sample_size(10);
    for (name, at_once) in [("one approval each", 1), ("all at once", 100_000)] {
        let text = ledger(100_000, at_once);
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                let (approvals, findings) = read_approvals(FileId(0), black_box(&text));
                assert!(findings.is_empty());
                let ledger = Ledger { approvals, ..Ledger::default() };
                assert_eq!(EffectiveApprovals::new(&ledger, day, day, &HashSet::new()).all().count(), 10_000);
            });
        });
    }
    group.finish();
}

criterion_group!(benches, long);
criterion_main!(benches);
