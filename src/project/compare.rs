//! The difference between two states of the data.

use std::{collections::BTreeSet, path::Path};

use super::{
    claims::compose_all,
    inputs::{Inputs, NoProgress},
    repository::Project,
    stopped::Stopped,
};
use crate::{
    audience_view::stated,
    diagnostic::{Diagnostic, Report, Sources},
    document::{ContainingFile, Document, Publication, containing_files},
    error::Error,
    fact::{Audience, Datum, FactId},
    ledger::{SENT, SIGNERS, is_ledger, removed},
    load::{Loaded, load},
    render::planned,
    review::{
        ClaimChange, ClaimSet, Files, FormerClaims as Before, changes, claims_of, difference, document,
        fact_changes, renamed_facts,
    },
};

/// An earlier state of the data.
#[derive(Debug, Clone, Copy)]
pub enum EarlierState<'a> {
    /// A revision in git.
    Revision(&'a str),
    /// The data in another folder.
    Folder(&'a Path),
}

/// What differs between two states.
#[derive(Debug)]
pub struct StateComparison {
    /// The difference.
    pub document: Document,
    /// Entries that the ledgers no longer have, in the texts of the earlier state.
    pub lost: Report,
    /// The texts of the earlier state.
    pub sources: Sources,
    /// The findings about the current ledgers.
    pub damaged: Report,
    /// Other remarks about the ledgers.
    pub notes: Vec<String>,
    /// Whether anything differs.
    pub differs: bool,
}

impl Project<'_> {
    /// What differs from an earlier state; `damaged` are the findings about the current ledgers, which were
    /// taken out of what was loaded.
    ///
    /// # Errors
    /// One of the two states cannot be read, or has errors.
    pub fn compare(
        &self,
        former: EarlierState,
        damaged: Vec<Diagnostic>,
    ) -> Result<StateComparison, Stopped> {
        let (then, name) = self.former(former)?;
        let is_internal = self.inputs.reviewer() == Audience::Internal;
        let gone = removed(&then.ledger, &self.loaded.ledger, is_internal);
        let cite =
            |it: &Diagnostic| it.labels.first().map_or(String::new(), |it| then.sources.cite(it.place));
        let mut lines: Vec<String> = gone.iter().map(|it| format!("{} ({})", it.message, cite(it))).collect();
        lines.extend(damaged.iter().map(|it| self.damage(it)));
        let (lost, damaged) = (self.report(gone), self.report(damaged));
        let mut notes = Vec::new();
        if lost.has_errors() {
            notes.push(format!("these entries are in the ledgers of {name} but not in the current ones"));
        }
        let signers = (&then.ledger.signers, &self.loaded.ledger.signers);
        if signers.0.is_some() && signers.1.is_some() && signers.0 != signers.1 {
            notes.push(format!("note: `{SIGNERS}` differs from {name}: check who may approve now"));
            lines.push(format!("{SIGNERS} has changed: who may approve may have changed"));
        }
        let inputs = Inputs { progress: &NoProgress, ..self.inputs };
        let former = Project::new(&then, inputs).state(&name).map_err(|it| match it {
            Stopped::Findings(mut found) => {
                found.report.findings.splice(0..0, lost.findings.clone());
                Stopped::Findings(found)
            }
            other => other,
        })?;
        let current = Project::new(self.loaded, inputs).state("the current data")?;
        let facts = fact_changes(&former.facts, &current.facts);
        let renamed = renamed_facts(former.claims.clone(), &facts);
        let changes = changes(&current.claims, &Before::of_data(&renamed), Audience::ALL);
        let mut files = Files::new();
        if !(changes.is_empty() && facts.is_empty()) {
            for it in files_with(&former.publication, &changes, &|it| it.before.is_some()) {
                files.entry(it.file).or_default().0 = it.how;
            }
            for it in files_with(&current.publication, &changes, &|it| it.after.is_some()) {
                files.entry(it.file).or_default().1 = it.how;
            }
        }
        // What was removed is listed under its previous name.
        let mut titles = former.claims;
        titles.titles.extend(current.claims.titles);
        let blocks = difference(&lines, &facts, &changes, &files, &titles);
        let document = document(&format!("Changes since {name}"), blocks);
        let differs = !(facts.is_empty() && changes.is_empty() && lines.is_empty());
        Ok(StateComparison { document, lost, sources: then.sources.clone(), damaged, notes, differs })
    }

    /// A finding about the current ledgers in one line. Paths and messages of delivery records name
    /// customers.
    fn damage(&self, finding: &Diagnostic) -> String {
        let (sources, code) = (&self.loaded.sources, finding.code.name);
        let of_delivery = sources.path(finding.file()).starts_with(SENT);
        if of_delivery && self.inputs.reviewer() < Audience::Internal {
            return format!("{SENT} has an error ({code})");
        }
        let place = finding.labels.first().map_or(String::new(), |it| sources.cite(it.place));
        format!("{} ({place})", finding.message)
    }

    /// The earlier state and its name. Errors in its ledgers are ignored: they can no longer be fixed.
    fn former(&self, former: EarlierState) -> Result<(Loaded, String), Error> {
        let (mut loaded, name) = match former {
            EarlierState::Revision(revision) => {
                self.inputs.progress.stage("reading the earlier data from git");
                let folder = self.inputs.history.checkout(revision)?;
                (load(folder.path())?, revision.to_owned())
            }
            EarlierState::Folder(folder) => (load(folder)?, folder.display().to_string()),
        };
        take_ledger_findings(&mut loaded);
        Ok((loaded, name))
    }

    /// The content of this state; `name` is its name in messages.
    fn state(&self, name: &str) -> Result<State, Stopped> {
        self.stated().map_err(|it| {
            it.with_summary(&format!(
                "{name} has these errors and cannot be compared with until they are fixed"
            ))
        })
    }

    fn stated(&self) -> Result<State, Stopped> {
        let (sound, audience, on) = (self.sound()?, self.inputs.reviewer(), self.inputs.on);
        let (mut publications, found) = compose_all(self.loaded, sound, on)?;
        let report = self.report([self.checked().report.findings.clone(), found].concat());
        let claims = claims_of(self.loaded, &publications).up_to(&self.inputs.audiences());
        publications.retain(|it| it.audience == audience);
        match publications.pop() {
            Some(publication) if !report.has_errors() => {
                Ok(State { claims, publication, facts: stated(sound, audience, on) })
            }
            _ => Err(self.stopped(report)),
        }
    }
}

/// Takes the findings about the ledgers out of what was loaded: they do not prevent a comparison of the data.
pub fn take_ledger_findings(loaded: &mut Loaded) -> Vec<Diagnostic> {
    let (sources, findings) = (&loaded.sources, std::mem::take(&mut loaded.findings));
    let (taken, kept) = findings.into_iter().partition(|it| is_ledger(sources.path(it.file())));
    loaded.findings = kept;
    taken
}

/// A state of the data, as the given audience may see it.
struct State {
    /// The claims.
    claims: ClaimSet,
    /// The publication.
    publication: Publication,
    /// The fields of the facts.
    facts: Vec<(FactId, Datum)>,
}

/// The files of a publication that contain those of the `changes` that are `chosen`, and where.
fn files_with(
    publication: &Publication,
    changes: &[ClaimChange],
    chosen: &dyn Fn(&ClaimChange) -> bool,
) -> Vec<ContainingFile> {
    let ids: BTreeSet<&str> = changes.iter().filter(|it| chosen(it)).map(|it| it.id.as_str()).collect();
    containing_files(&planned(publication), &ids)
}
