//! `factum trace ID`: what a fact, statement or answer is based on, and where it is published.

use clap::Args;

use super::{context::CommandContext, exit::ExitStatus, options::OutputFormat};
use crate::{
    project::{Project, Stopped},
    render::trace::{human, json},
};

/// Show what a fact, statement or answer is based on, and where it is published
#[derive(Args, Debug, Clone)]
#[command(after_help = "Examples:
  factum trace certification/soc2-type-2
  factum trace certification/soc2-type-2/status
  factum trace answer/isms --format json")]
pub struct TraceArguments {
    /// A fact or answer as type/id, or a statement as type/id/section
    #[arg(value_name = "ID")]
    pub id: String,
    /// The output format
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = OutputFormat::Human)]
    pub format: OutputFormat,
}

/// Prints the trace.
///
/// # Errors
/// The command stopped, with findings or an error.
pub fn run(context: &CommandContext, arguments: &TraceArguments) -> Result<ExitStatus, Stopped> {
    let inputs = context.inputs();
    let loaded = inputs.load()?;
    let trace = Project::new(&loaded, inputs).trace(context.audience.unwrap_or_default(), &arguments.id)?;
    context.terminal.print(&match arguments.format {
        OutputFormat::Human => human(&trace),
        OutputFormat::Json => json(&trace),
    })?;
    Ok(ExitStatus::Clean)
}
