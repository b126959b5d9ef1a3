//! What is said against what was approved.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use super::{
    claims::Said,
    rules::{Risk, Rule, rules_of},
};
use crate::{
    fact::{Audience, read::words},
    ledger::{Act, Claim, Force, covering},
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

/// What stood before: what was approved, or what other data say. For each id and audience, the claim and who approved it.
#[derive(Debug, Default)]
pub struct Former<'c> {
    claims: HashMap<(&'c str, Audience), Stood<'c>>,
}

#[derive(Debug, Clone, Copy)]
struct Stood<'c> {
    claim: &'c Claim,
    act: Option<&'c Act>,
}

impl From<Stood<'_>> for Before {
    fn from(it: Stood) -> Self {
        Self { claim: it.claim.clone(), approved: it.act.map(|it| (it.by.clone(), it.on)), counts_from: it.act.map(Act::counts_from) }
    }
}

impl<'c> Former<'c> {
    /// What was approved; what was approved not to be said any more is not among it.
    pub fn approved(force: &Force<'c>) -> Self {
        let said = force.all().filter(|it| it.claim.text.is_some());
        Self { claims: said.map(|it| (key(it.claim), Stood { claim: it.claim, act: Some(it.act) })).collect() }
    }

    /// What is said by other data.
    pub fn said(said: &'c Said) -> Self {
        Self { claims: said.claims.values().map(|it| (key(it), Stood { claim: it, act: None })).collect() }
    }

    fn get(&self, id: &str, audience: Audience) -> Option<Stood<'c>> {
        self.claims.get(&(id, audience)).copied()
    }
}

fn key(claim: &Claim) -> (&str, Audience) {
    (&claim.id, claim.audience)
}

/// What is not as it was, for the `audiences` that are looked at; the heaviest first, then by fact.
pub fn changes(said: &Said, former: &Former, audiences: &[Audience]) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut moved = BTreeSet::new();
    for claim in said.claims.values() {
        if covering(claim, |id, audience| former.get(id, audience).map(|it| it.claim)).is_some() {
            continue;
        }
        if let Some(own) = former.get(&claim.id, claim.audience) {
            let kind = if own.claim.says_as(claim) { Kind::Rebacked } else { Kind::Reworded };
            changes.push(Change::new(kind, Some(own.into()), Some(claim.clone())));
            continue;
        }
        let elsewhere = Audience::ALL.iter().filter_map(|it| former.get(&claim.id, *it)).find(|it| it.claim.says_as(claim));
        moved.extend(elsewhere.map(|it| key(it.claim)));
        let kind = if elsewhere.is_some() { Kind::Moved } else { Kind::Added };
        changes.push(Change::new(kind, elsewhere.map(Into::into), Some(claim.clone())));
    }
    for (key, stood) in former.claims.iter().filter(|((_, audience), _)| audiences.contains(audience)) {
        // Told the same as a lower audience, or moved to it: not withdrawn.
        if said.told(key.0, key.1).is_none() && !moved.contains(key) {
            changes.push(Change::new(Kind::Withdrawn, Some((*stood).into()), None));
        }
    }
    weigh(&mut changes, &former.claims.values().map(|it| it.claim.about()).collect(), said);
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
