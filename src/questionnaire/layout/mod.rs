//! Where the questions of a sheet are, and where their answers go.
//!
//! [`detect`] looks for evidence that holds for any customer's file: the shape of texts, ids, lists and boxes beside them,
//! words that heads of columns have in six languages, room for answers. `evidence.rs` has the table of it, `words.rs` the
//! words. What it cannot tell, a person says: [`by_hand`] reads `--map` and the `mapping:` of a review file.

mod by_hand;
mod maps;
mod place;

mod answers;
mod around;
mod below;
mod beside;
mod columns;
mod cover;
mod describe;
mod detect;
mod echo;
mod evidence;
mod further;
mod grid;
mod headings;
mod heads;
mod left;
mod lines;
mod options;
mod question;
mod questions;
mod regions;
mod rows;
mod scopes;
mod shape;
mod struck;
mod titles;
mod unread;
mod verdict_heads;
mod words;

pub(in crate::questionnaire) use around::speaks_of_questions;
pub use by_hand::{Override, parse};
pub use describe::{column_name, columns, columns_and_rows, describe, describe_all, is_questionnaire};
pub use detect::detect;
pub use left::{Left, Reason};
pub use maps::{apply, detect_with, latest};
pub use place::Place;
pub use questions::questions;
pub(in crate::questionnaire) use shape::word_count;
pub use titles::is_nameless;
pub use unread::unread;
pub use verdict_heads::asks_verdict;
pub(in crate::questionnaire) use words::is_value;

use std::sync::Arc;

use super::{Area, At};

/// The layout of one table of a sheet; a sheet may hold several, each with its own. Columns and rows are counted from 1, and
/// change places where the table is [`transposed`](Self::transposed).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Layout {
    /// The rows that name the columns: the first, and those that repeat it.
    pub header_rows: Vec<u32>,
    /// The column of the questions' ids; the question's own where its texts begin with them: `AC-1: Do you`.
    pub id: Option<u32>,
    /// The column of the questions.
    pub question: u32,
    /// The columns that an answer may go to, the vendor's first. More than one where a sheet asks for several; none where
    /// the sheet has no place for them, or only [`ticks`](Self::ticks).
    pub answers: Vec<u32>,
    /// The column that takes yes or no (or another list's word) beside an answer in words. It is the first of the answers
    /// where a head asks for yes or no and no other column takes words: these then go to the comment, if there is one.
    pub yes_no: Option<u32>,
    /// Columns of boxes, each with the word its head has: the box under `Yes` is ticked for a yes.
    pub ticks: Vec<(u32, String)>,
    /// The column for the vendor's comment on an answer.
    pub comment: Option<u32>,
    /// The columns that say what a question is part of, the outermost first.
    pub sections: Vec<u32>,
    /// The column that explains the question.
    pub guidance: Option<u32>,
    /// The rows that ask, in order.
    pub rows: Vec<u32>,
    /// The rows that hold a text in the questions' column and are not taken for questions, each with the reason, in order. A
    /// table that only repeats another's questions has no [`rows`](Self::rows) and all of its texts here.
    pub left: Vec<Left>,
    /// Where the cells of an answer are, seen from the question's; see [`cell`](Self::cell).
    pub place: Place,
    /// Questions stand in a row and not in a column: what is called a row here is a column of the sheet, and a column a row.
    pub transposed: bool,
    /// The part of the sheet (as the layout counts, where it is transposed) that the table takes; none for all of it.
    pub area: Option<Area>,
    /// How sure the layout is, from 0 to 1: the logistic of the sum of the evidence; .5 is the least that is taken, 1 what
    /// a person or the format itself has said.
    pub confidence: f64,
    /// A person has said the layout.
    pub by_hand: bool,
    /// What spoke for it and against it, for people, the weightiest first: `header \`Question\` in B1`.
    pub reasons: Vec<String>,
}

impl Layout {
    /// Whether the sheet has a place for answers.
    pub fn has_room(&self) -> bool {
        !self.answers.is_empty() || self.yes_no.is_some() || !self.ticks.is_empty()
    }
}

/// A question, where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// The sheet, counted from 0.
    pub sheet: usize,
    /// Its layout, counted from 0 among all of the file's.
    pub layout: usize,
    /// The cell that asks.
    pub at: At,
    /// The customer's id for it.
    pub id: Option<String>,
    /// The headings it stands under, the outermost first.
    pub sections: Vec<String>,
    /// The names of what it stands in: the sheet's name, where a person has given it one, and what stands above its table.
    pub titles: Vec<Arc<str>>,
    /// What else is said around it and may change what it asks: the other columns of its row, notes on its cells, the rows between
    /// questions, what explains it.
    pub around: Vec<Arc<str>>,
    /// What the file says outside of its tables of questions, each text once: on sheets without questions, before a document's first
    /// question, in notes on other cells. Shared by the questions of a table; bounded, and without what is among the titles.
    pub cover: Arc<[Arc<str>]>,
    /// Its words, without an id before them.
    pub text: String,
    /// Words that explain it, where the sheet has a column for them, or has them in the rows below.
    pub guidance: Option<String>,
}
