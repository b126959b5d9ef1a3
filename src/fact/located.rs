//! A value and its place in the file.

use std::ops::Deref;

use chrono::NaiveDate;

use crate::diagnostic::Place;

/// A value and its place in the file.
#[derive(Debug, Clone)]
pub struct LocatedValue<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub place: Place,
}

impl<T> Deref for LocatedValue<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

/// A literal text: never empty, without control characters.
pub type Text = LocatedValue<String>;

/// A calendar day, `2025-04-15` (ISO 8601).
pub type Date = LocatedValue<NaiveDate>;

/// `yes` or `no`.
pub type Flag = LocatedValue<bool>;

/// A whole number, 0 or more.
pub type Number = LocatedValue<u32>;
