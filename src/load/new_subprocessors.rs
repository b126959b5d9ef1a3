//! Subprocessors that were added after the first delivery or approval, so that customers had to be notified
//! of them.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::{
    fact::{FactId, Facts, parse_date},
    ledger::{Approval, Ledger},
};

/// The subprocessors that began after a delivery to a customer, or that were first approved later than
/// others. A subprocessor that was in use before the ledgers began needs no notice, although none is
/// recorded. The value is the day before which no approval states a subprocessor that was approved later than
/// others: the last day if none states it yet.
pub fn new_since_records(facts: &Facts, ledger: &Ledger) -> BTreeMap<FactId, Option<NaiveDate>> {
    let first_delivery = ledger.sent.iter().map(|it| it.on).min();
    let began = ledger.approvals.iter().map(Approval::counts_from).min();
    let new = facts.subprocessors.iter().filter_map(|subprocessor| {
        let since = subprocessor.body.since.as_ref().map(|it| it.value)?;
        let delivered = first_delivery.is_some_and(|day| day < since);
        let first = first_approval(ledger, &subprocessor.id, since).unwrap_or(NaiveDate::MAX);
        let approved = began.filter(|began| *began < first).map(|_| first);
        (delivered || approved.is_some()).then(|| (subprocessor.id.clone(), approved))
    });
    new.collect()
}

/// The day of the first approval that states this start, or that the subprocessor was in use.
fn first_approval(ledger: &Ledger, id: &FactId, since: NaiveDate) -> Option<NaiveDate> {
    let fields = format!("{id}/facts.json");
    let states = |approval: &&Approval| {
        approval.claims.iter().filter(|it| it.id == fields).any(|claim| {
            let text = claim.text.as_deref().unwrap_or_default();
            let stated = text.lines().find_map(|it| it.strip_prefix("since: ")).and_then(parse_date);
            stated.is_none_or(|it| it == since || it <= approval.counts_from())
        })
    };
    ledger.approvals.iter().filter(states).map(Approval::counts_from).min()
}
