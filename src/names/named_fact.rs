//! A fact with its name, and whether it holds on a day.

use chrono::NaiveDate;

use crate::fact::{
    AnyFact, Audience, Certification, Entry, FactId, Facts, NotValid, Product, Ref, Standing, not_valid,
    why_not_valid,
};

/// Whether a text may state a named thing as in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameStatus {
    /// In force, or used.
    Yes,
    /// Ended; with the reason as the end of a sentence.
    Ended(String),
    /// A report or certificate that is another party's or not held yet.
    Open(String),
    /// Not yet begun: a subprocessor, a product, or a policy that is not approved yet.
    Later(String),
}

/// A fact that texts may name.
#[derive(Debug)]
pub struct NamedFact<'f> {
    pub id: &'f FactId,
    pub audience: Audience,
    pub holds: NameStatus,
    /// The products for which it holds; empty if for all.
    pub products: Vec<FactId>,
}

impl NamedFact<'_> {
    /// Whether it holds for one of these products, or no products are given.
    pub fn concerns(&self, products: &[FactId]) -> bool {
        let is_unlimited = self.products.is_empty() || products.is_empty();
        is_unlimited || self.products.iter().any(|it| products.contains(it))
    }
}

/// The ids of the products that a fact is limited to.
pub fn ids(products: &[Ref<Product>]) -> Vec<FactId> {
    products.iter().map(Ref::target).collect()
}

/// Whether a report or certificate is the vendor's own and in force on the day.
pub fn certification_holds(entry: &Entry<Certification>, facts: &Facts, on: NaiveDate) -> NameStatus {
    if let Some(why) = why_not_valid(entry, &facts.evidence, on) {
        return NameStatus::Ended(why);
    }
    let standing = entry.body.standing(on);
    let why = format!("is {}", standing.message_word());
    match standing {
        Standing::Own => NameStatus::Yes,
        Standing::Lapsed | Standing::Expired | Standing::Withdrawn => NameStatus::Ended(why),
        _ => NameStatus::Open(why),
    }
}

/// Whether something is used, valid or approved on the day.
pub fn fact_holds(fact: &dyn AnyFact, facts: &Facts, on: NaiveDate) -> NameStatus {
    let why = why_not_valid(fact, &facts.evidence, on).unwrap_or_default();
    match not_valid(fact, &facts.evidence, on) {
        None => NameStatus::Yes,
        Some(NotValid::Ended) => NameStatus::Ended(why),
        Some(NotValid::ToCome) => NameStatus::Later(why),
    }
}
