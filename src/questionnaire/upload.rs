//! A customer's file as it was received, and why it may be refused.

/// A file as it was received.
#[derive(Debug, Clone)]
pub struct Upload {
    /// Its name, without folders.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Why a file is refused: one clear line, without full stop, and what to do instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Refusal {
    /// The problem with the file, in lower case, to follow its name: `is encrypted`.
    pub message: String,
    /// What to do, as an imperative; may be empty.
    pub help: String,
}

impl Refusal {
    /// Creates a refusal.
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }
}
