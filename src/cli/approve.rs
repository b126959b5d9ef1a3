//! `factum approve`: records an approval of pending changes.

use std::path::PathBuf;

use clap::Args;

use super::{context::CommandContext, exit::ExitStatus};
use crate::{
    diagnostic::human::count,
    error::Error,
    project::{Approvable, ApprovalRequest, Project, Stopped},
    render,
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
    /// Claims: type/id/section, or type/id for everything about a fact
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

/// Records an approval of what somebody has read: shown by the review digest, or confirmed in the terminal.
///
/// # Errors
/// The command stopped, with findings or an error.
pub fn run(context: &CommandContext, arguments: &ApproveArguments) -> Result<ExitStatus, Stopped> {
    let (inputs, terminal) = (context.inputs(), &context.terminal);
    let request = ApprovalRequest::new(&inputs, &arguments.by, arguments.note.as_deref())?;
    let loaded = inputs.load()?;
    let project = Project::new(&loaded, inputs);
    let reviewed = project.review_to_approve()?;
    terminal.findings(&reviewed.report, &loaded.sources);
    let ids = (!arguments.all).then_some(arguments.ids.as_slice());
    let approvable = project.approvable(&reviewed, ids)?;
    if approvable.changes.is_empty() {
        terminal.summary("nothing to approve: everything is as it was approved");
        return Ok(ExitStatus::Clean);
    }
    let was_read = match &arguments.reviewed {
        Some(digest) => approvable.require_digest(digest).map(|()| true)?,
        None => confirmed(context, &arguments.by, &approvable)?,
    };
    if !was_read {
        terminal.summary("nothing was approved");
        return Ok(ExitStatus::Findings);
    }
    let approval = project.approve(&request, &approvable.changes);
    let signature = arguments.sign.as_ref().map(|key| sign(key, &approval.entry.seal)).transpose()?;
    let recording = project.record_approval(&approval, signature.as_deref())?;
    in_place::replace(context.root(), &recording.edits)?;
    recording.notes.iter().for_each(|it| terminal.summary(it));
    Ok(ExitStatus::Clean)
}

/// Whether somebody confirms in the terminal that these changes are approved.
fn confirmed(context: &CommandContext, by: &str, approvable: &Approvable) -> Result<bool, Error> {
    let terminal = &context.terminal;
    if !terminal.is_attended() {
        return Err(Error::Rejected {
            message: "not running in a terminal, so the pending changes cannot be shown".into(),
            help: "read the output of `factum review` and pass the digest from its last line: `--reviewed \
                   HEX`"
                .into(),
        });
    }
    terminal.print(&render::text(&approvable.document(), terminal.colored()))?;
    let question = format!("Does {by} approve {}?", count(approvable.changes.len(), "claim"));
    Ok(terminal.confirm(&question).unwrap_or(false))
}
