//! What is said against what was approved.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{
    claims::Said,
    rules::{Risk, Rule, rules_of},
};
use crate::{
    fact::{Audience, read::words},
    ledger::{Claim, Force},
};

words! {
    /// What has become of a claim since it was approved.
    pub enum Kind {
        /// Nobody has approved anything of the kind.
        Added "added",
        /// It says something else.
        Reworded "reworded",
        /// It says the same, and rests on other facts.
        Rebacked "rebacked",
        /// It says the same to others.
        Moved "moved",
        /// It is no longer said.
        Withdrawn "withdrawn",
        /// A date has changed it: the data are as they were approved.
        Overdue "overdue",
    }
}

/// A claim before.
#[derive(Debug, Clone)]
pub struct Before {
    /// What was approved, or was said.
    pub claim: Claim,
    /// Who approved it, and when; none where two states of the data are compared.
    pub approved: Option<(String, NaiveDate)>,
    /// The day from which it was approved.
    pub counts_from: Option<NaiveDate>,
}

/// One claim that is not as it was.
#[derive(Debug, Clone)]
pub struct Change {
    /// What has become of it.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// The audience that is told, or was.
    pub audience: Audience,
    /// As it was.
    pub before: Option<Before>,
    /// As it is.
    pub after: Option<Claim>,
    /// The rules that say how much it weighs.
    pub rules: Vec<&'static Rule>,
    /// The day on which a date changed it, if one did and it is known.
    pub since: Option<NaiveDate>,
}

impl Change {
    /// A change, not weighed yet.
    pub fn new(kind: Kind, before: Option<Before>, after: Option<Claim>) -> Self {
        let either = after.as_ref().or(before.as_ref().map(|it| &it.claim));
        let (id, audience) = either.map_or((String::new(), Audience::Internal), |it| (it.id.clone(), it.audience));
        Self { kind, id, audience, before, after, rules: vec![], since: None }
    }

    /// How much it weighs: as the heaviest rule says.
    pub fn risk(&self) -> Risk {
        self.rules.iter().map(|it| it.risk).min().unwrap_or(Risk::Other)
    }

    /// The fact that it is about.
    pub fn about(&self) -> String {
        let claim = self.after.as_ref().or(self.before.as_ref().map(|it| &it.claim));
        claim.map(|it| it.about().to_owned()).unwrap_or_default()
    }

    /// What approving it would write: what is said, or that it no longer is.
    pub fn to_approve(&self) -> Option<Claim> {
        match (&self.after, &self.before) {
            (Some(after), _) => Some(after.clone()),
            (None, Some(before)) => Some(Claim { text: None, verdict: None, state: None, facts: vec![], ..before.claim.clone() }),
            (None, None) => None,
        }
    }
}

/// What is not as it was approved, for the `audiences` that are looked at; the heaviest first, then by fact.
pub fn changes(said: &Said, force: &Force, audiences: &[Audience]) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut moved = BTreeSet::new();
    for claim in said.claims.values() {
        if force.covers(claim).is_some() {
            continue;
        }
        let before = |it: crate::ledger::Approved| Before {
            claim: it.claim.clone(),
            approved: Some((it.act.by.clone(), it.act.on)),
            counts_from: Some(it.act.counts_from()),
        };
        let own = force.get(&claim.id, claim.audience).filter(|it| it.claim.text.is_some());
        let kind = own.map(|it| if it.claim.says_as(claim) { Kind::Rebacked } else { Kind::Reworded });
        if let (Some(kind), Some(own)) = (kind, own) {
            changes.push(Change::new(kind, Some(before(own)), Some(claim.clone())));
            continue;
        }
        let elsewhere = Audience::ALL.iter().filter_map(|it| force.get(&claim.id, *it)).find(|it| it.claim.says_as(claim));
        match elsewhere {
            Some(other) => {
                moved.insert((claim.id.clone(), other.claim.audience));
                changes.push(Change::new(Kind::Moved, Some(before(other)), Some(claim.clone())));
            }
            None => changes.push(Change::new(Kind::Added, None, Some(claim.clone()))),
        }
    }
    for it in force.all().filter(|it| it.claim.text.is_some() && audiences.contains(&it.claim.audience)) {
        let key = (it.claim.id.clone(), it.claim.audience);
        // Told the same as a lower audience, or moved to it: not withdrawn.
        let told = said.told(&it.claim.id, it.claim.audience).is_some();
        if !said.claims.contains_key(&key) && !told && !moved.contains(&key) {
            let approved = Some((it.act.by.clone(), it.act.on));
            let before = Before { claim: it.claim.clone(), approved, counts_from: Some(it.act.counts_from()) };
            changes.push(Change::new(Kind::Withdrawn, Some(before), None));
        }
    }
    let was: BTreeSet<&str> = force.all().filter(|it| it.claim.text.is_some()).map(|it| it.claim.about()).collect();
    weigh(&mut changes, &was, said);
    changes
}

/// The difference between two states of the data.
pub fn differences(then: &Said, now: &Said) -> Vec<Change> {
    let before = |it: &Claim| Some(Before { claim: it.clone(), approved: None, counts_from: None });
    let mut changes = Vec::new();
    for (key, claim) in &now.claims {
        match then.claims.get(key) {
            Some(old) if old.says_as(claim) && old.facts == claim.facts => {}
            Some(old) => {
                let kind = if old.says_as(claim) { Kind::Rebacked } else { Kind::Reworded };
                changes.push(Change::new(kind, before(old), Some(claim.clone())));
            }
            None => {
                let elsewhere = Audience::ALL.iter().filter_map(|it| then.claims.get(&(key.0.clone(), *it))).find(|it| it.says_as(claim));
                let kind = if elsewhere.is_some() { Kind::Moved } else { Kind::Added };
                changes.push(Change::new(kind, elsewhere.and_then(before), Some(claim.clone())));
            }
        }
    }
    for (key, claim) in then.claims.iter().filter(|(key, _)| !now.claims.contains_key(*key)) {
        let moved = Audience::ALL.iter().filter_map(|it| now.claims.get(&(key.0.clone(), *it))).any(|it| it.says_as(claim));
        if !moved && now.told(&key.0, key.1).is_none() {
            changes.push(Change::new(Kind::Withdrawn, before(claim), None));
        }
    }
    let was = then.claims.values().map(Claim::about).collect();
    weigh(&mut changes, &was, now);
    changes
}

/// Holds the rules against the changes, and puts the heaviest first, then fact by fact. `was`: the facts of which anything was
/// said before.
fn weigh(changes: &mut [Change], was: &BTreeSet<&str>, now: &Said) {
    let is: BTreeSet<&str> = now.claims.values().map(Claim::about).collect();
    let fates: Vec<_> =
        changes.iter().map(|it| it.about()).map(|it| (!was.is_empty() && !was.contains(it.as_str()), !is.contains(it.as_str()))).collect();
    let mut weakened = BTreeSet::new();
    // What is weakened in itself first; then what repeats it.
    for rests in [false, true] {
        for (change, (fresh, gone)) in changes.iter_mut().zip(&fates) {
            let (before, after) = (change.before.as_ref().map(|it| &it.claim), change.after.as_ref());
            let about = change.about();
            let facts = before.into_iter().chain(after).flat_map(|it| &it.facts);
            let repeats = rests && facts.into_iter().any(|it| *it != about && weakened.contains(it));
            change.rules = rules_of(before, after, *fresh, *gone, repeats);
        }
        weakened.extend(changes.iter().filter(|it| it.risk() == Risk::Weakened).map(Change::about));
    }
    // The cause before what repeats it.
    changes.sort_by_cached_key(|it| (it.risk(), it.id.starts_with("answer/"), it.about(), it.id.clone(), it.audience));
}
