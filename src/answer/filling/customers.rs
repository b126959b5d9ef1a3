//! A customer's file, as it was read.

use crate::questionnaire::{Form, Format, Upload, layout::Layout};

/// A customer's file, as it was read.
#[derive(Debug, Clone, Copy)]
pub struct Customers<'a> {
    /// Its format.
    pub format: &'a Format,
    /// Its bytes.
    pub upload: &'a Upload,
    /// Its sheets.
    pub form: &'a Form,
    /// Its layouts, each with its sheet.
    pub mappings: &'a [(usize, Layout)],
}
