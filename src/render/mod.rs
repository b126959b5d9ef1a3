//! Documents -> bytes: one module per format, listed in [`WRITERS`]. Pure: no disk, no clock.
//!
//! Text is plain until it gets here; each writer escapes it for its own format.

pub mod answers_file;
mod answers_schema;
pub mod ask;
mod atom;
pub mod calendar;
pub mod chart;
mod context;
mod diff;
mod escape;
mod facts;
mod facts_schema;
mod glyphs;
mod html;
mod iso_day;
mod json_text;
mod learning;
mod manifest;
mod markdown;
mod outcome;
#[cfg(feature = "pdf")]
mod pdf;
mod questionnaire;
mod reply;
mod schemas;
mod security_txt;
mod text;
pub mod timeline;
pub mod trace;
mod uuid;
mod version;
mod writer;
mod written;

pub use context::{File, RenderContext};
pub use diff::diff;
pub(crate) use escape::{escaped, mailto};
pub use facts::{FactsFile, QuestionEntry, StatementEntry, UNSAID, Unsaid};
pub use glyphs::without_pdf;
pub use html::alone as html_alone;
pub use json_text::json_text;
pub use learning::{LearningLines, learning_lines};
pub use manifest::{Manifest, ManifestEntry, manifest};
pub use markdown::markdown;
pub use outcome::{OutcomeLines, outcomes};
pub use reply::{no_pdf, write as write_reply};
pub use schemas::{Schema, data_schemas, schemas};
pub use text::text;
pub use uuid::uuid;
pub use version::VERSION;
pub use writer::FileWriter;
pub use written::written;

use crate::{
    diagnostic::Diagnostic,
    document::{Document, PlannedFile, Publication},
};

/// Every writer.
pub const WRITERS: &[FileWriter] = &[
    questionnaire::WRITER,
    html::WRITER,
    security_txt::WRITER,
    atom::WRITER,
    facts::WRITER,
    #[cfg(feature = "pdf")]
    pdf::WRITER,
];

/// The files of all writers and their plans: those of each document, in the order of the documents, then
/// the others.
pub fn planned(publication: &Publication) -> Vec<PlannedFile<'_>> {
    let mut files: Vec<_> = WRITERS.iter().flat_map(|it| (it.plan)(publication)).collect();
    let documents: Vec<&Document> = publication.documents().collect();
    let position = |it: &PlannedFile| {
        let document = it.document.map(|of| documents.iter().position(|it| it.name == of.name));
        document.map_or(documents.len(), |it| it.unwrap_or(documents.len()))
    };
    files.sort_by_key(position);
    files
}

/// The findings that would prevent writing, for `check`.
pub fn obstacles(context: &RenderContext) -> Vec<Diagnostic> {
    let mut findings = glyphs::missing(context);
    findings.extend(security_txt::write(context).err().into_iter().flatten());
    findings
}

/// One document as a separate PDF. Characters that no font has are replaced by a mark.
///
/// # Errors
/// A template of the user's own fails.
#[cfg(feature = "pdf")]
pub fn pdf_alone(
    context: &RenderContext,
    document: crate::document::Document,
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    pdf::alone(context, &document)
}
