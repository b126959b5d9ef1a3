//! Which approvals are in force on a day.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::{Approval, Claim, Ledger};
use crate::fact::Audience;

/// A claim and the act that approved it.
#[derive(Debug, Clone, Copy)]
pub struct Approved<'l> {
    /// What was approved.
    pub claim: &'l Claim,
    /// By whom, when.
    pub act: &'l Approval,
}

/// The approvals in force: for each id and audience the last one that counts.
#[derive(Debug, Default)]
pub struct EffectiveApprovals<'l> {
    by_claim: HashMap<(&'l str, Audience), Approved<'l>>,
    /// The approvals that count, those that replaced others after these.
    pub acts: Vec<&'l Approval>,
}

impl<'l> EffectiveApprovals<'l> {
    /// What is in force on the day `on`, when it is `today`, leaving out the acts in `refused` (by their seals).
    ///
    /// Of two approvals the one counts that was given on the later day, then the one that stands further down, of those whose
    /// words are said by then. What is dated after `today` does not count.
    pub fn new(ledger: &'l Ledger, on: NaiveDate, today: NaiveDate, refused: &HashSet<&str>) -> Self {
        let counts =
            |it: &&Approval| it.on <= today && it.counts_from() <= on && !refused.contains(it.seal.as_str());
        let mut acts: Vec<_> = ledger.acts.iter().filter(counts).collect();
        // Stable: what stands further down stays so.
        acts.sort_by_key(|it| it.on);
        let all = acts.iter().flat_map(|act| act.claims.iter().map(|claim| Approved { claim, act }));
        Self { by_claim: all.map(|it| ((it.claim.id.as_str(), it.claim.audience), it)).collect(), acts }
    }

    /// The approval of `id` for exactly this audience.
    pub fn get(&self, id: &str, audience: Audience) -> Option<Approved<'l>> {
        self.by_claim.get(&(id, audience)).copied()
    }

    /// Whether nothing is approved.
    pub fn is_empty(&self) -> bool {
        self.by_claim.is_empty()
    }

    /// Every approval.
    pub fn all(&self) -> impl Iterator<Item = Approved<'l>> {
        self.by_claim.values().copied()
    }

    /// The approval that covers `claim`: the one for its audience; where there is none, the one for the next lower audience
    /// that has one, which may know fewer of the facts.
    pub fn covers(&self, claim: &Claim) -> Option<Approved<'l>> {
        let found = covering(claim, |id, audience| self.get(id, audience).map(|it| it.claim))?;
        self.get(&found.id, found.audience)
    }
}

/// Of what `stood` for an id and an audience, the claim that covers `claim`, as [`EffectiveApprovals::covers`] says.
pub fn covering<'c>(claim: &Claim, stood: impl Fn(&str, Audience) -> Option<&'c Claim>) -> Option<&'c Claim> {
    let lower = Audience::ALL.iter().rev().filter(|it| **it <= claim.audience);
    let found = lower.filter_map(|it| stood(&claim.id, *it)).find(|it| it.text.is_some())?;
    let fewer = found.audience < claim.audience && found.facts.iter().all(|it| claim.facts.contains(it));
    (found.same_wording_as(claim) && (found.facts == claim.facts || fewer)).then_some(found)
}
