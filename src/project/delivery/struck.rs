//! Answers that were struck through in the filled file, and so withdrawn, whatever their text is.

use crate::{
    fact::printable,
    questionnaire::{At, Form, STRUCK, Sheet},
};

/// Empties the cells that are struck through, except those of questions: they are removed, as cleared ones
/// are.
pub fn remove_struck(form: &mut Form, asks: &dyn Fn(&str) -> bool) {
    let struck = form.sheets.iter_mut().flat_map(|it| it.cells.values_mut()).filter(|it| it.struck);
    for cell in struck.filter(|it| !asks(&it.text)) {
        cell.text.clear();
        cell.formula = false;
    }
}

/// The text of a cell that is partly struck through.
pub enum PartlyStruck {
    /// None: all that was written into it is struck through.
    Removed,
    /// This text, with the part that is struck through.
    Words(String),
}

/// The text of a cell that is partly struck through and into which `written` was written; `None` for other
/// cells.
pub fn partly_struck(sheet: &Sheet, at: At, written: &str) -> Option<PartlyStruck> {
    let note = sheet.notes.get(&at.outer())?;
    let struck = printable(note.get(note.find(STRUCK)?..)?);
    let spaced = |text: &str| printable(text).split_whitespace().collect::<Vec<_>>().join(" ");
    if spaced(&struck).contains(&spaced(written)) {
        return Some(PartlyStruck::Removed);
    }
    // The text of a question in the same cell may be struck through.
    let text = printable(sheet.text(at).trim());
    (!at.is_inside() && !text.is_empty()).then(|| PartlyStruck::Words(format!("{text} ({struck})")))
}
