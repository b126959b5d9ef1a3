//! A review: current claims compared with approved ones, changes by date, and affected customers.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::{
    asked::CurrentAnswers,
    candidates::days_of_change,
    change::FormerClaims,
    changes::changes,
    claims::{ClaimSet, fields_id},
    coming::coming,
    content::Review,
    delivered::{NotAgain, customers_to_review},
    due::{ClaimsByDate, UpcomingChange, due, mark_changed_by_date},
    notified::add_records,
    unannounced::unannounced,
};
use crate::{
    audience_view::AudienceView,
    fact::{Audience, Facts},
    ledger::{Approval, EffectiveApprovals, Ledger},
};

/// What a review is made of.
pub struct ReviewInputs<'l, 'a> {
    /// The facts.
    pub facts: &'a Facts,
    /// The ledgers.
    pub ledger: &'l Ledger,
    /// The effective date.
    pub on: NaiveDate,
    /// The number of days ahead to check for changes by date.
    pub days: u32,
    /// The audiences that are reviewed.
    pub audiences: &'a [Audience],
    /// The claims for all audiences on the effective date.
    pub claims: &'a ClaimSet,
    /// What the narrowest of the audiences may see.
    pub view: &'a AudienceView,
    /// The approvals in effect.
    pub approvals: &'a EffectiveApprovals<'l>,
    /// The approvals in effect from later days on, see [`days_of_approval`].
    pub later: &'a BTreeMap<NaiveDate, EffectiveApprovals<'l>>,
    /// Why answers would not be given again.
    pub not_again: &'a NotAgain<'a>,
}

/// The review, without the days on which the data is broken.
pub fn review<'l>(inputs: &ReviewInputs<'l, '_>, by_date: &dyn ClaimsByDate) -> Review<'l> {
    let ReviewInputs { facts, ledger, on, days, audiences, claims, view, approvals, .. } = *inputs;
    let looked_at = claims.up_to(audiences);
    let mut changes = changes(&looked_at, &FormerClaims::approved(approvals), audiences);
    let fields =
        approvals.all().filter(|it| it.claim.id == fields_id(it.claim.about()) && it.claim.text.is_some());
    let approved = fields.map(|it| (it.claim.about(), it.approval.counts_from())).collect();
    mark_changed_by_date(&mut changes, &approved, &|start| days_of_change(facts, start, on), by_date);
    let mut due = within(inputs, by_date);
    due.retain(|it| audiences.contains(&it.change.audience));
    let sent = ledger.sent.iter().filter(|it| audiences.contains(&it.audience));
    let customers =
        customers_to_review(sent, claims, &CurrentAnswers::new(&ledger.approvals, claims), inputs.not_again);
    let mut coming = coming(facts, view);
    let received: Vec<_> = ledger.sent.iter().filter(|it| audiences.contains(&it.audience)).collect();
    add_records(&mut coming, &received, claims);
    let unannounced = unannounced(facts, &changes, &coming);
    let changed: BTreeSet<_> = changes.iter().map(|it| (it.id.as_str(), it.audience)).collect();
    let unchanged =
        looked_at.claims.keys().filter(|(id, audience)| !changed.contains(&(id.as_str(), *audience))).count();
    Review {
        on,
        unchanged,
        changes,
        due: (days, due),
        broken: None,
        customers_to_review: customers,
        coming,
        unannounced,
    }
}

/// The changes by date.
fn within(inputs: &ReviewInputs, by_date: &dyn ClaimsByDate) -> Vec<UpcomingChange> {
    let ahead = days_of_change(inputs.facts, inputs.on, until(inputs.on, inputs.days));
    due(inputs.claims, &ahead, (inputs.approvals, inputs.later), by_date)
}

/// The days within the next `days` from which approvals that were made ahead are in effect.
pub fn days_of_approval(ledger: &Ledger, on: NaiveDate, days: u32) -> BTreeSet<NaiveDate> {
    let until = until(on, days);
    ledger.approvals.iter().map(Approval::counts_from).filter(|it| on < *it && *it <= until).collect()
}

fn until(on: NaiveDate, days: u32) -> NaiveDate {
    on.checked_add_days(Days::new(u64::from(days))).unwrap_or(on)
}
