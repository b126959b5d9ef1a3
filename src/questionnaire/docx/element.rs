//! The children of one element, with their byte ranges. Properties are parsed only where they are needed.

use std::ops::Range;

use crate::questionnaire::{
    Refusal,
    office::xml::{Node, Walk},
};

/// A child of an element.
#[derive(Debug)]
pub struct Child {
    /// Its local name.
    pub name: String,
    /// Its prefix.
    pub prefix: String,
    /// Its byte range.
    pub span: Range<usize>,
    /// The value of its attribute `val`.
    pub value: Option<String>,
    /// The byte range of that attribute's value.
    pub value_span: Option<Range<usize>>,
    /// Its start tag.
    pub tag: String,
}

impl Child {
    /// Whether it turns a property on, that is, its value is not false.
    pub fn on(&self) -> bool {
        !self.value.as_deref().is_some_and(|it| matches!(it, "0" | "false" | "off"))
    }

    /// The byte range of an attribute's value.
    pub fn span_of(&self, name: &str) -> Option<Range<usize>> {
        let mut walk = Walk::new("", &self.tag);
        // An unclosed tag is still returned.
        match walk.next() {
            Ok(Some(Node::Open(tag))) => {
                tag.value_span(name).map(|it| self.span.start + it.start..self.span.start + it.end)
            }
            _ => None,
        }
    }

    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut walk = Walk::new("", &self.tag);
        match walk.next() {
            Ok(Some(Node::Open(tag))) => tag.attribute(name).map(|it| it.into_owned()),
            _ => None,
        }
    }
}

/// The children of the element in the byte range `span` of a part.
///
/// # Errors
/// The XML is malformed.
pub fn children(text: &str, span: Range<usize>) -> Result<Vec<Child>, Refusal> {
    let start = span.start;
    let mut walk = Walk::new("word/document.xml", text.get(span).unwrap_or_default());
    let (mut found, mut root) = (Vec::new(), true);
    while let Some(node) = walk.next()? {
        let Node::Open(tag) = node else { continue };
        if std::mem::take(&mut root) {
            continue;
        }
        let end = walk.skip()?;
        found.push(Child {
            name: tag.name().to_owned(),
            prefix: tag.prefix().to_owned(),
            span: start + tag.span.start..start + end,
            value: tag.attribute("val").map(|it| it.into_owned()),
            value_span: tag.value_span("val").map(|it| start + it.start..start + it.end),
            tag: tag.source().to_owned(),
        });
    }
    Ok(found)
}
