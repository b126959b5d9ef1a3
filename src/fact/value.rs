//! The value types of facts: each is read from YAML, described as JSON Schema, and passed on as a [`Datum`].

use chrono::NaiveDate;
use serde_json::{Value as Json, json};

use super::{
    datum::Datum,
    located::{Date, Flag, Number, Text},
    read::{Field, Leaf, Reader},
};
use crate::yaml::Node;

impl Field for Text {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = reader.text(node)?;
        if let Some(bad) = text.chars().find(|c| is_unprintable(*c)) {
            reader.invalid(
                node,
                format!("this text contains the character U+{:04X}, which cannot be displayed", bad as u32),
                "remove the character",
            );
            return None;
        }
        Some(Self { value: text.trim().to_owned(), place: node.place })
    }
    fn schema() -> Json {
        json!({"type": "string", "minLength": 1})
    }
    fn datum(&self) -> Datum {
        Datum::Text(self.value.clone())
    }
    fn leaves<'a>(&'a self, each: &mut dyn FnMut(Leaf<'a>)) {
        each(Leaf::Text(self));
    }
}

/// Control characters except line ends and tabs, noncharacters, private-use characters, and characters that
/// change the reading direction of the text around them (Unicode Standard Annex 9): a text must not change
/// how the next one reads.
fn is_unprintable(c: char) -> bool {
    let direction =
        matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{061c}');
    let invisible = matches!(c, '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fdd0}'..='\u{fdef}'
        | '\u{e0000}'..='\u{e007f}');
    let line_break = matches!(c, '\u{2028}' | '\u{2029}');
    let private = matches!(c, '\u{e000}'..='\u{f8ff}');
    let noncharacter = (c as u32) & 0xfffe == 0xfffe;
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || direction
        || invisible
        || line_break
        || private
        || noncharacter
}

/// The text without the characters that a [`Text`] rejects; for texts from a customer's file.
pub fn printable(words: &str) -> String {
    words.chars().filter(|c| !is_unprintable(*c)).collect()
}

impl Field for Date {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = reader.text(node)?;
        match parse_date(text) {
            Some(value) => Some(Self { value, place: node.place }),
            None => {
                reader.invalid(
                    node,
                    format!("`{text}` is not a valid date"),
                    "write an existing date as year, month and day: `2025-04-15`",
                );
                None
            }
        }
    }
    fn schema() -> Json {
        json!({"type": "string", "format": "date"})
    }
    fn datum(&self) -> Datum {
        Datum::Date(self.value)
    }
}

/// Reads a date written as `2025-04-15`.
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    let schema = text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(at, b)| if at == 4 || at == 7 { b == b'-' } else { b.is_ascii_digit() });
    if schema { NaiveDate::parse_from_str(text, "%Y-%m-%d").ok() } else { None }
}

impl Field for Flag {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let value = match reader.text(node)? {
            "yes" | "true" => true,
            "no" | "false" => false,
            other => {
                reader.invalid(node, format!("`{other}` is neither `yes` nor `no`"), "write `yes` or `no`");
                return None;
            }
        };
        Some(Self { value, place: node.place })
    }
    fn schema() -> Json {
        json!({"enum": [true, false, "yes", "no"]})
    }
    fn datum(&self) -> Datum {
        Datum::Flag(self.value)
    }
}

impl Field for Number {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = reader.text(node)?;
        match text.parse() {
            Ok(value) => Some(Self { value, place: node.place }),
            Err(_) => {
                reader.invalid(
                    node,
                    format!("`{text}` is not a valid whole number"),
                    "write a whole number in digits, such as `1500`",
                );
                None
            }
        }
    }
    fn schema() -> Json {
        json!({"type": "integer", "minimum": 0})
    }
    fn datum(&self) -> Datum {
        Datum::Number(i64::from(self.value))
    }
}

/// An id: lower-case letters, digits and single hyphens, at most 64 characters. Safe in paths, anchors and
/// links.
#[derive(Debug, Clone)]
pub struct Id(pub Text);

/// Whether `text` is a valid id.
pub fn is_id(text: &str) -> bool {
    let part = |it: &str| !it.is_empty() && it.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    text.len() <= 64 && text.split('-').all(part)
}

impl Field for Id {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = Text::read(node, reader)?;
        if is_id(&text) {
            return Some(Self(text));
        }
        reader.invalid(node, format!("`{}` is not a valid id", text.value), ID_HELP);
        None
    }
    fn schema() -> Json {
        json!({"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 64})
    }
    fn datum(&self) -> Datum {
        self.0.datum()
    }
}

/// The help for an invalid id.
pub const ID_HELP: &str =
    "use lower-case letters, digits and single hyphens, at most 64 characters: `soc2-type-2`";

/// A text that is a template over facts (minijinja), as in answers.
#[derive(Debug, Clone)]
pub struct TemplateText(pub Text);

impl Field for TemplateText {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        Text::read(node, reader).map(Self)
    }
    fn schema() -> Json {
        Text::schema()
    }
    fn datum(&self) -> Datum {
        self.0.datum()
    }
    fn leaves<'a>(&'a self, each: &mut dyn FnMut(Leaf<'a>)) {
        each(Leaf::Template(&self.0));
    }
}
