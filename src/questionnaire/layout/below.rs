//! Finds the answer cells of questions that are answered in a row below.

use std::collections::{BTreeMap, BTreeSet};

use super::{super::At, grid::Grid};
use crate::questionnaire::answer_line::{is_label, label};

/// The maximum number of rows between a question and its answer.
const FAR: u32 = 3;

/// The answer cells below questions.
#[derive(Debug, Default)]
pub(super) struct Below {
    /// The column of the answer cells.
    pub column: u32,
    /// The answer row for each question row; a question without a cell is missing.
    pub rows: BTreeMap<u32, u32>,
}

/// Finds the answer cells: those in rows that begin with a label like `Answer:`, if at least half of the
/// questions have one; otherwise the free cells in the question column.
pub(super) fn find(grid: &Grid, question: u32, asking: &[u32]) -> Below {
    let labelled = labelled(grid, asking);
    if labelled.rows.len() * 2 >= asking.len().max(1) { labelled } else { free(grid, question, asking) }
}

/// The first row below each question, before the next question, whose cell in the question column is free.
fn free(grid: &Grid, question: u32, asking: &[u32]) -> Below {
    let free = |row: &u32| {
        grid.text(*row, question).is_empty() && grid.writable(*row, question) && !grid.covered(*row, question)
    };
    let rows = gaps(asking).filter_map(|(row, mut gap)| Some((row, gap.find(free)?))).collect();
    Below { column: question, rows }
}

/// The labelled rows below the questions. If labels lead to several columns, the most frequent column is
/// used.
fn labelled(grid: &Grid, asking: &[u32]) -> Below {
    let mut columns: BTreeMap<u32, BTreeMap<u32, u32>> = BTreeMap::new();
    for (row, mut gap) in gaps(asking) {
        if let Some((below, column)) = gap.find_map(|below| Some((below, beside_label(grid, below)?))) {
            columns.entry(column).or_default().insert(row, below);
        }
    }
    let most = columns.into_iter().rev().max_by_key(|it| it.1.len());
    most.map_or_else(Below::default, |(column, rows)| Below { column, rows })
}

/// Each question with the rows that may hold its answer.
fn gaps(asking: &[u32]) -> impl Iterator<Item = (u32, std::ops::Range<u32>)> {
    let next = asking.iter().skip(1).copied().chain([u32::MAX]);
    asking.iter().zip(next).map(|(row, next)| (*row, row + 1..next.min(row.saturating_add(FAR + 1))))
}

/// The answer column of a row that begins with a label: the cell right of the label if the table has one,
/// otherwise the label's own cell.
fn beside_label(grid: &Grid, row: u32) -> Option<u32> {
    let place = grid.rows.binary_search_by_key(&row, |it| it.0).ok()?;
    let (column, cell) = grid.rows.get(place)?.1.first()?;
    let own = At { row, column: *column }.inside().column;
    if !is_label(&cell.text) {
        return label(cell.text.trim()).filter(|_| grid.writable(row, own)).map(|_| own);
    }
    let right = grid.area(row, *column).map_or(*column, |it| it.last.column) + 1;
    let open = grid.writable(row, right) && !grid.covered(row, right);
    let there =
        grid.sheet.slots.is_some() || grid.columns.contains_key(&right) || grid.area(row, right).is_some();
    if open && (there || !grid.writable(row, own)) {
        Some(right)
    } else {
        Some(own).filter(|it| grid.writable(row, *it))
    }
}

/// The rows whose first text is a label like `Answer:` or begins with one.
pub(super) fn label_rows(grid: &Grid) -> BTreeSet<u32> {
    let begins = |text: &str| is_label(text) || label(text.trim()).is_some();
    let rows = grid.rows.iter().filter(|group| group.1.first().is_some_and(|it| begins(&it.1.text)));
    rows.map(|it| it.0).collect()
}
