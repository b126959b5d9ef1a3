//! What is planned for the cells of a question's row.

use super::preset::Presets;
use crate::{
    answer::reply::entered::Holds,
    fact::printable,
    questionnaire::{At, Entry, Sheet, layout::Layout},
};

/// What is to be written into one cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Planned {
    /// The part of the answer.
    pub holds: Holds,
    /// Its text, or the name of the box to tick.
    pub says: String,
    /// The cell and its value.
    pub entry: Entry,
}

/// How the verdict is written.
pub enum Placed {
    /// The row has no cell for it.
    Nowhere,
    /// It is written.
    Here(Planned),
    /// The cell already has it.
    Stands,
    /// Its cell is left empty; text may be written without it.
    Missing,
    /// Its cell rates compliance and is left empty; text may be written without a verdict.
    Judged,
    /// It is not written, and text must not be written either.
    Barred,
}

impl Placed {
    /// The planned entry for the verdict, if any.
    pub fn written(self) -> Option<Planned> {
        if let Self::Here(it) = self { Some(it) } else { None }
    }
}

/// The beginning of a text from the file, for a message.
pub fn excerpt(text: &str) -> String {
    const LONGEST: usize = 40;
    let line = printable(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    if line.chars().count() <= LONGEST { line } else { line.chars().take(LONGEST).chain(['…']).collect() }
}

/// A question's row and what is known of its cells.
pub(super) struct Row<'a> {
    pub sheet: &'a Sheet,
    pub mapping: &'a Layout,
    pub presets: &'a Presets,
    pub question: At,
    pub index: usize,
    pub overwrite: bool,
}
