//! Replaces parts of a text at once, leaving everything between them unchanged.

use std::ops::Range;

/// A range and its replacement; an empty range inserts.
pub type Edit = (Range<usize>, String);

/// The text with its edits; `None` if two of them overlap or one is out of range. Insertions at the same
/// position keep their order.
pub fn splice(text: &str, mut edits: Vec<Edit>) -> Option<String> {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut out = String::with_capacity(text.len() + edits.iter().map(|it| it.1.len()).sum::<usize>());
    let mut done = 0;
    for (range, new) in edits {
        out.push_str(text.get(done..range.start)?);
        out.push_str(&new);
        done = range.end;
    }
    out.push_str(text.get(done..)?);
    Some(out)
}
