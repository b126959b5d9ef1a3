//! Changed facts between two states of the data.

use std::collections::{BTreeMap, BTreeSet};

use super::redline::{inlines, redline};
use crate::{
    fact::{Datum, FactId, read::words},
    ledger::kind_of,
    markup::{Block, Cell, Inline, Table, text},
};

words! {
    /// How a fact changed.
    pub enum FactChangeKind {
        /// It is new.
        Added "added",
        /// It was removed.
        Removed "removed",
        /// Its id changed.
        Renamed "renamed",
        /// Some of its fields changed.
        Changed "changed",
    }
}

/// A changed fact.
#[derive(Debug, Clone)]
pub struct FactChange {
    /// Its id.
    pub id: String,
    /// How it changed.
    pub kind: FactChangeKind,
    /// Its previous id, if it was renamed.
    pub former: Option<String>,
    /// The fields that changed.
    pub fields: Vec<FieldChange>,
}

/// A changed field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// Its name.
    pub name: String,
    /// Its value before, in words; empty if there was none.
    pub before: String,
    /// Its value now, in words; empty if there is none.
    pub after: String,
}

/// A fact's fields as texts, by name.
type Fields = BTreeMap<String, String>;

/// The changes between the facts as they were [stated](crate::audience_view::stated) before and now.
pub fn fact_changes(then: &[(FactId, Datum)], now: &[(FactId, Datum)]) -> Vec<FactChange> {
    let all = |stated: &[(FactId, Datum)]| -> BTreeMap<String, Fields> {
        stated.iter().map(|(id, data)| (id.to_string(), fields(data))).collect()
    };
    let (then, now) = (all(then), all(now));
    let added: Vec<&String> = now.keys().filter(|it| !then.contains_key(*it)).collect();
    let mut renamed: BTreeMap<&str, &str> = BTreeMap::new();
    let mut gone: BTreeSet<&String> = then.keys().filter(|it| !now.contains_key(*it)).collect();
    for id in &added {
        let kind = kind_of(id);
        let same = gone.iter().find(|old| kind_of(old) == kind && alike(then.get(**old), now.get(*id)));
        if let Some(old) = same.copied() {
            gone.remove(old);
            renamed.insert(id, old);
        }
    }
    let mut changes = Vec::new();
    for (id, fields) in &now {
        let former = renamed.get(id.as_str()).copied();
        let before = then.get(former.unwrap_or(id));
        let kind = match (before, former) {
            (None, _) => FactChangeKind::Added,
            (_, Some(_)) => FactChangeKind::Renamed,
            _ => FactChangeKind::Changed,
        };
        let nothing = Fields::new();
        let fields = differing(before.unwrap_or(&nothing), fields);
        if kind != FactChangeKind::Changed || !fields.is_empty() {
            changes.push(FactChange { id: id.clone(), kind, former: former.map(str::to_owned), fields });
        }
    }
    let removed = gone.into_iter().map(|it| FactChange {
        id: it.clone(),
        kind: FactChangeKind::Removed,
        former: None,
        fields: vec![],
    });
    changes.extend(removed);
    changes.sort_by(|a, b| a.id.cmp(&b.id));
    changes
}

fn fields(data: &Datum) -> Fields {
    let Datum::Map(entries) = data else { return Fields::new() };
    entries
        .iter()
        .filter(|(_, it)| !is_nothing(it))
        .map(|(name, it)| ((*name).to_owned(), in_words(it)))
        .collect()
}

/// Whether nothing is stated.
pub fn is_nothing(datum: &Datum) -> bool {
    match datum {
        Datum::Absent => true,
        Datum::List(items) => items.is_empty(),
        _ => false,
    }
}

/// A value in words: lists with commas, maps with their names.
pub fn in_words(datum: &Datum) -> String {
    match datum {
        Datum::Absent => String::new(),
        Datum::Flag(it) => if *it { "yes" } else { "no" }.into(),
        Datum::Number(it) => it.to_string(),
        Datum::Text(it) | Datum::Internal(it) => it.clone(),
        Datum::Word(it) => it.text().to_owned(),
        Datum::Date(it) => it.to_string(),
        Datum::Fact(id) => id.to_string(),
        Datum::List(items) => {
            let apart = if items.iter().any(|it| matches!(it, Datum::Map(_))) { "\n" } else { ", " };
            items.iter().map(in_words).collect::<Vec<_>>().join(apart)
        }
        Datum::Map(entries) => {
            let stated: Vec<_> = entries.iter().filter(|(_, it)| !is_nothing(it)).collect();
            // A source with only its id, and a single place, are shown without the field name.
            if let [("of" | "place", it)] = stated.as_slice() {
                return in_words(it);
            }
            stated.iter().map(|(name, it)| format!("{name}: {}", in_words(it))).collect::<Vec<_>>().join(", ")
        }
    }
}

/// Whether two facts with different ids are one that was renamed: they differ in one field at most, and have
/// enough fields to tell.
fn alike(then: Option<&Fields>, now: Option<&Fields>) -> bool {
    let (Some(then), Some(now)) = (then, now) else { return false };
    let differing = differing(then, now);
    // A different name under a different id is a different fact.
    differing.is_empty()
        || (differing.len() == 1 && then.len() >= 4 && differing.iter().all(|it| it.name != "name"))
}

fn differing(then: &Fields, now: &Fields) -> Vec<FieldChange> {
    let names: BTreeSet<&String> = then.keys().chain(now.keys()).collect();
    let of = |fields: &Fields, name: &String| fields.get(name).cloned().unwrap_or_default();
    let change =
        |name: &String| FieldChange { name: name.clone(), before: of(then, name), after: of(now, name) };
    names.into_iter().map(change).filter(|it| it.before != it.after).collect()
}

/// The changes as a table.
pub fn fact_table(changes: &[FactChange]) -> Block {
    let row = |it: &FactChange| {
        let mut what = text(it.kind.word());
        if let Some(former) = &it.former {
            what.extend([Inline::Text(" from ".into()), Inline::Code(former.clone())]);
        }
        let field = |field: &FieldChange| {
            let mut line = vec![Inline::Strong(text(format!("{}: ", field.name)))];
            line.extend(match it.kind {
                FactChangeKind::Added => text(field.after.replace('\n', "; ")),
                _ => inlines(&redline(&field.before, &field.after)),
            });
            Block::Paragraph(line)
        };
        vec![
            Cell::line(vec![Inline::Code(it.id.clone())]),
            Cell::line(what),
            Cell::of(it.fields.iter().map(field).collect()),
        ]
    };
    let head = ["Fact", "Change", "Fields"].map(str::to_owned).to_vec();
    Block::Table(Table {
        caption: "Changed facts".into(),
        head,
        widths: vec![4, 3, 13],
        rows: changes.iter().map(row).collect(),
    })
}
