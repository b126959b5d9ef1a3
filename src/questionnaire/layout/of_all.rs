//! What is beside a table and applies to all its rows: a legend or a note at its right, the headers of its
//! columns.

use std::sync::Arc;

use super::{
    super::{At, bounded::more},
    Asked, Layout,
    applicable::is_plain,
    around::label,
    columns::{head, is_of_table, unused},
    dates::{dates_form, is_date},
    fields,
    grid::Grid,
    kept::pieces,
    marks::is_mark,
    of_workbook, speaking,
    subject_heads::is_subject,
    words::is_value,
};

/// So many rows of headers are read.
const HEADS: usize = 16;
/// The most texts that are kept; one more says how many are not.
const TEXTS: usize = 40;
/// A known header of so many words is the name of its column.
const NAME: usize = 4;
/// An explanation of more words is a sentence.
const EXPLANATION: usize = 6;

/// Adds to the questions of a table what applies to all of them.
pub(super) fn add(grid: &Grid, mapping: &Layout, asked: &mut [Asked]) {
    let mut texts: Vec<Arc<str>> = Vec::new();
    for text in heads(grid, mapping).into_iter().chain(beside(grid, mapping)) {
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    let left = texts.len().saturating_sub(TEXTS);
    texts.truncate(TEXTS);
    texts.extend((left > 0).then(|| more(left).into()));
    for question in asked {
        let known = |it: &Arc<str>| {
            question.around.contains(it) || question.sections.iter().any(|own| own.as_str() == it.as_ref())
        };
        let new: Vec<_> = texts.iter().filter(|it| !known(it)).cloned().collect();
        question.around.extend(new);
    }
}

/// The headers of columns that say more than what the column is; of answers' columns those that are
/// sentences, as the others are judged where answers are written.
fn heads(grid: &Grid, mapping: &Layout) -> Vec<Arc<str>> {
    let targets = mapping.targets();
    // What says what each row is about is read with the texts below it, where these are no ids.
    let says = |column: u32, text: &str| match targets.contains(&column) {
        true => {
            let of_all = of_workbook::speaks_of_all(text);
            of_all || is_sentence(text) || is_explained(text) || speaking::explains_a_head(text)
        }
        false => !is_value(text) && !is_plain(text) && (mapping.id == Some(column) || !is_subject(text)),
    };
    let mut texts = Vec::new();
    for row in mapping.header_rows.iter().take(HEADS) {
        // A tick beside a header is none of the columns' names.
        texts.extend(fields::ticks(grid, *row).iter().flat_map(|it| pieces(it)));
        let Ok(place) = grid.rows.binary_search_by_key(row, |it| it.0) else { continue };
        let cells = grid.rows.get(place).map(|it| it.1.as_slice()).unwrap_or_default();
        let heads = cells.iter().filter(|it| it.0 != mapping.question);
        texts.extend(
            heads
                .map(|it| (it.0, it.1.text.trim()))
                .filter(|it| says(it.0, it.1))
                .flat_map(|it| pieces(it.1)),
        );
    }
    texts
}

/// Whether a header has more words than a name, without its explanations: `Please answer for your US
/// subsidiary only`.
fn is_sentence(head: &str) -> bool {
    let name = head.split(['(', '[', '\n']).next().unwrap_or_default();
    name.split_whitespace().nth(NAME).is_some()
}

/// Whether a header has an explanation that is a sentence: `Comments (please describe how it is done in
/// Brazil)`.
fn is_explained(head: &str) -> bool {
    head.split(['(', ')', '[', ']', '\n']).skip(1).any(|it| it.split_whitespace().nth(EXPLANATION).is_some())
}

/// The texts in cells outside the table's columns, each with the text at its left, or else the header above
/// it.
fn beside(grid: &Grid, mapping: &Layout) -> Vec<Arc<str>> {
    let free: Vec<u32> =
        unused(grid, mapping).into_iter().filter(|it| !is_of_table(grid, mapping, *it)).collect();
    let asks = |row: u32| mapping.rows.binary_search(&row).is_ok();
    let first = mapping.header_rows.first().min(mapping.rows.first()).or(mapping.rows.first());
    let (Some(first), Some(last)) = (first, mapping.rows.last()) else { return Vec::new() };
    let used = mapping.targets().into_iter().chain(mapping.sections.iter().copied());
    let used = used.chain([mapping.question]).filter(|it| !At { row: 1, column: *it }.is_inside());
    let right = used.max().unwrap_or(mapping.question);
    let mut texts = Vec::new();
    for (row, cells) in grid.rows.iter().filter(|it| (*first..=*last).contains(&it.0)) {
        if mapping.header_rows.binary_search(row).is_ok() {
            continue;
        }
        // In rows that do not ask, headings stand left of the answers.
        let outside = |column: u32| asks(*row) || column > right || grid.hidden(column);
        let mut left = "";
        for (column, cell) in cells.iter().filter(|it| free.contains(&it.0) && outside(it.0)) {
            let text = cell.text.trim();
            let named = if left.is_empty() { head(grid, mapping, *column) } else { left };
            // Marks of a row that asks apply to it alone.
            let marks = is_mark(text) && left.is_empty() && !named.is_empty() && asks(*row);
            if !(is_value(text) || marks || is_date(text) && dates_form(named)) {
                texts.extend(pieces(&label(named, text)));
            }
            left = text;
        }
    }
    texts
}
