//! What is written into a file, and what was not.

use std::collections::BTreeMap;

use super::area::At;

/// The new value of a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The index of the sheet in [`Form::sheets`].
    pub sheet: usize,
    /// The cell.
    pub at: At,
    /// Its new value.
    pub value: Value,
}

/// The value for a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text; never a formula or number, whatever it begins with.
    Text(String),
    /// A number.
    Number(f64),
    /// One of the cell's [`Choices`], in the list's spelling.
    Choice(String),
    /// A tick in the cell's box.
    Tick,
}

/// A filled file.
#[derive(Debug, Clone, Default)]
pub struct Returned {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The entries that were not written, each with the reason.
    pub left: Vec<(Entry, Unwritten)>,
    /// Remarks for a person: `the workbook computes its totals again when it is opened`.
    pub remarks: Vec<String>,
    /// The rows of a document's paragraphs after which an entry became a new paragraph, each with the
    /// entry's cell.
    pub inserted: BTreeMap<u32, At>,
}

/// The kind of reason why a cell was not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// The cell is locked, or the file is protected.
    Locked,
    /// The cell is computed.
    Formula,
    /// Its list or another validation rule refuses the value.
    Validation,
    /// It is not an answer place.
    NoPlace,
    /// The format cannot represent the value there.
    Format,
}

/// Why a cell was not written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{words}")]
pub struct Unwritten {
    /// The kind of reason.
    pub obstacle: Obstacle,
    /// The reason in words: `F7 holds a formula`.
    pub words: String,
}

impl Unwritten {
    /// Creates a reason.
    pub fn new(obstacle: Obstacle, words: impl Into<String>) -> Self {
        Self { obstacle, words: words.into() }
    }
}

impl From<String> for Unwritten {
    fn from(words: String) -> Self {
        Self::new(Obstacle::Format, words)
    }
}

impl From<&str> for Unwritten {
    fn from(words: &str) -> Self {
        Self::new(Obstacle::Format, words)
    }
}
