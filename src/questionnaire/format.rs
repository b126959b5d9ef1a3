//! A format of customers' files.

use super::{
    entry::{Entry, Returned},
    sheet::Form,
    upload::{Refusal, Upload},
};

/// A format of customers' files.
#[derive(Debug)]
pub struct Format {
    /// Its common name.
    pub name: &'static str,
    /// Its file name extensions, in lower case; the first one is used for output.
    pub endings: &'static [&'static str],
    /// Whether a file has this format; checked in the order of the table.
    pub is: fn(&Upload) -> bool,
    /// Reads a file.
    pub read: fn(&Upload) -> Result<Form, Refusal>,
    /// Fills a file with entries; every byte that need not change is kept.
    pub fill: fn(&Upload, &[Entry]) -> Result<Returned, Refusal>,
}
