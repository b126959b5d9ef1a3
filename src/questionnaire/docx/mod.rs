//! Word documents (.docx, .docm; ECMA-376 part 1, 17): their tables and paragraphs as sheets, filled by
//! editing the bytes of one part.
//!
//! Each table is a sheet, named `Table 1` and so on in the order in which they begin; a nested table is a
//! separate sheet. The paragraphs outside of tables are the last sheet, `Paragraphs`, with one row each:
//! column A has their text, and column B represents the place of the answer, which is not a visible cell: a
//! control, a form field, a line of underscores, boxes to tick, an empty paragraph, or a paragraph that is
//! added. The sheet also says which of them are questions.
//!
//! Choices with boxes ([`options`]) have their boxes in the cell's text, also if they are the bullets of a
//! list: a cell in which no box is `☒` has no answer yet.

mod controls;
mod document;
mod element;
mod indents;
mod layout;
mod marks;
mod notes;
mod opened;
mod options;
mod scan;
mod style_marks;
mod styles;
mod write;

use std::sync::Arc;

use super::{
    Form, Format, Refusal, Upload,
    office::{
        package::Package,
        parts, properties,
        xml::{Node, Walk},
    },
};
use opened::{main, open};
use styles::Protection;

/// The format.
pub const FORMAT: Format = Format { name: "DOCX", endings: &["docx", "docm"], is, read, fill: write::fill };

/// Whether a file looks like a document: a package with a document part, or an older or encrypted Office
/// file with such an extension.
fn is(upload: &Upload) -> bool {
    let name = upload.name.to_ascii_lowercase();
    let ending =
        FORMAT.endings.iter().chain(&["doc", "dotx", "dotm"]).any(|it| name.ends_with(&format!(".{it}")));
    match Package::open(&upload.bytes) {
        Ok(package) => main(&package).is_ok_and(|part| holds_document(&package, &part)),
        // Its reader reports the error.
        Err(_) => ending,
    }
}

fn read(upload: &Upload) -> Result<Form, Refusal> {
    let opened = open(upload)?;
    let remarks = [
        (
            opened.package.names().any(|it| it.ends_with("vbaproject.bin")),
            "contains macros, which are not changed",
        ),
        (opened.document.tracked, "contains tracked changes; deleted text is ignored"),
        (
            opened.protection == Protection::Forms,
            "is protected: only its form fields and controls can be filled",
        ),
        (opened.protection == Protection::All, "is protected against changes: nothing in it can be filled"),
        (
            opened.protection == Protection::Tracked,
            "asks for changes to be tracked; answers are written without tracking",
        ),
    ];
    let mut remarks: Vec<_> = remarks.iter().filter(|it| it.0).map(|it| it.1.to_owned()).collect();
    remarks.extend(opened.package.corrupt());
    let margins: Arc<[String]> = notes::margins(&opened.package, &opened.part)?.into();
    let mut sheets = opened.layout.sheets;
    for sheet in &mut sheets {
        sheet.margins = Arc::clone(&margins);
    }
    if let Some(first) = sheets.first_mut() {
        first.properties = properties::properties(&opened.package)?;
        first.drawn = parts::of_document(&opened.package, &opened.part, "the document")?;
        first.drawn.extend(parts::of_sheet(&opened.package, "", "the file")?);
    }
    Ok(Form { sheets, remarks, ..Form::default() })
}

/// Whether a part is a Word document.
fn holds_document(package: &Package, part: &str) -> bool {
    let Ok(text) = package.part(part) else { return false };
    let mut walk = Walk::new(part, &text);
    loop {
        match walk.next() {
            Ok(Some(Node::Open(tag))) => return tag.name() == "document",
            Ok(Some(_)) => {}
            Ok(None) | Err(_) => return false,
        }
    }
}
