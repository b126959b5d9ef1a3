//! Formats that wrap long texts, for answers in cells that do not wrap.
//!
//! Only an existing format of the workbook is used: one that equals the cell's own except for `wrapText`.
//! Adding one would change a part that no answer goes to.

use std::{collections::BTreeSet, ops::Range};

use super::super::{
    Refusal,
    office::package::Package,
    office::xml::{Node, Tag, Walk},
    splice::splice,
};

/// The formats of a workbook.
#[derive(Debug, Default)]
pub struct Wraps {
    text: String,
    formats: Vec<Format>,
}

/// A format of the part.
#[derive(Debug)]
struct Format {
    span: Range<usize>,
    /// Its tag with all its attributes, and its prefix.
    tag: String,
    prefix: String,
    applies: Option<Range<usize>>,
    alignment: Option<Alignment>,
}

/// A format's alignment: the position for further attributes, and the byte range of its `wrapText`.
#[derive(Debug)]
struct Alignment {
    attributes: usize,
    wraps: Option<Range<usize>>,
}

impl Wraps {
    /// Reads the formats of a workbook.
    ///
    /// # Errors
    /// Their part is malformed.
    pub fn read(package: &Package, workbook: &str) -> Result<Self, Refusal> {
        let mut wraps = Self::default();
        let Some(relation) = package.related(workbook, "styles")?.into_iter().next() else {
            return Ok(wraps);
        };
        wraps.text = package.part(&relation.target)?;
        let text = wraps.text.clone();
        let mut walk = Walk::new(&relation.target, &text);
        while let Some(node) = walk.next()? {
            let Node::Open(tag) = node else { continue };
            if walk.open() == ["styleSheet", "cellXfs", "xf"] {
                let format = format(&mut walk, &tag)?;
                wraps.formats.push(format);
            }
        }
        Ok(wraps)
    }

    /// The index of a format that equals another one except that it wraps; `None` if the workbook has no
    /// such format.
    pub fn of(&self, number: usize) -> Option<usize> {
        let wanted = self.formats.get(number)?.wrapping(&self.text)?;
        self.formats
            .iter()
            .position(|it| words(self.text.get(it.span.clone()).unwrap_or_default()) == words(&wanted))
    }
}

/// The words of a format, independent of the order of its attributes.
fn words(source: &str) -> BTreeSet<&str> {
    source.split([' ', '\t', '\r', '\n', '<', '/', '>']).filter(|it| !it.is_empty()).collect()
}

fn format(walk: &mut Walk, tag: &Tag) -> Result<Format, Refusal> {
    let mut format = Format {
        span: tag.span.clone(),
        tag: tag.source().to_owned(),
        prefix: tag.prefix().to_owned(),
        applies: tag.value_span("applyAlignment"),
        alignment: None,
    };
    let depth = walk.open().len();
    while walk.open().len() >= depth {
        match walk.next()? {
            Some(Node::Open(inner)) if inner.name() == "alignment" => {
                format.alignment = Some(Alignment {
                    attributes: inner.end_of_attributes(),
                    wraps: inner.value_span("wrapText"),
                });
            }
            Some(_) => {}
            None => break,
        }
    }
    format.span.end = walk.place();
    Ok(format)
}

impl Format {
    /// The format with wrapping turned on.
    fn wrapping(&self, text: &str) -> Option<String> {
        let from = self.span.start;
        let within = |it: &Range<usize>| it.start - from..it.end - from;
        let source = text.get(self.span.clone()).unwrap_or_default();
        let tag = self.tag.strip_suffix('>').unwrap_or(&self.tag);
        let open = tag.strip_suffix('/').unwrap_or(tag).trim_ascii_end().len();
        let mut edits = Vec::new();
        match &self.applies {
            Some(span) => edits.push((within(span), "1".to_owned())),
            None => edits.push((open..open, " applyAlignment=\"1\"".to_owned())),
        }
        let prefix = &self.prefix;
        match &self.alignment {
            Some(Alignment { wraps: Some(span), .. }) => edits.push((within(span), "1".to_owned())),
            Some(it) => {
                edits.push((it.attributes - from..it.attributes - from, " wrapText=\"1\"".to_owned()))
            }
            // The alignment is the first child of a format.
            None if tag.ends_with('/') => edits
                .push((open..self.tag.len(), format!("><{prefix}alignment wrapText=\"1\"/></{prefix}xf>"))),
            None => {
                edits.push((self.tag.len()..self.tag.len(), format!("<{prefix}alignment wrapText=\"1\"/>")))
            }
        }
        splice(source, edits)
    }
}
