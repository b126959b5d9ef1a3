//! One sentence, list or table generated from facts.

use std::collections::BTreeSet;

use crate::{
    diagnostic::Place,
    fact::{FactId, FactState},
    markup::Block,
};

/// A sentence, list or table generated from facts.
#[derive(Debug, Clone)]
pub struct Statement {
    /// `kind/id/section`, or `kind/section` for types with a single fact.
    pub id: String,
    /// The fact it is about.
    pub about: FactId,
    /// The section of the template.
    pub section: String,
    /// Its text.
    pub blocks: Vec<Block>,
    /// Its plain text.
    pub plain: String,
    /// The facts it rests on.
    pub facts: BTreeSet<FactId>,
    /// The facts whose state it read.
    pub state_read: BTreeSet<FactId>,
    /// The kinds that it lists and of which this audience may not see every fact.
    pub incomplete: BTreeSet<&'static str>,
    /// The state of the fact, if this is the sentence that says it.
    pub state: Option<FactState>,
    /// The place of its template section.
    pub template: Place,
}
