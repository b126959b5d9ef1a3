//! `factum sent`: records deliveries to customers in `data/sent`, one file per delivery, never changed later.

use chrono::NaiveDate;
use clap::Args;

use super::{context::CommandContext, exit::CLEAN, options::parse_day};
use crate::{
    error::Error,
    fact::Audience,
    load::Loaded,
    project::{Deliveries, NOTHING_RECORDED, Project, Recording, Stopped},
    system::{in_place, output},
};

/// Record deliveries to customers
#[derive(Args, Debug, Clone)]
#[command(after_help = "Examples:
  factum answer hecvat.xlsx --customer \"Acme GmbH\" && factum sent
  factum sent acme-gmbh--hecvat --on 2026-11-20    one questionnaire, sent on that date
  factum sent --notice \"Acme GmbH\"                the notice that `factum review` drafted
  factum sent --withdraw 2026-11-20-acme-gmbh-hecvat --reason \"only a preview, it was not sent\"

Writes a file to data/sent for each questionnaire in out/ that was answered for a customer and has no recorded delivery \
to that customer. To record that a new version was sent, or that the same one was sent again on another date, pass its name. The filled \
file is read as it is in the folder, and only its content is recorded. Records are never changed or removed: \
`--withdraw` adds a record which states that an earlier one was made by mistake.")]
pub struct SentArguments {
    /// Folders of answered questionnaires in out/*/questionnaires, or their names [default: all without a
    /// recorded delivery]
    #[arg(value_name = "QUESTIONNAIRE", conflicts_with_all = ["notice", "withdraw"])]
    pub questionnaires: Vec<String>,
    /// Record that the notice in out/notices was sent to this customer
    #[arg(long, value_name = "CUSTOMER")]
    pub notice: Option<String>,
    /// Withdraw this delivery record (for example 2026-11-20-acme-gmbh-hecvat), which was made by mistake
    #[arg(long, value_name = "RECORD", requires = "reason", conflicts_with_all = ["notice", "on", "require_approved"])]
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

/// Runs the command.
pub fn run(context: &CommandContext, arguments: &SentArguments) -> Result<u8, Stopped> {
    check_arguments(context, arguments)?;
    // From here on, no other command answers or records.
    let lock = output::lock_for_writing(context.root())?;
    let inputs = context.inputs();
    let loaded = inputs.load()?;
    let project = Project::new(&loaded, inputs);
    let warnings = project.check_ledgers_complete().map_err(|it| it.with_summary(NOTHING_RECORDED))?;
    context.terminal.findings(&warnings.report, &warnings.sources);
    let Recording { edits, notes, report } = recording(&project, arguments)?;
    context.terminal.findings(&report, &loaded.sources);
    // A notice that is recorded is not pending, which is what was requested.
    let tells = !edits.is_empty() && arguments.notice.is_none();
    let pending = if tells { project.pending().ok() } else { None };
    in_place::replace_locked(&lock, context.root(), &edits)?;
    let loaded = if pending.is_some() { inputs.load()? } else { Loaded::default() };
    let now = pending.as_ref().and_then(|_| Project::new(&loaded, inputs).pending().ok());
    let changes =
        pending.zip(now).map(|(before, after)| before.changes(&after, arguments.withdraw.is_some()));
    notes.iter().chain(changes.iter().flatten()).for_each(|it| context.terminal.summary(it));
    Ok(CLEAN)
}

fn recording(project: &Project, arguments: &SentArguments) -> Result<Recording, Stopped> {
    if let Some(record) = &arguments.withdraw {
        return Ok(project.withdrawal(record, arguments.reason.as_deref().unwrap_or_default())?);
    }
    let Some(customer) = &arguments.notice else {
        return project.deliveries(Deliveries {
            questionnaires: &arguments.questionnaires,
            on: arguments.on,
            require_approved: arguments.require_approved,
        });
    };
    let found = project.sent_notice(customer, arguments.on.unwrap_or(project.inputs.today))?;
    Ok(Recording { report: found.report, ..project.recording(vec![found.sent], found.notes) })
}

/// Refuses what cannot have happened, and what would be recorded only in part.
fn check_arguments(context: &CommandContext, arguments: &SentArguments) -> Result<(), Error> {
    if let Some(on) = arguments.on.filter(|it| *it > context.today) {
        let message = format!("`--on {on}` is in the future");
        return Err(Error::Rejected { message, help: "pass the date on which it was sent".into() });
    }
    if context.audience.is_some_and(|it| it < Audience::Internal) {
        return Err(Error::Rejected {
            message: "`sent` records the whole delivery, whatever its audience".into(),
            help: "omit `--audience`: an answered questionnaire keeps the audience it was answered for"
                .into(),
        });
    }
    Ok(())
}
