//! `factum build`: renders everything in memory, then replaces `out/<audience>` completely.

use std::time::Instant;

use clap::Args;

use super::{context::CommandContext, exit::ExitStatus, options::Deny};
use crate::{
    diagnostic::{Level, human::count},
    project::{Built, Inputs, Project, Stopped},
    render::written,
    system::output,
};

/// Write the site, PDFs, questionnaires, facts.json and manifest.json to out/<audience>
#[derive(Args, Debug, Clone)]
#[command(after_help = "Examples:
  factum build
  factum build --audience nda
  factum build --as-of 2025-03-04
  factum build --deny warnings

If the build fails, out/<audience> stays as it was. Customers' questionnaires in it are kept.")]
pub struct BuildArguments {
    /// What to treat as errors
    #[arg(long, value_name = "WHAT", value_enum)]
    pub deny: Option<Deny>,
    /// Fail if any statement or answer is not approved
    #[arg(long)]
    pub require_approved: bool,
}

/// Builds for one audience.
///
/// # Errors
/// The command stopped, with findings or an error.
pub fn run(context: &CommandContext, arguments: &BuildArguments) -> Result<ExitStatus, Stopped> {
    let begun = Instant::now();
    let audience = context.audience.unwrap_or_default();
    let inputs = Inputs { deny_warnings: arguments.deny.is_some(), ..context.inputs() };
    let loaded = inputs.load()?;
    let Built { files, left_out, report } =
        Project::new(&loaded, inputs).build(audience, arguments.require_approved)?;
    context.terminal.findings(&report, &loaded.sources);
    output::replace(context.root(), audience, &files)?;
    // Missing files are listed even if the findings are allowed or acknowledged.
    left_out.iter().for_each(|it| context.terminal.note(it));
    let place = context.root().join("out").join(audience.word());
    let wrote = written(&files, context.on, place.strip_prefix(".").unwrap_or(&place));
    let warnings = match report.count(Level::Warning) {
        0 => String::new(),
        number => format!("; {}", count(number, "warning")),
    };
    context.terminal.summary(&format!("{wrote}, in {:.2} s{warnings}", begun.elapsed().as_secs_f64()));
    Ok(ExitStatus::Clean)
}
