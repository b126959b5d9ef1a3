//! Why a question to a project has no answer: the data is wrong, or the program cannot go on.

use crate::{
    diagnostic::{Report, Sources},
    error::Error,
};

/// Why there is no result.
#[derive(Debug)]
pub enum Stopped {
    /// There are findings. Nothing was done.
    Findings(Box<Findings>),
    /// The program cannot go on.
    Error(Error),
}

/// Findings because of which there is no result.
#[derive(Debug)]
pub struct Findings {
    /// The findings.
    pub report: Report,
    /// The texts that they point into.
    pub sources: Sources,
    /// What was not done because of them; empty if nothing needs to be said.
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
