//! Notes on the cells and paragraphs that refer to them.

use std::sync::Arc;

use super::{fillable::FillableDocument, view::View};
use crate::questionnaire::{At, bounded::struck_words, docx::document::Paragraph};

/// Adds the footnotes, endnotes and comments of a document to its sheets.
pub fn add(view: &View, layout: &mut FillableDocument) {
    let document = view.document;
    let struck = |it: &Paragraph| !it.deleted.is_empty() || it.runs.iter().any(|it| it.struck);
    if document.notes.is_empty() && !document.paragraphs.iter().any(struck) {
        return;
    }
    for (table, sheet) in document.tables.iter().zip(&mut layout.sheets) {
        for (row, line) in (1..).zip(&table.rows).filter(|it| !it.1.deleted) {
            for cell in &line.cells {
                let paragraphs = cell.paragraphs.iter().filter_map(|it| document.paragraphs.get(*it));
                let note = said(view, paragraphs);
                sheet.notes.extend(note.map(|it| (At { row, column: cell.column }, it)));
            }
        }
    }
    if let Some(sheet) = layout.sheets.iter_mut().find(|it| it.paragraphs) {
        for (row, paragraph) in (1..).zip(document.paragraphs.iter().filter(|it| !it.in_cell)) {
            sheet.notes.extend(said(view, std::iter::once(paragraph)).map(|it| (At { row, column: 1 }, it)));
        }
    }
}

/// The text of the notes that paragraphs refer to.
fn said<'a>(view: &View, paragraphs: impl Iterator<Item = &'a Paragraph>) -> Option<Arc<str>> {
    let paragraphs: Vec<&Paragraph> = paragraphs.collect();
    let (struck, all) = super::view::struck(paragraphs.iter().copied());
    let struck: Option<Arc<str>> = (!struck.is_empty() && !all).then(|| struck_words(&struck).into());
    // Notes on text that was deleted as a whole are ignored.
    let left = paragraphs.iter().any(|it| it.text.contains(char::is_alphanumeric));
    let deleted: Vec<&str> =
        paragraphs.iter().map(|it| it.deleted.trim()).filter(|it| !it.is_empty()).collect();
    let deleted = Some(deleted.join(" ")).filter(|it| left && it.contains(char::is_alphanumeric));
    let deleted: Option<Arc<str>> = deleted.map(|it| struck_words(&it).into());
    let mut notes: Vec<&Arc<str>> = struck.iter().chain(&deleted).collect();
    for note in paragraphs.iter().flat_map(|it| &it.notes).filter_map(|it| view.document.notes.get(it)) {
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    match notes.as_slice() {
        [] => None,
        [one] => Some(Arc::clone(one)),
        several => Some(several.iter().map(|it| it.as_ref()).collect::<Vec<_>>().join("\n").into()),
    }
}
