//! Estimates the space that a text needs in a cell, to decide which rows must be higher for it to be
//! readable.
//!
//! Excel fits a row's height to its text only if the part sets no height, LibreOffice not even then, and
//! neither does so for merged cells. Therefore a height is increased if an answer would be cut off, or set
//! if there is none; it is never reduced.

use std::collections::BTreeMap;

use super::{
    super::{Area, At},
    cell_styles::{Styles, spread},
    read::rows,
    rows::{Columns, ScannedRow},
    styles,
    workbook::{Grid, Workbook},
};

/// The font size, in points, whose digits are the unit of widths.
const SIZE: f64 = styles::SIZE;
/// The default column width, in digits.
const WIDTH: f64 = 8.43;
/// The default row height, in points.
const HEIGHT: f64 = 15.0;
/// The maximum row height, in points.
const HIGHEST: f64 = 409.5;
/// The line spacing, as a multiple of the font size.
const LINE: f64 = 1.32;
/// The width of a digit relative to the average letter of a text.
const LETTERS: f64 = 1.08;

/// The maximum number of characters of a text that may overflow into the empty cells beside it.
const GLANCE: usize = 40;

/// The maximum number of lines of a text that could overflow into empty cells instead of wrapping.
const MANY: usize = 12;

/// The space that a text needs in a cell.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Need {
    /// Whether the text must wrap.
    pub breaks: bool,
    /// The row height, if it wraps; `None` if the row is high enough.
    pub height: Option<Height>,
}

/// The height of a row.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Height {
    /// In points.
    pub points: f64,
    /// Whether programs must not fit the height themselves: they ignore merged cells.
    pub fixed: bool,
}

impl Height {
    /// The height that is enough for both.
    pub fn with(self, other: Self) -> Self {
        Self { points: self.points.max(other.points), fixed: self.fixed || other.fixed }
    }
}

/// The space of a sheet's cells.
#[derive(Debug)]
pub struct CellSpace<'a> {
    workbook: &'a Workbook,
    grid: &'a Grid,
    styles: &'a Styles,
    /// The merged areas, by their first cell.
    merged: BTreeMap<At, Area>,
    /// The widths of the columns that have one.
    widths: Vec<Option<f64>>,
}

impl<'a> CellSpace<'a> {
    /// Of a sheet.
    pub fn new(workbook: &'a Workbook, grid: &'a Grid, styles: &'a Styles) -> Self {
        let merged = grid.scan.merged.iter().map(|it| (it.first, *it)).collect();
        let width = |it: &Columns| if it.hidden { Some(0.0) } else { it.width };
        Self { workbook, grid, styles, merged, widths: spread(grid, None, width) }
    }

    /// The cell to the right of a cell or of the merged area that begins there.
    pub fn beside(&self, at: At) -> At {
        At { row: at.row, column: self.area(at).last.column + 1 }
    }

    /// The space that a text of a font size needs in a cell; `free` if the next cell is empty.
    pub fn need(&self, at: At, text: &str, size: f64, free: bool) -> Need {
        let width = self.width(at) * SIZE / size;
        let lines = lines(text, width);
        if width <= 0.0 || lines <= 1 {
            return Need::default();
        }
        let height = lines as f64 * size * LINE + 2.0;
        let wants = text.contains('\n') || !free || text.chars().count() > GLANCE;
        // A text in a very narrow column is easier to read if it overflows into the empty cells beside it.
        let breaks = wants && height <= HIGHEST && (lines <= MANY || !free);
        Need { breaks, height: self.grown(at, height) }
    }

    /// The width of a cell or of the merged area that begins there, in digits.
    fn width(&self, at: At) -> f64 {
        let area = self.area(at);
        let own = |column: u32| self.widths.get(column as usize).copied().flatten();
        (area.first.column..=area.last.column)
            .map(|it| own(it).or(self.grid.scan.width).unwrap_or(WIDTH))
            .sum()
    }

    /// The height that a cell's row needs for a text of this height; `None` if the row is high enough.
    fn grown(&self, at: At, height: f64) -> Option<Height> {
        let area = self.area(at);
        let row = self.row(at.row);
        if row.is_some_and(|it| it.hidden) {
            return None;
        }
        let told = row.and_then(|it| it.height.as_ref()).map(|it| it.1);
        let below: f64 = (area.first.row + 1..=area.last.row)
            .map(|row| self.row(row).and_then(|it| it.height.as_ref()).map_or(HEIGHT, |it| it.1))
            .sum();
        let points = told.unwrap_or_else(|| self.natural(at.row)).max(height - below);
        // Excel stores heights in steps of a quarter point.
        let points = ((points * 4.0).ceil() / 4.0).min(HIGHEST);
        let fixed = area.first != area.last || self.grid.scan.fixed_rows;
        (points > told.unwrap_or(HEIGHT)).then_some(Height { points, fixed })
    }

    /// The height of a row without a set height, according to its present texts.
    fn natural(&self, row: u32) -> f64 {
        let first = At { row, column: 1 };
        let texts = self.grid.texts.range(rows(Area { first, last: first }));
        let heights = texts.filter_map(|(at, shown)| {
            let style = self.workbook.style(self.styles.of(*at));
            let area = self.area(*at);
            let width = self.width(*at) * SIZE / style.size;
            (style.wraps && width > 0.0 && area.first == area.last)
                .then(|| lines(&shown.text, width) as f64 * style.size * LINE + 2.0)
        });
        heights.fold(HEIGHT, f64::max)
    }

    fn area(&self, at: At) -> Area {
        self.merged.get(&at).copied().unwrap_or(Area { first: at, last: at })
    }

    fn row(&self, number: u32) -> Option<&ScannedRow> {
        let place = self.grid.scan.rows.binary_search_by_key(&number, |it| it.number).ok()?;
        self.grid.scan.rows.get(place)
    }
}

/// The number of lines that a text wraps to; words shorter than a line are not split.
fn lines(text: &str, width: f64) -> usize {
    let most = ((width * LETTERS) as usize).max(1);
    text.split('\n').map(|it| paragraph(it, most)).sum()
}

fn paragraph(text: &str, most: usize) -> usize {
    let (mut lines, mut used) = (1, 0);
    for word in text.split(' ') {
        let length = word.chars().map(|it| if it > '\u{2E7F}' { 2 } else { 1 }).sum::<usize>();
        let with = if used == 0 { length } else { used + 1 + length };
        if with <= most {
            used = with;
            continue;
        }
        lines += usize::from(used > 0) + length.saturating_sub(1) / most;
        used = length - length.saturating_sub(1) / most * most;
    }
    lines
}
