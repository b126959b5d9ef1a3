//! The approvals in force on a date.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::{Approval, Claim, Ledger};
use crate::fact::Audience;

/// A claim and its approval.
#[derive(Debug, Clone, Copy)]
pub struct Approved<'l> {
    /// The approved claim.
    pub claim: &'l Claim,
    /// Who approved it, and when.
    pub approval: &'l Approval,
}

/// The approvals in force: for each id and audience, the last one that counts.
#[derive(Debug, Default)]
pub struct EffectiveApprovals<'l> {
    by_claim: HashMap<(&'l str, Audience), Approved<'l>>,
    /// The approvals that count, oldest first.
    pub approvals: Vec<&'l Approval>,
}

impl<'l> EffectiveApprovals<'l> {
    /// The approvals in force for the effective date `on`, when the current date is `today`, without those in
    /// `refused` (by seal).
    ///
    /// Of two approvals that apply by then, the later date counts, then the later position in the file.
    /// Approvals dated after `today` do not count.
    pub fn new(ledger: &'l Ledger, on: NaiveDate, today: NaiveDate, refused: &HashSet<&str>) -> Self {
        let counts =
            |it: &&Approval| it.on <= today && it.counts_from() <= on && !refused.contains(it.seal.as_str());
        let mut approvals: Vec<_> = ledger.approvals.iter().filter(counts).collect();
        // A stable sort keeps the order within a day.
        approvals.sort_by_key(|it| it.on);
        let all = approvals
            .iter()
            .flat_map(|approval| approval.claims.iter().map(|claim| Approved { claim, approval }));
        Self { by_claim: all.map(|it| ((it.claim.id.as_str(), it.claim.audience), it)).collect(), approvals }
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

    /// The approval that covers `claim`: the one for its audience, or else the one for the next wider
    /// audience that has one, which may see fewer of the facts.
    pub fn covers(&self, claim: &Claim) -> Option<Approved<'l>> {
        let found = covering(claim, |id, audience| self.get(id, audience).map(|it| it.claim))?;
        self.get(&found.id, found.audience)
    }
}

/// The claim that covers `claim`, among those that `stood` returns for an id and audience; see
/// [`EffectiveApprovals::covers`].
pub fn covering<'c>(claim: &Claim, stood: impl Fn(&str, Audience) -> Option<&'c Claim>) -> Option<&'c Claim> {
    let wider = Audience::ALL.iter().rev().filter(|it| **it <= claim.audience);
    let found = wider.filter_map(|it| stood(&claim.id, *it)).find(|it| it.text.is_some())?;
    let fewer = found.audience < claim.audience && found.facts.iter().all(|it| claim.facts.contains(it));
    (found.same_wording_as(claim) && (found.facts == claim.facts || fewer)).then_some(found)
}
