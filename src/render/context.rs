//! The input and output of every writer.

use crate::{diagnostic::Sources, document::Publication, fact::site::Site, load::Templates};

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

/// The input of every writer.
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
