//! Whether texts of cells are the same, and whether a cell contains a question.

use crate::fact::printable;

/// Whether a cell contains a question, whose text may be composed of several cells.
pub(super) fn is_question(cell: &str, question: &str) -> bool {
    let (cell, question) = (spaced(cell), spaced(question));
    !cell.is_empty()
        && (cell.contains(&question) || (question.contains(&cell) && cell.len() * 2 >= question.len()))
}

/// Whether a cell contains this text: spaces and line breaks may differ, and an apostrophe may be before it.
pub(super) fn same(cell: &str, written: &str) -> bool {
    let (cell, written) = (spaced(cell), spaced(written));
    cell == written || cell.strip_prefix('\'').is_some_and(|it| it == written)
}

pub(super) fn spaced(text: &str) -> String {
    printable(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
