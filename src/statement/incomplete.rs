//! Lists of facts of which the audience must not see all: a text that states that there are none, or how
//! many, would be wrong.

use std::collections::BTreeSet;

use crate::{
    audience_view::AudienceView,
    diagnostic::{Diagnostic, Place, codes},
};

/// Whether a text names a fact of each of these kinds: then it shows a list, and does not only state that
/// there is none, or how many.
pub fn names_of_each(view: &AudienceView, kinds: &BTreeSet<&'static str>, words: &str) -> bool {
    kinds.iter().all(|kind| {
        let mut titles = view.of(kind).filter_map(|(_, it)| it.title.as_deref());
        titles.any(|it| words.contains(it))
    })
}

/// The finding for the template `name` that lists kinds of which the audience must not see every fact;
/// `is_published` is whether its text is published nevertheless.
pub fn incomplete(
    view: &AudienceView,
    kinds: &BTreeSet<&'static str>,
    place: Place,
    name: &str,
    is_published: bool,
) -> Diagnostic {
    let audience = view.audience.word();
    let not = if is_published { "" } else { "is not given to this audience: it " };
    let listed = kinds.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(" and ");
    let message = format!(
        "`{name}` {not}lists every {listed}, but some are restricted to a narrower audience than \
         `{audience}`"
    );
    let finding = Diagnostic::new(codes::INCOMPLETE_LIST, place, message);
    let first = kinds.iter().find_map(|it| view.withheld(it, &BTreeSet::new()));
    let finding = match first {
        Some(place) => finding.also(place, "restricted to a narrower audience"),
        None => finding,
    };
    finding.help("give it the audience of these facts, or name the facts that it means one by one")
}
