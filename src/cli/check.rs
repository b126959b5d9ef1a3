//! `factum check`: all findings.

use clap::Args;

use super::{
    context::CommandContext,
    exit::ExitStatus,
    options::{Deny, OutputFormat},
};
use crate::{
    diagnostic::{
        Level,
        human::{self, count},
        json,
    },
    project::{Inputs, Project, Stopped},
};

/// Report problems in the facts and pages, for all audiences
#[derive(Args, Debug, Clone)]
#[command(after_help = "Examples:
  factum check
  factum check --deny warnings    for CI: warnings count as errors
  factum check --format json      machine-readable output
  factum check --as-of 2027-01-01 what will be reported on that date

To change the level of a finding, set it in data/site.yaml: levels: {missing-evidence: allow}")]
pub struct CheckArguments {
    /// What to treat as errors
    #[arg(long, value_name = "WHAT", value_enum)]
    pub deny: Option<Deny>,
    /// The output format
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = OutputFormat::Human)]
    pub format: OutputFormat,
}

/// Prints every finding on standard output.
///
/// # Errors
/// The command stopped, with findings or an error.
pub fn run(context: &CommandContext, arguments: &CheckArguments) -> Result<ExitStatus, Stopped> {
    let inputs = Inputs { deny_warnings: arguments.deny.is_some(), ..context.inputs() };
    let mut loaded = inputs.load_with_builds()?;
    let missing = inputs.load_missing_entries(&mut loaded)?;
    let project = Project::new(&loaded, inputs);
    let audiences = context.audience.map_or_else(|| project.distinct_audiences(), |it| vec![it]);
    let found = project.published(&audiences)?.report.findings;
    let report = project.report([found, missing].concat());
    match arguments.format {
        OutputFormat::Human => context.terminal.print(&human::render(&report, &loaded.sources, true))?,
        OutputFormat::Json => context.terminal.print(&json::render(&report, &loaded.sources))?,
    }
    let found = match (report.count(Level::Error), report.count(Level::Warning)) {
        (0, 0) => "nothing found".to_owned(),
        (0, warnings) => count(warnings, "warning"),
        (errors, 0) => count(errors, "error"),
        (errors, warnings) => format!("{}, {}", count(errors, "error"), count(warnings, "warning")),
    };
    let (facts, files) = (count(loaded.facts.all().count(), "fact"), count(loaded.files, "file"));
    context.terminal.summary(&format!("checked {facts} in {files} as of {}: {found}", context.on));
    Ok(ExitStatus::with_findings(report.has_errors()))
}
