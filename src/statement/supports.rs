//! The statements that a source supports according to its `supports` field.

use std::collections::BTreeMap;

use crate::{
    audience_view::{AudienceView, Disclosed},
    diagnostic::{Diagnostic, codes},
    error::near,
    fact::Datum,
};

/// A finding for each section in `supports` of a source that the template of the fact type does not have.
pub(super) fn unknown_sections(
    view: &AudienceView,
    sections: &BTreeMap<&'static str, Vec<String>>,
) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (id, fact) in view.all() {
        // A fact type without a template makes no statements.
        let Some(known) = sections.get(id.kind) else { continue };
        for section in supported(fact).filter(|it| !known.iter().any(|known| known == it)) {
            let place = fact.fields.iter().find(|it| it.0 == "source").map_or(fact.place, |it| it.1);
            let message =
                format!("`supports` of a source of `{id}`: `{}` has no section `{section}`", id.kind);
            let close = near(section, known.iter().map(String::as_str));
            findings.push(Diagnostic::new(codes::UNKNOWN_STATEMENT, place, message).did_you_mean(&close));
        }
    }
    findings
}

fn supported(fact: &Disclosed) -> impl Iterator<Item = &str> {
    items(fact.data.get("source")).flat_map(|it| items(it.get("supports"))).filter_map(Datum::text)
}

fn items(list: Option<&Datum>) -> impl Iterator<Item = &Datum> {
    if let Some(Datum::List(items)) = list { items.as_slice() } else { &[] }.iter()
}
