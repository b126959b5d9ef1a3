//! `answers.json`: the types that it is written from and read back into, so that writers and readers know one
//! set of fields.
//!
//! Fields with a default may be missing: in files of an older format, or in those of the vendor's own
//! questionnaires.

mod cell;
mod file;
mod format;
mod question;
mod seal;
mod table;

pub use cell::{CellInSheet, CellName, EditedCell, ParagraphEntry, UnwrittenPart, WrittenCell};
pub use file::{AnswersHeading, CustomerAnswers, FilledFileEntry, PublishedAnswers, VERSION};
pub(super) use format::rounded;
pub use question::{
    CandidateAnswer, CustomerQuestion, LibraryAnswer, PublishedQuestion, QuestionResult, SourceEntry,
};
pub use seal::is_sealed;
pub use table::{AnswerPlace, TableCounts, TableEntry, UnreadEntry};
