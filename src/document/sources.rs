//! The numbered list of sources at the end of a document.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::{
    audience_view::AudienceView,
    fact::{Datum, FactId},
    markup::{Block, walk_mut},
    statement::Statement,
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

/// What a statement or answer is based on.
#[derive(Debug, Clone, Default)]
pub struct Basis<'s> {
    /// The facts.
    pub facts: BTreeSet<FactId>,
    /// The statements that it is or repeats.
    pub statements: Vec<&'s Statement>,
}

/// Numbers the sources of every statement in `blocks`, in the order of their first use.
///
/// A table row shows them once, in the first cell.
pub fn number<'s>(
    blocks: &mut [Block],
    basis_of: &dyn Fn(&str) -> Basis<'s>,
    view: &AudienceView,
) -> Vec<SourceNote> {
    let mut notes = Vec::new();
    let mut in_tables = BTreeSet::new();
    walk_mut(blocks, &mut |block| match block {
        Block::Table(table) => {
            for row in &mut table.rows {
                let mut cited = Vec::new();
                for cell in row.iter() {
                    for id in super::stated::stated(&cell.blocks) {
                        cited.extend(cited_by(&basis_of(id), view));
                        in_tables.insert(id.to_owned());
                    }
                }
                let first = row.iter_mut().flat_map(|it| &mut it.blocks).find_map(|it| {
                    if let Block::Statement { sources, .. } = it { Some(sources) } else { None }
                });
                if let Some(sources) = first {
                    *sources = numbers(cited, &mut notes);
                }
            }
        }
        Block::Statement { statement, sources, .. }
            if sources.is_empty() && !in_tables.contains(statement) =>
        {
            *sources = numbers(cited_by(&basis_of(statement), view), &mut notes);
        }
        _ => {}
    });
    notes
}

/// The sources of what something is based on, without those that support other statements about a fact only.
fn cited_by(basis: &Basis, view: &AudienceView) -> Vec<SourceNote> {
    let sections = |kind: &str| -> BTreeSet<&str> {
        let of_kind = basis.statements.iter().filter(|it| it.about.kind == kind);
        of_kind.map(|it| it.section.as_str()).collect()
    };
    let notes = |fact: &FactId| {
        let sections = sections(fact.kind);
        let supports = |it: &&Datum| {
            let named = if let Some(Datum::List(it)) = it.get("supports") { it.as_slice() } else { &[] };
            let mut named = named.iter().filter_map(Datum::text).peekable();
            sections.is_empty() || named.peek().is_none() || named.any(|it| sections.contains(it))
        };
        let listed = references(fact, view).iter().filter(supports);
        listed.filter_map(|it| note(it, view)).collect::<Vec<_>>()
    };
    basis.facts.iter().flat_map(notes).collect()
}

fn numbers(cited: Vec<SourceNote>, notes: &mut Vec<SourceNote>) -> Vec<usize> {
    let mut numbers = BTreeSet::new();
    for note in cited {
        let at = notes.iter().position(|it| *it == note).unwrap_or_else(|| {
            notes.push(note);
            notes.len() - 1
        });
        numbers.insert(at + 1);
    }
    numbers.into_iter().collect()
}

/// The sources of one fact that the audience may see.
pub fn notes_of(fact: &FactId, view: &AudienceView) -> Vec<SourceNote> {
    references(fact, view).iter().filter_map(|it| note(it, view)).collect()
}

fn references<'d>(fact: &FactId, view: &'d AudienceView) -> &'d [Datum] {
    match view.get(fact).and_then(|it| it.data.get("source")) {
        Some(Datum::List(items)) => items.as_slice(),
        _ => &[],
    }
}

fn note(reference: &Datum, view: &AudienceView) -> Option<SourceNote> {
    let Some(Datum::Fact(id)) = reference.get("of") else { return None };
    let source = view.get(id)?;
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
