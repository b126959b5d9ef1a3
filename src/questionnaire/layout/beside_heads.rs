//! The texts in the other cells of a heading's row: they apply to the rows below it.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    super::{bounded::more, folded::fold, is_prompt, is_ticked},
    Layout,
    grid::Grid,
    kept::kept,
    marks::{is_mark, ticks},
    rows::id_at,
    shape::{above, bare, is_id, names_year},
    words::is_value,
};

/// The maximum number of texts beside one heading; one more text says how many were omitted.
const TEXTS: usize = 40;
/// Values that add nothing to the heading, folded.
const YES: &str = "yes, y, true, x, ja, j, wahr, oui, o, vrai, si, s, verdadero, vero, sim, verdadeiro, waar";
/// Values, folded, that are answers if the row may also be a question.
const NO: &str = "no, n, false, nein, falsch, non, faux, falso, nee, onwaar, nao";

/// The texts in the other cells of a heading's row, without its number and without a plain yes: `Suppliers
/// | Compliance`, `Compliance | Planned`.
pub(super) fn beside_heading(grid: &Grid, mapping: &Layout, row: u32, heading: &str) -> Vec<Arc<str>> {
    let own = |column: u32| column == mapping.question || mapping.sections.contains(&column);
    beside(grid, mapping, row, heading, |column, text| !own(column) && !is_one_of(text, YES))
}

/// The same for a row that looks like a question but may head the rows below it: the texts in its id cell
/// and its answer cells.
pub(super) fn beside_label(grid: &Grid, mapping: &Layout, row: u32, label: &str) -> Vec<Arc<str>> {
    // In a format with its own layout, ids may be any words.
    if grid.sheet.mapping.is_some() {
        return vec![];
    }
    let targets = mapping.targets();
    let places = mapping.id.into_iter().chain(mapping.comment).chain(targets).collect::<BTreeSet<u32>>();
    beside(grid, mapping, row, label, |column, text| {
        let answers = is_one_of(text, YES) || is_one_of(text, NO);
        places.contains(&column) && column != mapping.question && !answers
    })
}

fn beside(
    grid: &Grid,
    mapping: &Layout,
    row: u32,
    heading: &str,
    wanted: impl Fn(u32, &str) -> bool,
) -> Vec<Arc<str>> {
    let cells = grid.rows.binary_search_by_key(&row, |it| it.0).ok().and_then(|it| grid.rows.get(it));
    let cells = cells.map(|it| it.1.as_slice()).unwrap_or_default().iter();
    // Unticked boxes are not words, and a list has an answer of its own.
    let cells = cells.filter(|cell| !cell.1.choices.as_ref().is_some_and(|it| it.ticked) && !cell.1.tick);
    let texts = cells.filter(|it| grid.sees(it.0)).map(|it| (it.0, it.1.text.trim()));
    let spaced = |it: &str| format!(" {} ", fold(it).split_whitespace().collect::<Vec<_>>().join(" "));
    let whole = spaced(heading);
    let says = |(column, text): &(u32, &str)| {
        let stands_for =
            if is_mark(text) { ticks(text) } else { !is_id(text) || names_more(grid, mapping, row, text) };
        wanted(*column, text) && stands_for && !is_prompt(text) && !whole.contains(&spaced(text))
    };
    let mut kept: Vec<Arc<str>> = texts.filter(says).filter_map(|it| kept(it.1)).collect();
    let left = kept.len().saturating_sub(TEXTS);
    kept.truncate(TEXTS);
    kept.extend((left > 0).then(|| more(left).into()));
    kept
}

/// Whether a text in the id cell is more than the number of its heading: `UK`, `FY2023`; not `A`, nor a
/// prefix of the ids below, such as `GOV` above `GOV-1`.
fn names_more(grid: &Grid, mapping: &Layout, row: u32, text: &str) -> bool {
    let next = mapping.rows.get(mapping.rows.partition_point(|it| *it <= row));
    let next = next.and_then(|it| id_at(grid, mapping.id, mapping.question, *it));
    let heads = next.is_some_and(|it| above(bare(text), &it) || it.starts_with(bare(text)));
    let letters = text.chars().filter(|it| it.is_alphabetic()).count();
    let roman = text.chars().all(|it| !it.is_alphabetic() || matches!(it, 'I' | 'V' | 'X' | 'i' | 'v' | 'x'));
    let numbered = text.contains(|it: char| it.is_ascii_digit()) && !names_year(&text.replace("FY", " "));
    !heads && letters > 1 && !roman && !numbered && !is_value(text)
}

fn is_one_of(text: &str, table: &str) -> bool {
    let folded = fold(text);
    let word = folded.trim();
    is_ticked(text) && table == YES || table.split(", ").any(|it| it == word)
}
