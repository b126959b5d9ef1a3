//! A workbook in memory: every sheet scanned, and the displayed text of every cell.

use super::{
    super::{At, Refusal, office::package::Package},
    book::Book,
    bounds::{CELLS, TEXT},
    conditional,
    drawn::drawn,
    found::ScannedCell,
    notes, number,
    scan::{Scan, scan},
    strings::{self, Text},
    styles::{Style, styles},
    tables::{pivots, tables},
    unset,
    workbook::{Grid, Shown, Workbook},
};

/// Counts bytes of text.
fn within(bytes: &mut usize, more: usize) -> Result<(), Refusal> {
    *bytes += more;
    if *bytes > TEXT {
        return Err(Refusal::new(
            format!("has more than {} MiB of text", TEXT >> 20),
            "ask for a smaller file",
        ));
    }
    Ok(())
}

impl Workbook {
    /// Reads the workbook of a package.
    ///
    /// # Errors
    /// A part is malformed or exceeds the limits.
    pub fn read(package: &Package) -> Result<Self, Refusal> {
        let book = Book::read(package)?;
        let strings = strings::shared(package, &book.part)?;
        let styles = styles(package, &book.part)?;
        let striking = conditional::striking(package, &book.part)?;
        let mut workbook = Self { book, styles, striking, ..Self::default() };
        let (mut cells, mut bytes) = (0, 0);
        for sheet in 0..workbook.book.sheets.len() {
            let grid = match workbook.book.sheets.get(sheet).and_then(|it| it.part.clone()) {
                Some(part) => {
                    workbook.tables.extend(tables(package, sheet, &part)?);
                    let mut scan = scan(&part, &package.part(&part)?)?;
                    scan.arrays.extend(pivots(package, &part)?);
                    scan.drawn = drawn(package, &part)?;
                    let comments = notes::comments(package, &part)?;
                    let boxes = notes::boxes(package, &part)?;
                    bytes += comments.iter().map(|it| it.1.len()).sum::<usize>();
                    bytes += boxes.iter().map(String::len).sum::<usize>();
                    Grid { comments, boxes, ..workbook.grid(scan, &strings, &mut bytes)? }
                }
                None => Grid::default(),
            };
            cells += grid.scan.cells.len();
            if cells > CELLS {
                return Err(Refusal::new(format!("has more than {CELLS} cells"), "ask for a smaller file"));
            }
            workbook.grids.push(grid);
        }
        unset::repeat(&mut workbook, |more| within(&mut bytes, more))?;
        Ok(workbook)
    }

    /// The format with an index.
    pub fn style(&self, number: usize) -> Style {
        self.styles.get(number).cloned().unwrap_or_default()
    }

    /// The part of a sheet.
    pub fn part(&self, sheet: usize) -> Option<&str> {
        self.book.sheets.get(sheet)?.part.as_deref()
    }

    fn grid(&self, mut scan: Scan, strings: &[Text], bytes: &mut usize) -> Result<Grid, Refusal> {
        let mut grid = Grid::default();
        for found in &mut scan.cells {
            let Some(shown) = self.shown(found, strings) else { continue };
            found.value = None;
            if shown.text.is_empty() {
                continue;
            }
            within(bytes, shown.text.len())?;
            grid.last =
                At { row: grid.last.row.max(found.at.row), column: grid.last.column.max(found.at.column) };
            // If a cell occurs twice, the first is used, as in spreadsheet programs.
            grid.texts.entry(found.at).or_insert(shown);
        }
        grid.scan = scan;
        Ok(grid)
    }

    fn shown(&self, found: &ScannedCell, strings: &[Text]) -> Option<Shown> {
        let value = found.value.as_deref()?;
        let text = match found.kind.as_str() {
            "s" => {
                let shared = value
                    .trim()
                    .parse::<usize>()
                    .ok()
                    .and_then(|it| strings.get(it))
                    .cloned()
                    .unwrap_or_default();
                return Some(Shown { text: shared.words, number: None, rich: shared.rich });
            }
            "inlineStr" => value.to_owned(),
            "str" => strings::plain(value),
            "b" => if value.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
            "" | "n" => {
                let code = self.styles.get(found.style).map_or("", |it| it.number.as_str());
                let number =
                    value.trim().parse::<f64>().is_ok_and(f64::is_finite).then(|| value.trim().to_owned());
                return Some(Shown {
                    text: number::shown(value, code, self.book.from_1904),
                    number,
                    rich: None,
                });
            }
            // Errors and ISO dates are shown as they are.
            _ => value.to_owned(),
        };
        Some(Shown { text, number: None, rich: found.rich.clone() })
    }
}

impl Grid {
    /// A cell of the part; only valid if the cells are in order.
    pub fn found(&self, at: At) -> Option<&ScannedCell> {
        let place = self.scan.cells.binary_search_by_key(&at, |it| it.at).ok()?;
        self.scan.cells.get(place)
    }
}
