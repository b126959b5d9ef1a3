//! Fields with a yes or no, a tick, or a choice: `Is this form about your subsidiary? | Yes`, `x |
//! Subcontractor`. Outside of the tables of questions, label and value are reported together.

use super::{
    super::{At, Cell, Sheet, boxes, plain::leading_box},
    around::label,
    grid::Grid,
    words::is_value,
};

/// Tick characters in addition to those of boxes.
const CHECKS: &[char] = &['\u{2705}', '\u{2717}', '\u{2718}', '\u{2715}', '\u{2716}'];

/// The maximum number of rows between a tick and its label above.
const ABOVE: u32 = 12;

/// A cell of a row: its column, its text, and whether it was chosen from a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field<'a> {
    pub column: u32,
    pub text: &'a str,
    pub chosen: bool,
}

impl<'a> Field<'a> {
    /// A cell as a field.
    pub fn of(column: u32, cell: &'a Cell) -> Self {
        let says = cell.text.chars().any(char::is_alphabetic);
        let chosen = says && cell.choices.as_ref().is_some_and(|it| !it.ticked);
        Self { column, text: cell.text.trim(), chosen }
    }
}

/// Whether a text is a tick, a yes or no, or another value without content of its own.
pub fn is_filled(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && !boxes::is_open_box(text) && (is_value(text) || is_tick(text))
}

fn is_tick(text: &str) -> bool {
    let text = text.trim_end_matches('\u{FE0F}');
    let mut signs = text.chars();
    boxes::is_ticked(text) || (signs.next().is_some_and(|it| CHECKS.contains(&it)) && signs.next().is_none())
}

/// Whether a text contains a ticked box: `Subcontractor ☒`.
pub fn has_tick(text: &str) -> bool {
    text.contains(CHECKS) || boxes::boxes(text).iter().any(|it| it.2)
}

/// The filled fields of a row, each with its label: the text to its left, for a tick also the text to its
/// right, otherwise the text `above` its column.
pub(super) fn filled<'a>(row: &[Field<'a>], above: impl Fn(u32) -> Option<&'a str>) -> Vec<(u32, String)> {
    let mut texts = Vec::new();
    for (at, field) in row.iter().enumerate() {
        if field.text.is_empty() || !(is_filled(field.text) || field.chosen) {
            continue;
        }
        let names = |it: &&Field| names(it.text) && leading_box(it.text).is_none();
        let left = || row.get(..at).into_iter().flatten().rev().find(names).map(|it| it.text);
        let right = || row.get(at + 1..).into_iter().flatten().find(names).map(|it| it.text);
        let named = left()
            .or_else(|| right().filter(|_| is_tick(field.text)))
            .or_else(|| above(field.column).filter(|it| is_tick(field.text) || it.contains(['?', '？'])));
        texts.extend(named.map(|it| (field.column, label(it, field.text))));
    }
    texts
}

/// The text above a cell that labels a tick in it.
pub(super) fn above(sheet: &Sheet, at: At) -> Option<&str> {
    let rows = (at.row.saturating_sub(ABOVE)..at.row).rev();
    let texts = rows.map(|row| sheet.text(At { row, ..at })).take_while(|it| !it.is_empty());
    texts.into_iter().find(|it| names(it))
}

/// The ticked labels in a row of a sheet, without yes values.
pub(super) fn ticks(grid: &Grid, row: u32) -> Vec<String> {
    let ticked = |it: &(u32, String)| is_tick(grid.text(row, it.0));
    of_row(grid, row).into_iter().filter(ticked).map(|it| it.1).collect()
}

/// Whether a text may be the label of a field.
fn names(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && !is_filled(text)
}

/// The ticked and yes fields in a row of a sheet, each with its column.
pub(super) fn of_row(grid: &Grid, row: u32) -> Vec<(u32, String)> {
    let Ok(place) = grid.rows.binary_search_by_key(&row, |it| it.0) else { return Vec::new() };
    let cells = grid.rows.get(place).map(|it| it.1.as_slice()).unwrap_or_default();
    let fields: Vec<_> = cells.iter().map(|it| Field { chosen: false, ..Field::of(it.0, it.1) }).collect();
    filled(&fields, |column| above(grid.sheet, At { row, column }))
}
