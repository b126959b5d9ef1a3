//! A fact with its name, and whether it holds on a day.

use chrono::NaiveDate;

use crate::fact::{
    AnyFact, Audience, Certification, Entry, FactId, Facts, NotValid, Product, Ref, Standing, not_valid,
    why_not_valid,
};

/// Whether a text may use a name for something that applies today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holds {
    /// It is in force, or used.
    Yes,
    /// It has ended.
    Ended(String),
    /// A report or certificate that is not the vendor's own, or not held yet.
    Open(String),
    /// A subprocessor that is used later, a product that has not begun, a policy that is not approved yet.
    Later(String),
}

/// A fact with its name.
#[derive(Debug)]
pub struct NamedFact<'f> {
    pub id: &'f FactId,
    pub name: &'f str,
    pub audience: Audience,
    pub holds: Holds,
    /// The products for which it holds; empty if for all.
    pub products: Vec<FactId>,
}

impl NamedFact<'_> {
    /// Whether it holds for one of these products; without products, always.
    pub fn concerns(&self, products: &[FactId]) -> bool {
        let none = self.products.is_empty() || products.is_empty();
        none || self.products.iter().any(|it| products.contains(it))
    }
}

/// The ids of the products that a fact is limited to.
pub fn ids(products: &[Ref<Product>]) -> Vec<FactId> {
    products.iter().map(Ref::target).collect()
}

/// Whether a report or certificate is the vendor's own and in force on the day.
pub fn standing(it: &Entry<Certification>, facts: &Facts, on: NaiveDate) -> Holds {
    if let Some(why) = why_not_valid(it, &facts.evidence, on) {
        return Holds::Ended(why);
    }
    let standing = it.body.standing(on);
    let why = format!("is {}", standing.spoken());
    match standing {
        Standing::Own => Holds::Yes,
        Standing::Lapsed | Standing::Expired | Standing::Withdrawn => Holds::Ended(why),
        _ => Holds::Open(why),
    }
}

/// Whether something is used, valid or approved on the day.
pub fn in_time(it: &dyn AnyFact, facts: &Facts, on: NaiveDate) -> Holds {
    let why = why_not_valid(it, &facts.evidence, on).unwrap_or_default();
    match not_valid(it, &facts.evidence, on) {
        None => Holds::Yes,
        Some(NotValid::Ended) => Holds::Ended(why),
        Some(NotValid::ToCome) => Holds::Later(why),
    }
}
