//! The files of a build, all made before one is written.

use std::collections::HashMap;

use super::{
    publication::{Published, render_context},
    repository::Project,
    stopped::Stopped,
};
use crate::{
    answer::Withheld,
    check::apply_later,
    diagnostic::{Diagnostic, FileId, Level, Place, Report, codes, human::count},
    document::Publication,
    error::Error,
    fact::Audience,
    ledger::ClaimId,
    load::Loaded,
    render::{File, FileWriter, WRITERS, manifest},
    review::layout_id,
};

/// What a build writes.
#[derive(Debug)]
pub struct Built {
    /// The files.
    pub files: Vec<File>,
    /// What is not among them because its finding is allowed or acknowledged.
    pub left_out: Vec<String>,
    /// The findings.
    pub report: Report,
}

impl Project<'_> {
    /// The files of a build for one audience.
    ///
    /// # Errors
    /// The data has errors or, with `require_approved`, something is not approved.
    pub fn build(&self, audience: Audience, require_approved: bool) -> Result<Built, Stopped> {
        let Published { mut publications, mut report } = self.published(&[audience])?;
        let publication = publications.pop();
        if let (Some(publication), true) = (&publication, require_approved) {
            report.findings.extend(unapproved(self.loaded, publication));
            report = self.report(report.findings);
        }
        let built = match publication {
            Some(publication) if !report.has_errors() => self.written(&publication, report.findings),
            _ => Built { files: vec![], left_out: vec![], report },
        };
        if built.report.has_errors() {
            let found = count(built.report.count(Level::Error), "error");
            let summary = format!("{found}: nothing was written, out/{} is unchanged", audience.word());
            return Err(self.stopped(built.report).with_summary(&summary));
        }
        if built.files.is_empty() {
            return Err(Error::Internal { message: "there is nothing to write".into() }.into());
        }
        Ok(built)
    }

    /// Runs every writer on a publication.
    fn written(&self, publication: &Publication, mut findings: Vec<Diagnostic>) -> Built {
        let context = render_context(self.loaded, publication);
        let (mut files, mut left_out) = (Vec::new(), Vec::new());
        let is_named = |path: &str| findings.iter().any(|it| it.notes.iter().any(|note| note.contains(path)));
        for path in
            publication.without_pdf.iter().map(|it| format!("`pdf/{it}.pdf`")).filter(|it| !is_named(it))
        {
            left_out.push(format!(
                "{path} is not written: no font has all its characters (see `factum explain missing-glyph`)"
            ));
        }
        for FileWriter { name, write, .. } in WRITERS {
            self.inputs.progress.stage(&format!("writing {name}"));
            match write(&context) {
                Ok(made) => files.extend(made),
                // The finding is allowed in data/site.yaml or acknowledged: only these files are omitted.
                Err(found) => {
                    let why = found.iter().map(|it| it.message.clone()).collect::<Vec<_>>().join("; ");
                    left_out.push(format!("{name} was not written: {why}"));
                    findings.extend(apply_later(&self.loaded.facts, found, None));
                }
            }
        }
        files.push(manifest(publication, &files));
        Built { files, left_out, report: self.report(findings) }
    }
}

/// A finding for each statement and answer that is not approved, at its fact.
fn unapproved(loaded: &Loaded, publication: &Publication) -> Vec<Diagnostic> {
    let view = &publication.statements.view;
    let facts: HashMap<String, Place> = view.all().map(|(id, it)| (id.to_string(), it.place)).collect();
    let place = |id: &str| {
        let stated = publication.statements.get(id).map(|it| it.about.to_string());
        let fields = if let ClaimId::Fields(fact) = ClaimId::from(id) { Some(fact) } else { None };
        let about = stated.as_deref().or(fields).unwrap_or(id);
        let page = publication.pages.iter().find(|it| it.own_text_id() == id).and_then(|it| it.place);
        let layout = loaded
            .templates
            .texts
            .iter()
            .find(|(path, _)| layout_id(path) == id)
            .map(|(_, it)| Place::new(it.file, 0..0));
        let first = publication.pages.first().and_then(|it| it.place).unwrap_or(Place::new(FileId(0), 0..0));
        facts.get(about).copied().or(page).or(layout).unwrap_or(first)
    };
    let ledger = loaded.ledger.file.map_or(
        "`data/approvals.yaml` does not exist yet",
        |_| "it was never approved, or has changed since its approval",
    );
    let finding = |id: &String| {
        let finding =
            Diagnostic::new(codes::NOT_APPROVED, place(id), format!("`{id}` is not approved: {ledger}"));
        finding.help("review it with `factum review` and approve it with `factum approve`")
    };
    let gone = |(id, place): &(String, Place)| {
        let mut withheld = publication.withheld.iter();
        let message = if withheld.any(|(it, why)| *why == Withheld::Unbound && it.to_string() == *id) {
            format!(
                "`{id}` has changed since it was approved, and is not published until it is approved again"
            )
        } else {
            format!("`{id}` was approved here but is no longer published, and its withdrawal is not approved")
        };
        Diagnostic::new(codes::NOT_APPROVED, *place, message)
            .help("review it with `factum review` and approve it with `factum approve`")
    };
    publication.drafts.iter().map(finding).chain(publication.withdrawn.iter().map(gone)).collect()
}
