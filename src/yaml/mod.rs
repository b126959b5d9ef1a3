//! Parses YAML into a tree in which every value has its place in the file.
//!
//! The scanner is serde-saphyr's. Scalars keep their own spelling (`1.10` stays `1.10`, `no` stays `no`):
//! the fact that reads a value interprets it. Depth and size of the tree are limited, so that
//! a few lines with aliases cannot exhaust the memory.

mod messages;

use std::collections::BTreeMap;

use serde_saphyr::granit_parser::{Event, Parser, ScalarStyle, Span};

use crate::diagnostic::{Diagnostic, FileId, Place, codes};
use messages::{in_plain_words, plain_words};

/// The maximum nesting.
pub const DEPTH_LIMIT: usize = 64;
/// The maximum number of values in one file, with aliases expanded.
pub const VALUE_LIMIT: usize = 1_000_000;
/// The number of bytes of a text that count as one value, so that repeating a long text cannot exhaust the
/// memory.
const BYTES_A_VALUE: usize = 64;

/// A value and its place in the file.
#[derive(Debug, Clone)]
pub struct Node {
    /// The place of the value.
    pub place: Place,
    /// The value.
    pub value: Value,
}

/// The value of a node.
#[derive(Debug, Clone)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// A scalar as written.
    Scalar {
        /// The text, escapes resolved.
        text: String,
        /// Whether it is written without quotes.
        plain: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// A map, in order.
    Map(Vec<(Key, Node)>),
}

/// A key of a map and its place in the file.
#[derive(Debug, Clone)]
pub struct Key {
    /// The key as written.
    pub text: String,
    /// Its place.
    pub place: Place,
}

impl Node {
    /// The type of the value, for messages.
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "nothing",
            Value::Scalar { .. } => "a text",
            Value::List(_) => "a list",
            Value::Map(_) => "a map",
        }
    }
}

/// Reads `text`, which starts at byte `offset` of `file`; an empty text is a null.
///
/// # Errors
/// The first place at which the text is not valid YAML or exceeds a limit.
pub fn parse(file: FileId, text: &str, offset: usize) -> Result<Node, Box<Diagnostic>> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let offset = offset + (text.len() - body.len());
    TreeBuilder {
        file,
        text: body,
        offset,
        open: vec![],
        anchors: BTreeMap::new(),
        count: 0,
        stored: 0,
        root: None,
    }
    .run()
}

struct TreeBuilder<'a> {
    file: FileId,
    text: &'a str,
    offset: usize,
    open: Vec<OpenCollection>,
    anchors: BTreeMap<usize, (Node, usize)>,
    count: usize,
    /// The number of values that are stored for aliases.
    stored: usize,
    root: Option<Node>,
}

/// A list or map that is being read.
struct OpenCollection {
    start: usize,
    anchor: usize,
    /// The number of values counted before it began.
    before: usize,
    key: Option<Key>,
    value: Value,
}

type EventResult = Result<(), Box<Diagnostic>>;

impl TreeBuilder<'_> {
    fn run(mut self) -> Result<Node, Box<Diagnostic>> {
        let bytes = ByteOffsets::new(self.text);
        for event in Parser::new_from_str(self.text) {
            let (event, span) = match event {
                Ok(it) => it,
                Err(it) => {
                    let at = bytes.byte_offset(it.marker().index());
                    return Err(self.fault(at..at + 1, plain_words(&it.info())));
                }
            };
            self.event(event, range(span, &bytes))?;
        }
        let end = Place::new(self.file, self.offset..self.offset);
        Ok(self.root.unwrap_or(Node { place: end, value: Value::Null }))
    }

    fn event(&mut self, event: Event, range: std::ops::Range<usize>) -> EventResult {
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let plain = style == ScalarStyle::Plain;
                let weight = 1 + text.len() / BYTES_A_VALUE;
                let value = match text.as_ref() {
                    "" | "~" | "null" if plain => Value::Null,
                    _ => Value::Scalar { text: text.into_owned(), plain },
                };
                self.add_value(value, range, anchor, weight)
            }
            Event::Alias(id) => match self.anchors.get(&id) {
                Some((node, size)) => {
                    let (value, size) = (node.value.clone_if(self.alias_fits(*size)), *size);
                    match value {
                        Some(value) => self.add_value(value, range, 0, size),
                        None => Err(self.too_many(range)),
                    }
                }
                None => Err(self.fault(range, "this alias is inside the value that it repeats".into())),
            },
            Event::SequenceStart(_, anchor, _) => self.begin(range, anchor, Value::List(vec![])),
            Event::MappingStart(_, anchor, _) => self.begin(range, anchor, Value::Map(vec![])),
            Event::SequenceEnd | Event::MappingEnd => self.end(&range),
            Event::DocumentStart(..) if self.root.is_some() => {
                Err(self.fault(range, "a second document begins here; a file can contain only one".into()))
            }
            _ => Ok(()),
        }
    }

    /// Whether an alias of `size` values fits into the limit.
    fn alias_fits(&self, size: usize) -> bool {
        self.count + size <= VALUE_LIMIT
    }

    fn begin(&mut self, range: std::ops::Range<usize>, anchor: usize, value: Value) -> EventResult {
        if self.open.len() >= DEPTH_LIMIT {
            return Err(self.fault(range, format!("nested more than {DEPTH_LIMIT} levels deep")));
        }
        if let Some(OpenCollection { value: Value::Map(_), key: None, .. }) = self.open.last() {
            return Err(self.fault(range, "a key must be a text".into()));
        }
        self.open.push(OpenCollection { start: range.start, anchor, before: self.count, key: None, value });
        Ok(())
    }

    fn end(&mut self, range: &std::ops::Range<usize>) -> EventResult {
        let Some(done) = self.open.pop() else { return Ok(()) };
        let size = self.count - done.before + 1;
        // The scanner ends a block list or map at the start of the next value, so the space between them is
        // cut off.
        let covered = self.text.get(done.start..range.end).unwrap_or_default();
        let end = done.start + covered.trim_end().len();
        self.count = done.before;
        self.add_value(done.value, done.start..end, done.anchor, size)
    }

    fn add_value(
        &mut self,
        value: Value,
        range: std::ops::Range<usize>,
        anchor: usize,
        size: usize,
    ) -> EventResult {
        self.count += size;
        if self.count > VALUE_LIMIT {
            return Err(self.too_many(range));
        }
        let place = self.place(range);
        let node = Node { place, value };
        if anchor > 0 {
            self.stored += size;
            if self.stored > VALUE_LIMIT {
                return Err(self.too_many(place.range()));
            }
            self.anchors.insert(anchor, (node.clone(), size));
        }
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(OpenCollection { value: Value::List(items), .. }) => items.push(node),
            Some(OpenCollection { value: Value::Map(entries), key, .. }) => match (key.take(), node.value) {
                (Some(key), value) => entries.push((key, Node { place, value })),
                (None, Value::Scalar { text, .. }) => *key = Some(Key { text, place }),
                (None, Value::Null) => *key = Some(Key { text: String::new(), place }),
                (None, _) => {
                    return Err(Box::new(Diagnostic::new(codes::YAML_SYNTAX, place, "a key must be a text")));
                }
            },
            Some(_) => {}
        }
        Ok(())
    }

    fn too_many(&self, range: std::ops::Range<usize>) -> Box<Diagnostic> {
        self.fault(range, format!("the file has more than {VALUE_LIMIT} values, with aliases expanded"))
    }

    fn fault(&self, range: std::ops::Range<usize>, words: String) -> Box<Diagnostic> {
        let place = self.place(range);
        let line = self
            .text
            .get(..range_start(place, self.offset))
            .unwrap_or_default()
            .rsplit('\n')
            .next()
            .unwrap_or_default();
        let rest = self.text.get(range_start(place, self.offset)..).unwrap_or_default();
        let tab = line.contains('\t') || rest.starts_with('\t');
        let (words, help) = in_plain_words(words);
        let finding = Diagnostic::new(codes::YAML_SYNTAX, place, words);
        let help = if tab { Some("indent with spaces: YAML does not allow tabs") } else { help };
        Box::new(help.into_iter().fold(finding, |finding, help| finding.help(help)))
    }

    fn place(&self, range: std::ops::Range<usize>) -> Place {
        Place::new(self.file, self.offset + range.start..self.offset + range.end)
    }
}

fn range_start(place: Place, offset: usize) -> usize {
    (place.start as usize).saturating_sub(offset)
}

impl Value {
    /// A copy if `fits`, to avoid cloning a value that exceeds the limit.
    fn clone_if(&self, fits: bool) -> Option<Self> {
        fits.then(|| self.clone())
    }
}

fn range(span: Span, bytes: &ByteOffsets) -> std::ops::Range<usize> {
    let start = span.start.byte_offset().unwrap_or_else(|| bytes.byte_offset(span.start.index()));
    let end = span.end.byte_offset().unwrap_or_else(|| bytes.byte_offset(span.end.index()));
    start..end.max(start)
}

/// Byte offsets by character index, for places that the scanner gives in characters only.
struct ByteOffsets {
    /// The byte offset of each character; empty for ASCII, where both are the same.
    bytes: Vec<usize>,
    length: usize,
}

impl ByteOffsets {
    fn new(text: &str) -> Self {
        let bytes = if text.is_ascii() { vec![] } else { text.char_indices().map(|(at, _)| at).collect() };
        Self { bytes, length: text.len() }
    }

    fn byte_offset(&self, character: usize) -> usize {
        if self.bytes.is_empty() {
            character.min(self.length)
        } else {
            self.bytes.get(character).copied().unwrap_or(self.length)
        }
    }
}
