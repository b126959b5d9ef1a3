//! Changes of subprocessors without a dated announcement, of which customers were promised notice.

use chrono::NaiveDate;

use super::{claims::fields_id, coming::Coming, rules::SUBPROCESSOR_ADDED};
use crate::{
    calendar::NoticeChange,
    fact::{AnyFact, CHANGEABLE, Entry, FactId, Facts, Kind, Subprocessor},
    ledger::Claim,
};

/// A subprocessor that is new, or whose location, data or purpose changed without a dated change. Customers
/// were promised advance notice of it.
#[derive(Debug, Clone)]
pub struct Unannounced {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// The day from which it is used, if stated.
    pub since: Option<NaiveDate>,
    /// The changed fields; empty if it is new.
    pub altered: Vec<&'static str>,
}

/// The field with the products it is used for. Use for more products is a change too.
pub const PRODUCTS: &str = "products";

/// The fields of a subprocessor that were edited without a dated change.
fn altered(facts: &Facts, change: &super::ClaimChange) -> Vec<&'static str> {
    let (Some(before), Some(after)) = (&change.before, &change.after) else { return vec![] };
    if change.id != fields_id(&change.about()) || after.kind() != Subprocessor::NAME {
        return vec![];
    }
    let line = |claim: &Claim, field: &str| {
        let text = claim.text.as_deref().unwrap_or_default();
        text.lines().find_map(|it| it.strip_prefix(field)?.strip_prefix(": ")).map(str::to_owned)
    };
    let mut fields: Vec<_> =
        CHANGEABLE.into_iter().filter(|field| line(&before.claim, field) != line(after, field)).collect();
    let limits =
        |claim: &Claim| line(claim, PRODUCTS).map(|it| it.split(", ").map(str::to_owned).collect::<Vec<_>>());
    let wider = |before: &[String]| match limits(after) {
        Some(now) => now.iter().any(|it| !before.contains(it)),
        None => facts.products.iter().any(|it| !before.contains(&it.id.to_string())),
    };
    let wider = limits(&before.claim).is_some_and(|before| wider(&before));
    fields.extend(wider.then_some(PRODUCTS));
    fields
}

/// The new and changed subprocessors among `changes` for which notice was promised but none can be
/// calculated.
pub fn unannounced(facts: &Facts, changes: &[super::ClaimChange], coming: &[Coming]) -> Vec<Unannounced> {
    // What is edited before the start is announced again.
    let starts = |id: &FactId| {
        coming
            .iter()
            .any(|it| it.change.fact == *id && !it.begun && it.change.what == NoticeChange::Starts.name())
    };

    let promised = facts.site.subprocessor_notice.is_some();
    let new = |id: &str| {
        changes
            .iter()
            .any(|change| change.about() == id && change.rules.iter().any(|it| it.name == SUBPROCESSOR_ADDED))
    };
    let is_notified = |it: &Subprocessor| it.notified.is_some();
    let open = facts.subprocessors.iter().filter(|it| {
        promised && !is_notified(&it.body) && coming.iter().all(|known| known.change.fact != it.id)
    });
    let unannounced = |it: &Entry<Subprocessor>, altered: Vec<&'static str>| Unannounced {
        id: it.id.to_string(),
        title: it.title().map_or_else(|| it.id.to_string(), |it| it.value.clone()),
        since: it.body.since.as_ref().map(|it| it.value),
        altered,
    };
    let mut found: Vec<_> =
        open.filter(|it| new(&it.id.to_string())).map(|it| unannounced(it, vec![])).collect();
    for it in facts.subprocessors.iter().filter(|it| promised && !starts(&it.id)) {
        let own = changes
            .iter()
            .filter(|change| change.about() == it.id.to_string())
            .map(|change| altered(facts, change))
            .find(|it| !it.is_empty());
        found.extend(own.map(|fields| unannounced(it, fields)));
    }
    found
}
