//! What a fact is called in headings and lists.

use super::{AnyFact, DisclosureProgramme, Kind};

/// The name of a fact; of one that has none, what it is, or its id.
pub fn title_of(fact: &dyn AnyFact) -> String {
    let id = fact.id().to_string();
    match fact.title() {
        Some(title) => title.value.clone(),
        None => title_without_name(&id).map_or(id, str::to_owned),
    }
}

/// What a fact without a name is called, by its id.
pub fn title_without_name(id: &str) -> Option<&'static str> {
    (id == DisclosureProgramme::NAME).then_some("Vulnerability reporting programme")
}
