//! The results of answering customers' files.

use std::path::PathBuf;

use super::super::stopped::{Findings, Stopped};
use crate::answer::Replied;

/// The result for one file, or why there is none: it was refused, or its review file has errors.
pub type AnsweredFile = Result<AnswerOutcome, Stopped>;

/// The result for one file.
#[derive(Debug)]
pub struct AnswerOutcome {
    /// The questions, answered.
    pub replied: Replied,
    /// The folder of the answers.
    pub folder: PathBuf,
    /// Number of questions that may have an answer for a narrower audience.
    pub withheld: usize,
    /// Number of given answers that are not approved, if there is an approvals ledger.
    pub unapproved: usize,
    /// Findings about decisions. Their questions were left to a person.
    pub decision_findings: Option<Box<Findings>>,
}
