//! `factum trace ID`: what a fact, statement or answer is based on, and where it is published.

use clap::Args;

use super::{context::CommandContext, exit::CLEAN, options::OutputFormat};
use crate::{
    document::trace,
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
    /// A fact or answer as kind/id, or a statement as kind/id/section
    #[arg(value_name = "ID")]
    pub id: String,
    /// The output format
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = OutputFormat::Human)]
    pub format: OutputFormat,
}

/// Prints the trace.
pub fn run(context: &CommandContext, arguments: &TraceArguments) -> Result<u8, Stopped> {
    let inputs = context.inputs();
    let loaded = inputs.load()?;
    let publication = Project::new(&loaded, inputs).publication(context.audience.unwrap_or_default());
    let publication =
        publication.map_err(|it| it.with_summary("fix these errors first; nothing was traced"))?;
    let trace = trace(&publication, &arguments.id, loaded.ledger.file.is_some(), &loaded.sources)?;
    context.terminal.print(&match arguments.format {
        OutputFormat::Human => human(&trace),
        OutputFormat::Json => json(&trace),
    })?;
    Ok(CLEAN)
}
