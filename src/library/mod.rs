//! Converts decisions, and answers of filled files, to changes of `data/`, as pure functions on file
//! contents.
//!
//! [`from_review`] converts the decisions of a review file to pins (`data/questionnaires`), further
//! wordings of answers, and new answers (`data/answers/learned.yaml`). [`from_answered`] creates drafts of
//! the answers in a file that was filled before. Both return [`FileEdit`]s: the text of a file before and
//! after. Only the bytes concerned are changed, and each file is parsed again to check that it has the
//! intended content and that nothing else has changed.
//!
//! What is learned, and what is not:
//!
//! - Every decided question becomes a pin: its id, its words, the answer, and the verdict if it is not the
//!   answer's own. A verdict that differs, and a list's own word, are in the pin; the answer is not
//!   duplicated for them.
//! - A wording is added to the phrasings of its answer only if it has the same meaning wherever it is asked:
//!   it asks what one of the answer's own wordings asks ([`differs`](crate::matching::differs)), the verdict
//!   was not changed, and it does not name something that only the answer's text has, invert the answer,
//!   depend on another question (`If yes, describe`), or already lead to another answer.
//! - Custom text becomes an answer for the audience that it was given to, literally: no part of it is a
//!   template.
//! - Custom text, and what was answered before, is a draft until a person removes the line that says so.

mod agreed;
mod answered;
mod change;
mod entries_by_wording;
mod found;
mod name;
mod page;
mod pending_edits;
mod pins;
mod resolve;
mod review;
mod scalar;
mod splice;
mod tree;

pub use answered::{FilledInput, from_answered};
pub use pending_edits::{entry_at, ids_of};
pub use review::{ReviewInput, from_review};

use crate::diagnostic::Diagnostic;

/// The file for answers from custom text.
pub const LEARNED: &str = "data/answers/learned.yaml";

/// One file, before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileEdit {
    /// Its path below the root, `/` between folders.
    pub path: String,
    /// Its text; `None` if it is new.
    pub before: Option<String>,
    /// Its text with the changes.
    pub after: String,
}

/// How much is learned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LearnedCounts {
    /// New wordings of answers.
    pub phrasings: usize,
    /// New or changed pins.
    pub pins: usize,
    /// New answers, which are drafts.
    pub answers: usize,
    /// Learned answers whose text changes; they are drafts again.
    pub changed: usize,
}

/// What is learned.
#[derive(Debug, Clone, Default)]
pub struct Learned {
    /// The files that change, by path.
    pub edits: Vec<FileEdit>,
    /// How much.
    pub counts: LearnedCounts,
    /// What is not learned, and why, for people.
    pub notes: Vec<String>,
    /// Findings about the decisions; if there are errors, nothing may be written.
    pub findings: Vec<Diagnostic>,
    /// Files that cannot be changed safely because of their notation; if there are any, nothing may be
    /// written.
    pub refused: Vec<String>,
}
