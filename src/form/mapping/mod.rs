//! Where the questions of a sheet are, and where their answers go.

use super::{At, Sheet};

/// The layout of one sheet. Columns and rows are counted from 1.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Mapping {
    /// The rows that name the columns: the first, and those that repeat it.
    pub header_rows: Vec<u32>,
    /// The column of the questions' ids.
    pub id: Option<u32>,
    /// The column of the questions.
    pub question: u32,
    /// The columns that an answer may go to, the vendor's first. More than one where a sheet asks for several.
    pub answers: Vec<u32>,
    /// The column that takes yes or no (or another list's word), where it is not the column of the answer.
    pub yes_no: Option<u32>,
    /// Columns of boxes, each with the word its head has: the box under `Yes` is ticked for a yes.
    pub ticks: Vec<(u32, String)>,
    /// The column for the vendor's comment on an answer.
    pub comment: Option<u32>,
    /// The column that says what a question is part of.
    pub section: Option<u32>,
    /// The column that explains the question.
    pub guidance: Option<u32>,
    /// The rows that ask, in order.
    pub rows: Vec<u32>,
    /// How sure the layout is, from 0 to 1.
    pub confidence: f64,
    /// What spoke for it, for people: `header \`Question\` in B1`.
    pub reasons: Vec<String>,
}

/// A question, where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// The sheet, counted from 0.
    pub sheet: usize,
    /// The cell that asks.
    pub at: At,
    /// The customer's id for it.
    pub id: Option<String>,
    /// The headings it stands under, the outermost first.
    pub sections: Vec<String>,
    /// Its words.
    pub text: String,
    /// Words that explain it, where the sheet has a column for them.
    pub guidance: Option<String>,
}

/// What was found in a form: a mapping a sheet, in the order of its sheets, for those that ask.
pub fn detect(_sheets: &[Sheet]) -> Vec<(usize, Mapping)> {
    Vec::new()
}

/// The questions of a sheet, in order.
pub fn questions(_index: usize, _sheet: &Sheet, _mapping: &Mapping) -> Vec<Asked> {
    Vec::new()
}

/// The layout as a person writes it: `question=B answer=C comment=D`.
pub fn columns(_mapping: &Mapping) -> String {
    String::new()
}
