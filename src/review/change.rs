//! One thing that is said otherwise than before, and what stood before.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{
    claims::ClaimSet,
    rules::{Risk, Rule},
};
use crate::{
    fact::{Audience, read::words},
    ledger::{Approval, Claim, EffectiveApprovals},
};

words! {
    /// What has become of a claim since it was approved.
    pub enum Kind {
        /// Nobody has approved anything of the kind.
        Added "added",
        /// It says something else.
        Reworded "reworded",
        /// It says the same, and rests on other facts.
        EvidenceChanged "evidence changed",
        /// It says the same to others.
        Moved "moved",
        /// It says the same of a fact that has another id now.
        Renamed "renamed",
        /// It is no longer said.
        Withdrawn "withdrawn",
        /// A date has changed it: the data are as they were approved.
        ChangedByDate "changed by date",
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
    /// What else is no longer said in the same words, to others or under the former id: it goes with the change.
    pub retires: Vec<Claim>,
    /// The rules that say how much it weighs.
    pub rules: Vec<&'static Rule>,
    /// The day on which a date changed it, if one did and it is known.
    pub since: Option<NaiveDate>,
}

impl Change {
    /// A change, not weighed yet.
    pub fn new(kind: Kind, before: Option<Before>, after: Option<Claim>) -> Self {
        let either = after.as_ref().or(before.as_ref().map(|it| &it.claim));
        let (id, audience) =
            either.map_or((String::new(), Audience::Internal), |it| (it.id.clone(), it.audience));
        Self { kind, id, audience, before, after, retires: vec![], rules: vec![], since: None }
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

    /// What approving it would write: what is said, and what no longer is.
    pub fn to_approve(&self) -> Vec<Claim> {
        let unsaid =
            |it: &Claim| Claim { text: None, verdict: None, state: None, facts: vec![], ..it.clone() };
        let own = self.after.clone().or_else(|| self.before.as_ref().map(|it| unsaid(&it.claim)));
        own.into_iter().chain(self.retires.iter().map(unsaid)).collect()
    }
}

/// What stood before: what was approved, or what other data say. For each id and audience, the claim and who approved it.
#[derive(Debug, Default)]
pub struct Former<'c> {
    claims: HashMap<(&'c str, Audience), Stood<'c>>,
    /// The approvals that count, in the order in which they do; none where two states of the data are compared.
    pub acts: Vec<&'c Approval>,
}

/// A claim as it stood.
#[derive(Debug, Clone, Copy)]
pub struct Stood<'c> {
    /// What was said.
    pub claim: &'c Claim,
    /// Who approved it; none where two states of the data are compared.
    pub act: Option<&'c Approval>,
}

impl From<Stood<'_>> for Before {
    fn from(it: Stood) -> Self {
        Self {
            claim: it.claim.clone(),
            approved: it.act.map(|it| (it.by.clone(), it.on)),
            counts_from: it.act.map(Approval::counts_from),
        }
    }
}

impl<'c> Former<'c> {
    /// What was approved; what was approved not to be said any more is not among it.
    pub fn approved(force: &EffectiveApprovals<'c>) -> Self {
        let said = force.all().filter(|it| it.claim.text.is_some());
        let claims = said.map(|it| (key(it.claim), Stood { claim: it.claim, act: Some(it.act) })).collect();
        Self { claims, acts: force.acts.clone() }
    }

    /// What is said by other data.
    pub fn said(said: &'c ClaimSet) -> Self {
        let claims = said.claims.values().map(|it| (key(it), Stood { claim: it, act: None })).collect();
        Self { claims, acts: vec![] }
    }

    /// What stood for exactly this audience.
    pub fn get(&self, id: &str, audience: Audience) -> Option<Stood<'c>> {
        self.claims.get(&(id, audience)).copied()
    }

    /// What an audience was told without words of its own: those of the next lower one that was told anything.
    pub fn told(&self, id: &str, audience: Audience) -> Option<Stood<'c>> {
        Audience::ALL.iter().rev().filter(|it| **it < audience).find_map(|it| self.get(id, *it))
    }

    /// Everything that stood.
    pub fn all(&self) -> impl Iterator<Item = Stood<'c>> {
        self.claims.values().copied()
    }
}

/// What a claim is found by.
pub fn key(claim: &Claim) -> (&str, Audience) {
    (&claim.id, claim.audience)
}
