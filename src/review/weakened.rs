//! Facts that were weakened since an answer based on them was approved.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{
    change::{ClaimChange, FormerClaims},
    claim_pair::FactContext,
    claims::ClaimSet,
    rules::{Risk, rules_of},
};
use crate::{
    fact::Audience,
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
    /// regardless of later approvals. `is`: the widest audience with claims about a fact; `stands`: the state
    /// of a fact for an audience.
    pub fn weakened_since(
        &self,
        change: &ClaimChange,
        approval: &Approval,
        (now, is): (&ClaimSet, &BTreeMap<&str, Audience>),
        stands: &dyn Fn(&str, Audience) -> Option<String>,
    ) -> bool {
        let Some(until) = self.order.get(approval.seal.as_str()) else { return false };
        let about = change.about();
        facts(change).filter(|it| **it != about).any(|fact| {
            let mut last: HashMap<(&str, Audience), &Claim> = HashMap::new();
            for (_, claim) in self.claims.get(fact).into_iter().flatten().filter(|(at, _)| at <= until) {
                last.insert((&claim.id, claim.audience), claim);
            }
            let former = last.into_values().filter(|it| it.text.is_some() && it.audience <= change.audience);
            former.into_iter().any(|claim| {
                let after = now.seen_by(&claim.id, claim.audience);
                let is_removed = is.get(fact).is_none_or(|widest| *widest > claim.audience);
                let state = stands(fact, claim.audience);
                let context = FactContext {
                    is_new: false,
                    is_removed,
                    state: state.as_deref(),
                    depends_on_weakened: false,
                };
                // For unchanged text, the recorded state is that of its approval, which may be long ago.
                let same = after.is_some_and(|it| it.same_wording_as(claim));
                !same && rules_of(Some(claim), after, context).iter().any(|it| it.risk == Risk::Weakened)
            })
        })
    }
}

/// The facts that a change is based on, before and after.
fn facts(change: &ClaimChange) -> impl Iterator<Item = &str> {
    let before = change.before.as_ref().map(|it| &it.claim);
    before.into_iter().chain(&change.after).flat_map(|it| &it.facts).map(String::as_str)
}
