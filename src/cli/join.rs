//! `factum join`: merges two versions of the approvals ledger, by hand or as git's merge driver (gitattributes, `merge`).

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::Args;

use super::{CLEAN, Context};
use crate::{
    diagnostic::FileId,
    error::Error,
    ledger::{APPROVALS, join, read_approvals},
    library::Edit,
    load::{LEDGER_LIMIT, read_text},
    project::Stopped,
    system::{git, in_place},
};

/// Arguments of `factum join`.
#[derive(Args, Debug, Clone)]
pub struct Arguments {
    /// Our version, which receives the result [default: data/approvals.yaml, with both versions from git's unfinished merge]
    #[arg(value_name = "OURS", requires = "theirs")]
    pub ours: Option<PathBuf>,
    /// Their version
    #[arg(value_name = "THEIRS")]
    pub theirs: Option<PathBuf>,
}

/// Runs the command.
pub fn run(context: &Context, arguments: &Arguments) -> Result<u8, Stopped> {
    let read = |path: &Path| read_text(path, LEDGER_LIMIT);
    if let (Some(ours), Some(theirs)) = (&arguments.ours, &arguments.theirs) {
        let joined = sound(&read(ours)?, &read(theirs)?)?;
        let temporary = ours.with_extension("joined");
        let written = fs::write(&temporary, &joined).and_then(|()| fs::rename(&temporary, ours));
        written.map_err(|cause| Error::Write { path: ours.clone(), cause })?;
        return Ok(CLEAN);
    }
    let path = context.root().join(APPROVALS);
    let before = read(&path)?;
    let (ours, theirs) = (
        git::side(context.root(), git::Side::Ours, APPROVALS)?,
        git::side(context.root(), git::Side::Theirs, APPROVALS)?,
    );
    let after = sound(&ours, &theirs)?;
    in_place::replace(context.root(), &[Edit { path: APPROVALS.into(), before: Some(before), after }])?;
    context.terminal.summary(&format!(
        "{APPROVALS} now has the approvals of both sides; continue with `git add {APPROVALS}`"
    ));
    Ok(CLEAN)
}

/// The merged version.
fn sound(ours: &str, theirs: &str) -> Result<String, Error> {
    for (side, text) in [("our", ours), ("their", theirs)] {
        let (_, findings) = read_approvals(FileId(0), text);
        if let Some(finding) = findings.iter().find(|it| it.code.fixed) {
            return Err(Error::Usage {
                message: format!("{side} version of the ledger is broken: {}", finding.message),
                help: "fix it on its own branch first; `factum check` says where".into(),
            });
        }
    }
    Ok(join(ours, theirs))
}
