//! Cells in rows and columns, with everything that determines where an answer may go.

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
    /// The file's name, without folders; empty if unknown.
    pub name: String,
    /// Its sheets (tables, records), in the file's order.
    pub sheets: Vec<Sheet>,
    /// Remarks about the file as a whole, for a person: `holds macros, which stay as they are`.
    pub remarks: Vec<String>,
}

/// Cells in rows and columns, with everything that determines where an answer may go.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// Its name as users see it; `Table 2` if tables have none.
    pub name: String,
    /// Whether it is hidden from users.
    pub hidden: bool,
    /// Whether it is protected, so that only unlocked cells can be written.
    pub protected: bool,
    /// The cells that are not empty, or have a list or a tick box, or are unlocked. Empty cells are
    /// included only down to the last row with a text and a little past the last column with one, so that a
    /// list over a whole column does not add a million cells. A place within a cell, after a `Response:`
    /// line, is a separate cell: see [`At::inside`].
    pub cells: BTreeMap<At, Cell>,
    /// Merged areas; only the first cell of each has text.
    pub merged: Vec<Area>,
    /// Rows hidden by hand, by number from 1.
    pub hidden_rows: BTreeSet<u32>,
    /// Rows hidden by a filter, by number from 1. They are read as questions: a filter is only the sender's
    /// last view of the list, one click shows the rows again, and the sender expects a complete list. Rows
    /// hidden by hand are not meant to be seen.
    pub filtered_rows: BTreeSet<u32>,
    /// The only existing cells, if the format cannot add others (a document's tables); `None` if it can.
    pub slots: Option<BTreeSet<At>>,
    /// Whether its rows are the paragraphs of a document: column A has their text, and column B is the
    /// place for the answer to each.
    pub paragraphs: bool,
    /// The last row of the document's paragraphs before it, 0 if there is none; `None` if it is not a table
    /// of a document.
    pub paragraphs_before: Option<u32>,
    /// Hidden columns, by number from 1.
    pub hidden_columns: BTreeSet<u32>,
    /// The texts directly before a table (documents): the open headings, the outermost first, and the last
    /// paragraphs; or the texts of boxes drawn over a sheet (workbooks).
    pub titles: Vec<String>,
    /// Texts shown beside a cell on hover or selection: comments, and the input messages of rules.
    pub notes: BTreeMap<At, Arc<str>>,
    /// Texts about a row outside of its cells: the other keys of a question, the items around it.
    pub beside: BTreeMap<u32, Vec<String>>,
    /// Page headers and footers.
    pub margins: Arc<[String]>,
    /// The file's properties, on its first sheet: its title, its keywords.
    pub properties: Vec<String>,
    /// The texts of its diagrams, charts and drawings, and its unreadable content: pictures, embedded
    /// files.
    pub drawn: Vec<String>,
    /// The layout of its questions and answers, if the format itself defines it.
    pub mapping: Option<Layout>,
}

/// One cell.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cell {
    /// Its text as users see it; for a formula, the value that was saved with it.
    pub text: String,
    /// Whether it is computed and must not be written.
    pub formula: bool,
    /// Whether it is locked on a protected sheet and must not be written.
    pub locked: bool,
    /// Whether it looks like a heading: bold, filled or with a heading style.
    pub heading: bool,
    /// The level of its heading style (documents), 1 for the outermost; 0 if it has none.
    pub level: u8,
    /// Its indent, from its format.
    pub indent: Indent,
    /// Whether all of its text is struck through.
    pub struck: bool,
    /// Whether it contains only a box to tick.
    pub tick: bool,
    /// The values that it may have.
    pub choices: Option<Arc<Choices>>,
}

/// The indent of a text, from its format and not its characters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Indent {
    /// Its outline level: that of its row (workbooks), or of its heading (documents), where body text is
    /// below all headings.
    pub outline: u8,
    /// Its list level, from 1; 0 if it is not a list item.
    pub list: u8,
    /// Whether it has a bullet.
    pub bullet: bool,
    /// The indent of its first line, in twentieths of a point.
    pub left: i32,
}

/// The values that a cell may have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// The values, in the list's own spelling and order.
    pub values: Vec<String>,
    /// Whether they are numbers, and must be written as numbers.
    pub numeric: bool,
    /// Whether they are lines to tick in the cell itself (documents), and are not typed into it.
    pub ticked: bool,
}

impl Sheet {
    /// The text of a cell, trimmed; empty if there is none.
    pub fn text(&self, at: At) -> &str {
        self.cells.get(&at).map_or("", |it| it.text.trim())
    }

    /// The cell, if there is one.
    pub fn cell(&self, row: u32, column: u32) -> Option<&Cell> {
        self.cells.get(&At { row, column })
    }

    /// The merged area that contains a cell.
    pub fn area(&self, at: At) -> Option<Area> {
        self.merged.iter().copied().find(|it| it.holds(at))
    }
}
