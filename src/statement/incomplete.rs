//! Lists of facts that the audience may not see completely: a text that says that there are none, or how
//! many, would be wrong.

use std::collections::BTreeSet;

use crate::{
    audience_view::AudienceView,
    diagnostic::{Diagnostic, Place, codes},
};

/// Whether words name a fact of each of these kinds: they show a list, and do not only say that there is
/// none, or how many.
pub fn names_of_each(view: &AudienceView, kinds: &BTreeSet<&'static str>, words: &str) -> bool {
    kinds.iter().all(|kind| {
        let mut titles = view.of(kind).filter_map(|(_, it)| it.title.as_deref());
        titles.any(|it| words.contains(it))
    })
}

/// The finding of a template, called `name`, that lists kinds of which the audience may not see every fact;
/// `said` is whether its words are published nevertheless.
pub fn incomplete(
    view: &AudienceView,
    kinds: &BTreeSet<&'static str>,
    place: Place,
    name: &str,
    said: bool,
) -> Diagnostic {
    let audience = view.audience.word();
    let not = if said { "" } else { "is not given to this audience: it " };
    let listed = kinds.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(" and ");
    let message = format!(
        "`{name}` {not}lists every {listed}, but some are restricted to a narrower audience than `{audience}`"
    );
    let finding = Diagnostic::new(codes::INCOMPLETE_LIST, place, message);
    let first = kinds.iter().find_map(|it| view.held_back(it, &BTreeSet::new()));
    let finding = match first {
        Some(place) => finding.also(place, "restricted to a narrower audience"),
        None => finding,
    };
    finding.help("give it the audience of these facts, or name the facts that it means one by one")
}
