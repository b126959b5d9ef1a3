//! How much room a text needs in a cell, estimated: enough to tell which rows must be higher for it to be read.
//!
//! Programs fit a row's height to its text only where the part tells no height, and never for merged cells. So a height that
//! is told, by hand or from the last time the row was fitted, grows where an answer would be cut off; it never shrinks.

use super::{
    super::{Area, At},
    grid::Grid,
    scan::Row,
    styles,
};

/// The size of letters whose digits are the measure of widths.
const SIZE: f64 = styles::SIZE;
/// The width of columns where none is told, in digits.
const WIDTH: f64 = 8.43;
/// The height of rows where none is told, in points.
const HEIGHT: f64 = 15.0;
/// The most that a row can have.
const HIGHEST: f64 = 409.5;
/// The distance of lines, in sizes of their letters.
const LINE: f64 = 1.32;
/// What digits are wider than the letters of a text are on average.
const LETTERS: f64 = 1.08;

/// A text of that many characters may run over empty cells beside it: it is read at a glance there.
const GLANCE: usize = 40;

/// What a text needs in a cell.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Need {
    /// To break into lines.
    pub breaks: bool,
    /// A height of its row, if it breaks; none where the row is high enough, or fits itself.
    pub height: Option<f64>,
}

/// The room that a sheet's cells have.
#[derive(Debug)]
pub struct Room<'a> {
    grid: &'a Grid,
}

impl<'a> Room<'a> {
    /// Of a sheet.
    pub fn new(grid: &'a Grid) -> Self {
        Self { grid }
    }

    /// The cell to the right of a cell, or of the merged cells that it stands for.
    pub fn beside(&self, at: At) -> At {
        At { row: at.row, column: self.area(at).last.column + 1 }
    }

    /// What a text in letters of a size needs in a cell, beside which the next cell is free or not.
    pub fn need(&self, at: At, text: &str, size: f64, free: bool) -> Need {
        let width = self.width(at) * SIZE / size;
        let lines = lines(text, width);
        if width <= 0.0 || lines <= 1 {
            return Need::default();
        }
        let height = lines as f64 * size * LINE + 2.0;
        // In a column so narrow that no row were high enough, a text that runs over the next cells is read better.
        let breaks = height <= HIGHEST && (text.contains('\n') || !free || text.chars().count() > GLANCE);
        Need { breaks, height: self.grown(at, height) }
    }

    /// The width of a cell, or of the merged cells that it stands for, in digits.
    fn width(&self, at: At) -> f64 {
        let area = self.area(at);
        let mut width = 0.0;
        for column in area.first.column..=area.last.column {
            let told = self.grid.scan.columns.iter().find(|it| (it.first..=it.last).contains(&column));
            let own = told.and_then(|it| it.width).or(self.grid.scan.width).unwrap_or(WIDTH);
            width += if told.is_some_and(|it| it.hidden) { 0.0 } else { own };
        }
        width
    }

    /// The height that a cell's row must have for a text of that height.
    fn grown(&self, at: At, height: f64) -> Option<f64> {
        let area = self.area(at);
        let rows = (area.first.row..=area.last.row).map(|it| self.row(it));
        let heights: Vec<f64> = rows.map(|it| it.and_then(|it| it.height.as_ref()).map_or(HEIGHT, |it| it.1)).collect();
        let row = self.row(at.row);
        let fits_itself = row.is_none_or(|it| it.height.is_none()) && area.first == area.last && !self.grid.scan.fixed_rows;
        let missing = height - heights.iter().sum::<f64>();
        if fits_itself || missing <= 0.0 || row.is_some_and(|it| it.hidden) {
            return None;
        }
        let own = heights.first().copied().unwrap_or(HEIGHT);
        // A quarter of a point is as fine as Excel keeps heights.
        let grown = ((own + missing) * 4.0).ceil() / 4.0;
        Some(grown.min(HIGHEST)).filter(|it| *it > own)
    }

    fn area(&self, at: At) -> Area {
        self.grid.scan.merged.iter().copied().find(|it| it.first == at).unwrap_or(Area { first: at, last: at })
    }

    fn row(&self, number: u32) -> Option<&Row> {
        let place = self.grid.scan.rows.binary_search_by_key(&number, |it| it.number).ok()?;
        self.grid.scan.rows.get(place)
    }
}

/// How many lines a text breaks into: words stay whole while they are shorter than a line.
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
