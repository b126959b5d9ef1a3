//! `factum trace ID`: what a fact, statement or answer is based on, and where it is published.

use clap::Args;

use super::{context::Context, exit::CLEAN, options::Format};
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
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Human)]
    pub format: Format,
}

/// Prints the trace.
pub fn run(context: &Context, arguments: &TraceArguments) -> Result<u8, Stopped> {
    let inputs = context.inputs();
    let loaded = inputs.load()?;
    let publication = Project::new(&loaded, inputs).publication(context.audience.unwrap_or_default());
    let publication =
        publication.map_err(|it| it.with_summary("fix these errors first; nothing was traced"))?;
    let trace = trace(&publication, &arguments.id, loaded.ledger.file.is_some(), &loaded.sources)?;
    context.terminal.print(&match arguments.format {
        Format::Human => human(&trace),
        Format::Json => json(&trace),
    })?;
    Ok(CLEAN)
}
