//! Positions and areas of cells in the notation of spreadsheets: `B7`, `B7:D9` (ECMA-376 part 1, 18.18.62).

use std::{fmt, str::FromStr};

/// The last row and column that a sheet can have.
pub const LAST: At = At { row: 1_048_576, column: 16_384 };

/// The suffix of the name of a place within a cell.
const INSIDE: &str = " (inside)";

/// A cell's position, counted from 1; ordered row by row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct At {
    /// Its row.
    pub row: u32,
    /// Its column.
    pub column: u32,
}

/// A rectangle of cells, including both corners.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Area {
    /// Its upper left cell.
    pub first: At,
    /// Its lower right cell.
    pub last: At,
}

impl At {
    /// The place within this cell that takes an answer after a `Response:` line. It is represented as a
    /// separate cell past the last column that a sheet can have, so that it differs from the cell.
    pub fn inside(self) -> Self {
        Self { column: self.column.saturating_add(LAST.column), ..self }
    }

    /// Whether this is a place within a cell.
    pub fn is_inside(self) -> bool {
        self.column > LAST.column
    }

    /// The cell that contains a place; for a cell, the cell itself.
    pub fn outer(self) -> Self {
        if self.is_inside() { Self { column: self.column - LAST.column, ..self } } else { self }
    }

    /// Parses the output of `Display`, including places within cells: `B7`, `B7 (inside)`.
    pub fn named(text: &str) -> Option<Self> {
        match text.strip_suffix(INSIDE) {
            Some(cell) => cell.parse().ok().map(Self::inside),
            None => text.parse().ok(),
        }
    }
}

impl Area {
    /// Whether it contains a cell.
    pub fn holds(self, at: At) -> bool {
        (self.first.row..=self.last.row).contains(&at.row)
            && (self.first.column..=self.last.column).contains(&at.column)
    }
}

impl FromStr for At {
    type Err = ();

    /// Parses `B7`, `$B$7`, up to the last cell of a sheet.
    fn from_str(text: &str) -> Result<Self, ()> {
        let text = text.strip_prefix('$').unwrap_or(text);
        let digits = text.find(|c: char| !c.is_ascii_alphabetic()).ok_or(())?;
        let (letters, row) = text.split_at(digits);
        let row = row.strip_prefix('$').unwrap_or(row);
        if !row.bytes().all(|it| it.is_ascii_digit()) {
            return Err(());
        }
        let at = Self { row: row.parse().map_err(|_| ())?, column: column(letters).ok_or(())? };
        ((1..=LAST.row).contains(&at.row)).then_some(at).ok_or(())
    }
}

impl FromStr for Area {
    type Err = ();

    /// Parses `B7:D9`, `B7`.
    fn from_str(text: &str) -> Result<Self, ()> {
        let (first, last) = text.split_once(':').unwrap_or((text, text));
        let (one, other): (At, At) = (first.parse()?, last.parse()?);
        Ok(Self {
            first: At { row: one.row.min(other.row), column: one.column.min(other.column) },
            last: At { row: one.row.max(other.row), column: one.column.max(other.column) },
        })
    }
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cell = self.outer();
        write!(f, "{}{}{}", letters(cell.column), cell.row, if self.is_inside() { INSIDE } else { "" })
    }
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last { self.first.fmt(f) } else { write!(f, "{}:{}", self.first, self.last) }
    }
}

/// The column with these letters, from 1: `A` is 1, `AA` is 27.
pub fn column(letters: &str) -> Option<u32> {
    let digit = |it: u8| it.is_ascii_alphabetic().then(|| u32::from(it.to_ascii_uppercase() - b'A') + 1);
    let number = letters.bytes().try_fold(0_u32, |sum, it| sum.checked_mul(26)?.checked_add(digit(it)?))?;
    (1..=LAST.column).contains(&number).then_some(number)
}

/// The letters of a column.
pub fn letters(mut column: u32) -> String {
    let mut letters = Vec::new();
    while column > 0 {
        column -= 1;
        letters.push(char::from(b'A' + (column % 26) as u8));
        column /= 26;
    }
    letters.iter().rev().collect()
}
