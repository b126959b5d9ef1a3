//! A changed claim, and the claims to compare with.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{
    claims::ClaimSet,
    rules::{Risk, RiskRule},
};
use crate::{
    fact::{Audience, read::words},
    ledger::{Approval, Claim, EffectiveApprovals},
};

words! {
    /// How a claim changed since it was approved.
    pub enum ChangeKind {
        /// It is new.
        Added "added",
        /// Its text or verdict changed.
        Reworded "reworded",
        /// Text and verdict are the same, but it is based on different facts.
        EvidenceChanged "basis changed",
        /// Text and verdict are the same, but the audience changed.
        Moved "audience changed",
        /// The id of its fact changed.
        Renamed "renamed",
        /// It is no longer published.
        Withdrawn "removed",
        /// It changed by date: the data is as it was approved.
        ChangedByDate "changed by date",
    }
}

/// The claim before the change.
#[derive(Debug, Clone)]
pub struct Before {
    /// As it was approved, or published.
    pub claim: Claim,
    /// The approver and the date; `None` if two states of the data are compared.
    pub approved: Option<(String, NaiveDate)>,
    /// The day from which the approval is effective.
    pub counts_from: Option<NaiveDate>,
}

/// A changed claim.
#[derive(Debug, Clone)]
pub struct ClaimChange {
    /// How it changed.
    pub kind: ChangeKind,
    /// Its id.
    pub id: String,
    /// Its audience, now or before.
    pub audience: Audience,
    /// Before the change.
    pub before: Option<Before>,
    /// After the change.
    pub after: Option<Claim>,
    /// Claims with the same text, for other audiences or under the previous id, that are withdrawn with this
    /// change.
    pub retires: Vec<Claim>,
    /// The rules that apply to it and set its risk.
    pub rules: Vec<&'static RiskRule>,
    /// The day on which it changed by date, if known.
    pub since: Option<NaiveDate>,
}

impl ClaimChange {
    /// A change without rules.
    pub fn new(kind: ChangeKind, before: Option<Before>, after: Option<Claim>) -> Self {
        let either = after.as_ref().or(before.as_ref().map(|it| &it.claim));
        let (id, audience) =
            either.map_or((String::new(), Audience::Internal), |it| (it.id.clone(), it.audience));
        Self { kind, id, audience, before, after, retires: vec![], rules: vec![], since: None }
    }

    /// The highest risk of its rules.
    pub fn risk(&self) -> Risk {
        self.rules.iter().map(|it| it.risk).min().unwrap_or(Risk::Other)
    }

    /// The id of its fact.
    pub fn about(&self) -> String {
        let claim = self.after.as_ref().or(self.before.as_ref().map(|it| &it.claim));
        claim.map(|it| it.about().to_owned()).unwrap_or_default()
    }

    /// The claims that an approval records: the current one and the withdrawn ones.
    pub fn to_approve(&self) -> Vec<Claim> {
        let unsaid =
            |it: &Claim| Claim { text: None, verdict: None, state: None, facts: vec![], ..it.clone() };
        let own = self.after.clone().or_else(|| self.before.as_ref().map(|it| unsaid(&it.claim)));
        own.into_iter().chain(self.retires.iter().map(unsaid)).collect()
    }
}

/// The claims to compare with: those that were approved, or those of other data. By id and audience.
#[derive(Debug, Default)]
pub struct FormerClaims<'c> {
    claims: HashMap<(&'c str, Audience), FormerClaim<'c>>,
    /// The effective approvals in order; empty if two states of the data are compared.
    pub approvals: Vec<&'c Approval>,
}

/// A claim to compare with.
#[derive(Debug, Clone, Copy)]
pub struct FormerClaim<'c> {
    /// The claim.
    pub claim: &'c Claim,
    /// Its approval; `None` if two states of the data are compared.
    pub approval: Option<&'c Approval>,
}

impl From<FormerClaim<'_>> for Before {
    fn from(former: FormerClaim) -> Self {
        Self {
            claim: former.claim.clone(),
            approved: former.approval.map(|it| (it.by.clone(), it.on)),
            counts_from: former.approval.map(Approval::counts_from),
        }
    }
}

impl<'c> FormerClaims<'c> {
    /// The approved claims, without those whose withdrawal was approved.
    pub fn approved(approvals: &EffectiveApprovals<'c>) -> Self {
        let stated = approvals.all().filter(|it| it.claim.text.is_some());
        let claims = stated
            .map(|it| (key(it.claim), FormerClaim { claim: it.claim, approval: Some(it.approval) }))
            .collect();
        Self { claims, approvals: approvals.approvals.clone() }
    }

    /// The claims of other data.
    pub fn of_data(data: &'c ClaimSet) -> Self {
        let claims =
            data.claims.values().map(|it| (key(it), FormerClaim { claim: it, approval: None })).collect();
        Self { claims, approvals: vec![] }
    }

    /// The claim for exactly this audience.
    pub fn get(&self, id: &str, audience: Audience) -> Option<FormerClaim<'c>> {
        self.claims.get(&(id, audience)).copied()
    }

    /// The claim that was shown to an audience without a separate claim: that of the next wider audience with
    /// one.
    pub fn seen_by(&self, id: &str, audience: Audience) -> Option<FormerClaim<'c>> {
        Audience::ALL.iter().rev().filter(|it| **it < audience).find_map(|it| self.get(id, *it))
    }

    /// All claims.
    pub fn all(&self) -> impl Iterator<Item = FormerClaim<'c>> {
        self.claims.values().copied()
    }
}

/// The key of a claim.
pub fn key(claim: &Claim) -> (&str, Audience) {
    (&claim.id, claim.audience)
}
