//! A customer's questionnaire as a file: read, its columns found, filled where its answers go, and nowhere else.
//!
//! Every format becomes [`Sheet`]s of [`Cell`]s, so that one reader of layouts ([`mapping`]) serves them all: the sheets of a
//! workbook, the tables of a document (and its paragraphs, one a row), the records of a CSV file. What a format says itself
//! about its questions (our YAML, VSAQ) it puts into [`Sheet::mapping`].
//!
//! Pure: bytes in, bytes out. Everything in the file is somebody else's: bounded, never trusted, never executed.

pub mod layout;

mod answer_line;
mod area;
mod bounded;
mod boxes;
mod csv;
mod docx;
mod office;
mod plain;
mod prompt;
mod splice;
mod texts;
mod vsaq;
mod xlsx;
mod yaml;

pub use crate::markup::composed;
pub use answer_line::label;
pub use area::{Area, At, column, letters};
pub use boxes::{is_open_box, is_ticked, marked};
pub use plain::leading_box;
pub use prompt::is_prompt;
pub use texts::Texts;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::Arc,
};

use layout::Layout;

/// The formats that are read and filled: one file a format.
pub const FORMATS: &[Format] = &[xlsx::FORMAT, docx::FORMAT, vsaq::FORMAT, yaml::FORMAT, csv::FORMAT];

/// One format of customers' files.
#[derive(Debug)]
pub struct Format {
    /// What people call it.
    pub name: &'static str,
    /// The endings of its files' names, in lower case; the first is the one that is written.
    pub endings: &'static [&'static str],
    /// Whether bytes look like it; asked in the order of the table.
    pub is: fn(&Upload) -> bool,
    /// Reads it.
    pub read: fn(&Upload) -> Result<Form, Refusal>,
    /// The same file with the entries in it; every byte that need not change stays.
    pub fill: fn(&Upload, &[Entry]) -> Result<Returned, Refusal>,
}

/// A file as it came.
#[derive(Debug, Clone)]
pub struct Upload {
    /// Its name, without folders.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Why a file is not taken: one clear line, without full stop, and what to do instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong with the file, in lower case, to follow its name: `is encrypted`.
    pub message: String,
    /// What to do, as an imperative; may be empty.
    pub help: String,
}

impl Refusal {
    /// A refusal.
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// A file that has been read.
#[derive(Debug, Clone, Default)]
pub struct Form {
    /// Its sheets (tables, records), in the file's order.
    pub sheets: Vec<Sheet>,
    /// What a person should know about the file as a whole: `holds macros, which stay as they are`.
    pub remarks: Vec<String>,
}

/// Cells in rows and columns, with all that says where an answer may go.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// Its name, as its readers see it; `Table 2` where tables have none.
    pub name: String,
    /// Hidden from its readers.
    pub hidden: bool,
    /// Protected: only cells that are not locked can be written.
    pub protected: bool,
    /// The cells that are not empty, or carry a list, a lock that is open or a tick box. Empty ones are told only down to the
    /// last row with a text and a little past the last column with one: a list over a whole column makes no million cells.
    /// A place within a cell, behind a line `Response:`, is a cell of its own: see [`At::inside`].
    pub cells: BTreeMap<At, Cell>,
    /// Cells that are shown as one; only the first of each holds text.
    pub merged: Vec<Area>,
    /// Rows hidden from its readers by hand, by number from 1.
    pub hidden_rows: BTreeSet<u32>,
    /// Rows that a filter hides for now, by number from 1. They are asked: a filter is how somebody looked at the list last,
    /// one click shows them again, and whoever sent the list expects it whole. A row hidden by hand is not meant to be seen.
    pub filtered_rows: BTreeSet<u32>,
    /// The only cells that there are, where the format cannot add others (a document's tables); none where it can.
    pub slots: Option<BTreeSet<At>>,
    /// Its rows are the paragraphs of a document: column A has their words, and column B is the place for the answer to each.
    pub paragraphs: bool,
    /// The last row of the document's paragraphs that stands before it, 0 where none does; none for what is no table of a document.
    pub paragraphs_before: Option<u32>,
    /// Columns hidden from its readers, by number from 1.
    pub hidden_columns: BTreeSet<u32>,
    /// What stands right before a table (documents): the headings that are open there, the outermost first, and the last
    /// paragraphs; what stands in boxes that are drawn over a sheet (workbooks).
    pub titles: Vec<String>,
    /// What its readers see beside a cell when they point at it or choose it: comments, and the input messages of rules.
    pub notes: BTreeMap<At, Arc<str>>,
    /// What the file says of a row outside of its cells: the other keys of a question, the items around it.
    pub beside: BTreeMap<u32, Vec<String>>,
    /// What is printed above and below it: page headers and footers.
    pub margins: Arc<[String]>,
    /// What the file says of itself, on its first sheet: its title, its keywords.
    pub properties: Vec<String>,
    /// Where its questions and answers are, where the format itself says so.
    pub mapping: Option<Layout>,
}

/// One cell.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cell {
    /// Its text as its readers see it; a formula's is the value that was saved with it.
    pub text: String,
    /// Computed: must not be written.
    pub formula: bool,
    /// Locked, where the sheet is protected: must not be written.
    pub locked: bool,
    /// Looks like a heading: bold, filled or of a heading's style.
    pub heading: bool,
    /// The level of its heading style (documents), 1 for the outermost; 0 where it has none.
    pub level: u8,
    /// All of its text is struck through.
    pub struck: bool,
    /// Nothing but a box to tick.
    pub tick: bool,
    /// What it may hold.
    pub choices: Option<Arc<Choices>>,
}

/// The values that a cell may hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// The values, in the list's own spelling and order.
    pub values: Vec<String>,
    /// They are numbers, and must be written as numbers.
    pub numeric: bool,
    /// They stand in the cell itself as lines to tick (documents), and are not typed into it.
    pub ticked: bool,
}

/// What is written into one cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The sheet, counted from 0 in [`Form::sheets`].
    pub sheet: usize,
    /// The cell.
    pub at: At,
    /// What it gets.
    pub value: Value,
}

/// What a cell gets.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Words; always text, whatever they begin with.
    Text(String),
    /// A number.
    Number(f64),
    /// One of the cell's [`Choices`], in the list's spelling.
    Choice(String),
    /// The cell's box, ticked.
    Tick,
}

/// A filled file.
#[derive(Debug, Clone, Default)]
pub struct Returned {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The entries that were not written, each with the reason.
    pub left: Vec<(Entry, Unwritten)>,
    /// What a person should know: `the workbook computes its totals anew when it is opened`.
    pub remarks: Vec<String>,
    /// The rows of a document's paragraphs behind which an entry became a paragraph of its own, each with the entry's cell.
    pub inserted: BTreeMap<u32, At>,
}

/// The kind of reason why a cell was not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// The cell is locked, or the file is protected.
    Locked,
    /// The cell is computed.
    Formula,
    /// Its list or another rule of it refuses the value.
    Validation,
    /// It is no place for an answer.
    NoPlace,
    /// The format cannot hold the value there.
    Format,
}

/// Why a cell was not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unwritten {
    /// The kind of reason.
    pub obstacle: Obstacle,
    /// The reason in words: `F7 holds a formula`.
    pub words: String,
}

impl Unwritten {
    /// A reason of a kind.
    pub fn new(obstacle: Obstacle, words: impl Into<String>) -> Self {
        Self { obstacle, words: words.into() }
    }
}

impl From<String> for Unwritten {
    fn from(words: String) -> Self {
        Self::new(Obstacle::Format, words)
    }
}

impl From<&str> for Unwritten {
    fn from(words: &str) -> Self {
        Self::new(Obstacle::Format, words)
    }
}

impl fmt::Display for Unwritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}

impl Sheet {
    /// The text of a cell, trimmed; empty where there is none.
    pub fn text(&self, at: At) -> &str {
        self.cells.get(&at).map_or("", |it| it.text.trim())
    }

    /// The cell, if there is one.
    pub fn cell(&self, row: u32, column: u32) -> Option<&Cell> {
        self.cells.get(&At { row, column })
    }

    /// The merged area that a cell lies in.
    pub fn area(&self, at: At) -> Option<Area> {
        self.merged.iter().copied().find(|it| it.holds(at))
    }
}

/// The format of a file, by what is in it.
///
/// # Errors
/// It is none that factum fills.
pub fn format_of(upload: &Upload) -> Result<&'static Format, Refusal> {
    FORMATS.iter().find(|it| (it.is)(upload)).ok_or_else(|| {
        let names: Vec<_> = FORMATS.iter().map(|it| it.name).collect();
        Refusal::new("is not in a supported format", format!("ask for it as {}", names.join(", ")))
    })
}
