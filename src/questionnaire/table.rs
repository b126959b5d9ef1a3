//! Where the questions and answers of one table of a sheet are.

use std::collections::BTreeMap;

use super::Area;

/// The layout of one table of a sheet; a sheet may hold several, each with its own. Columns and rows are
/// counted from 1, and change places where the table is [`transposed`](Self::transposed).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Layout {
    /// The rows that name the columns: the first, and those that repeat it.
    pub header_rows: Vec<u32>,
    /// The column of the questions' ids; the question's own where its texts begin with them: `AC-1: Do you`.
    pub id: Option<u32>,
    /// The column of the questions.
    pub question: u32,
    /// The columns that an answer may go to, the vendor's first. More than one where a sheet asks for
    /// several; empty if the sheet has no place for them, or only [`ticks`](Self::ticks).
    pub answers: Vec<u32>,
    /// The column that takes yes or no (or another list's word) beside an answer in words. It is the first of
    /// the answers where a header asks for yes or no and no other column takes words: these then go to the
    /// comment, if there is one.
    pub yes_no: Option<u32>,
    /// Columns of boxes, each with the word its header has: the box under `Yes` is ticked for a yes.
    pub ticks: Vec<(u32, String)>,
    /// The column for the vendor's comment on an answer.
    pub comment: Option<u32>,
    /// The columns that say what a question is part of, the outermost first.
    pub sections: Vec<u32>,
    /// The column that explains the question.
    pub guidance: Option<u32>,
    /// The rows that ask, in order.
    pub rows: Vec<u32>,
    /// The rows that hold a text in the questions' column and are not taken for questions, each with the
    /// reason, in order. A table that only repeats another's questions has no [`rows`](Self::rows) and all of
    /// its texts here.
    pub left: Vec<Left>,
    /// Where the cells of an answer are, seen from the question's; see [`cell`](Self::cell).
    pub place: Place,
    /// Questions stand in a row and not in a column: what is called a row here is a column of the sheet, and
    /// a column a row.
    pub transposed: bool,
    /// The part of the sheet (as the layout counts, where it is transposed) that the table takes; `None` for
    /// all of it.
    pub area: Option<Area>,
    /// How sure the layout is, from 0 to 1: the logistic of the sum of the evidence; .5 is the least that is
    /// taken, 1 what a person or the format itself has said.
    pub confidence: f64,
    /// A person has said the layout.
    pub by_hand: bool,
    /// What spoke for it and against it, for people, the weightiest first: `header \`Question\` in B1`.
    pub reasons: Vec<String>,
}

/// A row that is not taken for a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// Its row as the layout counts: a column of the sheet, where the table is transposed.
    pub row: u32,
    /// Why.
    pub reason: Reason,
}

/// Why a row is not taken for a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// It heads the rows below it.
    Heading,
    /// It stands above the row that names the columns: a title, an instruction.
    Above,
    /// It explains the question above it.
    Explanation,
    /// It is the end of the question above it, which goes on in its row.
    Continues,
    /// It has neither the id nor the list or box that the questions of the table have, and does not ask.
    Unlike,
    /// It only names something, where the questions of the table are sentences.
    Label,
    /// A value, a number or a mark that is there again and again.
    Mark,
    /// It is of another table, whose columns are not known.
    OtherTable,
    /// It is a line like `Response:`, for the answer.
    AnswerLine,
    /// Its answer is computed, locked, or part of another cell.
    Closed,
    /// Its row was hidden by hand, which says that it is not for the vendor.
    Hidden,
    /// It is struck through.
    Struck,
    /// It repeats a question of another sheet.
    Repeated,
    /// A map names other rows.
    NotNamed,
}

/// Where the cells of an answer are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Place {
    /// In the question's row, in the columns that the layout names.
    #[default]
    Beside,
    /// In a row below the question, in the columns that the layout names: the row of the answer by the row of
    /// the question. A question that has no free row below it is not in it.
    Below(BTreeMap<u32, u32>),
    /// In the question's own cell, behind a line like `Response:`: see [`At::inside`].
    Inside,
}
