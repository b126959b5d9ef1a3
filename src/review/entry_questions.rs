//! What an entry of the answer library asks, to find out whether it still asks what it asked when its answer
//! was delivered.

use crate::{
    answer::text_of,
    audience_view::Disclosed,
    fact::Datum,
    matching::{Likeness, likeness},
};

/// What a current entry asks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntryQuestions {
    /// Its question.
    question: String,
    /// The other ways to ask it.
    phrasings: Vec<String>,
    /// Whether it applies to some products only, so that its question alone does not say what it is about.
    pub limited: bool,
}

impl EntryQuestions {
    /// The wordings of an entry, as far as its audience may see them; `None` without a question.
    pub fn of(fact: &Disclosed) -> Option<Self> {
        let text = |it: &Datum| match it {
            Datum::Text(it) | Datum::Internal(it) => Some(it.clone()),
            _ => None,
        };
        let list = |name: &str| match fact.data.get(name) {
            Some(Datum::List(items)) => items.as_slice(),
            _ => &[],
        };
        let question = text_of(fact, "question")?.to_owned();
        let phrasings = list("phrasings").iter().filter_map(text).collect();
        Some(Self { question, phrasings, limited: !list("products").is_empty() })
    }

    fn all(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.question).chain(&self.phrasings).map(String::as_str)
    }

    /// Whether one of its wordings is the same question as `asked`, at least as much as `least` says.
    pub fn is(&self, asked: &str, least: Likeness) -> bool {
        self.all().any(|it| likeness(it, asked) >= least)
    }
}
