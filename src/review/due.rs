//! What a date has changed, and what one will change.

use std::{collections::BTreeSet, sync::Arc};

use chrono::NaiveDate;

use super::{
    change::{Change, Former, Kind, changes},
    claims::Said,
};
use crate::{fact::Audience, ledger::Claim};

/// What is said on a day, with the data as they are now. May be asked for often: the giver remembers.
pub type OnDay<'a> = dyn FnMut(NaiveDate) -> Option<Arc<Said>> + 'a;

/// Whether, on a day, a claim is approved as it will be; without one, whether it is approved that it will not be said.
pub type IsApproved<'a> = dyn Fn(NaiveDate, (&str, Audience), Option<&Claim>) -> bool + 'a;

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

/// What the `days` will change, the heaviest first, then by day.
pub fn due(now: &Said, days: &BTreeSet<NaiveDate>, said_on: &mut OnDay, approved: &IsApproved) -> Vec<Due> {
    let mut found = Vec::new();
    let mut before = Arc::new(now.clone());
    for day in days {
        let Some(then) = said_on(*day) else { continue };
        let differing = changes(&then, &Former::said(&before), Audience::ALL);
        let due = differing.into_iter().filter(|it| it.kind != Kind::Rebacked).map(|change| {
            let approved = approved(*day, (&change.id, change.audience), change.after.as_ref());
            Due { on: *day, change, approved }
        });
        found.extend(due);
        before = then;
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
