//! The entries of the answer library by their wordings.

use std::collections::{BTreeSet, HashMap};

use crate::{
    fact::{self, Answer, FactId, Verdict, VerdictRule},
    load::Loaded,
    matching::normal,
};

/// The entries by each of their wordings, in normal form.
pub struct EntriesByWording<'a>(HashMap<String, Vec<&'a fact::Entry<Answer>>>);

impl<'a> EntriesByWording<'a> {
    /// The entries of the data.
    pub fn of(loaded: &'a Loaded) -> Self {
        let mut by_words: HashMap<String, Vec<_>> = HashMap::new();
        for entry in &loaded.facts.answers {
            let own: BTreeSet<_> = wordings(entry).map(normal).collect();
            own.into_iter().for_each(|it| by_words.entry(it).or_default().push(entry));
        }
        Self(by_words)
    }

    /// The entries with a wording in normal form.
    pub fn with(&self, wording: &str) -> &[&'a fact::Entry<Answer>] {
        self.0.get(wording).map_or(&[], Vec::as_slice)
    }

    /// Another entry with this wording.
    pub fn other_with(&self, entry: &fact::Entry<Answer>, question: &str) -> Option<String> {
        self.asked_alike(question).find(|it| **it != entry.id).map(ToString::to_string)
    }

    /// The entries with this wording.
    pub fn asked_alike(&self, question: &str) -> impl Iterator<Item = &'a FactId> + use<'a> {
        let found = self.with(&normal(question)).to_vec();
        found.into_iter().map(|it| &it.id)
    }
}

/// The wordings of an entry.
pub fn wordings(entry: &fact::Entry<Answer>) -> impl Iterator<Item = &str> {
    std::iter::once(&entry.body.question).chain(&entry.body.phrasings).map(|it| it.value.as_str())
}

/// The fixed verdict of an entry; `None` if it depends on facts.
pub fn fixed(entry: &fact::Entry<Answer>) -> Option<Option<Verdict>> {
    match &entry.body.verdict {
        None => Some(None),
        Some(VerdictRule::Fixed(it)) => Some(Some(*it)),
        Some(VerdictRule::Expression(_)) => None,
    }
}
