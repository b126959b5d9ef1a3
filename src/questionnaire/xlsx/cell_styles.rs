//! The format of a cell: its own, its row's or its column's.

use std::collections::BTreeMap;

use super::{
    super::{At, area::LAST},
    rows::Columns,
    workbook::Grid,
};

/// The formats of a sheet's cells, including those that are not in its part.
#[derive(Debug)]
pub struct Styles {
    cells: BTreeMap<At, usize>,
    rows: BTreeMap<u32, usize>,
    columns: Vec<usize>,
    /// The outline levels of grouped rows.
    outline: BTreeMap<u32, u8>,
}

impl Styles {
    /// Of a sheet.
    pub fn new(grid: &Grid) -> Self {
        let columns = spread(grid, 0, |it| it.style);
        let rows = grid.scan.rows.iter().filter_map(|it| Some((it.number, it.style?))).collect();
        let grouped = grid.scan.rows.iter().filter(|it| it.outline > 0);
        let outline = grouped.map(|it| (it.number, it.outline)).collect();
        let cells = grid.scan.cells.iter().rev().map(|it| (it.at, it.style)).collect();
        Self { cells, rows, columns, outline }
    }

    /// The index of a cell's format: its own, otherwise its row's, otherwise its column's.
    pub fn of(&self, at: At) -> usize {
        let own = self.cells.get(&at).or_else(|| self.rows.get(&at.row));
        own.copied().unwrap_or_else(|| self.column(at.column))
    }

    /// Whether a cell is in the part.
    pub fn holds(&self, at: At) -> bool {
        self.cells.contains_key(&at)
    }

    /// The outline level of a row, 0 for the outermost.
    pub fn outline(&self, row: u32) -> u8 {
        self.outline.get(&row).copied().unwrap_or_default()
    }

    /// The index of a column's format.
    pub fn column(&self, column: u32) -> usize {
        self.columns.get(column as usize).copied().unwrap_or_default()
    }
}

/// A value for each column, by number; later elements override earlier ones.
pub fn spread<T: Copy>(grid: &Grid, none: T, what: impl Fn(&Columns) -> T) -> Vec<T> {
    let mut columns = Vec::new();
    for it in &grid.scan.columns {
        let last = it.last.min(LAST.column) as usize;
        if columns.len() <= last {
            columns.resize(last + 1, none);
        }
        columns.get_mut(it.first as usize..=last).unwrap_or_default().fill(what(it));
    }
    columns
}
