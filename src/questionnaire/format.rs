//! One format of customers' files.

use super::{
    entry::{Entry, Returned},
    sheet::Form,
    upload::{Refusal, Upload},
};

/// One format of customers' files.
#[derive(Debug)]
pub struct Format {
    /// What people call it.
    pub name: &'static str,
    /// The endings of its files' names, in lower case; the first is the one that is written.
    pub endings: &'static [&'static str],
    /// Whether bytes look like it; asked in the order of the table.
    pub is: fn(&Upload) -> bool,
    /// Reads it.
    pub read: fn(&Upload) -> Result<Form, Refusal>,
    /// The same file with the entries in it; every byte that need not change stays.
    pub fill: fn(&Upload, &[Entry]) -> Result<Returned, Refusal>,
}
