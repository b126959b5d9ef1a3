//! Answers below their questions: which row each goes to.

use std::collections::BTreeMap;

use super::grid::Grid;

/// An answer goes at most so many rows below its question.
const FAR: u32 = 3;

/// The rows of the answers by those of the questions: the first row below, before the next question, whose cell in the
/// questions' column is free. A question without one is left out.
pub(super) fn rows(grid: &Grid, question: u32, asking: &[u32]) -> BTreeMap<u32, u32> {
    let next = asking.iter().skip(1).copied().chain([u32::MAX]);
    let free = |row: &u32| grid.text(*row, question).is_empty() && grid.writable(*row, question) && !grid.covered(*row, question);
    let pairs = asking.iter().zip(next);
    pairs.filter_map(|(row, next)| Some((*row, (row + 1..next.min(row.saturating_add(FAR + 1))).find(free)?))).collect()
}
