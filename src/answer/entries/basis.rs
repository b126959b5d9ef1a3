//! The products that the facts of an answer limit it to.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::resolved::ResolvedAnswer;
use crate::fact::{FactId, Facts};

/// The products that facts are limited to, by fact; facts that apply to all products are not included.
#[derive(Debug, Default)]
pub struct Limits<'a>(BTreeMap<&'a FactId, BTreeSet<&'a str>>);

impl<'a> Limits<'a> {
    /// The limits that facts state on the effective date `on`.
    pub fn new(facts: &'a Facts, on: NaiveDate) -> Self {
        let of = |fact: &'a dyn crate::fact::AnyFact| {
            let data = fact.data(on, &facts.evidence);
            let products = data.iter().find(|(name, _)| *name == "products").map(|(_, it)| it);
            let ids: BTreeSet<&str> = facts.limits(products, on).into_iter().map(|it| &*it.id.id).collect();
            (!ids.is_empty()).then_some((fact.id(), ids))
        };
        Self(facts.all().filter_map(of).collect())
    }

    /// The products that an answer applies to; `None` if it is not limited, and empty if its facts have no
    /// product in common. Subprocessors of different products are a list, which applies to all products
    /// that any of them names.
    pub fn of(&self, given: &ResolvedAnswer) -> Option<Vec<&'a str>> {
        let mut limit: Option<BTreeSet<&str>> = None;
        let mut narrow = |to: BTreeSet<&'a str>| {
            limit =
                Some(limit.take().map_or_else(|| to.clone(), |it| it.intersection(&to).copied().collect()));
        };
        let (companies, others): (Vec<_>, Vec<_>) =
            given.facts.iter().partition(|it| it.kind == "subprocessor");
        others.into_iter().filter_map(|it| self.0.get(it)).for_each(|it| narrow(it.clone()));
        let used: Option<Vec<_>> = companies.into_iter().map(|it| self.0.get(it)).collect();
        used.filter(|it| !it.is_empty())
            .into_iter()
            .for_each(|it| narrow(it.into_iter().flatten().copied().collect()));
        limit.map(|it| it.into_iter().collect())
    }

    /// The first subprocessor in an answer that is not used for any of the products asked about.
    pub fn beyond(&self, given: &'_ ResolvedAnswer, asked: &BTreeSet<&str>) -> Option<&'a FactId> {
        let listed = given.facts.iter().filter(|it| it.kind == "subprocessor");
        let limited = listed.filter_map(|it| self.0.get_key_value(it));
        let mut others = limited.filter(|it| !asked.is_empty() && it.1.is_disjoint(asked));
        others.next().map(|it| *it.0)
    }
}
