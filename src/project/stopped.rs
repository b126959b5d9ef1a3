//! Why a method of `Project` has no result: the data has errors, or the program cannot go on.

use crate::{
    diagnostic::{Report, Sources},
    error::Error,
};

/// Why there is no result.
#[derive(Debug)]
pub enum Stopped {
    /// There are findings that make the command fail.
    Findings(Box<Findings>),
    /// The program cannot go on.
    Error(Error),
}

/// A report with the texts it points into, and a summary.
#[derive(Debug)]
pub struct Findings {
    /// The findings.
    pub report: Report,
    /// The texts that the findings point into.
    pub sources: Sources,
    /// What to print after them, such as what was not done; may be empty.
    pub summary: String,
}

impl Stopped {
    /// Stopped because of findings in `sources`.
    pub fn findings(report: Report, sources: &Sources) -> Self {
        Self::Findings(Box::new(Findings { report, sources: sources.clone(), summary: String::new() }))
    }

    /// Says what was not done because of the findings.
    pub fn with_summary(mut self, summary: &str) -> Self {
        if let Self::Findings(it) = &mut self {
            it.summary += summary;
        }
        self
    }
}

impl From<Error> for Stopped {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}
