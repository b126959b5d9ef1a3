//! Formats that break long texts into lines, added for answers whose cells do not.
//!
//! The one change outside of sheets and the workbook part: a copy of the cell's own format with `wrapText`, put behind the
//! last one. An answer of four lines in one line, cut off at the next cell, is worse than one format more.

use std::{collections::BTreeMap, ops::Range};

use super::{
    super::{
        Refusal,
        package::Package,
        xml::{Node, Tag, Walk},
    },
    splice::apply,
};

/// The formats of a workbook, and those that are added.
#[derive(Debug, Default)]
pub struct Wraps {
    part: String,
    text: String,
    formats: Vec<Format>,
    /// The bytes of the count of formats, and where the last one ends.
    count: Option<Range<usize>>,
    end: usize,
    added: BTreeMap<usize, usize>,
}

/// A format, as it stands in the part.
#[derive(Debug)]
struct Format {
    span: Range<usize>,
    /// Its tag with all its attributes, and its prefix.
    tag: String,
    prefix: String,
    applies: Option<Range<usize>>,
    alignment: Option<Alignment>,
}

/// A format's alignment: where attributes may be added, and the bytes of its `wrapText`.
#[derive(Debug)]
struct Alignment {
    attributes: usize,
    wraps: Option<Range<usize>>,
}

impl Wraps {
    /// Reads the formats of a workbook.
    ///
    /// # Errors
    /// Their part is broken.
    pub fn read(package: &Package, workbook: &str) -> Result<Self, Refusal> {
        let mut wraps = Self::default();
        let Some(relation) = package.related(workbook, "styles")?.into_iter().next() else { return Ok(wraps) };
        wraps.text = package.part(&relation.target)?;
        wraps.part = relation.target;
        let text = wraps.text.clone();
        let mut walk = Walk::new(&wraps.part, &text);
        while let Some(node) = walk.next()? {
            let Node::Open(tag) = node else { continue };
            match walk.open() {
                ["styleSheet", "cellXfs"] => wraps.count = tag.value_span("count"),
                ["styleSheet", "cellXfs", "xf"] => {
                    let format = format(&mut walk, &tag)?;
                    wraps.end = format.span.end;
                    wraps.formats.push(format);
                }
                _ => {}
            }
        }
        Ok(wraps)
    }

    /// The number of a format that is like another one and wraps; none where there is no such format.
    pub fn of(&mut self, number: usize) -> Option<usize> {
        self.formats.get(number)?;
        let next = self.formats.len() + self.added.len();
        Some(*self.added.entry(number).or_insert(next))
    }

    /// The part with them, if there are some.
    pub fn changed(self) -> Option<(String, String)> {
        let mut added: Vec<_> = self.added.iter().map(|(number, place)| (*place, *number)).collect();
        added.sort_unstable();
        let copies: String = added.iter().filter_map(|it| self.formats.get(it.1)).map(|it| it.wrapping(&self.text)).collect();
        let mut edits = vec![(self.end..self.end, copies)];
        let count = (self.formats.len() + added.len()).to_string();
        edits.extend(self.count.map(|it| (it, count)));
        (!added.is_empty()).then(|| (self.part, apply(&self.text, edits)))
    }
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
                format.alignment = Some(Alignment { attributes: inner.end_of_attributes(), wraps: inner.value_span("wrapText") });
            }
            Some(_) => {}
            None => break,
        }
    }
    format.span.end = walk.place();
    Ok(format)
}

impl Format {
    /// A copy that wraps.
    fn wrapping(&self, text: &str) -> String {
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
            Some(it) => edits.push((it.attributes - from..it.attributes - from, " wrapText=\"1\"".to_owned())),
            // The alignment is the first of a format's elements.
            None if tag.ends_with('/') => edits.push((open..self.tag.len(), format!("><{prefix}alignment wrapText=\"1\"/></{prefix}xf>"))),
            None => edits.push((self.tag.len()..self.tag.len(), format!("<{prefix}alignment wrapText=\"1\"/>"))),
        }
        apply(source, edits)
    }
}
