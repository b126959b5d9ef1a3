//! What applies to cells: comments, messages of rules, words of formats; several of one cell are joined.

use std::sync::Arc;

use super::super::{At, Sheet};

/// So many bytes of notes of the same cells are joined.
const JOINED: usize = 16 << 20;

/// Adds notes to a sheet, within a bound.
#[derive(Debug, Default)]
pub struct Notes {
    /// How many bytes were joined.
    joined: usize,
}

impl Notes {
    /// Adds to what applies to a cell.
    pub fn add(&mut self, sheet: &mut Sheet, at: At, said: &Arc<str>) {
        let Some(known) = sheet.notes.get_mut(&at) else {
            sheet.notes.insert(at, Arc::clone(said));
            return;
        };
        if *known != *said && self.joined < JOINED {
            *known = Arc::from(format!("{known}\n{said}"));
            self.joined += known.len();
        }
    }
}
