//! The files of `data/` to change, and the changes to each.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    FileEdit, Learned,
    change::{EntryChange, NewEntry},
    page,
};
use crate::{
    diagnostic::{FileId, Sources},
    fact::AnyFact,
    load::Loaded,
    yaml::{self, Key, Node, Value},
};

/// Changes by file.
#[derive(Debug)]
pub struct PendingEdits<'a> {
    /// What was read.
    pub loaded: &'a Loaded,
    changes: BTreeMap<String, Vec<EntryChange>>,
    entries: BTreeMap<String, (String, Vec<NewEntry>)>,
    taken: BTreeSet<String>,
}

impl<'a> PendingEdits<'a> {
    /// No changes yet.
    pub fn new(loaded: &'a Loaded) -> Self {
        let taken = loaded.facts.answers.iter().map(|it| it.id.id.to_string()).collect();
        Self { loaded, changes: BTreeMap::new(), entries: BTreeMap::new(), taken }
    }

    /// The path of the file that an entry is in.
    pub fn path_of(&self, fact: &dyn AnyFact) -> &'a str {
        self.loaded.sources.path(fact.place().file)
    }

    /// An unused id for a new answer.
    pub fn free_id(&mut self, question: &str) -> String {
        let id = super::name::free(&super::name::of_question(question), &self.taken);
        self.taken.insert(id.clone());
        id
    }

    /// Adds a change.
    pub fn change(&mut self, path: &str, change: EntryChange) {
        self.changes.entry(path.to_owned()).or_default().push(change);
    }

    /// Adds an entry at the end of a file, which begins with `head` if it is new.
    pub fn add(&mut self, path: &str, head: &str, entry: NewEntry) {
        self.entries.entry(path.to_owned()).or_insert_with(|| (head.to_owned(), vec![])).1.push(entry);
    }

    /// Applies the changes to their files. A wording that cannot be added safely is omitted; any other
    /// failed change is refused.
    pub fn finish(mut self, learned: &mut Learned) {
        let mut heads = BTreeMap::new();
        for (path, (head, entries)) in std::mem::take(&mut self.entries) {
            self.changes.entry(path.clone()).or_default().push(EntryChange::Entries(entries));
            heads.insert(path, head);
        }
        for (path, changes) in self.changes {
            let before = text_at(&self.loaded.sources, &path);
            let after = match before {
                None => page::new(heads.get(&path).map_or("", String::as_str), &changes),
                Some(before) => {
                    let (after, refused) = page::changed(before, &changes);
                    refused.into_iter().for_each(|it| refuse(learned, &path, it));
                    after
                }
            };
            if before != Some(after.as_str()) {
                learned.edits.push(FileEdit { path, before: before.map(str::to_owned), after });
            }
        }
    }
}

fn refuse(learned: &mut Learned, path: &str, change: &EntryChange) {
    if let EntryChange::Phrasings { answer, wordings } = change {
        learned.counts.phrasings -= wordings.len().min(learned.counts.phrasings);
        let shown = wordings.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ");
        learned.notes.push(format!(
            "wordings of `answer/{answer}` cannot be added to `{path}` automatically; add them yourself: \
             {shown}"
        ));
    } else if !learned.refused.iter().any(|it| it == path) {
        learned.refused.push(path.to_owned());
    }
}

fn text_at<'s>(sources: &'s Sources, path: &str) -> Option<&'s str> {
    sources.find(path).map(|it| sources.text(it))
}

/// The id of the entry that contains a byte position, in a file that is a map from id to entry.
pub fn entry_at(text: &str, byte: usize) -> Option<String> {
    keys(text).into_iter().rev().find(|key| key.place.range().start <= byte).map(|key| key.text)
}

/// The ids of the entries of such a file.
pub fn ids_of(text: &str) -> BTreeSet<String> {
    keys(text).into_iter().map(|key| key.text).collect()
}

fn keys(text: &str) -> Vec<Key> {
    match yaml::parse(FileId(0), text, 0) {
        Ok(Node { value: Value::Map(entries), .. }) => entries.into_iter().map(|(key, _)| key).collect(),
        _ => vec![],
    }
}
