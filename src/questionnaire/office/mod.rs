//! Office files: the zip package (ECMA-376 part 2) and the XML in it.

mod hints;
pub mod package;
pub mod parts;
mod pictures;
pub mod properties;
mod sweep;
pub mod unread_parts;
pub mod xml;

use std::fmt;

use super::Refusal;

/// The refusal of a package that cannot be read.
pub fn broken(what: impl fmt::Display) -> Refusal {
    Refusal::new(format!("is broken: {what}"), "open it in its program, save it again and retry")
}

/// Whether a text has words, or names a year: `2023`.
pub fn says(text: &str) -> bool {
    text.chars().filter(|it| it.is_alphabetic()).count() > 1 || names_year(text)
}

/// Whether a text contains a year as a separate number.
pub fn names_year(text: &str) -> bool {
    let mut numbers = text.split(|it: char| !it.is_ascii_digit());
    numbers.any(|it| it.len() == 4 && (it.starts_with("19") || it.starts_with("20")))
}
