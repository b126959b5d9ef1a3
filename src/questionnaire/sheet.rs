//! Cells in rows and columns, with all that says where an answer may go.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    area::{Area, At},
    layout::Layout,
};

/// A file that has been read.
#[derive(Debug, Clone, Default)]
pub struct Form {
    /// The file's name, without folders; empty where it is not known.
    pub name: String,
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
    /// The cells that are not empty, or carry a list, a lock that is open or a tick box. Empty ones are told
    /// only down to the last row with a text and a little past the last column with one: a list over a whole
    /// column makes no million cells. A place within a cell, behind a line `Response:`, is a cell of its own:
    /// see [`At::inside`].
    pub cells: BTreeMap<At, Cell>,
    /// Cells that are shown as one; only the first of each holds text.
    pub merged: Vec<Area>,
    /// Rows hidden from its readers by hand, by number from 1.
    pub hidden_rows: BTreeSet<u32>,
    /// Rows that a filter hides for now, by number from 1. They are asked: a filter is how somebody looked at
    /// the list last, one click shows them again, and whoever sent the list expects it whole. A row hidden by
    /// hand is not meant to be seen.
    pub filtered_rows: BTreeSet<u32>,
    /// The only cells that there are, where the format cannot add others (a document's tables); `None` if it
    /// can.
    pub slots: Option<BTreeSet<At>>,
    /// Its rows are the paragraphs of a document: column A has their words, and column B is the place for the
    /// answer to each.
    pub paragraphs: bool,
    /// The last row of the document's paragraphs that is before it, 0 where none does; `None` for what is
    /// no table of a document.
    pub paragraphs_before: Option<u32>,
    /// Columns hidden from its readers, by number from 1.
    pub hidden_columns: BTreeSet<u32>,
    /// What stands right before a table (documents): the headings that are open there, the outermost first,
    /// and the last paragraphs; what is in boxes that are drawn over a sheet (workbooks).
    pub titles: Vec<String>,
    /// What its readers see beside a cell when they point at it or choose it: comments, and the input
    /// messages of rules.
    pub notes: BTreeMap<At, Arc<str>>,
    /// What the file says of a row outside of its cells: the other keys of a question, the items around it.
    pub beside: BTreeMap<u32, Vec<String>>,
    /// What is printed above and below it: page headers and footers.
    pub margins: Arc<[String]>,
    /// What the file says of itself, on its first sheet: its title, its keywords.
    pub properties: Vec<String>,
    /// What is in its diagrams, charts and drawings, and what in it cannot be read: pictures, embedded
    /// files.
    pub drawn: Vec<String>,
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
    /// How far in it stands, as its format tells.
    pub indent: Indent,
    /// All of its text is struck through.
    pub struck: bool,
    /// Nothing but a box to tick.
    pub tick: bool,
    /// What it may hold.
    pub choices: Option<Arc<Choices>>,
}

/// How far in a text stands, by its format and not by its characters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Indent {
    /// Its level in the outline: that of its row (workbooks), or of its heading (documents), where what is no
    /// heading is below all of them.
    pub outline: u8,
    /// Its level in a list, from 1; 0 where it is no item of one.
    pub list: u8,
    /// A bullet stands before it.
    pub bullet: bool,
    /// Where its first line begins, in twentieths of a point.
    pub left: i32,
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
