//! Sheets that repeat the questions of others: score cards, road maps, summaries.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    super::{At, Sheet},
    Layout, Left, Reason,
    shape::same,
};

/// The share of questions repeated from other sheets above which a sheet is a copy.
pub(super) const REPEATED: f64 = 0.6;

/// Removes tables that only repeat the questions of other sheets; their texts are kept as rows that were
/// left out. Among copies, the original is the one with room for answers and typed (not computed)
/// questions; among equals, the first. A table that repeats questions as typed text with empty answer cells
/// is a second one to fill in, for another site or product, and is kept.
pub(super) fn leave_out(sheets: &[Sheet], found: Vec<(usize, Layout)>) -> Vec<(usize, Layout)> {
    let mut order: Vec<_> = found
        .into_iter()
        .map(|(index, mapping)| (rank(sheets.get(index), &mapping), index, mapping))
        .collect();
    order.sort_by_key(|it| (it.0, it.1));
    // The first sheet with each question text.
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut kept = Vec::new();
    for (_, index, mut mapping) in order {
        let texts = texts(sheets.get(index), &mapping);
        let again = texts.iter().filter(|text| seen.get(*text).is_some_and(|it| *it != index)).count();
        if again as f64 > REPEATED * texts.len() as f64 {
            let (kept, shown) = std::mem::take(&mut mapping.rows)
                .into_iter()
                .partition(|row| sheets.get(index).is_some_and(|it| is_open(it, &mapping, *row)));
            mapping.rows = kept;
            let repeated =
                |rows: Vec<u32>| rows.into_iter().map(|row| Left { row, reason: Reason::Repeated });
            mapping.left.extend(repeated(shown));
            mapping.left.sort_by_key(|it| it.row);
        }
        for text in self::texts(sheets.get(index), &mapping) {
            seen.entry(text).or_insert(index);
        }
        kept.push((index, mapping));
    }
    kept.sort_by_key(|it| it.0);
    kept
}

/// The number of signs that a table is a copy; the original has the lowest rank.
fn rank(sheet: Option<&Sheet>, mapping: &Layout) -> u8 {
    let cell = |at: &At| sheet.and_then(|it| it.cells.get(at));
    let computed = mapping.asked().filter(|at| cell(at).is_some_and(|it| it.formula)).count();
    u8::from(!mapping.has_room()) * 2 + u8::from(computed * 2 > mapping.rows.len())
}

/// Whether a row has a typed question and an empty, writable answer cell.
fn is_open(sheet: &Sheet, mapping: &Layout, row: u32) -> bool {
    let asked = mapping.turned(At { row, column: mapping.question });
    let typed = sheet.cells.get(&asked).is_some_and(|it| !it.formula);
    let places = mapping.answers.iter().chain(&mapping.yes_no).chain(mapping.ticks.iter().map(|it| &it.0));
    let mut cells = places.filter_map(|it| mapping.cell(asked, *it));
    let open = |at: At| match sheet.cells.get(&at) {
        Some(cell) => {
            !cell.formula
                && !cell.locked
                && (cell.text.trim().is_empty()
                    || cell.tick
                    || cell.choices.as_ref().is_some_and(|it| it.ticked))
        }
        None => !sheet.protected && sheet.slots.as_ref().is_none_or(|it| it.contains(&at)),
    };
    typed && cells.any(open)
}

fn texts(sheet: Option<&Sheet>, mapping: &Layout) -> BTreeSet<String> {
    mapping.asked().filter_map(|at| sheet.map(|it| same(it.text(at)))).collect()
}
