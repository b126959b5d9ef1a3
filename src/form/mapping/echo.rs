//! Sheets that repeat the questions of others: score cards, road maps, summaries.

use std::collections::BTreeSet;

use super::{
    super::{At, Sheet},
    Mapping,
    shape::same,
};

/// A sheet of which more than this share is asked elsewhere asks nothing of its own.
const REPEATED: f64 = 0.6;

/// Leaves out the mappings that repeat others. Of two with the same questions the one that has room for answers, and whose
/// questions are typed and not computed, is the original; of equals, the earlier.
pub(super) fn leave_out(sheets: &[Sheet], found: Vec<(usize, Mapping)>) -> Vec<(usize, Mapping)> {
    if found.len() < 2 {
        return found;
    }
    let mut order: Vec<_> = found.into_iter().map(|(index, mapping)| (rank(sheets.get(index), &mapping), index, mapping)).collect();
    order.sort_by_key(|it| (it.0, it.1));
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut kept = Vec::new();
    for (_, index, mapping) in order {
        let texts = texts(sheets.get(index), &mapping);
        let again = texts.iter().filter(|it| seen.contains(*it)).count();
        if again as f64 > REPEATED * texts.len() as f64 {
            continue;
        }
        seen.extend(texts);
        kept.push((index, mapping));
    }
    kept.sort_by_key(|it| it.0);
    kept
}

/// Originals first: 0 or more marks of a copy.
fn rank(sheet: Option<&Sheet>, mapping: &Mapping) -> u8 {
    let cell = |row: &u32| sheet.and_then(|it| it.cell(*row, mapping.question));
    let computed = mapping.rows.iter().filter(|it| cell(it).is_some_and(|it| it.formula)).count();
    u8::from(!mapping.has_room()) * 2 + u8::from(computed * 2 > mapping.rows.len())
}

fn texts(sheet: Option<&Sheet>, mapping: &Mapping) -> BTreeSet<String> {
    let text = |row: &u32| sheet.map(|it| same(it.text(At { row: *row, column: mapping.question })));
    mapping.rows.iter().filter_map(text).collect()
}
