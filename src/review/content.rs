//! What a review shows.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    change::{ChangeKind, ClaimChange},
    coming::Coming,
    delivered::CustomerToReview,
    due::UpcomingChange,
    unannounced::Unannounced,
};
use crate::ledger::{Digest, digest_of};

/// What a review shows.
#[derive(Debug)]
pub struct Review<'l> {
    /// The effective date.
    pub on: NaiveDate,
    /// How many claims are published as they were approved.
    pub unchanged: usize,
    /// What differs from the approvals, the most significant first.
    pub changes: Vec<ClaimChange>,
    /// Changes by date that are still to come, and the number of days ahead that were checked.
    pub due: (u32, Vec<UpcomingChange>),
    /// The first checked day on which the data will have errors, with these errors.
    pub broken: Option<(NaiveDate, Vec<String>)>,
    /// The affected customers.
    pub customers_to_review: Vec<CustomerToReview<'l>>,
    /// The changes among the subprocessors that are still to come.
    pub coming: Vec<Coming>,
    /// Subprocessor changes for which no notice can be calculated.
    pub unannounced: Vec<Unannounced>,
}

/// How many changes there are of each kind.
pub type ChangeCounts = BTreeMap<ChangeKind, usize>;

impl Review<'_> {
    /// How many changes there are of each kind.
    pub fn counts(&self) -> ChangeCounts {
        let mut counts = ChangeCounts::new();
        self.changes.iter().for_each(|it| *counts.entry(it.kind).or_default() += 1);
        counts
    }

    /// Identifies this review: the SHA-256 over every change, as it would be approved.
    pub fn digest(&self) -> Digest {
        let line = |it: &ClaimChange| {
            let before = it.before.as_ref().map_or(String::new(), |it| it.claim.digest());
            let after: Vec<_> = it.to_approve().iter().map(|it| it.digest()).collect();
            format!("{} {} {} {before} {}\n", it.kind.word(), it.id, it.audience.word(), after.join(" "))
        };
        let mut lines: Vec<_> = self.changes.iter().map(line).collect();
        lines.sort();
        digest_of(lines.concat().as_bytes())
    }

    /// The review in one sentence. The first figure is the sum of the others: it counts what is published now
    /// and what was approved and is no longer published.
    pub fn sentence(&self) -> String {
        if self.changes.is_empty() {
            return format!("All {} claims are as approved.", self.unchanged);
        }
        let kinds: Vec<_> =
            self.counts().iter().map(|(kind, count)| format!("{count} {}", kind.word())).collect();
        format!(
            "{} claims: {} are as approved, {} pending approval ({}).",
            self.unchanged + self.changes.len(),
            self.unchanged,
            self.changes.len(),
            kinds.join(", ")
        )
    }
}
