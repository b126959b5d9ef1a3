//! A customer's questionnaire as a file: it is read, its columns are detected, and it is filled only where
//! its answers go.
//!
//! Every format is converted to [`Sheet`]s of [`Cell`]s, so that one layout reader ([`layout`]) serves them
//! all: the sheets of a workbook, the tables of a document (and its paragraphs, one per row), the records
//! of a CSV file. A layout that the format itself defines (our YAML, VSAQ) is in [`Sheet::mapping`].
//!
//! Pure functions on bytes. Files are untrusted: everything in them is bounded, and nothing is executed.

pub mod layout;

mod answer_line;
mod area;
mod bounded;
mod boxes;
mod bullet;
mod csv;
mod docx;
mod entry;
mod folded;
mod format;
mod office;
mod plain;
mod prompt;
mod prompt_words;
mod sheet;
mod splice;
mod table;
mod texts;
mod upload;
mod vsaq;
mod xlsx;
mod yaml;

pub use crate::markup::composed;
pub use answer_line::label;
pub use area::{Area, At, column, letters};
pub use bounded::{STRUCK, names_unreadable};
pub use boxes::{is_open_box, is_ticked, marked};
pub use entry::{Entry, Obstacle, Returned, Unwritten, Value};
pub use format::Format;
pub use plain::leading_box;
pub use prompt::{is_left_prompt, is_prompt, is_unknown_prompt};
pub use sheet::{Cell, Choices, Form, Indent, Sheet};
pub use texts::Texts;
pub use upload::{Refusal, Upload};

/// The supported formats.
pub const FORMATS: &[Format] = &[xlsx::FORMAT, docx::FORMAT, vsaq::FORMAT, yaml::FORMAT, csv::FORMAT];

/// The format of a file, by its content.
///
/// # Errors
/// The format is not supported.
pub fn format_of(upload: &Upload) -> Result<&'static Format, Refusal> {
    FORMATS.iter().find(|it| (it.is)(upload)).ok_or_else(|| {
        let names: Vec<_> = FORMATS.iter().map(|it| it.name).collect();
        let (last, names) = names.split_last().map_or(("", vec![]), |(last, names)| (*last, names.to_vec()));
        let help = format!("ask the customer for an {} or {last} file", names.join(", "));
        Refusal::new("is not in a supported format", help)
    })
}
