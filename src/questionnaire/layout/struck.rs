//! Questions with strikethrough: the customer has withdrawn them, so they are not asked.

use super::{super::Sheet, Layout, Left, Reason};

/// Removes the rows of a layout whose questions are struck through.
pub(super) fn leave_out(sheet: &Sheet, layout: &mut Layout) {
    let struck = |row: &u32| sheet.cells.get(&layout.question_of(*row)).is_some_and(|it| it.struck);
    let (struck, rows): (Vec<u32>, Vec<u32>) = layout.rows.iter().partition(|it| struck(it));
    if struck.is_empty() {
        return;
    }
    layout.rows = rows;
    layout.left.retain(|it| !struck.contains(&it.row));
    layout.left.extend(struck.into_iter().map(|row| Left { row, reason: Reason::Struck }));
    layout.left.sort_by_key(|it| it.row);
}
