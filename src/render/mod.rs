//! Documents -> bytes: one module per format, listed in [`WRITERS`]. Pure: no disk, no clock.
//!
//! Text is plain until it gets here; each writer escapes it for its own format.

mod answers_schema;
mod atom;
pub mod calendar;
pub mod chart;
mod facts;
mod glyphs;
mod html;
mod manifest;
mod markdown;
#[cfg(feature = "pdf")]
mod pdf;
mod questionnaire;
mod reply;
mod security_txt;
mod text;
mod uuid;

pub use answers_schema::answers_schema;
pub use facts::{facts_schema, file_schema};
pub use glyphs::unset;
pub use html::alone as html_alone;
pub use manifest::manifest;
pub use markdown::markdown;
pub use reply::{is_sealed, no_pdf, write as write_reply};
pub use text::text;
pub use uuid::uuid;

use crate::{
    diagnostic::{Diagnostic, Sources},
    document::Publication,
    fact::site::Site,
    load::Templates,
};

/// A file that is to be written.
#[derive(Debug, Clone)]
pub struct File {
    /// Its path below `out/<audience>/`.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl File {
    /// A file at `path`.
    pub fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), bytes: bytes.into() }
    }
}

/// What every writer is given.
pub struct RenderContext<'a> {
    /// What is published.
    pub publication: &'a Publication,
    /// How it is published.
    pub site: &'a Site,
    /// Shells, styles and fonts.
    pub templates: &'a Templates,
    /// The templates' texts.
    pub sources: &'a Sources,
}

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
pub fn obstacles(material: &RenderContext) -> Vec<Diagnostic> {
    let mut findings = glyphs::missing(material);
    findings.extend(security_txt::write(material).err().into_iter().flatten());
    findings
}

/// One document as a PDF of its own. Characters that no font has are replaced by a mark.
///
/// # Errors
/// A template of the user's own fails.
#[cfg(feature = "pdf")]
pub fn pdf_alone(
    material: &RenderContext,
    document: crate::document::Document,
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    pdf::alone(material, &document)
}

/// The address as a `mailto:` URI (RFC 6068); other than plain characters are percent-encoded.
pub(crate) fn mailto(address: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"@.-_~+!$'*".contains(&b);
    let encoded =
        address.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") });
    encoded.fold("mailto:".to_owned(), |uri, it| uri + &it)
}

/// Text or an attribute's value, escaped (XML 1.0, section 2.4; HTML Standard, 13.1.2).
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// The version of factum, for `facts.json`, `manifest.json` and the metadata of PDFs.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
