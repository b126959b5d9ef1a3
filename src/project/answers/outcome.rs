//! The results of answering customers' files.

use std::path::PathBuf;

use crate::{
    answer::Replied,
    diagnostic::{Report, Sources},
    error::Error,
};

/// The result for one file, or why there is none.
pub type Answered = Result<Outcome, Trouble>;

/// The result for one file.
pub struct Outcome {
    /// The questions, answered.
    pub replied: Replied,
    /// The folder of the answers.
    pub folder: PathBuf,
    /// Number of questions that may have an answer for a higher audience.
    pub withheld: usize,
    /// Number of given answers that are not approved, if there is an approvals ledger.
    pub open: usize,
    /// Findings about decisions, whose questions were left open.
    pub wrong: Option<Box<(Report, Sources)>>,
}

/// Why there is no result for a file.
pub enum Trouble {
    /// The file was refused.
    Refused(Error),
    /// Its review file has errors.
    Findings(Box<(Report, Sources)>),
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        Self::Refused(error)
    }
}
