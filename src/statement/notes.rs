//! What the rendering of a template looked at and printed.

use std::collections::BTreeSet;

use crate::fact::FactId;

/// What one rendering did.
#[derive(Debug, Default)]
pub struct Notes {
    /// The facts it looked at.
    pub facts: BTreeSet<FactId>,
    /// The facts that it listed or counted.
    pub listed: BTreeSet<FactId>,
    /// The facts that it looked for by their id.
    pub sought: BTreeSet<FactId>,
    /// The facts whose state it read.
    pub state_read: BTreeSet<FactId>,
    /// The facts it accessed, with the fields it read; an empty name if it only accessed the fact.
    pub read: BTreeSet<(FactId, String)>,
    /// The texts it printed; tokens refer to them.
    pub values: Vec<String>,
    /// The number of bytes printed.
    pub printed: usize,
    /// The kinds that it listed, or whose statements repeat such a list, of which this audience may not
    /// see every fact.
    pub incomplete: BTreeSet<&'static str>,
    /// The fields that it read and that are not stated.
    pub unstated: BTreeSet<(FactId, String)>,
    /// The statements it repeated.
    pub repeated: BTreeSet<String>,
    /// A message for each name that does not exist.
    pub faults: Vec<String>,
}
