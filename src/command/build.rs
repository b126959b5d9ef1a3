//! `factum build`: everything is made in memory, then `out/<audience>` is replaced as a whole.

use std::time::{Duration, Instant};

use super::{CLEAN, Context, FINDINGS, output, pipeline, terminal::count};
use crate::{
    diagnostic::{Level, Report},
    error::Error,
    write::{File, WRITERS, manifest},
};

/// Builds for one audience.
pub fn run(context: &Context, deny_warnings: bool) -> Result<u8, Error> {
    let begun = Instant::now();
    let audience = context.audience.unwrap_or_default();
    let loaded = pipeline::read(context)?;
    let (publications, mut report) = pipeline::publish(context, &loaded, &[audience], deny_warnings);
    let mut files = Vec::new();
    if let (Some(publication), false) = (publications.first(), report.has_errors()) {
        let material = pipeline::material(&loaded, publication);
        let mut findings = std::mem::take(&mut report.findings);
        for (name, write) in WRITERS {
            context.terminal.stage(&format!("writing {name}"));
            match write(&material) {
                Ok(made) => files.extend(made),
                // A finding that was allowed in data/site.yaml: this file alone is left out.
                Err(found) => findings.extend(found),
            }
        }
        report = Report::new(findings, &pipeline::levels(&loaded), deny_warnings);
        files.push(manifest(publication, &files));
    }
    context.terminal.findings(&report, &loaded.sources);
    if report.has_errors() {
        let found = count(report.count(Level::Error), "error");
        context.terminal.summary(&format!("{found}: nothing was written, out/{} is as it was", audience.word()));
        return Ok(FINDINGS);
    }
    output::replace(&context.root, audience, &files)?;
    context.terminal.summary(&closing(context, audience.word(), &files, &report, begun.elapsed()));
    Ok(CLEAN)
}

/// What was written, where, how long.
fn closing(context: &Context, audience: &str, files: &[File], report: &Report, took: Duration) -> String {
    let bytes: usize = files.iter().map(|it| it.bytes.len()).sum();
    let with = |folder: &str, ending: &str| files.iter().filter(|it| it.path.starts_with(folder) && it.path.ends_with(ending)).count();
    let pdfs = match with("pdf/", ".pdf") {
        0 => "no PDF (this factum was built without the feature `pdf`)".to_owned(),
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
