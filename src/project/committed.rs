//! Whether the ledgers still contain what was written and committed, so that a removed record is noticed, and
//! not written again with another date.

use std::collections::HashSet;

use super::{
    delivery::NOTHING_RECORDED,
    inputs::{FormerFile, Inputs},
    remembered::absent,
    repository::Project,
    stopped::{Findings, Stopped},
};
use crate::{
    diagnostic::{Diagnostic, FileId, Report, Sources},
    error::Error,
    fact::Audience,
    ledger::{APPROVALS, Ledger, is_ledger, read_approvals, read_sent, removed},
    load::{Loaded, load},
};

impl Inputs<'_> {
    /// The findings for records and approvals that are no longer in the ledgers; their locations are in files
    /// that are added to the sources.
    ///
    /// # Errors
    /// Git cannot read the earlier ledgers.
    pub fn load_missing_entries(&self, loaded: &mut Loaded) -> Result<Vec<Diagnostic>, Error> {
        let mut sources = std::mem::take(&mut loaded.sources);
        let findings = missing_entries(self, &loaded.ledger, is_damaged(loaded, &sources), &mut sources);
        loaded.sources = sources;
        findings
    }
}

impl Project<'_> {
    /// Checks that the ledgers have all entries that were written or committed; returns warnings.
    ///
    /// # Errors
    /// Entries are missing, or the files of the last commit cannot be read.
    pub fn check_ledgers_complete(&self) -> Result<Findings, Stopped> {
        // No git, no commit or no data in it: there is nothing to compare with.
        if let Ok(folder) = self.inputs.history.checkout("HEAD") {
            let then = load(folder.path())?;
            let report = self.report(removed(&then.ledger, &self.loaded.ledger, true));
            let summary = "these entries are in the ledgers of the last commit but no longer in `data/`\n";
            if report.has_errors() {
                return unless_errors(report, then.sources, summary);
            }
        }
        let mut sources = Sources::default();
        let damaged = is_damaged(self.loaded, &self.loaded.sources);
        let missing = missing_entries(&self.inputs, &self.loaded.ledger, damaged, &mut sources)?;
        unless_errors(self.report(missing), sources, "")
    }
}

fn unless_errors(report: Report, sources: Sources, summary: &str) -> Result<Findings, Stopped> {
    let is_broken = report.has_errors();
    let found = Findings { report, sources, summary: summary.to_owned() };
    if is_broken { Err(Stopped::Findings(Box::new(found)).with_summary(NOTHING_RECORDED)) } else { Ok(found) }
}

/// Whether an entry of the ledgers cannot be read.
fn is_damaged(loaded: &Loaded, sources: &Sources) -> bool {
    loaded.findings.iter().any(|it| is_ledger(sources.path(it.file())))
}

/// The findings for entries that the ledgers no longer have: those of commits, and those that factum wrote.
/// None if the ledgers are damaged, which is reported already.
fn missing_entries(
    inputs: &Inputs,
    ledger: &Ledger,
    damaged: bool,
    sources: &mut Sources,
) -> Result<Vec<Diagnostic>, Error> {
    if damaged {
        return Ok(vec![]);
    }
    let mut findings = Vec::new();
    let mut known = HashSet::new();
    for former in inputs.history.former_ledgers()? {
        let file = sources.add(&former.path, former.text.clone());
        let mut then = read(file, &former);
        // Several commits may have removed it.
        then.sent.retain(|it| known.insert(it.seal.clone()));
        then.approvals.retain(|it| known.insert(it.seal.clone()));
        // Records name customers.
        let mut gone = removed(&then, ledger, inputs.reviewer() == Audience::Internal);
        gone.iter_mut().for_each(|it| it.message += &format!(" ({})", former.state));
        findings.extend(gone);
    }
    findings.extend(absent(inputs, ledger, &known, sources)?);
    Ok(findings)
}

/// The entries of an earlier file. One that cannot be read is no entry.
fn read(file: FileId, former: &FormerFile) -> Ledger {
    if former.path == APPROVALS {
        return Ledger { approvals: read_approvals(file, &former.text).0, ..Ledger::default() };
    }
    Ledger { sent: read_sent(file, &former.text).0.into_iter().collect(), ..Ledger::default() }
}
