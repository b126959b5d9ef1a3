//! Changes that are written once somebody agrees.

use super::{context::CommandContext, exit::ExitStatus};
use crate::{diagnostic::human::count, library::FileEdit, project::Stopped, system::in_place};

/// Whether changes are to be written.
#[derive(Debug, Clone, Copy)]
pub enum Consent {
    /// They are only shown.
    DryRun,
    /// They are written without a question.
    Given,
    /// Somebody is asked.
    Asked,
}

/// Writes the changes of `data/`, if somebody agrees.
///
/// # Errors
/// The files cannot be written, or have changed since they were read.
pub fn write(context: &CommandContext, edits: &[FileEdit], consent: Consent) -> Result<ExitStatus, Stopped> {
    let agreed = match consent {
        Consent::DryRun => {
            context.terminal.summary("dry run: nothing was written");
            return Ok(ExitStatus::Clean);
        }
        Consent::Given => Some(true),
        Consent::Asked => context.terminal.confirm("Write these changes?"),
    };
    let words = match agreed {
        Some(true) => {
            in_place::replace(context.root(), edits)?;
            format!("wrote {} in data/", count(edits.len(), "file"))
        }
        Some(false) => "nothing was written".to_owned(),
        None => "nothing was written: not running in a terminal; pass `--yes` to confirm".to_owned(),
    };
    context.terminal.summary(&words);
    Ok(ExitStatus::with_findings(agreed != Some(true)))
}
