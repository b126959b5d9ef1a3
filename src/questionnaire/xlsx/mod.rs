//! Workbooks (.xlsx, .xlsm; ECMA-376 part 1, 18): read into sheets, and filled cell by cell in the bytes of
//! their parts.
//!
//! The sheets are read here and not with calamine: what is filled must be known by its bytes, and protection,
//! lists, hidden rows and the cells that array formulas cover are not among the things that calamine tells.
//! One scan ([`scan`]) serves the reader and the writer, so that they cannot disagree on which cell is which.
//!
//! Bounds: what a part may unpack to is the package's matter; here cells, texts and the cells that lists give
//! rise to are. An empty cell is told only where a list or an open lock stands on it, in the rows down to the
//! last text and the columns up to [`BEYOND`] past the last text: a list over a whole column makes no million
//! cells.

mod book;
mod bounds;
mod calculation;
mod cell_notes;
mod cell_space;
mod cell_styles;
mod conditional;
mod content;
mod drawn;
mod fill;
mod found;
mod grid;
mod limits;
mod lists;
mod notes;
mod number;
mod page;
mod read;
mod reference;
mod rich;
mod rows;
mod rules;
mod scan;
mod splice;
mod strings;
mod styles;
mod tables;
mod unset;
mod workbook;
mod wrap;

use super::{Entry, Form, Format, Refusal, Returned, Upload, office::package::Package};

/// The format.
pub const FORMAT: Format = Format { name: "XLSX", endings: &["xlsx", "xlsm"], is, read, fill };

/// Whether bytes look like a workbook: a zip archive that names one, or an older or encrypted Office file of
/// that ending.
fn is(upload: &Upload) -> bool {
    let name = upload.name.to_ascii_lowercase();
    let ending = FORMAT
        .endings
        .iter()
        .chain(&["xls", "xlsb", "xltx", "xltm"])
        .any(|it| name.ends_with(&format!(".{it}")));
    match Package::open(&upload.bytes) {
        Ok(package) => package.names().any(|it| it.ends_with("workbook.xml")),
        // Its reader says what is wrong with it.
        Err(_) => ending,
    }
}

fn read(upload: &Upload) -> Result<Form, Refusal> {
    let package = Package::open(&upload.bytes)?;
    let mut form = read::form(&package)?;
    form.remarks.extend(package.corrupt());
    Ok(form)
}

fn fill(upload: &Upload, entries: &[Entry]) -> Result<Returned, Refusal> {
    fill::fill(&Package::open(&upload.bytes)?, entries)
}
