//! `factum review`: compares current statements with approved ones, and shows changes by date and affected
//! customers.

use std::path::PathBuf;

use clap::Args;

use super::{
    context::CommandContext,
    document_format::{DocumentFormat, print},
    exit::ExitStatus,
};
use crate::{
    project::{EarlierState, NOTICES, Project, Stopped, take_ledger_findings},
    review::review_document,
    system::output,
};

/// Compare current claims with approved ones: redlines, upcoming changes by date, affected customers
#[derive(Args, Debug, Clone)]
#[command(after_help = "Examples:
  factum review
  factum review --format markdown > comment.md    for a pull request
  factum review --format pdf > review.pdf
  factum review --days 90                         changes by date in the next 90 days
  factum review --since v2026.1                   compare with the data of a git revision
  factum review --against ../former               compare with the data of another folder

Notices to affected customers are drafted in out/notices, one per customer. The last line is the review \
                        digest; pass it to `factum approve --reviewed`.")]
pub struct ReviewArguments {
    /// Compare with the data of this git revision instead of the approvals
    #[arg(long, value_name = "REV", conflicts_with = "against")]
    pub since: Option<String>,
    /// Compare with the data in this folder instead of the approvals
    #[arg(long, value_name = "DIR")]
    pub against: Option<PathBuf>,
    /// Number of days ahead to check for changes by date
    #[arg(long, value_name = "DAYS", default_value_t = 30,
        value_parser = clap::value_parser!(u32).range(0..=3660))]
    pub days: u32,
    /// The output format
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = DocumentFormat::Human)]
    pub format: DocumentFormat,
    /// Exit with code 1 if approvals are pending or, with `--since` or `--against`, if anything differs
    #[arg(long)]
    pub exit_code: bool,
}

/// Prints the review, or the difference from an earlier state of the data.
///
/// # Errors
/// The command stopped, with findings or an error.
pub fn run(context: &CommandContext, arguments: &ReviewArguments) -> Result<ExitStatus, Stopped> {
    let inputs = context.inputs();
    let mut loaded = inputs.load()?;
    let former = match (&arguments.since, &arguments.against) {
        (Some(revision), _) => Some(EarlierState::Revision(revision)),
        (None, folder) => folder.as_deref().map(EarlierState::Folder),
    };
    if let Some(former) = former {
        let damaged = take_ledger_findings(&mut loaded);
        let project = Project::new(&loaded, inputs);
        let compared = project.compare(former, damaged)?;
        context.terminal.findings(&compared.lost, &compared.sources);
        context.terminal.findings(&compared.damaged, &loaded.sources);
        compared.notes.iter().for_each(|it| context.terminal.summary(it));
        print(context, &project, &compared.document, arguments.format)?;
        let is_broken = compared.lost.has_errors() || compared.damaged.has_errors();
        return Ok(ExitStatus::with_findings(is_broken || (arguments.exit_code && compared.differs)));
    }
    let project = Project::new(&loaded, inputs);
    let made = project.review(arguments.days);
    let reviewed = made.map_err(|it| it.with_summary("fix these errors first; nothing was reviewed"))?;
    context.terminal.findings(&reviewed.report, &loaded.sources);
    let drafts = project.notices(&reviewed)?;
    if let Some(files) = &drafts.files {
        output::replace_notices(context.root(), NOTICES, files)?;
    }
    let title = format!("Review as of {}", context.on);
    print(context, &project, &review_document(&reviewed.review, &reviewed.claims, &title), arguments.format)?;
    let folder = context.root().join("out").join(NOTICES);
    drafts
        .lines(folder.strip_prefix(".").unwrap_or(&folder))
        .iter()
        .for_each(|it| context.terminal.summary(it));
    Ok(ExitStatus::with_findings(arguments.exit_code && !reviewed.review.changes.is_empty()))
}
