//! The titles of facts in headings and lists.

use super::{AnyFact, DisclosureProgramme, Kind};

/// The name of a fact, or a description or the id if it has none.
pub fn title_of(fact: &dyn AnyFact) -> String {
    let id = fact.id().to_string();
    match fact.title() {
        Some(title) => title.value.clone(),
        None => title_without_name(&id).map_or(id, str::to_owned),
    }
}

/// The description of a fact without a name, by id.
pub fn title_without_name(id: &str) -> Option<&'static str> {
    (id == DisclosureProgramme::NAME).then_some("Vulnerability reporting programme")
}
