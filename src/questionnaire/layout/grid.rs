//! An index of a sheet: its visible cells by row and by column, and its merged areas.

use std::collections::BTreeMap;

use super::super::{Area, At, Cell, Sheet};

/// The maximum number of columns covered by all merged areas together; people do not create files with
/// more.
const MERGES: usize = 2_000_000;

/// An index of a sheet. Hidden rows are omitted: what users cannot see is not asked.
pub(super) struct Grid<'a> {
    pub sheet: &'a Sheet,
    /// Whether rows and columns of the sheet are exchanged.
    pub turned: bool,
    /// The area that is visible; `None` for the whole sheet.
    part: Option<Area>,
    /// The rows with text, in order: each column with its cell.
    pub rows: Vec<(u32, Vec<(u32, &'a Cell)>)>,
    /// The columns with a cell, with or without text: each row with its cell.
    pub columns: BTreeMap<u32, Vec<(u32, &'a Cell)>>,
    /// By column: first and last row of each merged area, with the area.
    merges: BTreeMap<u32, Vec<(u32, u32, Area)>>,
}

impl<'a> Grid<'a> {
    /// Indexes a whole sheet.
    pub fn new(sheet: &'a Sheet) -> Self {
        Self::within(sheet, None)
    }

    /// Indexes a part of a sheet; nothing outside of it is visible.
    pub fn within(sheet: &'a Sheet, part: Option<Area>) -> Self {
        let mut rows: Vec<(u32, Vec<(u32, &Cell)>)> = Vec::new();
        let mut columns: BTreeMap<u32, Vec<(u32, &Cell)>> = BTreeMap::new();
        for (at, cell) in &sheet.cells {
            if at.is_inside() || sheet.hidden_rows.contains(&at.row) || part.is_some_and(|it| !it.holds(*at))
            {
                continue;
            }
            columns.entry(at.column).or_default().push((at.row, cell));
            if has_text(cell) {
                match rows.last_mut() {
                    Some((row, cells)) if *row == at.row => cells.push((at.column, cell)),
                    _ => rows.push((at.row, vec![(at.column, cell)])),
                }
            }
        }
        Self { sheet, turned: false, part, rows, merges: merges(sheet, &columns), columns }
    }

    /// The same index, marked as having rows and columns exchanged.
    pub fn turned(self) -> Self {
        Self { turned: true, ..self }
    }

    /// An index of a part of this one.
    pub fn part(&self, part: Area) -> Self {
        Self { turned: self.turned, ..Self::within(self.sheet, Some(part)) }
    }

    /// Whether a column is in the visible area.
    pub fn sees(&self, column: u32) -> bool {
        self.part.is_none_or(|it| (it.first.column..=it.last.column).contains(&column))
    }

    /// Whether a column is hidden.
    pub fn hidden(&self, column: u32) -> bool {
        self.sheet.hidden_columns.contains(&column)
    }

    /// A cell's own text.
    pub fn text(&self, row: u32, column: u32) -> &'a str {
        self.cell(row, column).map_or("", |it| it.text.trim())
    }

    /// The cells of a row that have text, in order.
    pub fn texts_of(&self, row: u32) -> impl Iterator<Item = &'a Cell> {
        let found = self.rows.binary_search_by_key(&row, |it| it.0).ok().and_then(|it| self.rows.get(it));
        found.into_iter().flat_map(|row| row.1.iter().map(|it| it.1))
    }

    /// The cell at a position, if there is one.
    pub fn cell(&self, row: u32, column: u32) -> Option<&'a Cell> {
        let at = At { row, column };
        self.sheet.cells.get(&at).filter(|_| self.part.is_none_or(|it| it.holds(at.outer())))
    }

    /// The text shown at a position: in a merged area, that of its first cell.
    pub fn shown(&self, row: u32, column: u32) -> &'a str {
        let own = self.text(row, column);
        match own {
            "" => self.area(row, column).map_or("", |it| self.sheet.text(it.first)),
            own => own,
        }
    }

    /// The merged area that contains a position.
    pub fn area(&self, row: u32, column: u32) -> Option<Area> {
        let areas = self.merges.get(&column)?;
        let after = areas.partition_point(|it| it.0 <= row);
        areas.get(after.checked_sub(1)?).filter(|it| row <= it.1).map(|it| it.2)
    }

    /// Whether a position is in a merged area but is not its first cell.
    pub fn covered(&self, row: u32, column: u32) -> bool {
        self.area(row, column).is_some_and(|it| it.first != At { row, column })
    }

    /// The rows of a column with their texts, without covered cells.
    pub fn texts(&self, column: u32) -> impl Iterator<Item = (u32, &'a str)> {
        let cells = self.columns.get(&column).map(Vec::as_slice).unwrap_or_default();
        cells
            .iter()
            .map(|(row, cell)| (*row, cell.text.trim()))
            .filter(move |(row, text)| !text.is_empty() && !self.covered(*row, column))
    }

    /// The hidden rows that have a text in a column, in order.
    pub fn hidden_texts(&self, column: u32) -> impl Iterator<Item = u32> {
        let rows = self.sheet.hidden_rows.iter().copied();
        rows.filter(move |row| self.cell(*row, column).is_some_and(has_text) && !self.covered(*row, column))
    }

    /// Whether a user can write into a cell: it has no formula, and on a protected sheet it is unlocked.
    pub fn writable(&self, row: u32, column: u32) -> bool {
        let at = At { row, column };
        match (self.sheet.cell(row, column), &self.sheet.slots) {
            (Some(cell), _) => !cell.formula && !cell.locked,
            (None, Some(slots)) => !self.sheet.protected && slots.contains(&at),
            (None, None) => !self.sheet.protected && !at.is_inside(),
        }
    }
}

/// Whether a cell shows text.
pub(super) fn has_text(cell: &Cell) -> bool {
    !cell.text.trim().is_empty()
}

fn merges(sheet: &Sheet, columns: &BTreeMap<u32, Vec<(u32, &Cell)>>) -> BTreeMap<u32, Vec<(u32, u32, Area)>> {
    let mut merges: BTreeMap<u32, Vec<(u32, u32, Area)>> = BTreeMap::new();
    let mut count = 0;
    for area in &sheet.merged {
        // Only columns with cells are visited, so an area over a thousand empty ones costs nothing.
        for (column, _) in columns.range(area.first.column..=area.last.column.max(area.first.column)) {
            count += 1;
            if count > MERGES {
                break;
            }
            merges.entry(*column).or_default().push((area.first.row, area.last.row, *area));
        }
    }
    merges.values_mut().for_each(|areas| areas.sort_unstable_by_key(|it| (it.0, it.1)));
    merges
}
