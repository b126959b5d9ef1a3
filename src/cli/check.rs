//! `factum check`: all findings.

use super::{CLEAN, Context, FINDINGS, Format};
use crate::{
    diagnostic::{
        Level,
        human::{self, count},
        json,
    },
    project::{Inputs, Project, Stopped},
};

/// Prints every finding on standard output.
pub fn run(context: &Context, deny_warnings: bool, format: Format) -> Result<u8, Stopped> {
    let inputs = Inputs { deny_warnings, ..context.inputs() };
    let mut loaded = inputs.load_with_builds()?;
    let missing = inputs.missing(&mut loaded);
    let project = Project::new(&loaded, inputs);
    let audiences = context.audience.map_or_else(|| project.distinct_audiences(), |it| vec![it]);
    let found = project.published(&audiences)?.report.findings;
    let report = project.report([found, missing].concat());
    match format {
        Format::Human => context.terminal.print(&human::render(&report, &loaded.sources, true))?,
        Format::Json => context.terminal.print(&json::render(&report, &loaded.sources))?,
    }
    let found = match (report.count(Level::Error), report.count(Level::Warning)) {
        (0, 0) => "nothing found".to_owned(),
        (0, warnings) => count(warnings, "warning"),
        (errors, 0) => count(errors, "error"),
        (errors, warnings) => format!("{}, {}", count(errors, "error"), count(warnings, "warning")),
    };
    let (facts, files) = (count(loaded.facts.all().count(), "fact"), count(loaded.files, "file"));
    context.terminal.summary(&format!("checked {facts} in {files} as of {}: {found}", context.on));
    Ok(if report.has_errors() { FINDINGS } else { CLEAN })
}
