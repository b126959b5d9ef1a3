//! Facts that apply to only some of the vendor's products.

use super::{Datum, Entry, Facts, Product};

/// The name under which templates and `facts.json` find the names of the products that a fact is limited to.
pub const LIMITED_TO: &str = "limited_to";

impl Facts {
    /// The products that the field `products` limits a fact to; empty if it names none, or all products of the vendor.
    pub fn limits(&self, products: Option<&Datum>) -> Vec<&Entry<Product>> {
        let Some(Datum::List(named)) = products else { return vec![] };
        let names =
            |it: &Entry<Product>| named.iter().any(|name| matches!(name, Datum::Fact(id) if *id == it.id));
        let (limits, others): (Vec<_>, Vec<_>) = self.products.iter().partition(|it| names(it));
        if others.is_empty() { vec![] } else { limits }
    }
}
