//! Which phrasings of entries a person approved.

use std::collections::{BTreeMap, BTreeSet};

use crate::fact::FactId;

/// The approved phrasings of each entry, each in one line.
pub type ApprovedPhrasings = BTreeMap<FactId, BTreeSet<String>>;
