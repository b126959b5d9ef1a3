//! What the cells that factum wrote contain now.

use super::{
    filled_file::{FilledFile, moved},
    filled_layout::{NOT_COMPUTED, is_box, is_not_computed},
    same_text::{same, spaced},
    struck::{PartlyStruck, partly_struck},
};
use crate::{
    answer::{Entered, Holds},
    fact::printable,
    questionnaire::{Cell, leading_box, marked},
};

/// The current content of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellContent {
    /// What factum wrote.
    AsWritten(String),
    /// Nothing.
    Empty,
    /// Different text.
    Other(String),
}

impl FilledFile {
    /// The current content of a cell that factum wrote; `down` is the number of rows by which it moved.
    pub fn content(&self, sheet: &str, written: &Entered, down: i64) -> CellContent {
        if !self.edited {
            return CellContent::AsWritten(written.value.clone());
        }
        let place = moved(written.at, down).zip(self.sheet(sheet));
        match place.and_then(|(at, sheet)| partly_struck(sheet, at, &written.value)) {
            Some(PartlyStruck::Removed) => return CellContent::Empty,
            Some(PartlyStruck::Words(words)) => return CellContent::Other(words),
            None => {}
        }
        let cell = place.and_then(|(at, sheet)| sheet.cells.get(&at));
        if cell.is_some_and(is_not_computed) {
            return CellContent::Other(NOT_COMPUTED.into());
        }
        match cell.filter(|it| !it.text.trim().is_empty()) {
            None => CellContent::Empty,
            Some(cell) => of_box(cell, written).unwrap_or_else(|| self.of_text(cell, written)),
        }
    }

    /// The content of a cell with text.
    fn of_text(&self, cell: &Cell, written: &Entered) -> CellContent {
        // In a cell that was empty, a tick is a single character.
        let sign = written.holds == Holds::Tick && cell.text.trim().chars().count() <= 2;
        if sign || same(&cell.text, &written.value) {
            return CellContent::AsWritten(written.value.clone());
        }
        // An answer in the cell of its question comes after the question.
        let shown = spaced(&cell.text);
        let behind = self
            .questions
            .iter()
            .filter_map(|it| shown.strip_prefix(it.as_str()))
            .min_by_key(|it| it.len())
            .map(str::trim);
        match behind {
            Some("") => CellContent::Empty,
            Some(answer) if same(answer, &written.value) => CellContent::AsWritten(written.value.clone()),
            Some(answer) => CellContent::Other(answer.to_owned()),
            None => CellContent::Other(printable(cell.text.trim())),
        }
    }
}

/// The content of a cell with a box; `None` if it has none.
fn of_box(cell: &Cell, written: &Entered) -> Option<CellContent> {
    let ticked = written.holds == Holds::Tick && leading_box(cell.text.trim()).is_some();
    if !is_box(cell) && !ticked {
        return None;
    }
    // A box without a label has only the name above it.
    Some(match marked(&cell.text) {
        None => CellContent::Empty,
        Some(name) if name.is_empty() || same(&name, &written.value) => {
            CellContent::AsWritten(written.value.clone())
        }
        Some(name) => CellContent::Other(printable(&name)),
    })
}
