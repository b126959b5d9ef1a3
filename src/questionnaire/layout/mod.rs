//! Where the questions of a sheet and their answers are.
//!
//! [`detect`] uses evidence that holds for any customer's file: the shape of texts, ids, lists and boxes
//! beside them, header words in six languages, and room for answers. `evidence.rs` has the table of
//! evidence, `words.rs` the words. What cannot be detected, a person can state: [`by_hand`] reads `--map`
//! and the `mapping:` of a review file.

mod by_hand;
mod maps;
mod place;

mod above_texts;
mod answer_types;
mod answered_for;
mod answers;
mod applicable;
mod around;
mod below;
mod beside;
mod beside_heads;
mod between;
mod clerical;
mod columns;
mod cover;
mod cover_rows;
mod dates;
mod describe;
mod detect;
mod echo;
mod evidence;
mod fields;
mod filled_in;
mod for_itself;
mod further;
mod grid;
mod headings;
mod heads;
mod hidden_questions;
mod id_signs;
mod kept;
mod lead_ins;
mod left;
mod lines;
mod list_heads;
mod marks;
mod nested;
mod none_found;
mod of_all;
mod of_workbook;
mod options;
mod question;
mod question_rows;
mod questions;
mod regions;
mod row_question;
mod rows;
mod scopes;
mod section_columns;
mod shape;
mod speaking;
mod standing;
mod struck;
mod subject_heads;
mod table_questions;
mod titles;
mod unread;
mod unread_words;
mod verdict_heads;
mod words;

pub use super::table::{Layout, Left, Place, Reason};
pub use answer_types::asks_for_no_text;
pub use applicable::excludes;
pub use by_hand::{Override, parse};
pub use clerical::is_clerical;
pub use dates::{date_in, dates_form, is_date};
pub use describe::{column_name, columns, columns_and_rows, describe, describe_all};
pub use detect::detect;
pub use fields::{has_tick, is_filled};
pub use for_itself::{asks, asks_for_itself};
pub use kept::pieces;
pub use maps::{apply, detect_with, latest};
pub use marks::{is_mark, is_not_applicable};
pub use none_found::is_questionnaire;
pub use questions::questions;
pub(in crate::questionnaire) use shape::names_a_part_below;
pub(in crate::questionnaire) use speaking::speaks_of_questions;
pub use subject_heads::is_subject;
pub use titles::is_nameless;
pub use unread::{Unread, UnreadReason, unread};
pub use unread_words::unread_words;
pub use verdict_heads::asks_verdict;
pub use words::is_value;

use std::sync::Arc;

use super::At;

impl Layout {
    /// Whether the sheet has a place for answers.
    pub fn has_room(&self) -> bool {
        !self.answers.is_empty() || self.yes_no.is_some() || !self.ticks.is_empty()
    }
}

/// A question with its position.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// The index of the sheet.
    pub sheet: usize,
    /// The index of its layout among all layouts of the file.
    pub layout: usize,
    /// The cell of the question.
    pub at: At,
    /// The customer's id of the question.
    pub id: Option<String>,
    /// The headings above it, the outermost first.
    pub sections: Vec<String>,
    /// The titles around it: the sheet's name, if a person chose it, and the titles above the table.
    pub titles: Vec<Arc<str>>,
    /// Other texts around it that may change what it asks: the other columns of its row, notes on its
    /// cells, the rows between questions, explanations.
    pub around: Vec<Arc<str>>,
    /// The distinct texts outside of the tables of questions: on sheets without questions, before a
    /// document's first question, in notes on other cells. Shared by the questions of a table; bounded, and
    /// without the titles.
    pub cover: Arc<[Arc<str>]>,
    /// The question above that it is nested under: indented further, or under its bullet.
    pub under: Option<Arc<Nested>>,
    /// Its text, without a leading id.
    pub text: String,
    /// Its explanation, from the guidance column or from the rows below.
    pub guidance: Option<String>,
}

impl Asked {
    /// The question with an additional title.
    pub fn titled(mut self, title: Option<&str>) -> Self {
        let new = title.filter(|it| !self.titles.iter().any(|own| own.as_ref() == *it));
        self.titles.extend(new.map(Arc::from));
        self
    }
}

/// A question that others are nested under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nested {
    /// The customer's id of the question.
    pub id: Option<String>,
    /// Its text.
    pub text: String,
}
