//! The content for a cell, and how it is written: text as inline text, so that no shared part changes and
//! nothing becomes a formula.
//!
//! A text that begins with `=` is text for all programs that open the file. Excel would turn it into a
//! formula only if a person edits the cell; the flag against that (`quotePrefix`) is part of a format, and
//! formats are not changed.

use super::{super::At, rich::Rich, strings::characters};

/// The maximum number of UTF-16 code units in a cell (Excel's limit; ECMA-376 has none).
pub const LONGEST: usize = 32_767;

/// The content for a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Nothing: the cell is emptied.
    Nothing,
    /// Text.
    Text(String),
    /// Text in several formats.
    Rich(Rich),
    /// An option of a list, or a mark, for which the cell has enough space.
    Choice(String),
    /// A number, as it is written.
    Number(String),
}

impl Content {
    /// Its text, if it may need more space than the cell has.
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Rich(rich) => Some(&rich.words),
            Self::Nothing | Self::Choice(_) | Self::Number(_) => None,
        }
    }
}

/// A text, with line ends as in worksheets.
///
/// # Errors
/// It is too long for a cell.
pub fn text(at: At, text: &str) -> Result<Content, String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    fits(at, &text)?;
    Ok(if text.is_empty() { Content::Nothing } else { Content::Text(text) })
}

/// Checks the length of a text.
///
/// # Errors
/// It is too long for a cell.
pub fn fits(at: At, text: &str) -> Result<(), String> {
    let length = text.encode_utf16().count();
    if length > LONGEST {
        Err(format!("{at} can contain at most {LONGEST} characters, but the text has {length}"))
    } else {
        Ok(())
    }
}

/// A number as it is written.
pub fn number(value: f64) -> String {
    if value.abs() >= 1e21 { format!("{value:E}") } else { value.to_string() }
}

/// The XML of a cell, with the prefix that the part uses and, if given, its position.
pub fn cell(prefix: &str, place: Option<At>, style: usize, content: &Content) -> String {
    let place = place.map_or_else(String::new, |it| format!(" r=\"{it}\""));
    let style = if style == 0 { String::new() } else { format!(" s=\"{style}\"") };
    match content {
        Content::Nothing => format!("<{prefix}c{place}{style}/>"),
        Content::Number(raw) => format!("<{prefix}c{place}{style}><{prefix}v>{raw}</{prefix}v></{prefix}c>"),
        Content::Text(text) | Content::Choice(text) => {
            format!(
                "<{prefix}c{place}{style} t=\"inlineStr\"><{prefix}is>{}</{prefix}is></{prefix}c>",
                characters(prefix, text)
            )
        }
        Content::Rich(rich) => {
            format!(
                "<{prefix}c{place}{style} t=\"inlineStr\"><{prefix}is>{}</{prefix}is></{prefix}c>",
                rich.xml(prefix)
            )
        }
    }
}
