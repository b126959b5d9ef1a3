//! References in formulas of lists: areas of this or another sheet, columns of tables, names.

use super::super::{
    Area, At,
    area::{LAST, column},
};

/// An area of cells, whose corners may be relative to the requesting cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The name of the sheet, if it is a different one.
    pub sheet: Option<String>,
    first: Corner,
    last: Corner,
}

/// A corner; a missing row or column extends to the edge of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Corner {
    column: Option<Step>,
    row: Option<Step>,
}

/// A row or column, and whether it is absolute (`$`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Step {
    number: u32,
    held: bool,
}

/// Parses `Sheet2!$A$1:$A$5`, `'My sheet'!A:A`, `B3`.
pub fn parse(text: &str) -> Option<Reference> {
    let (sheet, cells) = scoped(text.trim())?;
    let (first, last) = cells.split_once(':').unwrap_or((cells, cells));
    let (first, last) = (corner(first)?, corner(last)?);
    let whole = |it: Corner| it.column.is_some() && it.row.is_some();
    // `A` alone is a name, `A:A` a column.
    let area = cells.contains(':')
        && first.column.is_some() == last.column.is_some()
        && first.row.is_some() == last.row.is_some();
    (area || whole(first)).then_some(Reference { sheet, first, last })
}

/// Parses `Table1[Column]`.
pub fn table_column(text: &str) -> Option<(&str, &str)> {
    let (table, rest) = text.trim().split_once('[')?;
    let column = rest.strip_suffix(']')?;
    let simple =
        !table.is_empty() && !column.contains(['[', ']', ',', '#', '@']) && !table.contains(['!', '(', ' ']);
    simple.then_some((table, column))
}

/// Parses a name, with its optional sheet: `Answers`, `Sheet2!Answers`.
pub fn name(text: &str) -> Option<(Option<String>, &str)> {
    let (sheet, name) = scoped(text.trim())?;
    let fits = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '\\' | '?'));
    (fits && !name.is_empty()).then_some((sheet, name))
}

/// Splits off a sheet's name; references to other files (`[1]Sheet!A1`) are not read.
fn scoped(text: &str) -> Option<(Option<String>, &str)> {
    let Some(at) = text.rfind('!') else { return Some((None, text)) };
    let (sheet, rest) = (text.get(..at)?, text.get(at + 1..)?);
    let quoted = sheet.strip_prefix('\'').and_then(|it| it.strip_suffix('\''));
    let sheet = quoted.map_or_else(|| sheet.to_owned(), |it| it.replace("''", "'"));
    let plain = quoted.is_some() || !sheet.contains(['(', ')', ' ', ',', '"']);
    (!sheet.contains('[') && plain).then_some((Some(sheet), rest))
}

fn corner(text: &str) -> Option<Corner> {
    let (column_held, rest) = text.strip_prefix('$').map_or((false, text), |it| (true, it));
    let letters = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    let (letters, rest) = rest.split_at(letters);
    if letters.is_empty() {
        // In `$3`, the first `$` belongs to the row.
        return Some(Corner { column: None, row: Some(row(rest, column_held)?) });
    }
    let column = Some(Step { number: column(letters)?, held: column_held });
    if rest.is_empty() {
        return Some(Corner { column, row: None });
    }
    let (held, digits) = rest.strip_prefix('$').map_or((false, rest), |it| (true, it));
    Some(Corner { column, row: Some(row(digits, held)?) })
}

fn row(digits: &str, held: bool) -> Option<Step> {
    let number = digits
        .parse()
        .ok()
        .filter(|row| (1..=LAST.row).contains(row) && digits.bytes().all(|it| it.is_ascii_digit()))?;
    Some(Step { number, held })
}

impl Reference {
    /// Whether it refers to the same cells from everywhere.
    pub fn is_absolute(&self) -> bool {
        [self.first, self.last].iter().flat_map(|it| [it.column, it.row]).flatten().all(|it| it.held)
    }

    /// The area relative to a cell that is `down` rows and `right` columns from the cell it was written
    /// for.
    pub fn area(&self, (down, right): (i64, i64)) -> Option<Area> {
        let at = |corner: Corner, otherwise: At| {
            let row = corner.row.map_or(Some(otherwise.row), |it| it.moved(down, LAST.row))?;
            Some(At {
                row,
                column: corner.column.map_or(Some(otherwise.column), |it| it.moved(right, LAST.column))?,
            })
        };
        let (one, other) = (at(self.first, At { row: 1, column: 1 })?, at(self.last, LAST)?);
        Some(Area {
            first: At { row: one.row.min(other.row), column: one.column.min(other.column) },
            last: At { row: one.row.max(other.row), column: one.column.max(other.column) },
        })
    }
}

impl Step {
    fn moved(self, by: i64, last: u32) -> Option<u32> {
        let by = if self.held { 0 } else { by };
        u32::try_from(i64::from(self.number) + by).ok().filter(|it| (1..=last).contains(it))
    }
}
