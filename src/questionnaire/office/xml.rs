//! Parses the XML of a part into tags and texts with their byte ranges, so that a writer can change some
//! and keep the rest.
//!
//! Names are returned without their prefix: producers choose prefixes freely, and the standard's two
//! editions have different namespaces. If one name has two meanings, the parent elements distinguish them.

use std::{borrow::Cow, ops::Range};

use quick_xml::{Reader, escape::unescape, events::Event};

use super::{super::Refusal, broken};

/// The maximum depth of nested elements. Real documents with nested tables stay under 60.
const DEPTH: usize = 256;

/// An iterator over the XML of one part.
#[derive(Debug)]
pub struct Walk<'a> {
    part: String,
    text: &'a str,
    reader: Reader<&'a [u8]>,
    /// The local names of the open elements.
    open: Vec<&'a str>,
    /// The position of an empty element that was returned as opened and has not been closed.
    closing: Option<usize>,
}

/// The next item.
#[derive(Debug, Clone)]
pub enum Node<'a> {
    /// The beginning of an element.
    Open(Tag<'a>),
    /// The end of an element; an empty element ends at the end of its tag.
    Close {
        /// Its local name.
        name: &'a str,
        /// The byte range of its end tag.
        span: Range<usize>,
    },
    /// Text, unescaped.
    Text(Cow<'a, str>),
}

/// The start tag of an element.
#[derive(Debug, Clone)]
pub struct Tag<'a> {
    /// Its byte range.
    pub span: Range<usize>,
    /// Whether it is self-closing: `<c/>`.
    pub empty: bool,
    source: &'a str,
}

impl<'a> Walk<'a> {
    /// Iterates over the text of a part, whose name is used in errors.
    pub fn new(part: &str, text: &'a str) -> Self {
        Self { part: part.to_owned(), text, reader: Reader::from_str(text), open: Vec::new(), closing: None }
    }

    /// The next item; comments and processing instructions are skipped.
    ///
    /// # Errors
    /// The XML is not well-formed, is nested too deeply, or has a document type.
    #[allow(clippy::should_implement_trait)]
    pub fn next(&mut self) -> Result<Option<Node<'a>>, Refusal> {
        if let Some(at) = self.closing.take() {
            let name = self.open.pop().unwrap_or_default();
            return Ok(Some(Node::Close { name, span: at..at }));
        }
        loop {
            let from = self.place();
            let event = self.reader.read_event().map_err(|_| self.malformed())?;
            let span = from..self.place();
            let node = match event {
                Event::Start(_) => self.begin(span, false)?,
                Event::Empty(_) => self.begin(span, true)?,
                Event::End(_) => Node::Close { name: self.open.pop().unwrap_or_default(), span },
                Event::CData(it) => Node::Text(it.into_inner()),
                Event::Text(_) | Event::GeneralRef(_) => Node::Text(self.unescaped(span)?),
                Event::DocType(_) => {
                    let message = format!("has a document type declaration in its part `{}`", self.part);
                    return Err(Refusal::new(message, "open it in its program, save it again and retry"));
                }
                Event::Eof if self.open.is_empty() => return Ok(None),
                Event::Eof => return Err(self.malformed()),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            };
            return Ok(Some(node));
        }
    }

    /// The local names of the open elements, the outermost first; the one just begun is the last.
    pub fn open(&self) -> &[&'a str] {
        &self.open
    }

    /// The position after the last item.
    pub fn place(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX).min(self.text.len())
    }

    /// Skips the element just begun; returns the position after its end.
    ///
    /// # Errors
    /// As [`Walk::next`].
    pub fn skip(&mut self) -> Result<usize, Refusal> {
        let depth = self.open.len();
        while self.open.len() >= depth && self.next()?.is_some() {}
        Ok(self.place())
    }

    /// Returns all text within the element just begun, and skips it.
    ///
    /// # Errors
    /// As [`Walk::next`].
    pub fn words(&mut self) -> Result<String, Refusal> {
        let depth = self.open.len();
        let mut words = String::new();
        while self.open.len() >= depth {
            match self.next()? {
                Some(Node::Text(text)) => words.push_str(&text),
                Some(_) => {}
                None => break,
            }
        }
        Ok(words)
    }

    /// The source of the part in a byte range.
    pub fn source(&self, span: Range<usize>) -> &'a str {
        self.text.get(span).unwrap_or_default()
    }

    /// The refusal of a part that is not well-formed XML.
    pub fn malformed(&self) -> Refusal {
        broken(format!("its part `{}` is not well-formed XML", self.part))
    }

    fn begin(&mut self, span: Range<usize>, empty: bool) -> Result<Node<'a>, Refusal> {
        let tag = Tag { source: self.text.get(span.clone()).unwrap_or_default(), span, empty };
        self.open.push(tag.name());
        if self.open.len() > DEPTH {
            let message = format!("has more than {DEPTH} nested elements in its part `{}`", self.part);
            return Err(Refusal::new(message, "open it in its program, save it again and retry"));
        }
        self.closing = empty.then_some(tag.span.end);
        Ok(Node::Open(tag))
    }

    /// Line ends depend on the file; XML normalizes them (XML 1.0, 2.11).
    fn unescaped(&self, span: Range<usize>) -> Result<Cow<'a, str>, Refusal> {
        let raw = self.text.get(span).unwrap_or_default();
        if raw.contains('\r') {
            let single = raw.replace("\r\n", "\n").replace('\r', "\n");
            return Ok(Cow::Owned(unescape(&single).map_err(|_| self.malformed())?.into_owned()));
        }
        unescape(raw).map_err(|_| self.malformed())
    }
}

impl<'a> Tag<'a> {
    /// The element's name, with its prefix.
    pub fn full_name(&self) -> &'a str {
        let rest = self.source.strip_prefix('<').unwrap_or_default();
        rest.split(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).next().unwrap_or_default()
    }

    /// The element's name, without its prefix.
    pub fn name(&self) -> &'a str {
        local(self.full_name())
    }

    /// The element's prefix with its colon; empty if it has none.
    pub fn prefix(&self) -> &'a str {
        let name = self.full_name();
        name.strip_suffix(local(name)).unwrap_or_default()
    }

    /// Its source.
    pub fn source(&self) -> &'a str {
        self.source
    }

    /// The value of an attribute, unescaped: with that exact name, otherwise with that name after a prefix.
    pub fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        let raw = self.raw(name)?.value;
        Some(unescape(raw).unwrap_or(Cow::Borrowed(raw)))
    }

    /// All attributes except namespace declarations: their names without prefix, and their values,
    /// unescaped.
    pub fn attributes(&self) -> impl Iterator<Item = (&'a str, Cow<'a, str>)> + use<'a> {
        let all = attributes(self.source, 1 + self.full_name().len());
        let own = all.filter(|it| !it.name.starts_with("xmlns"));
        own.map(|it| (local(it.name), unescape(it.value).unwrap_or(Cow::Borrowed(it.value))))
    }

    /// Whether a boolean attribute is true: `1`, `true`, `on`.
    pub fn flag(&self, name: &str) -> bool {
        self.attribute(name).is_some_and(|it| matches!(&*it, "1" | "true" | "on"))
    }

    /// The numeric value of an attribute.
    pub fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// The byte range of an attribute's value, between its quotes.
    pub fn value_span(&self, name: &str) -> Option<Range<usize>> {
        let found = self.raw(name)?;
        let start = self.span.start + found.at;
        Some(start..start + found.value.len())
    }

    /// The position for another attribute: after the last one.
    pub fn end_of_attributes(&self) -> usize {
        let inner = self.source.strip_suffix('>').unwrap_or(self.source);
        let inner = if self.empty { inner.strip_suffix('/').unwrap_or(inner) } else { inner };
        self.span.start + inner.trim_ascii_end().len()
    }

    fn raw(&self, name: &str) -> Option<RawAttribute<'a>> {
        let mut all = attributes(self.source, 1 + self.full_name().len());
        let exact = all.clone().find(|it| it.name == name);
        exact.or_else(|| all.find(|it| !it.name.starts_with("xmlns") && local(it.name) == name))
    }
}

/// An attribute of a tag, as it is written.
struct RawAttribute<'a> {
    /// Its name, with its prefix.
    name: &'a str,
    /// The position of its value in the tag.
    at: usize,
    /// The source of its value.
    value: &'a str,
}

/// The attributes of a tag.
fn attributes(source: &str, mut at: usize) -> impl Iterator<Item = RawAttribute<'_>> + Clone {
    std::iter::from_fn(move || {
        let rest = source.get(at..)?;
        let name = rest.trim_ascii_start();
        let equals = name.find('=')?;
        let (name, value) =
            (name.get(..equals)?.trim_ascii_end(), name.get(equals + 1..)?.trim_ascii_start());
        let quote = value.chars().next().filter(|it| matches!(it, '"' | '\''))?;
        let inner = value.get(1..)?;
        let inner = inner.get(..inner.find(quote)?)?;
        let from = source.len() - value.len() + 1;
        at = from + inner.len() + 1;
        Some(RawAttribute { name, at: from, value: inner })
    })
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}
