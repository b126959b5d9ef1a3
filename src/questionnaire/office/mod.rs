//! Office files: the zip package (ECMA-376 part 2) and the XML in it.

mod hints;
pub mod package;
pub mod parts;
mod pictures;
pub mod properties;
pub mod xml;

use std::fmt;

use super::Refusal;

/// A package that cannot be read.
pub fn broken(what: impl fmt::Display) -> Refusal {
    Refusal::new(format!("is broken: {what}"), "open it in its program, save it again and retry")
}
