//! A customer's file, read.

use std::path::Path;

use super::file_names::upload;
use crate::{
    error::Error,
    fact::printable,
    questionnaire::{self as questionnaires, Form, Format, Refusal, Upload},
};

/// A customer's file.
pub struct CustomerFile {
    /// Its name and bytes.
    pub upload: Upload,
    /// Its format.
    pub format: &'static Format,
    /// Its content.
    pub form: Form,
}

/// Reads a file. The form gets its name, and the names of its sheets are made printable.
///
/// # Errors
/// The file cannot be read, or is not a questionnaire in a supported format.
pub fn read(path: &Path) -> Result<CustomerFile, Error> {
    let upload = upload(path)?;
    let format = questionnaires::format_of(&upload).map_err(|it| refused(path, it))?;
    let mut form = (format.read)(&upload).map_err(|it| refused(path, it))?;
    form.name.clone_from(&upload.name);
    for sheet in &mut form.sheets {
        sheet.name = questionnaires::composed(&printable(&sheet.name)).into_owned();
    }
    Ok(CustomerFile { upload, format, form })
}

/// Why a file cannot be answered.
pub fn refused(path: &Path, refusal: Refusal) -> Error {
    Error::Refused { path: path.to_owned(), message: refusal.message, help: refusal.help }
}
