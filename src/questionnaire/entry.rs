//! What is written into a file, and what was not.

use std::collections::BTreeMap;

use super::area::At;

/// What is written into one cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The sheet, counted from 0 in [`Form::sheets`].
    pub sheet: usize,
    /// The cell.
    pub at: At,
    /// What it gets.
    pub value: Value,
}

/// What a cell gets.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Words; always text, whatever they begin with.
    Text(String),
    /// A number.
    Number(f64),
    /// One of the cell's [`Choices`], in the list's spelling.
    Choice(String),
    /// The cell's box, ticked.
    Tick,
}

/// A filled file.
#[derive(Debug, Clone, Default)]
pub struct Returned {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The entries that were not written, each with the reason.
    pub left: Vec<(Entry, Unwritten)>,
    /// What a person should know: `the workbook computes its totals again when it is opened`.
    pub remarks: Vec<String>,
    /// The rows of a document's paragraphs behind which an entry became a paragraph of its own, each with the
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
    /// Its list or another rule of it refuses the value.
    Validation,
    /// It is no place for an answer.
    NoPlace,
    /// The format cannot hold the value there.
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
    /// A reason of a kind.
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
