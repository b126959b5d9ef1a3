//! How commands end: their exit codes, and how a command that stopped is reported.

use crate::{
    error::Error,
    project::{Findings, Stopped},
    system::Terminal,
};

/// How a command ended. Ordered: of several results, the worst one counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExitStatus {
    /// No findings.
    Clean,
    /// Findings that make the command fail; `--help` of each command says what was written.
    Findings,
    /// The program could not go on.
    Error,
}

impl ExitStatus {
    /// With findings if there are any that make the command fail.
    pub fn with_findings(are_there: bool) -> Self {
        if are_there { Self::Findings } else { Self::Clean }
    }

    /// The exit code.
    pub fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::Error => Error::EXIT_CODE,
        }
    }
}

/// Prints why there is no result if there is none, and returns how the command ended.
pub fn report(terminal: &Terminal, result: Result<ExitStatus, Stopped>) -> ExitStatus {
    match result {
        Ok(ended) => ended,
        Err(Stopped::Findings(found)) => {
            let Findings { report, sources, summary } = *found;
            terminal.findings(&report, &sources);
            if !summary.is_empty() {
                terminal.summary(&summary);
            }
            ExitStatus::Findings
        }
        Err(Stopped::Error(error)) => {
            terminal.error(&error);
            ExitStatus::Error
        }
    }
}
