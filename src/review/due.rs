//! Changes by date, past and upcoming.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    sync::Arc,
};

use chrono::NaiveDate;

use super::{
    change::{ChangeKind, ClaimChange, FormerClaims},
    changes::changes,
    claims::{ClaimSet, fields_id},
};
use crate::{
    fact::Audience,
    ledger::{ClaimId, EffectiveApprovals},
};

/// The claims of a day, from the current data.
#[derive(Debug, Clone)]
pub struct DayClaims {
    /// The claims.
    pub claims: Arc<ClaimSet>,
    /// Whether the data has errors on that day, so that claims may be missing.
    pub broken: bool,
}

/// The claims of each day, evaluated when they are requested.
pub trait ClaimsByDate {
    /// The claims of a day; `None` if they cannot be evaluated.
    fn on(&self, day: NaiveDate) -> Option<DayClaims>;
}

/// Maximum number of approval dates that are checked for changes by date; beyond it, a change counts as an
/// edit.
const DAYS_LOOKED_AT: usize = 40;

/// An upcoming change by date.
#[derive(Debug, Clone)]
pub struct UpcomingChange {
    /// The day.
    pub on: NaiveDate,
    /// The change against the claims until then.
    pub change: ClaimChange,
    /// Whether the new text is already approved.
    pub approved: bool,
}

/// The changes on `days`, ordered by risk (highest first), then by day. `approvals` are the approvals in
/// effect now, `later` those in effect from later days. Claims that will differ from what `later` approves
/// are included.
pub fn due(
    now: &ClaimSet,
    days: &BTreeSet<NaiveDate>,
    (approvals, later): (&EffectiveApprovals, &BTreeMap<NaiveDate, EffectiveApprovals>),
    by_date: &dyn ClaimsByDate,
) -> Vec<UpcomingChange> {
    let days: BTreeSet<_> = days.iter().chain(later.keys()).collect();
    if days.is_empty() {
        return vec![];
    }
    let unapproved = |claims: &ClaimSet, approvals: &EffectiveApprovals| {
        changes(claims, &FormerClaims::approved(approvals), Audience::ALL)
    };
    let keys = |changes: &[ClaimChange]| -> BTreeSet<(String, Audience)> {
        changes.iter().map(|it| (it.id.clone(), it.audience)).collect()
    };
    let mut found = Vec::new();
    let mut before = Arc::new(now.clone());
    let mut unapproved_before = keys(&unapproved(now, approvals));
    for day in days {
        let Some(DayClaims { claims: then, broken }) = by_date.on(*day) else { continue };
        let approvals = later.range(..=*day).next_back().map_or(approvals, |(_, it)| it);
        let mut changed = changes(&then, &FormerClaims::of_data(&before), Audience::ALL);
        changed.retain(|it| it.kind != ChangeKind::EvidenceChanged);
        // An answer that is missing because of an error is not withdrawn.
        changed.retain(|it| !(broken && it.after.is_none() && ClaimId::from(it.id.as_str()).is_of_answer()));
        let known = keys(&changed);
        let differing = unapproved(&then, approvals);
        let unapproved_then = keys(&differing);
        let overtaken = differing.into_iter().filter(|change| {
            let key = (change.id.clone(), change.audience);
            !broken && !unapproved_before.contains(&key) && !known.contains(&key)
        });
        for change in changed.into_iter().chain(overtaken) {
            let withdrawn =
                || approvals.get(&change.id, change.audience).is_some_and(|it| it.claim.text.is_none());
            let approved = !unapproved_then.contains(&(change.id.clone(), change.audience))
                && (change.after.is_some() || withdrawn());
            found.push(UpcomingChange { on: *day, change, approved });
        }
        (before, unapproved_before) = (then, unapproved_then);
    }
    found.sort_by_key(|it| (it.change.risk(), it.on));
    found
}

/// Finds the changes that were not made by an edit: the fields of the facts are as approved, and with the
/// current data, the claim on the day of approval is the approved one. Marks them as changed by date, with
/// the day of the change. `approved`: the day from which the fields of a fact are approved, by the fact's id.
pub fn mark_changed_by_date(
    changes: &mut [ClaimChange],
    approved: &HashMap<&str, NaiveDate>,
    days: &dyn Fn(NaiveDate) -> BTreeSet<NaiveDate>,
    by_date: &dyn ClaimsByDate,
) {
    let edited: HashSet<String> =
        changes.iter().filter(|it| it.id == fields_id(&it.about())).map(ClaimChange::about).collect();
    let mut starts = BTreeSet::new();
    for change in changes
        .iter_mut()
        .filter(|it| matches!(it.kind, ChangeKind::Reworded | ChangeKind::Withdrawn | ChangeKind::Added))
    {
        let about = change.about();
        let before = change.before.as_ref().map(|it| &it.claim);
        let start = match &change.before {
            Some(before) => before.counts_from,
            None => approved.get(about.as_str()).copied(),
        };
        let mut facts = before.into_iter().chain(&change.after).flat_map(|it| &it.facts).chain([&about]);
        let Some(start) = start.filter(|_| !facts.any(|it| edited.contains(it))) else { continue };
        if starts.len() >= DAYS_LOOKED_AT && !starts.contains(&start) {
            continue;
        }
        starts.insert(start);
        let key = (change.id.clone(), change.audience);
        let stood = |day: NaiveDate| {
            by_date.on(day).is_some_and(|it| match (it.claims.claims.get(&key), before) {
                (Some(then), Some(before)) => then.same_wording_as(before) && then.facts == before.facts,
                (then, before) => then.is_none() && before.is_none(),
            })
        };
        if !stood(start) {
            continue;
        }
        // The first day with a different claim; nothing changes between two dates that a fact names.
        let days: Vec<_> = days(start).into_iter().collect();
        let (mut low, mut high) = (0, days.len());
        while low < high {
            let middle = low.midpoint(high);
            if days.get(middle).is_some_and(|it| stood(*it)) { low = middle + 1 } else { high = middle }
        }
        change.since = days.get(low).copied();
        change.kind = ChangeKind::ChangedByDate;
    }
}
