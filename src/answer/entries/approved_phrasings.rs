//! The phrasings of entries that a person approved.

use std::collections::{BTreeMap, BTreeSet};

use crate::fact::FactId;

/// The approved phrasings of each entry, each on one line.
pub type ApprovedPhrasings = BTreeMap<FactId, BTreeSet<String>>;
