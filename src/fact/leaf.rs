//! The parts of a fact that lints look at.

use super::{FactId, Text};
use crate::diagnostic::Place;

/// A part of a fact.
#[derive(Debug, Clone)]
pub enum Leaf<'a> {
    /// A literal text.
    Text(&'a Text),
    /// A text that is a template over facts.
    Template(&'a Text),
    /// An expression over facts.
    Expression(&'a Text),
    /// The name of another fact.
    Reference {
        /// The fact it names.
        target: FactId,
        /// The place of the name.
        place: Place,
    },
    /// The path of a file in `data/evidence/`.
    Evidence(&'a Text),
}
