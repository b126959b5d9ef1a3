//! The digest that binds a pin or a decision to the text with which a person made it.

use super::{exceeding::exceeds, resolved::ResolvedAnswer};
use crate::{fact::Verdict, matching::missing_names};

pub use crate::ledger::text_digest;

/// What a person wrote for a question that an entry answers.
#[derive(Debug, Clone, Copy)]
pub struct Written<'a> {
    /// The question.
    pub question: &'a str,
    /// The word of a typed verdict, and the verdict that it means.
    pub typed: Option<(&'a str, Option<Verdict>)>,
    /// The digest of the text with which it was written, if it was recorded.
    pub text_digest: Option<&'a str>,
    /// Whether it was decided for this very question of a customer.
    pub decided: bool,
}

impl Written<'_> {
    /// Why it may not be used: the text has changed since, or the text at that time is unknown and may have
    /// been different.
    ///
    /// `wordings` are the entry's own, with the names of the vendor and its products.
    pub fn outdated(&self, given: &ResolvedAnswer, wordings: &[&str]) -> Option<String> {
        let id = &given.id;
        if let Some(digest) = self.text_digest {
            let since =
                self.typed.map_or("it was pinned".to_owned(), |(word, _)| format!("`{word}` was chosen"));
            return (text_digest(&given.text) != digest)
                .then(|| format!("the text of `{id}` has changed since {since}"));
        }
        let known: Vec<&str> = wordings.iter().copied().chain([given.text.as_str()]).collect();
        let more = match self.decided {
            true => missing_names(self.question, &known).into_iter().next(),
            false => exceeds(self.question, &known, given.verdict),
        };
        if let Some(name) = more {
            return Some(format!("neither the wordings nor the text of `{id}` contains `{name}`"));
        }
        let (word, _) = self.typed.filter(|(_, it)| it.is_none() || *it != given.verdict)?;
        let follows = given.facts.iter().any(|it| it != id);
        follows.then(|| {
            format!(
                "`{word}` was chosen without a `text_digest`, and the text of `{id}` is generated from facts"
            )
        })
    }
}
