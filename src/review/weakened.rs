//! Facts that were weakened since an answer based on them was approved.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{
    change::{ClaimChange, FormerClaims},
    claim_pair::FactContext,
    claims::ClaimSet,
    rules::{Risk, rules_of},
};
use crate::{
    fact::{Audience, FactState},
    ledger::{Approval, Claim},
};

/// The approved claims about the facts that changed claims are based on, by approval.
pub struct ClaimHistory<'c> {
    /// The position of each approval in order of effect.
    order: HashMap<&'c str, usize>,
    /// The claims about each fact, each with the position of its approval.
    claims: HashMap<&'c str, Vec<(usize, &'c Claim)>>,
}

impl<'c> ClaimHistory<'c> {
    /// The history of the facts that `changes` are based on; empty if two states of the data are compared.
    pub fn of(changes: &[ClaimChange], former: &FormerClaims<'c>) -> Self {
        let wanted: BTreeSet<&str> =
            changes.iter().filter(|it| it.before.is_some()).flat_map(facts).collect();
        let mut history = Self { order: HashMap::new(), claims: HashMap::new() };
        for (at, approval) in former.approvals.iter().enumerate().filter(|_| !wanted.is_empty()) {
            history.order.insert(&approval.seal, at);
            for claim in approval.claims.iter().filter(|claim| wanted.contains(claim.about())) {
                history.claims.entry(claim.about()).or_default().push((at, claim));
            }
        }
        history
    }

    /// Whether a fact that `change` is based on was weakened since its text was approved by `approval`,
    /// regardless of later approvals.
    pub fn weakened_since(&self, change: &ClaimChange, approval: &Approval, present: &Present) -> bool {
        let Some(until) = self.order.get(approval.seal.as_str()) else { return false };
        let about = change.about();
        facts(change).filter(|it| **it != about).any(|fact| {
            let mut last: HashMap<(&str, Audience), &Claim> = HashMap::new();
            for (_, claim) in self.claims.get(fact).into_iter().flatten().filter(|(at, _)| at <= until) {
                last.insert((&claim.id, claim.audience), claim);
            }
            let former = last.into_values().filter(|it| it.text.is_some() && it.audience <= change.audience);
            former.into_iter().any(|claim| {
                let after = present.claims.seen_by(&claim.id, claim.audience);
                let is_removed = present.widest.get(fact).is_none_or(|widest| *widest > claim.audience);
                let context = FactContext {
                    is_new: false,
                    is_removed,
                    state: present.state(fact, claim.audience),
                    depends_on_weakened: false,
                };
                // For unchanged text, the recorded state is that of its approval, which may be long ago.
                let same = after.is_some_and(|it| it.same_wording_as(claim));
                !same && rules_of(Some(claim), after, context).iter().any(|it| it.risk == Risk::Weakened)
            })
        })
    }
}

/// The current claims, with the state of each fact.
pub struct Present<'c> {
    /// The claims.
    claims: &'c ClaimSet,
    /// The widest audience with claims about a fact.
    widest: &'c BTreeMap<&'c str, Audience>,
    /// The state of each fact in the claims for one audience.
    states: BTreeMap<(&'c str, Audience), FactState>,
}

impl<'c> Present<'c> {
    /// The states in `claims`. `widest`: the widest audience with claims about a fact.
    pub fn new(claims: &'c ClaimSet, widest: &'c BTreeMap<&'c str, Audience>) -> Self {
        let states = claims.claims.values().filter_map(|it| Some(((it.about(), it.audience), it.state?)));
        Self { claims, widest, states: states.collect() }
    }

    /// The state of a fact that `audience` sees: its own, or that of the next wider audience with one.
    pub fn state(&self, about: &str, audience: Audience) -> Option<FactState> {
        let wider = Audience::ALL.iter().rev().filter(|it| **it <= audience);
        wider.filter_map(|it| self.states.get(&(about, *it))).next().copied()
    }
}

/// The facts that a change is based on, before and after.
fn facts(change: &ClaimChange) -> impl Iterator<Item = &str> {
    let before = change.before.as_ref().map(|it| &it.claim);
    before.into_iter().chain(&change.after).flat_map(|it| &it.facts).map(String::as_str)
}
