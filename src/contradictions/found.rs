//! A contradiction between a text and a fact.

use std::ops::Range;

use crate::{
    diagnostic::{Code, Diagnostic, Level, Place},
    fact::FactId,
};

/// Words of a text that a typed fact contradicts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// The code of the finding.
    pub code: &'static Code,
    /// The byte range of the words in the text.
    pub range: Range<usize>,
    /// What the text says, as a phrase after "says".
    pub says: String,
    /// The contradicting fact; `None` for a setting of the site.
    pub fact: Option<FactId>,
    /// The location of the contradicting value.
    pub place: Place,
    /// What the fact says, as a phrase after its id.
    pub but: String,
}

impl Contradiction {
    /// The finding at `place` about the text that `own` names. It is a warning because the text may mean
    /// something else.
    pub fn finding(&self, own: &str, place: Place, help: &str) -> Diagnostic {
        let fact = self.fact.as_ref().map_or("data/site.yaml".into(), FactId::to_string);
        let message = format!("{own} says {}, but `{fact}` {}", self.says, self.but);
        let mut finding =
            Diagnostic::new(self.code, place, message).also(self.place, "stated here").help(help);
        finding.level = Level::Warning;
        finding
    }
}
