//! The notices to customers that are pending, before and after something is recorded.

use std::collections::BTreeMap;

use super::{repository::Project, stopped::Stopped};
use crate::{diagnostic::human::count, ledger::name_of, review::pending_notices};

/// The pending notices, by the names of the customers.
#[derive(Debug, Default)]
pub struct PendingNotices(BTreeMap<String, PendingNotice>);

#[derive(Debug)]
struct PendingNotice {
    customer: String,
    /// The number of answers and changes that it is about.
    items: usize,
}

impl Project<'_> {
    /// The notices that are pending.
    ///
    /// # Errors
    /// The data or the ledgers have errors.
    pub fn pending(&self) -> Result<PendingNotices, Stopped> {
        // Without a delivery, no customer is notified.
        if self.loaded.ledger.records().next().is_none() {
            return Ok(PendingNotices::default());
        }
        let reviewed = self.review(0)?;
        let all = pending_notices(&self.loaded.ledger.sent, &reviewed.review, &reviewed.claims);
        let named = all.iter().map(|notice| {
            let items = notice.affected.iter().flat_map(|it| it.changed()).count() + notice.coming.len();
            (name_of(notice.customer), PendingNotice { customer: notice.customer.to_owned(), items })
        });
        Ok(PendingNotices(named.collect()))
    }
}

impl PendingNotices {
    /// What has become of them, and which are new, where `after` is how it is now; `is_withdrawal` if a
    /// record was withdrawn.
    pub fn changes(&self, after: &Self, is_withdrawal: bool) -> Vec<String> {
        let why = if is_withdrawal {
            "the delivery that it corrects was withdrawn"
        } else {
            "this delivery already states it"
        };
        let items = |all: &Self, name: &str| all.0.get(name).map_or(0, |it| it.items);
        let removed = self.0.iter().filter_map(|(name, it)| {
            let (left, customer) = (items(after, name), &it.customer);
            let gone = it.items.checked_sub(left).filter(|it| *it > 0)?;
            let (changes, were) = (count(gone, "change"), if gone == 1 { "was" } else { "were" });
            Some(format!(
                "note: {changes} {were} removed from the pending notice to {customer}, because {why}{}",
                if left == 0 { "; nothing is left of the notice" } else { "" }
            ))
        });
        let new = after.0.iter().filter_map(|(name, it)| {
            let more = it.items.checked_sub(items(self, name)).filter(|it| *it > 0)?;
            Some(format!(
                "note: a notice to {} ({}) is pending now: `factum review` drafts it",
                it.customer,
                count(more, "change")
            ))
        });
        removed.chain(new).collect()
    }
}
