//! What is found: the words of a text, and the fact that says otherwise.

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
    /// The location of the words in the text, in bytes.
    pub range: Range<usize>,
    /// What the text says, in words that follow "says".
    pub says: String,
    /// The fact that says otherwise; a setting of the site has none.
    pub fact: Option<FactId>,
    /// Where it does.
    pub place: Place,
    /// What the fact says, in words that follow its id.
    pub but: String,
}

impl Contradiction {
    /// The finding at `place` on the text that `own` names. It is a warning: the text may mean something
    /// else.
    pub fn finding(&self, own: &str, place: Place, help: &str) -> Diagnostic {
        let fact = self.fact.as_ref().map_or("data/site.yaml".into(), FactId::to_string);
        let message = format!("{own} says {}, but `{fact}` {}", self.says, self.but);
        let mut finding =
            Diagnostic::new(self.code, place, message).also(self.place, "stated here").help(help);
        finding.level = Level::Warning;
        finding
    }
}
