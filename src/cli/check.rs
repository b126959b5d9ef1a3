//! `factum check`: all findings.

use super::{CLEAN, Context, FINDINGS, Format, pipeline, published, remembered};
use crate::{
    diagnostic::human::count,
    diagnostic::{Level, Report, human, json},
    error::Error,
};

/// Prints every finding on standard output.
pub fn run(context: &Context, deny_warnings: bool, format: Format) -> Result<u8, Error> {
    let mut loaded = pipeline::read(context)?;
    published::read(context, &mut loaded);
    let audiences = context.audience.map_or_else(|| pipeline::distinct_audiences(&loaded), |it| vec![it]);
    let (_, mut report) = pipeline::publish(context, &loaded, &audiences, deny_warnings)?;
    if !remembered::is_damaged(&loaded) {
        let missing = remembered::missing(context, &loaded.ledger, &mut loaded.sources);
        report = Report::new([report.findings, missing].concat(), &pipeline::levels(&loaded), deny_warnings);
    }
    match format {
        Format::Human => context.terminal.print(&human::render(&report, &loaded.sources, true))?,
        Format::Json => context.terminal.print(&json::render(&report, &loaded.sources))?,
    }
    let facts = loaded.facts.all().count();
    let found = match (report.count(Level::Error), report.count(Level::Warning)) {
        (0, 0) => "nothing found".to_owned(),
        (0, warnings) => count(warnings, "warning"),
        (errors, 0) => count(errors, "error"),
        (errors, warnings) => format!("{}, {}", count(errors, "error"), count(warnings, "warning")),
    };
    let files = count(loaded.files, "file");
    context.terminal.summary(&format!(
        "checked {} in {files} as of {}: {found}",
        count(facts, "fact"),
        context.on
    ));
    Ok(if report.has_errors() { FINDINGS } else { CLEAN })
}
