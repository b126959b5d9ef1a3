//! Whether the ledgers still contain what is committed, so that a removed record is not written again with another date.

use super::{Context, pipeline, remembered};
use crate::{
    diagnostic::{Report, Sources},
    error::Error,
    ledger::removed,
    load::{Loaded, load},
    system::git,
};

/// Whether the ledgers lack entries of the last commit; each is printed. Outside of a git repository, they are compared with
/// `out/ledgers.json`.
///
/// # Errors
/// The files of the last commit cannot be read.
pub fn is_incomplete(context: &Context, loaded: &Loaded) -> Result<bool, Error> {
    // No git, no commit or no data in it: there is nothing to compare with.
    let Ok(folder) = git::checkout(&context.root, "HEAD") else {
        let mut sources = Sources::default();
        let damaged = remembered::is_damaged(loaded);
        let findings =
            if damaged { vec![] } else { remembered::missing(context, &loaded.ledger, &mut sources) };
        let report = Report::new(findings, &pipeline::levels(loaded), false);
        context.terminal.findings(&report, &sources);
        return Ok(report.has_errors());
    };
    let then = load(folder.path())?;
    let report = Report::new(removed(&then.ledger, &loaded.ledger, true), &pipeline::levels(loaded), false);
    context.terminal.findings(&report, &then.sources);
    if report.has_errors() {
        context
            .terminal
            .summary("these entries are in the ledgers of the last commit but no longer in `data/`");
    }
    Ok(report.has_errors())
}
