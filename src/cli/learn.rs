//! `factum learn`: adds decisions, or answers from a file filled in earlier, to `data/`, after showing a diff
//! and asking.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{
    confirm::{Consent, write},
    context::CommandContext,
    exit::ExitStatus,
};
use crate::{
    project::{LearningSource, Project, Stopped},
    render::{LearningLines, diff, learning_lines},
};

/// Add decisions, or answers from a questionnaire filled in earlier, to data/
#[derive(Args, Debug, Clone)]
#[command(after_help = "Examples:
  factum learn out/public/questionnaires/acme/review.yaml
  factum learn review.yaml --dry-run
  factum learn review.yaml --yes               without confirmation, for scripts
  factum learn --from answered.xlsx            start a library from a filled file
  factum learn --from old.csv --map \"question=B answer=D\" --audience nda

From a review file: each decided question is pinned to its answer in data/questionnaires, question wordings \
                        that mean the same in any context are added to the answer's phrasings, and custom \
                        text becomes a draft answer in data/answers/learned.yaml, with the audience of the \
                        questionnaire (or --audience); it is not given until its line `draft: yes` is \
                        removed.

From a filled file: each answer becomes a draft in data/answers. A draft is never given until a person \
                        removes its line `draft: yes`; its audience is internal unless --audience is given.

The changes are shown as a diff first. Comments and order are kept. Nothing is written if the changes would \
                        cause errors in data/. Learning the same file twice changes nothing.

Exit codes: 0 changes written (or shown with --dry-run), or nothing new; 1 errors found, or the changes were \
                        not confirmed; 2 factum could not run.")]
pub struct LearnArguments {
    /// The review file
    #[arg(value_name = "REVIEW", required_unless_present = "from", conflicts_with = "from")]
    pub review: Option<PathBuf>,
    /// A questionnaire that was filled in earlier
    #[arg(long, value_name = "FILE")]
    pub from: Option<PathBuf>,
    /// Its columns of questions and answers, to override detection: [SHEET:] question=B answer=C [comment=D
    /// id=A ...]
    #[arg(long = "map", value_name = "LAYOUT", requires = "from")]
    pub maps: Vec<String>,
    /// Write without confirmation
    #[arg(short, long, conflicts_with = "dry_run")]
    pub yes: bool,
    /// Show the changes without writing them
    #[arg(long)]
    pub dry_run: bool,
}

/// Shows what would be learned, and writes it if somebody agrees.
///
/// # Errors
/// The command stopped, with findings or an error.
pub fn run(context: &CommandContext, arguments: &LearnArguments) -> Result<ExitStatus, Stopped> {
    let (inputs, terminal) = (context.inputs(), &context.terminal);
    let source = match (&arguments.from, &arguments.review) {
        (Some(file), _) => LearningSource::filled_in(file, &arguments.maps)?,
        // One of the two is required.
        (None, review) => LearningSource::review(inputs.root, review.as_deref().unwrap_or(Path::new("")))?,
    };
    source.layouts().iter().for_each(|it| terminal.summary(it));
    let loaded = inputs.load()?;
    let learning = Project::new(&loaded, inputs).learn(&source)?;
    let LearningLines { warnings, refused, notes, summary } =
        learning_lines(&learning.learned, learning.more_warnings);
    warnings.iter().for_each(|it| terminal.summary(it));
    if let Some(refused) = refused {
        terminal.summary(&refused);
        return Ok(ExitStatus::Findings);
    }
    for it in &learning.learned.edits {
        terminal.print(&diff(it))?;
    }
    notes.iter().chain(&summary).for_each(|it| terminal.summary(it));
    if learning.learned.edits.is_empty() {
        return Ok(ExitStatus::Clean);
    }
    let consent = match (arguments.dry_run, arguments.yes) {
        (true, _) => Consent::DryRun,
        (_, true) => Consent::Given,
        _ => Consent::Asked,
    };
    write(context, &learning.learned.edits, consent)
}
