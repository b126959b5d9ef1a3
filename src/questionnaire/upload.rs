//! A customer's file as it came, and why it is not taken.

/// A file as it came.
#[derive(Debug, Clone)]
pub struct Upload {
    /// Its name, without folders.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Why a file is not taken: one clear line, without full stop, and what to do instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Refusal {
    /// What is wrong with the file, in lower case, to follow its name: `is encrypted`.
    pub message: String,
    /// What to do, as an imperative; may be empty.
    pub help: String,
}

impl Refusal {
    /// A refusal.
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }
}
