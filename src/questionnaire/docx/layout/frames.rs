//! Frames to write in: tables of one cell directly after the paragraph of a question.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    fillable::FillableDocument,
    question::{Asks, asks},
};
use crate::questionnaire::docx::document::{Document, Paragraph};

/// The paragraphs of the frame between two paragraphs of the body, empty or filled; `None` if there is
/// none.
pub fn find(document: &Document, one: &Paragraph, next: Option<&Paragraph>) -> Option<Vec<usize>> {
    let table = document.tables.get(document.tables.partition_point(|it| it.start < one.span.start))?;
    let [row] = table.rows.as_slice() else { return None };
    let [cell] = row.cells.as_slice() else { return None };
    let between = next.is_none_or(|it| table.start < it.span.start);
    let plain = |it: &Paragraph| !it.holds && asks(&it.text, false) != Asks::Plainly;
    let words = cell.paragraphs.iter().all(|it| document.paragraphs.get(*it).is_some_and(plain));
    (between && words && !cell.paragraphs.is_empty()).then(|| cell.paragraphs.clone())
}

/// Removes from the sheets the frames that are answer places. Returns the text of each frame by its first
/// paragraph. `first` are the first paragraphs of all places.
pub fn take(layout: &mut FillableDocument, first: impl Iterator<Item = usize>) -> BTreeMap<usize, String> {
    let wanted: BTreeSet<usize> = first.collect();
    let of_tables = layout.spots.iter().filter_map(|(place, it)| Some((*place, *it.paragraphs.first()?)));
    let found: Vec<_> = of_tables.filter(|it| wanted.contains(&it.1)).collect();
    let mut texts = BTreeMap::new();
    for (place, first) in found {
        layout.spots.remove(&place);
        let Some(sheet) = layout.sheets.get_mut(place.0) else { continue };
        let text = sheet.cells.remove(&place.1).map(|it| it.text).unwrap_or_default();
        if let Some(slots) = &mut sheet.slots {
            slots.remove(&place.1);
        }
        texts.insert(first, text);
    }
    texts
}
