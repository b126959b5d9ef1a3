//! `factum learn`: adds decisions, or answers from a file filled in earlier, to `data/`, after showing a diff and asking.

use std::path::PathBuf;

use super::{CLEAN, Context, FINDINGS};
use crate::{
    diagnostic::human::count,
    error::Error,
    library::Learned,
    project::{FilledIn, Learning, Project, Stopped},
    render::diff,
    system::in_place,
};

/// What is to be done with new answers.
const DRAFTS: &str = "a draft is not given to anyone: check its text, verdict and audience, then remove its line `draft: yes` to publish it";

/// The arguments of the command.
#[derive(Debug, Clone)]
pub struct Request {
    /// The review file.
    pub review: Option<PathBuf>,
    /// A questionnaire that was filled in earlier.
    pub from: Option<PathBuf>,
    /// Its layouts in the syntax of `--map`.
    pub maps: Vec<String>,
    /// Whether to write without confirmation.
    pub yes: bool,
    /// Whether to only show the changes.
    pub dry_run: bool,
}

/// Runs the command.
pub fn run(context: &Context, request: &Request) -> Result<u8, Stopped> {
    let (inputs, terminal) = (context.inputs(), &context.terminal);
    let filled = match &request.from {
        Some(file) => Some(FilledIn::read(file, &request.maps)?),
        None => None,
    };
    filled.iter().flat_map(FilledIn::layouts).for_each(|it| terminal.summary(&it));
    let loaded = inputs.load()?;
    let project = Project::new(&loaded, inputs);
    let Learning { learned, more_warnings } = match (&filled, &request.review) {
        (Some(filled), _) => project.learn_from(filled)?,
        (None, Some(review)) => project.learn_review(review)?,
        (None, None) => return Ok(CLEAN),
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
    write(context, request, &learned)
}

/// Shows the changes; `false` if they cannot be made.
fn show(context: &Context, learned: &Learned) -> Result<bool, Error> {
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
fn write(context: &Context, request: &Request, learned: &Learned) -> Result<u8, Stopped> {
    let terminal = &context.terminal;
    if request.dry_run {
        terminal.summary("dry run: nothing was written");
        return Ok(CLEAN);
    }
    let agreed = if request.yes { Some(true) } else { terminal.confirm("Write these changes?") };
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
