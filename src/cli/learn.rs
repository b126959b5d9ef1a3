//! `factum learn`: adds decisions, or answers from a file filled in earlier, to `data/`, after showing a diff
//! and asking.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{
    context::CommandContext,
    exit::{CLEAN, FINDINGS},
};
use crate::{
    diagnostic::human::count,
    error::Error,
    library::Learned,
    project::{FilledIn, Learning, Project, ReviewFile, Stopped},
    render::diff,
    system::in_place,
};

/// What is to be done with new answers.
const DRAFTS: &str = "a draft is not given to anyone: check its text, verdict and audience, then remove its line `draft: yes` to have it given";

/// Add decisions, or answers from a questionnaire filled in earlier, to data/
#[derive(Args, Debug, Clone)]
#[command(after_help = "Examples:
  factum learn out/public/questionnaires/acme/review.yaml
  factum learn review.yaml --dry-run
  factum learn review.yaml --yes               without confirmation, for scripts
  factum learn --from answered.xlsx            start a library from a filled file
  factum learn --from old.csv --map \"question=B answer=D\" --audience nda

From a review file: each decided question is pinned to its answer in data/questionnaires, question wordings that \
mean the same in any context are added to the answer's phrasings, and custom text becomes a draft answer in \
data/answers/learned.yaml, with the audience of the questionnaire (or --audience); it is not given until its line \
`draft: yes` is removed.

From a filled file: each answer becomes a draft in data/answers. A draft is never given until a person removes its \
line `draft: yes`; its audience is internal unless --audience is given.

The changes are shown as a diff first. Comments and order are kept. Nothing is written if the changes would cause \
errors in data/. Learning the same file twice changes nothing.

Exit codes: 0 learned, or nothing new; 1 findings, or nothing written; 2 factum could not run.")]
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

/// Runs the command.
pub fn run(context: &CommandContext, arguments: &LearnArguments) -> Result<u8, Stopped> {
    let (inputs, terminal) = (context.inputs(), &context.terminal);
    let Learning { learned, more_warnings } = if let Some(file) = &arguments.from {
        let filled = FilledIn::read(file, &arguments.maps)?;
        filled.layouts().iter().for_each(|it| terminal.summary(it));
        let loaded = inputs.load()?;
        Project::new(&loaded, inputs).learn_from(&filled)?
    } else {
        // One of the two is required.
        let review = ReviewFile::read(inputs.root, arguments.review.as_deref().unwrap_or(Path::new("")))?;
        let loaded = inputs.load()?;
        Project::new(&loaded, inputs).learn_review(&review)?
    };
    if more_warnings > 0 {
        let more = count(more_warnings, "warning");
        terminal.summary(&format!("{more} more than before; run `factum check` afterwards to see them"));
    }
    if !show(context, &learned)? {
        return Ok(FINDINGS);
    }
    if learned.edits.is_empty() {
        terminal.summary("nothing new to learn: data/ already has everything");
        return Ok(CLEAN);
    }
    terminal.summary(&figures(&learned));
    if learned.counts.answers + learned.counts.changed > 0 {
        terminal.summary(DRAFTS);
    }
    write(context, arguments, &learned)
}

/// Shows the changes; `false` if they cannot be made.
fn show(context: &CommandContext, learned: &Learned) -> Result<bool, Error> {
    let terminal = &context.terminal;
    if !learned.refused.is_empty() {
        let files = learned.refused.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ");
        terminal.summary(&format!("{files}: cannot be edited safely; nothing was written\nwrite the entries as plain blocks, without aliases, and one document per file"));
        return Ok(false);
    }
    for it in &learned.edits {
        terminal.print(&diff(it))?;
    }
    for it in &learned.notes {
        terminal.summary(&format!("note: {it}"));
    }
    Ok(true)
}

/// Asks for confirmation, and writes the changes.
fn write(context: &CommandContext, arguments: &LearnArguments, learned: &Learned) -> Result<u8, Stopped> {
    let terminal = &context.terminal;
    if arguments.dry_run {
        terminal.summary("dry run: nothing was written");
        return Ok(CLEAN);
    }
    let agreed = if arguments.yes { Some(true) } else { terminal.confirm("Write these changes?") };
    let (code, words) = match agreed {
        Some(true) => {
            in_place::replace(context.root(), &learned.edits)?;
            (CLEAN, format!("wrote {} in data/", count(learned.edits.len(), "file")))
        }
        Some(false) => (FINDINGS, "nothing was written".to_owned()),
        None => {
            (FINDINGS, "nothing was written: not running in a terminal; pass `--yes` to confirm".to_owned())
        }
    };
    terminal.summary(&words);
    Ok(code)
}

fn figures(learned: &Learned) -> String {
    let it = learned.counts;
    let parts = [
        (it.phrasings, "phrasing"),
        (it.pins, "pin"),
        (it.answers, "draft answer"),
        (it.changed, "changed answer"),
    ];
    let parts: Vec<_> =
        parts.iter().filter(|(number, _)| *number > 0).map(|(number, one)| count(*number, one)).collect();
    format!("{} in {}", parts.join(", "), count(learned.edits.len(), "file"))
}
