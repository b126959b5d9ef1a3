//! `factum join`: merges two versions of the approvals ledger, by hand or as git's merge driver
//! (gitattributes, `merge`).

use std::path::{Path, PathBuf};

use clap::Args;

use super::{context::CommandContext, exit::ExitStatus};
use crate::{
    ledger::{APPROVALS, joined},
    library::FileEdit,
    load::{LEDGER_LIMIT, read_text},
    project::Stopped,
    system::{git, in_place, new_files},
};

/// Merge two versions of the approvals ledger from different branches
#[derive(Args, Debug, Clone)]
#[command(after_help = "Examples:
  factum join                              during a git merge with conflicts
  git config merge.factum.driver 'factum join %A %B'
  echo 'data/approvals.yaml merge=factum' >> .gitattributes

The entries of both versions are kept, oldest first; no line of an entry is changed.")]
pub struct JoinArguments {
    /// Our version, which receives the result [default: data/approvals.yaml, with both versions from git's
    /// unfinished merge]
    #[arg(value_name = "OURS", requires = "theirs")]
    pub ours: Option<PathBuf>,
    /// Their version
    #[arg(value_name = "THEIRS")]
    pub theirs: Option<PathBuf>,
}

/// Runs the command.
///
/// # Errors
/// The command stopped, with findings or an error.
pub fn run(context: &CommandContext, arguments: &JoinArguments) -> Result<ExitStatus, Stopped> {
    let read = |path: &Path| read_text(path, LEDGER_LIMIT);
    if let (Some(ours), Some(theirs)) = (&arguments.ours, &arguments.theirs) {
        new_files::replace(ours, &joined(&read(ours)?, &read(theirs)?)?)?;
        return Ok(ExitStatus::Clean);
    }
    let path = context.root().join(APPROVALS);
    let before = read(&path)?;
    let (ours, theirs) = (
        git::side(context.root(), git::Side::Ours, APPROVALS)?,
        git::side(context.root(), git::Side::Theirs, APPROVALS)?,
    );
    let after = joined(&ours, &theirs)?;
    in_place::replace(context.root(), &[FileEdit { path: APPROVALS.into(), before: Some(before), after }])?;
    context.terminal.summary(&format!(
        "{APPROVALS} now has the approvals of both sides; continue with `git add {APPROVALS}`"
    ));
    Ok(ExitStatus::Clean)
}
