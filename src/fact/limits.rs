//! Facts that apply to only some of the vendor's products.

use chrono::NaiveDate;

use super::{AnyFact, Datum, Entry, Facts, Product};

/// The key of the names of the products that a fact is limited to, in templates and `facts.json`.
pub const LIMITED_TO: &str = "limited_to";

/// The fact type that is published although its products have ended or not begun: a subprocessor may still
/// have data of a product that has ended, and customers are notified about it before a product begins.
const ALWAYS: &str = "subprocessor";

impl Facts {
    /// The products that the field `products` limits a fact to on the day `on`; empty if it names none, or
    /// all products of that day. If it names only products that have ended or not begun, these.
    pub fn limits(&self, products: Option<&Datum>, on: NaiveDate) -> Vec<&Entry<Product>> {
        let named = self.named_products(products);
        let of_day = |it: &&Entry<Product>| it.envelope.holds(on);
        let limits: Vec<_> = named.iter().copied().filter(of_day).collect();
        if limits.is_empty() {
            return named;
        }
        let all = self.products.iter().filter(of_day).count();
        if limits.len() == all { vec![] } else { limits }
    }

    /// The products that a fact applies to, if none of them is valid on the day `on`: nothing is published
    /// about these.
    pub fn idle_products(&self, fact: &dyn AnyFact, on: NaiveDate) -> Vec<&Entry<Product>> {
        if fact.id().kind == ALWAYS || self.products.iter().all(|it| it.envelope.holds(on)) {
            return vec![];
        }
        let data = fact.data(on, &self.evidence);
        let products = data.iter().find(|(name, _)| *name == "products").map(|(_, it)| it);
        let named = self.named_products(products);
        if named.iter().any(|it| it.envelope.holds(on)) { vec![] } else { named }
    }

    fn named_products(&self, products: Option<&Datum>) -> Vec<&Entry<Product>> {
        let Some(Datum::List(named)) = products else { return vec![] };
        let names =
            |it: &&Entry<Product>| named.iter().any(|name| matches!(name, Datum::Fact(id) if *id == it.id));
        self.products.iter().filter(names).collect()
    }
}
