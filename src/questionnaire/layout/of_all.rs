//! Texts beside a table that apply to all its rows: a legend or a note to its right, and the headers of its
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

/// The maximum number of header rows that are read.
const HEADS: usize = 16;
/// The maximum number of texts; one more says how many were omitted.
const TEXTS: usize = 40;
/// The maximum number of words of a known header that is only the name of its column.
const NAME: usize = 4;
/// The maximum number of words of an explanation that is not a sentence.
const EXPLANATION: usize = 6;

/// Adds to each question of a table the texts that apply to all of them.
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

/// The headers that say more than the role of their column. Of answer columns, only headers that are
/// sentences; the others are checked when answers are written.
fn heads(grid: &Grid, mapping: &Layout) -> Vec<Arc<str>> {
    let targets = mapping.targets();
    // A column that names the subject of each row is read with the texts below it, unless these are ids.
    let says = |column: u32, text: &str| match targets.contains(&column) {
        true => {
            let of_all = of_workbook::speaks_of_all(text);
            of_all || is_sentence(text) || is_explained(text) || speaking::explains_a_head(text)
        }
        false => !is_value(text) && !is_plain(text) && (mapping.id == Some(column) || !is_subject(text)),
    };
    let mut texts = Vec::new();
    for row in mapping.header_rows.iter().take(HEADS) {
        // A tick beside a header is not part of the header.
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

/// Whether a header, without its explanations, has more words than a name: `Please answer for your US
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

/// The texts in cells outside the table's columns, each with the text to its left or otherwise its header.
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
        // In rows that are not questions, headings are left of the answers.
        let outside = |column: u32| asks(*row) || column > right || grid.hidden(column);
        let mut left = "";
        for (column, cell) in cells.iter().filter(|it| free.contains(&it.0) && outside(it.0)) {
            let text = cell.text.trim();
            let named = if left.is_empty() { head(grid, mapping, *column) } else { left };
            // Marks in a question row apply to that row only.
            let marks = is_mark(text) && left.is_empty() && !named.is_empty() && asks(*row);
            if !(is_value(text) || marks || is_date(text) && dates_form(named)) {
                texts.extend(pieces(&label(named, text)));
            }
            left = text;
        }
    }
    texts
}
