//! What is answered, and how.

use std::path::{Path, PathBuf};

use crate::answer::Thresholds;

/// What is answered, and how.
#[derive(Debug, Clone, Copy)]
pub struct AnswerRequest<'a> {
    /// The customers' files.
    pub files: &'a [PathBuf],
    /// Layouts in the syntax of `--map`.
    pub maps: &'a [String],
    /// The review file with the decisions, instead of each questionnaire's own.
    pub review: Option<&'a Path>,
    /// The confidence that suggestions must reach.
    pub thresholds: Thresholds,
    /// The ids of the products that the customer asks about.
    pub products: &'a [String],
    /// Whether cells with answers are overwritten.
    pub overwrite: bool,
    /// The customer.
    pub customer: Option<&'a str>,
    /// Whether only approved answers are given.
    pub require_approved: bool,
}
