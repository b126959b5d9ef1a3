//! What a template accessed and printed.

use std::collections::BTreeSet;

use crate::fact::FactId;

/// A record of one rendering.
#[derive(Debug, Default)]
pub struct TemplateNotes {
    /// The facts that it accessed.
    pub facts: BTreeSet<FactId>,
    /// The facts that it listed or counted.
    pub listed: BTreeSet<FactId>,
    /// The facts that it looked up by id.
    pub sought: BTreeSet<FactId>,
    /// The facts whose state it read.
    pub state_read: BTreeSet<FactId>,
    /// The fields that it read, by fact; the name is empty for a fact that was only accessed.
    pub read: BTreeSet<(FactId, String)>,
    /// The texts it printed; tokens refer to them.
    pub values: Vec<String>,
    /// The number of bytes printed.
    pub printed: usize,
    /// The kinds that it or a repeated statement listed and of which this audience must not see every fact.
    pub incomplete: BTreeSet<&'static str>,
    /// The fields that it read and that are not stated.
    pub unstated: BTreeSet<(FactId, String)>,
    /// The statements it repeated.
    pub repeated: BTreeSet<String>,
    /// A message for each name that does not exist.
    pub faults: Vec<String>,
}
