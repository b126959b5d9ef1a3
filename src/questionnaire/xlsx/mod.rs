//! Workbooks (.xlsx, .xlsm; ECMA-376 part 1, 18): read into sheets, and filled cell by cell in the bytes of
//! their parts.
//!
//! The sheets are read here and not with calamine, because cells are filled by their byte ranges, and
//! calamine does not report protection, lists, hidden rows and the cells that array formulas cover. A
//! single scan ([`scan`]) serves the reader and the writer, so that they cannot disagree about cells.
//!
//! Limits: the package limits the unpacked size of a part; this module limits cells, texts and the cells
//! added for lists. An empty cell is added only if it has a list or is unlocked, in the rows down to the
//! last text and the columns up to [`BEYOND`] past the last text, so that a list over a whole column does
//! not add a million cells.

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

/// Whether a file looks like a workbook: a zip archive with a workbook part, or an older or encrypted
/// Office file with such an extension.
fn is(upload: &Upload) -> bool {
    let name = upload.name.to_ascii_lowercase();
    let ending = FORMAT
        .endings
        .iter()
        .chain(&["xls", "xlsb", "xltx", "xltm"])
        .any(|it| name.ends_with(&format!(".{it}")));
    match Package::open(&upload.bytes) {
        Ok(package) => package.names().any(|it| it.ends_with("workbook.xml")),
        // Its reader reports the error.
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
