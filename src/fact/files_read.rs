//! Entries and files of `data/` that could not be read.

use std::collections::{BTreeMap, BTreeSet};

use super::FactId;
use crate::diagnostic::Place;

/// The entries and files that could not be read, and the fact types that have a folder.
#[derive(Debug, Clone, Default)]
pub struct FilesRead {
    /// The entries that were left out because of an error, with their places.
    pub unread: BTreeMap<FactId, Place>,
    /// The place of the error in a file that is not valid YAML, by the fact type of the file.
    pub broken: BTreeMap<&'static str, Place>,
    /// The fact types with entries in a folder of `data/`.
    pub folders: BTreeSet<&'static str>,
}
