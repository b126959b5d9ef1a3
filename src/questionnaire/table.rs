//! The layout of one table of a sheet.

use std::collections::BTreeMap;

use super::Area;

/// The layout of one table of a sheet; a sheet may have several, each with its own. Columns and rows are
/// counted from 1, and are exchanged if the table is [`transposed`](Self::transposed).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Layout {
    /// The header rows: the first, and those that repeat it.
    pub header_rows: Vec<u32>,
    /// The id column; the question column if its texts begin with the ids: `AC-1: Do you`.
    pub id: Option<u32>,
    /// The question column.
    pub question: u32,
    /// The columns that an answer may go to, the vendor's first. More than one where a sheet asks for
    /// several; empty if the sheet has no place for them, or only [`ticks`](Self::ticks).
    pub answers: Vec<u32>,
    /// The column that takes yes or no (or another option) beside a text answer. It is the first of the
    /// answers if a header asks for yes or no and no other column takes text; text then goes to the
    /// comment, if there is one.
    pub yes_no: Option<u32>,
    /// Columns of boxes, each with its header: the box under `Yes` is ticked for a yes.
    pub ticks: Vec<(u32, String)>,
    /// The column for the vendor's comment on an answer.
    pub comment: Option<u32>,
    /// The columns that name the sections of a question, the outermost first.
    pub sections: Vec<u32>,
    /// The column that explains the question.
    pub guidance: Option<u32>,
    /// The question rows, in order.
    pub rows: Vec<u32>,
    /// The rows with a text in the question column that are not read as questions, each with the reason, in
    /// order. A table that only repeats another's questions has no [`rows`](Self::rows) and all of its
    /// texts here.
    pub left: Vec<Left>,
    /// The position of the answer cells relative to the question; see [`cell`](Self::cell).
    pub place: Place,
    /// Whether questions are in a row and not in a column: rows of the layout are columns of the sheet, and
    /// columns are rows.
    pub transposed: bool,
    /// The area of the sheet that the table takes, in the layout's coordinates; `None` for the whole sheet.
    pub area: Option<Area>,
    /// The confidence of the layout, from 0 to 1: the logistic function of the sum of the evidence. At
    /// least 0.5; 1 if a person or the format itself defined it.
    pub confidence: f64,
    /// Whether a person gave the layout.
    pub by_hand: bool,
    /// The evidence for and against it, for people, most important first: `header \`Question\` in B1`.
    pub reasons: Vec<String>,
}

/// A row that is not read as a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// Its row in the layout's coordinates: a column of the sheet if the table is transposed.
    pub row: u32,
    /// The reason.
    pub reason: Reason,
}

/// Why a row is not read as a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// It is a heading for the rows below it.
    Heading,
    /// It is above the header row: a title, an instruction.
    Above,
    /// It explains the question above it.
    Explanation,
    /// It is the continuation of the question above it.
    Continues,
    /// It has neither the id nor the list or box that the questions of the table have, and is not a
    /// question.
    Unlike,
    /// It is a name, and the questions of the table are sentences.
    Label,
    /// A value, a number or a mark that occurs repeatedly.
    Mark,
    /// It belongs to another table, whose columns are unknown.
    OtherTable,
    /// It is a line like `Response:`, for the answer.
    AnswerLine,
    /// Its answer is computed, locked, or part of another cell.
    Closed,
    /// Its row was hidden by hand, which means that it is not for the vendor.
    Hidden,
    /// It is struck through.
    Struck,
    /// It repeats a question of another sheet.
    Repeated,
    /// A map names other rows.
    NotNamed,
}

/// The position of the answer cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Place {
    /// In the question's row, in the columns of the layout.
    #[default]
    Beside,
    /// In a row below the question, in the columns of the layout: the answer row for each question row. A
    /// question without a free row below it is missing.
    Below(BTreeMap<u32, u32>),
    /// In the question's own cell, after a line like `Response:`: see [`At::inside`].
    Inside,
}
