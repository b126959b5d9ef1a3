//! `factum build`: renders everything in memory, then replaces `out/<audience>` completely.

use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

use super::{CLEAN, Context, FINDINGS, pipeline};
use crate::{
    check::apply_later,
    diagnostic::human::count,
    diagnostic::{Diagnostic, FileId, Level, Place, Report, codes},
    document::Publication,
    error::Error,
    load::Loaded,
    render::{File, WRITERS, manifest},
    review::layout_id,
    system::output,
};

/// Builds for one audience.
pub fn run(context: &Context, deny_warnings: bool, require_approved: bool) -> Result<u8, Error> {
    let begun = Instant::now();
    let audience = context.audience.unwrap_or_default();
    let loaded = pipeline::read(context)?;
    let (publications, mut report) = pipeline::publish(context, &loaded, &[audience], deny_warnings)?;
    if let (Some(publication), true) = (publications.first(), require_approved) {
        report.findings.extend(unapproved(&loaded, publication));
        report = Report::new(report.findings, &pipeline::levels(&loaded), deny_warnings);
    }
    let (mut files, mut left_out) = (Vec::new(), Vec::new());
    if let (Some(publication), false) = (publications.first(), report.has_errors()) {
        let material = pipeline::material(&loaded, publication);
        let mut findings = std::mem::take(&mut report.findings);
        let is_named = |path: &str| findings.iter().any(|it| it.notes.iter().any(|note| note.contains(path)));
        for path in publication.unset.iter().map(|it| format!("`pdf/{it}.pdf`")).filter(|it| !is_named(it)) {
            left_out.push(format!(
                "{path} is not written: no font has all its characters (see `factum explain missing-glyph`)"
            ));
        }
        for (name, write) in WRITERS {
            context.terminal.stage(&format!("writing {name}"));
            match write(&material) {
                Ok(made) => files.extend(made),
                // The finding is allowed in data/site.yaml or acknowledged: only these files are omitted.
                Err(found) => {
                    let why = found.iter().map(|it| it.message.clone()).collect::<Vec<_>>().join("; ");
                    left_out.push(format!("{name} was not written: {why}"));
                    findings.extend(apply_later(&loaded.facts, found, None));
                }
            }
        }
        report = Report::new(findings, &pipeline::levels(&loaded), deny_warnings);
        files.push(manifest(publication, &files));
    }
    context.terminal.findings(&report, &loaded.sources);
    if report.has_errors() {
        let found = count(report.count(Level::Error), "error");
        context
            .terminal
            .summary(&format!("{found}: nothing was written, out/{} is unchanged", audience.word()));
        return Ok(FINDINGS);
    }
    context.terminal.settle();
    if files.is_empty() {
        return Err(Error::Internal { message: "there is nothing to write".into() });
    }
    output::replace(&context.root, audience, &files)?;
    // Missing files are listed even if the findings are allowed or acknowledged.
    left_out.iter().for_each(|it| context.terminal.warning(it));
    context.terminal.summary(&closing(context, audience.word(), &files, &report, begun.elapsed()));
    Ok(CLEAN)
}

/// A finding for each statement and answer that is not approved, at its fact.
fn unapproved(loaded: &Loaded, publication: &Publication) -> Vec<Diagnostic> {
    let disclosure = &publication.statements.disclosure;
    let facts: HashMap<String, Place> = disclosure.all().map(|(id, it)| (id.to_string(), it.place)).collect();
    let place = |id: &str| {
        let stated = publication.statements.get(id).map(|it| it.about.to_string());
        let about = stated.as_deref().or(id.strip_suffix("/facts.json")).unwrap_or(id);
        let page = publication.pages.iter().find(|it| it.words_id() == id).and_then(|it| it.place);
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
        |_| "`data/approvals.yaml` has a different wording, or none",
    );
    let finding = |id: &String| {
        let finding =
            Diagnostic::new(codes::NOT_APPROVED, place(id), format!("`{id}` is not approved: {ledger}"));
        finding.help("review it with `factum review` and approve it with `factum approve`")
    };
    let gone = |(id, place): &(String, Place)| {
        let message = format!(
            "`{id}` was approved here but is no longer published, and its withdrawal is not approved"
        );
        Diagnostic::new(codes::NOT_APPROVED, *place, message)
            .help("review it with `factum review` and approve it with `factum approve`")
    };
    publication.drafts.iter().map(finding).chain(publication.withdrawn.iter().map(gone)).collect()
}

/// Prints what was written, where, and how long it took.
fn closing(context: &Context, audience: &str, files: &[File], report: &Report, took: Duration) -> String {
    let bytes: usize = files.iter().map(|it| it.bytes.len()).sum();
    let with = |folder: &str, ending: &str| {
        files.iter().filter(|it| it.path.starts_with(folder) && it.path.ends_with(ending)).count()
    };
    let pdfs = match with("pdf/", ".pdf") {
        0 if !cfg!(feature = "pdf") => {
            "no PDF (this build of factum does not have the `pdf` feature)".to_owned()
        }
        number => count(number, "PDF"),
    };
    let place = context.root.join("out").join(audience);
    let warnings = match report.count(Level::Warning) {
        0 => String::new(),
        number => format!("; {}", count(number, "warning")),
    };
    format!(
        "wrote {}, {pdfs}, {} as of {}: {} with {} KiB in {}, in {:.2} s{warnings}",
        count(with("site/", ".html"), "page"),
        count(with("questionnaires/", ".json"), "questionnaire"),
        context.on,
        count(files.len(), "file"),
        bytes.div_ceil(1024),
        place.strip_prefix(".").unwrap_or(&place).display(),
        took.as_secs_f64(),
    )
}
