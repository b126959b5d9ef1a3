//! What answers rest on: the products that its facts limit an answer to, and the report or certificate that contradicts a fixed yes.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::given::Given;
use crate::{
    diagnostic::{Diagnostic, codes},
    disclosure::{Disclosed, Disclosure},
    fact::{Datum, FactId, Facts, Standing, Verdict},
};

/// The products that facts are limited to, by fact; a fact that holds for all products is not in it.
#[derive(Debug, Default)]
pub struct Limits<'a>(BTreeMap<&'a FactId, BTreeSet<&'a str>>);

impl<'a> Limits<'a> {
    /// The limits that facts state on the day `on`.
    pub fn new(facts: &'a Facts, on: NaiveDate) -> Self {
        let of = |fact: &'a dyn crate::fact::AnyFact| {
            let data = fact.data(on, &facts.evidence);
            let products = data.iter().find(|(name, _)| *name == "products").map(|(_, it)| it);
            let ids: BTreeSet<&str> = facts.limits(products).into_iter().map(|it| &*it.id.id).collect();
            (!ids.is_empty()).then_some((fact.id(), ids))
        };
        Self(facts.all().filter_map(of).collect())
    }

    /// The products for which an answer holds; none where nothing limits it, and empty where its facts have no product in common.
    /// Subprocessors of different products are a list, which holds for all products that any of them names.
    pub fn of(&self, given: &Given) -> Option<Vec<&'a str>> {
        let mut limit: Option<BTreeSet<&str>> = None;
        let mut narrow = |to: BTreeSet<&'a str>| {
            limit = Some(limit.take().map_or_else(|| to.clone(), |it| it.intersection(&to).copied().collect()));
        };
        let (companies, others): (Vec<_>, Vec<_>) = given.facts.iter().partition(|it| it.kind == "subprocessor");
        others.into_iter().filter_map(|it| self.0.get(it)).for_each(|it| narrow(it.clone()));
        let used: Option<Vec<_>> = companies.into_iter().map(|it| self.0.get(it)).collect();
        used.filter(|it| !it.is_empty()).into_iter().for_each(|it| narrow(it.into_iter().flatten().copied().collect()));
        limit.map(|it| it.into_iter().collect())
    }
}

/// Why a fixed yes is not given: it rests on a report or certificate that the vendor does not hold on the day.
pub fn contradicted(given: &Given, fact: &Disclosed, disclosure: &Disclosure) -> Option<Diagnostic> {
    let fixed = matches!(fact.data.get("verdict"), Some(Datum::Text(it)) if it == Verdict::Yes.word());
    if !fixed {
        return None;
    }
    let (id, standing) = resting_on(given, disclosure).into_iter().find_map(|id| {
        let state = disclosure.get(&id).filter(|_| id.kind == "certification")?.data.get("state")?;
        let Datum::Text(state) = state else { return None };
        Standing::from_word(state).filter(|it| *it != Standing::Own).map(|it| (id, it))
    })?;
    let place = fact.fields.iter().find(|(name, _)| name == "verdict").map_or(fact.place, |(_, place)| *place);
    let message = format!("`{}` is not given: it is a fixed `yes`, and `{id}` is {}", given.id, standing.word());
    let help = format!("write `verdict: {{expression: \"certification['{}'].verdict\"}}`", id.id);
    Some(Diagnostic::new(codes::FIXED_VERDICT, place, message).help(help))
}

/// The facts that an answer rests on, and those that these rest on.
fn resting_on(given: &Given, disclosure: &Disclosure) -> BTreeSet<FactId> {
    let mut all = given.facts.clone();
    let mut open: Vec<FactId> = all.iter().cloned().collect();
    while let Some(id) = open.pop() {
        let Some(Datum::List(next)) = disclosure.get(&id).and_then(|it| it.data.get("rests_on")) else { continue };
        for it in next {
            if let Datum::Fact(to) = it
                && all.insert(to.clone())
            {
                open.push(to.clone());
            }
        }
    }
    all
}
