//! `factum approve`: records an approval of pending changes.

use std::path::PathBuf;

use clap::Args;

use super::{
    context::CommandContext,
    exit::{CLEAN, FINDINGS},
};
use crate::{
    diagnostic::human::count,
    error::Error,
    fact::printable,
    project::{Project, ReviewResult, Stopped},
    render,
    review::{ClaimChange, by_fact, chosen, document},
    system::{in_place, signature::sign},
};

/// Approve pending changes
#[derive(Args, Debug, Clone)]
#[command(after_help = "Examples:
  factum approve --all --by \"Jane Doe\"                          asks for confirmation
  factum approve certification/iso-27001 --by \"Jane Doe\"
  factum approve --all --by \"Jane Doe\" --reviewed 5f0c...       for scripts
  factum approve --all --by \"Jane Doe <jane@acme.example>\" --sign ~/.ssh/id_ed25519
  factum approve --all --by \"Jane Doe\" --as-of 2027-01-01       in advance

Appends to data/approvals.yaml; this command never changes existing entries.")]
pub struct ApproveArguments {
    /// Claims: kind/id/section, or kind/id for everything about a fact
    #[arg(value_name = "ID", required_unless_present = "all", conflicts_with = "all")]
    pub ids: Vec<String>,
    /// Approve all pending changes
    #[arg(long)]
    pub all: bool,
    /// The approver: a name, or `Name <address>`
    #[arg(long, value_name = "NAME")]
    pub by: String,
    /// A note to record with the approval
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// The digest of the review that was read: the last line of `factum review`
    #[arg(long, value_name = "HEX")]
    pub reviewed: Option<String>,
    /// Sign with this SSH key
    #[arg(long, value_name = "KEY")]
    pub sign: Option<PathBuf>,
}

/// Runs the command.
pub fn run(context: &CommandContext, arguments: &ApproveArguments) -> Result<u8, Stopped> {
    let by = one_line("--by", &arguments.by)?;
    let note = arguments.note.as_deref().map(|it| one_line("--note", it)).transpose()?;
    if context.on < context.today {
        let message = format!("{} is in the past, and past claims cannot be approved", context.on);
        let help = "approve the current claims, or give a later date with `--as-of` to approve ahead";
        return Err(Error::Rejected { message, help: help.into() }.into());
    }
    let inputs = context.inputs();
    let loaded = inputs.load()?;
    let project = Project::new(&loaded, inputs);
    let reviewed =
        project.review(0).map_err(|it| it.with_summary("fix these errors first; nothing was approved"))?;
    context.terminal.findings(&reviewed.report, &loaded.sources);
    let ids = (!arguments.all).then_some(arguments.ids.as_slice());
    let chosen = chosen(&reviewed.review, &reviewed.claims, ids)?;
    if chosen.is_empty() {
        context.terminal.summary("nothing to approve: everything is as it was approved");
        return Ok(CLEAN);
    }
    if !read_by_somebody(context, arguments, &reviewed, &chosen)? {
        context.terminal.summary("nothing was approved");
        return Ok(FINDINGS);
    }
    let approval = project.approve(&by, note.as_deref(), &chosen);
    let signature = arguments.sign.as_ref().map(|key| sign(key, &approval.entry.seal)).transpose()?;
    let recording = project.record_approval(&approval, signature.as_deref())?;
    in_place::replace(context.root(), &recording.edits)?;
    recording.notes.iter().for_each(|it| context.terminal.summary(it));
    Ok(CLEAN)
}

/// A name or a note, in one printable line.
fn one_line(what: &str, words: &str) -> Result<String, Error> {
    let line = printable(words).split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() {
        return Err(Error::Rejected {
            message: format!("`{what}` must not be empty"),
            help: "name the person who approves: `--by \"Jane Doe\"`".into(),
        });
    }
    Ok(line)
}

/// Whether somebody has read the pending changes: shown by the review digest, or confirmed in the terminal.
fn read_by_somebody(
    context: &CommandContext,
    arguments: &ApproveArguments,
    reviewed: &ReviewResult,
    chosen: &[&ClaimChange],
) -> Result<bool, Error> {
    let digest = reviewed.review.digest();
    if let Some(read) = &arguments.reviewed {
        if *read == digest {
            return Ok(true);
        }
        return Err(Error::Rejected {
            message: "the pending changes differ from those that were reviewed: the data, the ledger or the audience changed since".into(),
            help: "run `factum review` again with the same `--audience` and `--as-of`, read it, and pass the digest from its last line".into(),
        });
    }
    let document = document("Pending changes", by_fact(chosen, &reviewed.claims, &[]));
    if context.terminal.is_attended() {
        context.terminal.print(&render::text(&document, context.terminal.colored()))?;
        let question = format!("Does {} approve {}?", arguments.by, count(chosen.len(), "claim"));
        return Ok(context.terminal.confirm(&question).unwrap_or(false));
    }
    Err(Error::Rejected {
        message: "not running in a terminal, so the pending changes cannot be shown".into(),
        help: "read the output of `factum review` and pass the digest from its last line: `--reviewed HEX`"
            .into(),
    })
}
