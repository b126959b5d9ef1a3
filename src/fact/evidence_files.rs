//! The files in `data/evidence/`.

use std::collections::{BTreeMap, BTreeSet};

use super::counts::SeverityCounts;

/// The files in `data/evidence/` that facts name, by path.
#[derive(Debug, Clone, Default)]
pub struct EvidenceFiles {
    /// The files that exist.
    pub present: BTreeSet<String>,
    /// The counts of the scan results among them, by file and tool, or why a file cannot be read as a result
    /// of the tool.
    pub results: BTreeMap<(String, String), Result<SeverityCounts, String>>,
}
