//! The rows and columns of a worksheet part.

use std::ops::Range;

use super::super::office::xml::Tag;

/// A row of the part.
#[derive(Debug)]
pub struct ScannedRow {
    /// Its number, from 1.
    pub number: u32,
    /// The byte range of its tag.
    pub tag: Range<usize>,
    /// The position of its end tag; `None` if it has no content.
    pub end: Option<usize>,
    /// The position where another attribute can be added.
    pub attributes: usize,
    /// The byte range of its spans, and the spans.
    pub spans: Option<(Range<usize>, u32, u32)>,
    /// The index of its format, if it has one.
    pub style: Option<usize>,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Its outline level, 0 for the outermost.
    pub outline: u8,
    /// Whether it states whether its height is fixed.
    pub fixed: bool,
    /// Its height in points, if set, with the byte range of the value.
    pub height: Option<(Range<usize>, f64)>,
}

/// Columns with the same format.
#[derive(Debug, Clone, Copy)]
pub struct Columns {
    /// The first column.
    pub first: u32,
    /// The last column.
    pub last: u32,
    /// The index of their format.
    pub style: usize,
    /// Whether they are hidden.
    pub hidden: bool,
    /// Their width in digits, if set.
    pub width: Option<f64>,
}

impl ScannedRow {
    /// The row that a tag begins, with its number.
    pub(super) fn new(tag: &Tag, number: u32) -> Self {
        let spans = tag.attribute("spans").and_then(|spans| {
            let (first, last) = spans.split_once(':')?;
            Some((tag.value_span("spans")?, first.parse().ok()?, last.parse().ok()?))
        });
        let height = tag.value_span("ht").zip(tag.number::<f64>("ht"));
        Self {
            number,
            tag: tag.span.clone(),
            end: None,
            attributes: tag.end_of_attributes(),
            spans,
            style: tag.flag("customFormat").then(|| tag.number("s").unwrap_or_default()),
            hidden: tag.flag("hidden") || height.as_ref().is_some_and(|it| it.1 == 0.0),
            outline: tag.number("outlineLevel").unwrap_or_default(),
            fixed: tag.attribute("customHeight").is_some(),
            height,
        }
    }
}

/// The columns that a tag describes.
pub(super) fn columns(tag: &Tag) -> Option<Columns> {
    let (first, last) = (tag.number("min")?, tag.number("max")?);
    let width = tag.number::<f64>("width").filter(|it| it.is_finite());
    let hidden = tag.flag("hidden") || width == Some(0.0);
    Some(Columns { first, last, style: tag.number("style").unwrap_or_default(), hidden, width })
}
