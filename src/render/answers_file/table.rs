//! Tables of a customer's file in `answers.json`: their layout, and what was counted in them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::format::known_words;
use crate::{
    answer::{Tally, Why},
    fact::read::words,
    questionnaire::{
        At,
        layout::{Place, Unread},
    },
};

/// The maximum number of cells that are named.
const NAMED: usize = 100;

words! {
    /// Where the cell of an answer is, relative to its question.
    pub enum AnswerPlace {
        /// In the question's row.
        Beside "beside",
        /// In a row below the question.
        Below "below",
        /// In the question's cell.
        Inside "inside",
    }
}

#[expect(clippy::derivable_impls, reason = "`words!` takes no attributes of variants")]
impl Default for AnswerPlace {
    fn default() -> Self {
        Self::Beside
    }
}

impl From<&Place> for AnswerPlace {
    fn from(place: &Place) -> Self {
        match place {
            Place::Beside => Self::Beside,
            Place::Below(_) => Self::Below,
            Place::Inside => Self::Inside,
        }
    }
}

/// The question and answer columns of one table of a sheet, by their letters; rows (`row 2`) if the table
/// is transposed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TableEntry {
    /// The name of the sheet.
    pub sheet: String,
    /// The rows of the header, from 1; columns if the table is transposed.
    pub header_rows: Vec<u32>,
    /// The column of the customer's ids.
    pub id: Option<String>,
    /// The column of the questions.
    pub question: String,
    /// The columns for answers, the vendor's first.
    pub answers: Vec<String>,
    /// The column for the verdict.
    pub yes_no: Option<String>,
    /// The columns of checkboxes, and the answer that each means.
    pub ticks: BTreeMap<String, String>,
    /// The column for comments.
    pub comment: Option<String>,
    /// The columns that name the section of a question.
    pub sections: Vec<String>,
    /// The column of the customer's guidance.
    pub guidance: Option<String>,
    /// Number of questions.
    pub questions: usize,
    /// What was read, answered and written.
    pub counts: TableCounts,
    /// Number of rows with text that were not read as questions, by reason.
    pub not_asked: BTreeMap<String, usize>,
    /// Whether questions are in a row.
    pub transposed: bool,
    /// The position of the answer cell relative to the question.
    pub place: AnswerPlace,
    /// How certain the layout is, from 0 to 1.
    pub confidence: f64,
    /// Why this layout was chosen.
    pub reasons: Vec<String>,
}

/// Texts of one sheet that end in a question mark and were not read as questions.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UnreadEntry {
    /// The name of the sheet.
    pub sheet: String,
    /// Why: `no-table`, `outside-tables`, `hidden-rows`, `hidden-columns` or `hidden-sheet`.
    pub reason: String,
    /// Number of texts.
    pub count: usize,
    /// The cells of the first 100.
    pub cells: Vec<String>,
}

impl UnreadEntry {
    /// Texts of the sheet with a name.
    pub fn new(sheet: &str, unread: &Unread) -> Self {
        Self {
            sheet: sheet.to_owned(),
            reason: unread.reason.word().to_owned(),
            count: unread.cells.len(),
            cells: unread.cells.iter().take(NAMED).map(At::to_string).collect(),
        }
    }
}

/// Numbers of questions, answers and parts of answers in a table.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TableCounts {
    /// Questions that were read.
    pub read: usize,
    /// Questions with an answer.
    pub answered: usize,
    /// Questions with at least a part of the answer written.
    pub written: usize,
    /// Verdicts that were written, ticks among them.
    pub verdicts: usize,
    /// Texts that were written.
    pub texts: usize,
    /// Answers of which nothing was written, by the first reason.
    #[serde(deserialize_with = "known_words")]
    pub unwritten: BTreeMap<Why, usize>,
    /// Answers of which only a part was written, by the first reason.
    #[serde(deserialize_with = "known_words")]
    pub incomplete: BTreeMap<Why, usize>,
}

impl From<Tally> for TableCounts {
    fn from(tally: Tally) -> Self {
        Self {
            read: tally.read,
            answered: tally.answered,
            written: tally.written,
            verdicts: tally.verdicts,
            texts: tally.texts,
            unwritten: tally.unwritten,
            incomplete: tally.incomplete,
        }
    }
}
