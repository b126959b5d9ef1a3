//! `factum trace ID`: what a fact, statement or answer is based on, and where it is published.

use super::{CLEAN, Context, Format};
use crate::{
    document::trace,
    project::{Project, Stopped},
    render::trace::{human, json},
};

/// Prints the trace.
pub fn run(context: &Context, id: &str, format: Format) -> Result<u8, Stopped> {
    let inputs = context.inputs();
    let loaded = inputs.load()?;
    let publication = Project::new(&loaded, inputs).publication(context.audience.unwrap_or_default());
    let publication = publication.map_err(|it| it.so("fix these errors first; nothing was traced"))?;
    let trace = trace(&publication, id, loaded.ledger.file.is_some(), &loaded.sources)?;
    context.terminal.print(&match format {
        Format::Human => human(&trace),
        Format::Json => json(&trace),
    })?;
    Ok(CLEAN)
}
