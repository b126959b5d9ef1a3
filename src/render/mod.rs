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

pub use context::{File, RenderContext};
pub use diff::diff;
pub(crate) use escape::{escaped, mailto};
pub use facts::{UNSAID, Unsaid};
pub use glyphs::unset;
pub use html::alone as html_alone;
pub use json_text::json_text;
pub use manifest::{Manifest, ManifestDate, ManifestEntry, manifest};
pub use markdown::markdown;
pub use outcome::{OutcomeLines, outcomes};
pub use reply::{no_pdf, write as write_reply};
pub use schemas::{Schema, data_schemas, schemas};
pub use text::text;
pub use uuid::uuid;
pub use version::VERSION;

use crate::diagnostic::Diagnostic;

/// A writer: makes the files of one format, or says why it cannot.
pub type Writer = fn(&RenderContext) -> Result<Vec<File>, Vec<Diagnostic>>;

/// Every writer.
pub const WRITERS: &[(&str, Writer)] = &[
    ("site", html::site),
    ("security.txt", security_txt::write),
    ("subprocessors.atom", atom::write),
    ("questionnaires", questionnaire::write),
    ("facts.json", facts::write),
    #[cfg(feature = "pdf")]
    ("PDFs", pdf::write),
];

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
