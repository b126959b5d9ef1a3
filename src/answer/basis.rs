//! What answers rest on: the products that its facts limit an answer to, and the report or certificate that contradicts a fixed yes.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::given::Given;
use crate::{
    diagnostic::{Diagnostic, Place, codes},
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

/// Why a yes is not given: it is fixed, and rests on a report or certificate that the vendor does not hold on the day; or it is
/// calculated from one of a provider, from what nobody audited or from what has lapsed, without telling these apart; or it rests
/// on a policy that is not approved yet.
pub fn contradicted(given: &Given, fact: &Disclosed, disclosure: &Disclosure) -> Option<Diagnostic> {
    let found = fixed(given, fact, disclosure).or_else(|| calculated(given, fact, disclosure));
    found.or_else(|| not_yet_approved(given, fact, disclosure))
}

/// How a report or certificate stands.
fn standing(id: &FactId, disclosure: &Disclosure) -> Option<Standing> {
    let state = disclosure.get(id).filter(|_| id.kind == "certification")?.data.get("state")?;
    if let Datum::Text(it) = state { Standing::from_word(it) } else { None }
}

fn place_of_verdict(fact: &Disclosed) -> Place {
    fact.fields.iter().find(|(name, _)| name == "verdict").map_or(fact.place, |(_, place)| *place)
}

/// A yes that rests on a policy which nobody has approved yet.
fn not_yet_approved(given: &Given, fact: &Disclosed, disclosure: &Disclosure) -> Option<Diagnostic> {
    let open = |id: &FactId| disclosure.get(id).is_some_and(|it| it.data.get("approved_yet") == Some(&Datum::Flag(false)));
    let id = resting_on(given, disclosure).into_iter().find(open).filter(|_| given.verdict == Some(Verdict::Yes))?;
    let message = format!("`{}` is not given: its verdict is `yes`, and `{id}` is not approved yet", given.id);
    let help = "answer what holds today, or wait until the policy is approved";
    Some(Diagnostic::new(codes::FUTURE_DATE, place_of_verdict(fact), message).help(help))
}

fn calculated(given: &Given, fact: &Disclosed, disclosure: &Disclosure) -> Option<Diagnostic> {
    let read: Vec<_> = given.decided_by.iter().filter_map(|id| Some((id, standing(id, disclosure)?))).collect();
    if read.iter().any(|(_, it)| *it == Standing::Own) {
        return None;
    }
    let says_too_much = |standing: Standing| match given.verdict {
        Some(Verdict::Yes) => standing.is_in_force() || standing == Standing::Lapsed,
        Some(Verdict::Partial) => standing == Standing::Lapsed,
        _ => false,
    };
    let expression = if let Some(Datum::Map(entries)) = fact.data.get("verdict") { entries.as_slice() } else { &[] };
    let named = |word: &str| expression.iter().any(|(_, it)| matches!(it, Datum::Text(it) if names(it, word)));
    let (id, standing) = read.into_iter().find(|(_, it)| says_too_much(*it) && !named(it.word()))?;
    let verdict = given.verdict.map_or("", Verdict::word);
    let message = format!("`{}` is not given: its verdict is `{verdict}` by `{id}`, which is {}", given.id, standing.word());
    let help = format!(
        "write `certification['{}'].verdict`, which is yes only while the vendor's own is in force, or compare `state` with '{}'",
        id.id,
        standing.word()
    );
    Some(Diagnostic::new(codes::FIXED_VERDICT, place_of_verdict(fact), message).help(help))
}

/// Whether an expression compares something with `word`, as one does that tells how a certification stands; an id is no such word.
fn names(expression: &str, word: &str) -> bool {
    ["'", "\""].iter().any(|quote| {
        let word = format!("{quote}{word}{quote}");
        expression.replace(&format!("[{word}]"), "").contains(&word)
    })
}

fn fixed(given: &Given, fact: &Disclosed, disclosure: &Disclosure) -> Option<Diagnostic> {
    let fixed = matches!(fact.data.get("verdict"), Some(Datum::Text(it)) if it == Verdict::Yes.word());
    if !fixed {
        return None;
    }
    let (id, standing) = resting_on(given, disclosure)
        .into_iter()
        .find_map(|id| standing(&id, disclosure).filter(|it| *it != Standing::Own).map(|it| (id, it)))?;
    let place = place_of_verdict(fact);
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
