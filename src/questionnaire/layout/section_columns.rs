//! Columns that name the section of each row.

use super::{Asked, Layout, grid::Grid};

/// Adds the texts of the section columns to the questions. A text that is followed by empty cells applies
/// until the next text or header row.
pub fn carry(grid: &Grid, mapping: &Layout, asked: &mut [Asked]) {
    for column in &mapping.sections {
        let mut last: Option<(u32, String)> = None;
        for question in asked.iter_mut() {
            let row = question.at.row;
            let shown = grid.shown(row, *column);
            let headed = |from: u32| {
                let next = mapping.header_rows.get(mapping.header_rows.partition_point(|it| *it < from));
                next.is_some_and(|it| *it < row)
            };
            let written = || last.as_ref().filter(|it| !headed(it.0));
            let text =
                if shown.is_empty() { written().map(|it| it.1.clone()) } else { Some(shown.to_owned()) };
            if !shown.is_empty() {
                last = Some((row, shown.to_owned()));
            }
            question.sections.extend(text);
        }
    }
}
