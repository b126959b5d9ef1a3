//! A parsed document.

use super::{
    super::{
        Refusal, Upload,
        office::{broken, package::Package},
    },
    document::Document,
    layout::{FillableDocument, layout},
    marks, notes, scan,
    styles::{self, Protection, Styles},
};

/// A parsed document.
pub(super) struct Opened<'a> {
    pub package: Package<'a>,
    /// The name of the main part.
    pub part: String,
    pub text: String,
    pub document: Document,
    pub styles: Styles,
    pub protection: Protection,
    pub layout: FillableDocument,
}

pub(super) fn open(upload: &Upload) -> Result<Opened<'_>, Refusal> {
    let package = Package::open(&upload.bytes)?;
    let part = main(&package)?;
    let text = package.part(&part)?;
    let mut document = scan::scan(&part, &text)?;
    document.notes = notes::read(&package, &part)?;
    let styles = Styles::read(&package, &part)?;
    marks::mark(&mut document, &styles);
    let protection = styles::protection(&package, &part)?;
    let layout = layout(&document, &styles, protection);
    Ok(Opened { package, part, text, document, styles, protection, layout })
}

/// The name of the main part.
pub(super) fn main(package: &Package) -> Result<String, Refusal> {
    let relations = package.related("", "officeDocument")?;
    relations
        .into_iter()
        .next()
        .map(|it| it.target)
        .ok_or_else(|| broken("it does not reference its main document"))
}
