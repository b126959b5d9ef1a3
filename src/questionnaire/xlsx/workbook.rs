//! A workbook and its sheets, as they were read.

use std::{collections::BTreeMap, sync::Arc};

use super::{super::At, book::Book, scan::Scan, styles::Style, tables::ListObject};

/// A workbook.
#[derive(Debug, Default)]
pub struct Workbook {
    /// Its workbook part.
    pub book: Book,
    /// The formats of its cells.
    pub styles: Vec<Style>,
    /// Whether each of its differential formats strikes through.
    pub striking: Vec<bool>,
    /// Its sheets, in order; those without cells are empty.
    pub grids: Vec<Grid>,
    /// The tables of all sheets.
    pub tables: Vec<ListObject>,
}

/// A sheet.
#[derive(Debug, Default)]
pub struct Grid {
    /// Its scanned part.
    pub scan: Scan,
    /// The texts of its cells.
    pub texts: BTreeMap<At, Shown>,
    /// The last row and column with a text.
    pub last: At,
    /// The comments on its cells.
    pub comments: Vec<(At, String)>,
    /// The texts of the boxes that are drawn over it.
    pub boxes: Vec<String>,
}

/// What a cell shows.
#[derive(Debug, Default)]
pub struct Shown {
    /// The text.
    pub text: String,
    /// The number as it is stored, if it is one.
    pub number: Option<String>,
    /// Its XML, if it has runs with formats of their own.
    pub rich: Option<Arc<str>>,
}
