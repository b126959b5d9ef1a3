//! Notes on cells: comments, messages of rules, text of number formats. Several notes of one cell are
//! joined.

use std::sync::Arc;

use super::super::{At, Sheet};

/// The maximum size of all joined notes, in bytes.
const JOINED: usize = 16 << 20;

/// Adds notes to a sheet, within a bound.
#[derive(Debug, Default)]
pub struct Notes {
    /// The number of bytes joined so far.
    joined: usize,
}

impl Notes {
    /// Adds a note to a cell.
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
