//! Whether the ledgers still contain what is committed, so that a removed record is not written again with
//! another date.

use super::{
    remembered,
    repository::Project,
    stopped::{Findings, Stopped},
};
use crate::{
    diagnostic::{Report, Sources},
    ledger::removed,
    load::load,
};

impl Project<'_> {
    /// Checks that the ledgers have all entries of the last commit or, outside of a git repository, of
    /// `out/ledgers.json`; returns warnings.
    ///
    /// # Errors
    /// Entries are missing, or the files of the last commit cannot be read.
    pub fn check_ledgers_complete(&self) -> Result<Findings, Stopped> {
        // No git, no commit or no data in it: there is nothing to compare with.
        let Ok(folder) = self.inputs.history.checkout("HEAD") else {
            let mut sources = Sources::default();
            let report = self.report(remembered::missing_entries(&self.inputs, self.loaded, &mut sources));
            return unless_errors(report, sources, "");
        };
        let then = load(folder.path())?;
        let report = self.report(removed(&then.ledger, &self.loaded.ledger, true));
        let summary = "these entries are in the ledgers of the last commit but no longer in `data/`\n";
        unless_errors(report, then.sources, summary)
    }
}

fn unless_errors(report: Report, sources: Sources, summary: &str) -> Result<Findings, Stopped> {
    let is_broken = report.has_errors();
    let found = Findings { report, sources, summary: summary.to_owned() };
    if is_broken { Err(Stopped::Findings(Box::new(found))) } else { Ok(found) }
}
