//! A row of the table of writers.

use super::context::{File, RenderContext};
use crate::{
    diagnostic::Diagnostic,
    document::{PlannedFile, Publication},
};

/// A writer of the files of one format.
pub struct FileWriter {
    /// What it writes.
    pub name: &'static str,
    /// Its files, and their plans.
    pub plan: fn(&Publication) -> Vec<PlannedFile>,
    /// Makes the planned files, or returns why it cannot.
    pub write: fn(&RenderContext) -> Result<Vec<File>, Vec<Diagnostic>>,
}
