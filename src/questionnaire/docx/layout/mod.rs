//! Converts a document to sheets: each table is one, and the paragraphs outside of tables are one more.
//! Also determines where the answers go in each.

mod fillable;
mod frames;
mod notes;
mod paragraphs;
mod question;
mod tables;
mod titles;
mod typed;
mod view;

pub use fillable::{FillableDocument, Spot, Words};

use super::{
    document::Document,
    styles::{Protection, Styles},
};
use view::View;

/// Converts a document to sheets.
pub fn layout(document: &Document, styles: &Styles, protection: Protection) -> FillableDocument {
    let view = View { document, styles, protection };
    let mut layout = FillableDocument::default();
    tables::lay(&view, &mut layout);
    titles::count_before(&view, &mut layout);
    paragraphs::lay(&view, &mut layout);
    notes::add(&view, &mut layout);
    layout
}
