//! Texts of cells: the workbook's shared strings, and texts composed of runs.

use std::sync::Arc;

use super::super::{
    Refusal,
    office::{
        package::Package,
        xml::{Node, Walk},
    },
};

/// A text composed of runs.
#[derive(Debug, Clone, Default)]
pub struct Text {
    /// Its plain text.
    pub words: String,
    /// Its XML, if it has runs with formats of their own, or phonetic hints, which are not in the plain
    /// text.
    pub rich: Option<Arc<str>>,
}

/// The shared strings of a workbook, by index.
///
/// # Errors
/// Their part is malformed.
pub fn shared(package: &Package, workbook: &str) -> Result<Vec<Text>, Refusal> {
    let mut strings = Vec::new();
    let Some(relation) = package.related(workbook, "sharedStrings")?.into_iter().next() else {
        return Ok(strings);
    };
    let text = package.part(&relation.target)?;
    let mut walk = Walk::new(&relation.target, &text);
    while let Some(node) = walk.next()? {
        if matches!(node, Node::Open(_)) && walk.open() == ["sst", "si"] {
            strings.push(runs(&mut walk)?);
        }
    }
    Ok(strings)
}

/// The text of the element just begun: its runs joined, without the phonetic hints (`rPh`) of East Asian
/// texts.
///
/// # Errors
/// The XML is not well-formed.
pub fn runs(walk: &mut Walk) -> Result<Text, Refusal> {
    let depth = walk.open().len();
    let (start, mut end) = (walk.place(), walk.place());
    let (mut text, mut rich) = (String::new(), false);
    while walk.open().len() >= depth {
        match walk.next()? {
            Some(Node::Open(tag)) if tag.name() == "rPh" => {
                rich = true;
                walk.skip()?;
            }
            Some(Node::Open(tag)) if tag.name() == "t" => text.push_str(&walk.words()?),
            Some(Node::Open(tag)) => rich |= tag.name() == "r",
            Some(Node::Close { span, .. }) => end = span.start,
            Some(_) => {}
            None => break,
        }
    }
    let rich = rich.then(|| walk.source(start..end).into());
    Ok(Text { words: plain(&text), rich })
}

/// Decodes characters that XML cannot represent, written as `_x000B_` (ECMA-376 part 1, 22.9.2.19).
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, tail) = rest.split_at(at);
        plain.push_str(before);
        match escaped(tail) {
            Some(c) => {
                plain.push(c);
                rest = tail.get(7..).unwrap_or_default();
            }
            None => {
                plain.push_str("_x");
                rest = tail.get(2..).unwrap_or_default();
            }
        }
    }
    plain + rest
}

/// The escaped character at the beginning of a text.
fn escaped(text: &str) -> Option<char> {
    let code = text.get(2..6).filter(|_| is_escape(text))?;
    u32::from_str_radix(code, 16).ok().and_then(char::from_u32)
}

/// Whether a text begins with something that is read as an escape.
pub fn is_escape(text: &str) -> bool {
    match text.as_bytes() {
        [b'_', b'x', code @ ..] => {
            code.len() >= 5 && code.iter().take(4).all(u8::is_ascii_hexdigit) && code.get(4) == Some(&b'_')
        }
        _ => false,
    }
}

/// Whether a character is not allowed in XML (XML 1.0, 2.2).
pub fn is_forbidden(c: char) -> bool {
    (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

/// The element with a text's characters.
pub fn characters(prefix: &str, text: &str) -> String {
    // Without it, leading and trailing whitespace and line ends are lost.
    let keep = text.trim() != text || text.contains(['\n', '\t']) || text.contains("  ");
    let space = if keep { " xml:space=\"preserve\"" } else { "" };
    format!("<{prefix}t{space}>{}</{prefix}t>", in_xml(text))
}

/// A text as XML. Characters that XML cannot represent become `_x000B_`, and text that only looks like that
/// is escaped as `_x005F_x000B_`.
pub(super) fn in_xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // XML parsers turn it into a line feed.
            '\r' => out.push_str("_x000D_"),
            '_' if text.get(at..).is_some_and(is_escape) => out.push_str("_x005F_"),
            c if is_forbidden(c) => out.push_str(&format!("_x{:04X}_", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}
