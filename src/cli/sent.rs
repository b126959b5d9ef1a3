//! `factum sent`: records deliveries to customers in `data/sent`, one file per delivery, never changed later.

use chrono::NaiveDate;
use clap::Args;

use super::{context::CommandContext, exit::ExitStatus, options::parse_day};
use crate::{
    project::{Deliveries, Project, SentRequest, Stopped},
    system::{in_place, output},
};

/// Record deliveries to customers
#[derive(Args, Debug, Clone)]
#[command(after_help = "Examples:
  factum answer hecvat.xlsx --customer \"Acme GmbH\" && factum sent
  factum sent acme-gmbh--hecvat --on 2026-11-20    one questionnaire, sent on that date
  factum sent --notice \"Acme GmbH\"                the notice that `factum review` drafted
  factum sent --withdraw 2026-11-20-acme-gmbh-hecvat --reason \"only a preview, it was not sent\"

Writes a file to data/sent for each questionnaire in out/ that was answered for a customer and has no \
                        recorded delivery to that customer. To record that a new version was sent, pass its \
                        name. The same version is recorded again only if another version was delivered in \
                        between. The filled file is read as it is in the folder, and only its content is \
                        recorded. Records are never changed or removed: `--withdraw` adds a record which \
                        states that an earlier one was made by mistake.")]
pub struct SentArguments {
    /// Folders of answered questionnaires in out/*/questionnaires, or their names [default: all without a
    /// recorded delivery]
    #[arg(value_name = "QUESTIONNAIRE", conflicts_with_all = ["notice", "withdraw"])]
    pub questionnaires: Vec<String>,
    /// Record that the notice in out/notices was sent to this customer
    #[arg(long, value_name = "CUSTOMER")]
    pub notice: Option<String>,
    /// Withdraw this delivery record (for example 2026-11-20-acme-gmbh-hecvat), which was made by mistake
    #[arg(long, value_name = "RECORD", requires = "reason", 
        conflicts_with_all = ["notice", "on", "require_approved"])]
    pub withdraw: Option<String>,
    /// Why it was a mistake
    #[arg(long, value_name = "TEXT", requires = "withdraw")]
    pub reason: Option<String>,
    /// The date on which it was sent [default: today]
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    pub on: Option<NaiveDate>,
    /// Refuse a questionnaire with answers that are not approved
    #[arg(long, conflicts_with = "notice")]
    pub require_approved: bool,
}

impl SentArguments {
    fn request(&self) -> SentRequest<'_> {
        match (&self.withdraw, &self.notice) {
            (Some(record), _) => {
                SentRequest::Withdrawal { record, reason: self.reason.as_deref().unwrap_or_default() }
            }
            (None, Some(customer)) => SentRequest::Notice { customer, on: self.on },
            (None, None) => SentRequest::Deliveries(Deliveries {
                questionnaires: &self.questionnaires,
                on: self.on,
                require_approved: self.require_approved,
            }),
        }
    }
}

/// Records what was sent, and prints what has become of the pending notices.
///
/// # Errors
/// The command stopped, with findings or an error.
pub fn run(context: &CommandContext, arguments: &SentArguments) -> Result<ExitStatus, Stopped> {
    let (inputs, terminal, request) = (context.inputs(), &context.terminal, arguments.request());
    request.check(&inputs)?;
    // From here on, no other command answers or records.
    let lock = output::lock_for_writing(context.root())?;
    let loaded = inputs.load()?;
    let project = Project::new(&loaded, inputs);
    let warnings = project.check_ledgers_complete()?;
    terminal.findings(&warnings.report, &warnings.sources);
    let sent = project.sent(request)?;
    terminal.findings(&sent.recording.report, &loaded.sources);
    in_place::replace_locked(&lock, context.root(), &sent.recording.edits)?;
    let changes = sent.changes_of_notices(&inputs)?;
    sent.recording.notes.iter().chain(&changes).for_each(|it| terminal.summary(it));
    Ok(ExitStatus::Clean)
}
