//! `factum build`: renders everything in memory, then replaces `out/<audience>` completely.

use std::time::{Duration, Instant};

use clap::Args;

use super::{context::CommandContext, exit::CLEAN, options::Deny};
use crate::{
    diagnostic::{Level, Report, human::count},
    project::{Built, Inputs, Project, Stopped},
    render::File,
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
pub fn run(context: &CommandContext, arguments: &BuildArguments) -> Result<u8, Stopped> {
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
    context.terminal.summary(&closing(context, audience.word(), &files, &report, begun.elapsed()));
    Ok(CLEAN)
}

/// Prints what was written, where, and how long it took.
fn closing(
    context: &CommandContext,
    audience: &str,
    files: &[File],
    report: &Report,
    took: Duration,
) -> String {
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
    let place = context.root().join("out").join(audience);
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
