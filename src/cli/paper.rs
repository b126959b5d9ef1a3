//! Documents for reviewers, printed in the format that was asked for.

use clap::ValueEnum;

use super::context::CommandContext;
use crate::{
    document::Document,
    project::{Project, Stopped},
    render,
};

/// The output format of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PaperFormat {
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
pub fn print(
    context: &CommandContext,
    project: &Project,
    document: &Document,
    format: PaperFormat,
) -> Result<(), Stopped> {
    let terminal = &context.terminal;
    match format {
        PaperFormat::Human => terminal.print(&render::text(document, terminal.colored()))?,
        PaperFormat::Markdown => terminal.print(&render::markdown(document))?,
        PaperFormat::Html => terminal.print_bytes(&project.html(document)?)?,
        PaperFormat::Pdf => terminal.print_bytes(&project.pdf(document)?)?,
    }
    Ok(())
}
