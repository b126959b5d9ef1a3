//! The typed facts that texts are compared with.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{found::Contradiction, sentence::Sentence};
use crate::{
    diagnostic::{Code, Place, codes},
    fact::{AnyFact, Entry, FactId, Facts, Product, Ref},
    names::Names,
};

/// The typed facts on one day.
pub struct StatedFacts<'f> {
    /// The facts.
    pub facts: &'f Facts,
    /// The day.
    pub on: NaiveDate,
    /// The names of facts.
    pub names: Names<'f>,
    by_id: BTreeMap<FactId, &'f dyn AnyFact>,
}

/// The context of a text.
#[derive(Debug, Default, Clone, Copy)]
pub struct TextContext<'a> {
    /// The products that the text's fact is limited to; empty if it is not limited.
    pub products: &'a [FactId],
}

impl<'f> StatedFacts<'f> {
    /// The facts as they are on the day `on`.
    pub fn new(facts: &'f Facts, on: NaiveDate) -> Self {
        let named =
            facts.all().filter(|it| matches!(it.id().kind, "certification" | "subprocessor" | "policy"));
        let by_id = named.map(|it| (it.id().clone(), it)).collect();
        Self { facts, on, names: Names::new(facts, on), by_id }
    }

    /// The certification, subprocessor or policy of an id.
    pub fn fact(&self, id: &FactId) -> Option<&'f dyn AnyFact> {
        self.by_id.get(id).copied()
    }

    /// Whether a fact is published and valid on the day.
    pub fn holds(&self, fact: &dyn AnyFact) -> bool {
        !fact.draft() && fact.envelope().holds(self.on)
    }

    /// Whether a text in this context may be about a fact for `products`.
    pub fn may_concern(around: TextContext, products: &[Ref<Product>]) -> bool {
        products.is_empty()
            || around.products.is_empty()
            || products.iter().any(|it| around.products.contains(&it.target()))
    }
}

/// A fact that a text contradicts.
#[derive(Debug, Clone)]
pub struct OpposingFact {
    /// The id.
    pub id: FactId,
    /// The location of the contradicting value.
    pub place: Place,
    /// What it says, as a phrase after its id.
    pub but: String,
}

impl OpposingFact {
    /// Makes the contradiction of the words at `at`.
    pub fn contradicts(self, sentence: &Sentence, at: std::ops::Range<usize>) -> Contradiction {
        quoted(codes::CONTRADICTING_TEXT, sentence, at, (Some(self.id), self.place), self.but)
    }
}

/// The location of a field of an entry.
pub fn place_of<T>(entry: &Entry<T>, field: &str) -> Place {
    entry.fields.iter().find(|it| it.0 == field).map_or(entry.place, |it| it.1)
}

/// A contradiction whose words are quoted.
pub fn quoted(
    code: &'static Code,
    sentence: &Sentence,
    at: std::ops::Range<usize>,
    fact: (Option<FactId>, Place),
    but: String,
) -> Contradiction {
    let says = format!("`{}`", sentence.quote(at.clone()));
    Contradiction { code, range: sentence.bytes(at), says, fact: fact.0, place: fact.1, but }
}
