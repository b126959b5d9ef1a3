//! Exit codes, and how a command that stopped is reported.

use crate::{
    error::Error,
    project::{Findings, Stopped},
    system::Terminal,
};

/// No findings.
pub const CLEAN: u8 = 0;
/// Findings that make the command fail; `--help` of each command says what was written.
pub const FINDINGS: u8 = 1;

/// Prints why there is no result, and returns the exit code.
pub fn stopped(terminal: &Terminal, stopped: Stopped) -> u8 {
    match stopped {
        Stopped::Findings(found) => {
            let Findings { report, sources, summary } = *found;
            terminal.findings(&report, &sources);
            if !summary.is_empty() {
                terminal.summary(&summary);
            }
            FINDINGS
        }
        Stopped::Error(error) => {
            terminal.error(&error);
            Error::EXIT_CODE
        }
    }
}
