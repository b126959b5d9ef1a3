//! The numbered list of sources at the end of a document.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::{
    audience_view::AudienceView,
    fact::{Datum, FactId},
    markup::{Block, walk_mut},
};

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceNote {
    /// The source's title.
    pub title: String,
    /// The section in it.
    pub at: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its date (ISO 8601).
    pub dated: Option<String>,
}

/// Numbers the sources of every statement in `blocks`, in the order of their first use.
///
/// A table row shows them once, in the first cell.
pub fn number(
    blocks: &mut [Block],
    facts_of: &dyn Fn(&str) -> BTreeSet<FactId>,
    disclosure: &AudienceView,
) -> Vec<SourceNote> {
    let mut notes = Vec::new();
    let mut in_tables = BTreeSet::new();
    walk_mut(blocks, &mut |block| match block {
        Block::Table(table) => {
            for row in &mut table.rows {
                let mut facts = BTreeSet::new();
                for cell in row.iter() {
                    for id in super::stated::stated(&cell.blocks) {
                        facts.extend(facts_of(id));
                        in_tables.insert(id.to_owned());
                    }
                }
                let first = row.iter_mut().flat_map(|it| &mut it.blocks).find_map(|it| {
                    if let Block::Statement { sources, .. } = it { Some(sources) } else { None }
                });
                if let Some(sources) = first {
                    *sources = numbers(&facts, disclosure, &mut notes);
                }
            }
        }
        Block::Statement { statement, sources, .. }
            if sources.is_empty() && !in_tables.contains(statement) =>
        {
            *sources = numbers(&facts_of(statement), disclosure, &mut notes);
        }
        _ => {}
    });
    notes
}

fn numbers(facts: &BTreeSet<FactId>, disclosure: &AudienceView, notes: &mut Vec<SourceNote>) -> Vec<usize> {
    let mut numbers = BTreeSet::new();
    for note in facts.iter().flat_map(|it| notes_of(it, disclosure)) {
        let at = notes.iter().position(|it| *it == note).unwrap_or_else(|| {
            notes.push(note);
            notes.len() - 1
        });
        numbers.insert(at + 1);
    }
    numbers.into_iter().collect()
}

/// The sources of one fact that the audience may see.
pub fn notes_of(fact: &FactId, disclosure: &AudienceView) -> Vec<SourceNote> {
    let listed = match disclosure.get(fact).and_then(|it| it.data.get("source")) {
        Some(Datum::List(items)) => items.as_slice(),
        _ => &[],
    };
    listed.iter().filter_map(|it| note(it, disclosure)).collect()
}

fn note(reference: &Datum, disclosure: &AudienceView) -> Option<SourceNote> {
    let Some(Datum::Fact(id)) = reference.get("of") else { return None };
    let source = disclosure.get(id)?;
    let text = |it: &Datum, name: &str| match it.get(name) {
        Some(Datum::Date(it)) => Some(it.to_string()),
        other => other.and_then(Datum::text).map(str::to_owned),
    };
    Some(SourceNote {
        title: text(&source.data, "title")?,
        at: text(reference, "at"),
        url: text(&source.data, "url"),
        dated: text(&source.data, "dated"),
    })
}
