//! What a date has changed, and what one will change.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use chrono::NaiveDate;

use super::{
    change::{Change, Former, Kind},
    changes::changes,
    claims::Said,
};
use crate::{
    fact::Audience,
    ledger::{Claim, Force},
};

/// What is said on a day, with the data as they are now. May be asked for often: the giver remembers.
pub type OnDay<'a> = dyn FnMut(NaiveDate) -> Option<Arc<Said>> + 'a;

/// How many days approvals may have been given on before a change counts as one of words: more are not looked at.
const DAYS_LOOKED_AT: usize = 40;

/// What a date will change.
#[derive(Debug, Clone)]
pub struct Due {
    /// The day.
    pub on: NaiveDate,
    /// What will be said then, against what is said until then.
    pub change: Change,
    /// Whether the words that it will have are approved already.
    pub approved: bool,
}

/// What the `days` will change, the heaviest first, then by day. `forces`: the approvals in force, today and from each later day
/// on which others come into force; what they approved otherwise than it will be said is due too.
pub fn due(now: &Said, days: &BTreeSet<NaiveDate>, forces: &BTreeMap<NaiveDate, Force>, said_on: &mut OnDay) -> Vec<Due> {
    let unapproved = |said: &Said, force: &Force| changes(said, &Former::approved(force), Audience::ALL);
    let keys = |changes: &[Change]| -> BTreeSet<(String, Audience)> { changes.iter().map(|it| (it.id.clone(), it.audience)).collect() };
    let mut found = Vec::new();
    let mut before = Arc::new(now.clone());
    let mut open = forces.values().next().map_or_else(BTreeSet::new, |it| keys(&unapproved(now, it)));
    for day in days.iter().chain(forces.keys().skip(1)).collect::<BTreeSet<_>>() {
        let (Some(then), Some((_, force))) = (said_on(*day), forces.range(..=*day).next_back()) else { continue };
        let mut changed = changes(&then, &Former::said(&before), Audience::ALL);
        changed.retain(|it| it.kind != Kind::Rebacked);
        let known = keys(&changed);
        let differing = unapproved(&then, force);
        let still_open = keys(&differing);
        let overtaken = differing.into_iter().filter(|it| {
            let key = (it.id.clone(), it.audience);
            !open.contains(&key) && !known.contains(&key)
        });
        for change in changed.into_iter().chain(overtaken) {
            let withdrawn = || force.get(&change.id, change.audience).is_some_and(|it| it.claim.text.is_none());
            let approved = !still_open.contains(&(change.id.clone(), change.audience)) && (change.after.is_some() || withdrawn());
            found.push(Due { on: *day, change, approved });
        }
        (before, open) = (then, still_open);
    }
    found.sort_by_key(|it| (it.change.risk(), it.on));
    found
}

/// Finds the changes that no edit made: with the data of today, the words of the day from which they were approved are the
/// approved ones. They are overdue, since the day on which they changed.
pub fn since_when(changes: &mut [Change], days: &dyn Fn(NaiveDate) -> BTreeSet<NaiveDate>, said_on: &mut OnDay) {
    let mut starts = BTreeSet::new();
    for change in changes.iter_mut().filter(|it| matches!(it.kind, Kind::Reworded | Kind::Withdrawn)) {
        let Some(before) = &change.before else { continue };
        let Some(start) = before.counts_from else { continue };
        if starts.len() >= DAYS_LOOKED_AT && !starts.contains(&start) {
            continue;
        }
        starts.insert(start);
        let key = (change.id.clone(), change.audience);
        let same = |it: &Claim| it.says_as(&before.claim) && it.facts == before.claim.facts;
        let mut stood = |day: NaiveDate| said_on(day).is_some_and(|it| it.claims.get(&key).is_some_and(same));
        if !stood(start) {
            continue;
        }
        change.kind = Kind::Overdue;
        // The first day on which it says something else; between two days that a fact names nothing changes.
        let days: Vec<_> = days(start).into_iter().collect();
        let (mut low, mut high) = (0, days.len());
        while low < high {
            let middle = low.midpoint(high);
            if days.get(middle).is_some_and(|it| stood(*it)) { low = middle + 1 } else { high = middle }
        }
        change.since = days.get(low).copied();
    }
}
