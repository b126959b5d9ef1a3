//! Documents for reviewers, printed in the requested format.

use clap::ValueEnum;

use super::context::CommandContext;
use crate::{
    document::Document,
    project::{Project, Stopped},
    render,
};

/// The output format of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DocumentFormat {
    /// Text for the terminal.
    Human,
    /// An HTML page.
    Html,
    /// A PDF.
    Pdf,
    /// Markdown, for example for a pull request comment.
    Markdown,
}

/// Prints a document.
///
/// # Errors
/// The document cannot be rendered in this format, or cannot be printed.
pub fn print(
    context: &CommandContext,
    project: &Project,
    document: &Document,
    format: DocumentFormat,
) -> Result<(), Stopped> {
    let terminal = &context.terminal;
    match format {
        DocumentFormat::Human => terminal.print(&render::text(document, terminal.colored()))?,
        DocumentFormat::Markdown => terminal.print(&render::markdown(document))?,
        DocumentFormat::Html => terminal.print_bytes(&project.html(document)?)?,
        DocumentFormat::Pdf => terminal.print_bytes(&project.pdf(document)?)?,
    }
    Ok(())
}
