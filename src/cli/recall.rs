//! `factum recall CUSTOMER`: what was delivered to a customer, when, and what of it has changed since.

use clap::Args;

use super::{
    context::CommandContext,
    document_format::{DocumentFormat, print},
    exit::ExitStatus,
};
use crate::project::{Project, Stopped};

/// Show what was delivered to a customer, when, and what has changed since
#[derive(Args, Debug, Clone)]
#[command(after_help = "Examples:
  factum recall \"Acme GmbH\"
  factum recall acme --format markdown")]
pub struct RecallArguments {
    /// The customer's name, or a part of it that matches no other customer
    #[arg(value_name = "CUSTOMER")]
    pub customer: String,
    /// The output format
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = DocumentFormat::Human)]
    pub format: DocumentFormat,
}

/// Runs the command.
///
/// # Errors
/// The command stopped, with findings or an error.
pub fn run(context: &CommandContext, arguments: &RecallArguments) -> Result<ExitStatus, Stopped> {
    let inputs = context.inputs();
    let loaded = inputs.load()?;
    let project = Project::new(&loaded, inputs);
    let words = "fix these errors first; deliveries were not compared with the current data";
    let current = project.claims().map_err(|it| it.with_summary(words))?;
    context.terminal.findings(&current.report, &loaded.sources);
    print(context, &project, &project.recall(&arguments.customer)?, arguments.format)?;
    Ok(ExitStatus::Clean)
}
