//! Scans a worksheet part once: its cells with their byte ranges, and everything that determines whether
//! they may be written.

use std::ops::Range;

use super::{
    super::{
        Area, At, Refusal,
        area::LAST,
        office::xml::{Node, Tag, Walk},
    },
    bounds::{AREAS, CELLS},
    conditional,
    found::{ScannedCell, cell},
    limits::Limit,
    page,
    rows::{Columns, ScannedRow, columns},
    rules,
};

/// A worksheet.
#[derive(Debug, Default)]
pub struct Scan {
    /// The prefix of its elements, with the colon.
    pub prefix: String,
    /// Its cells, in the order of the part.
    pub cells: Vec<ScannedCell>,
    /// Its rows, in the order of the part.
    pub rows: Vec<ScannedRow>,
    /// The formats of its columns.
    pub columns: Vec<Columns>,
    /// The element that contains the rows.
    pub data: Option<Data>,
    /// The byte range of the value of its dimension, and the area.
    pub dimension: Option<(Range<usize>, Area)>,
    /// Its merged areas.
    pub merged: Vec<Area>,
    /// Its lists.
    pub lists: Vec<rules::Validation>,
    /// Its data validation rules other than lists.
    pub limits: Vec<Limit>,
    /// The messages of its rules.
    pub messages: Vec<rules::Message>,
    /// Its conditional formats.
    pub conditional: Vec<conditional::Rule>,
    /// The areas that array formulas fill.
    pub arrays: Vec<Area>,
    /// The cells under form controls, in order.
    pub drawn: Vec<At>,
    /// Its page headers and footers.
    pub margins: Vec<String>,
    /// Whether it is protected.
    pub protected: bool,
    /// The area of its filter, and whether the filter currently hides rows.
    pub filter: Option<(Area, bool)>,
    /// Whether rows have a fixed height by default.
    pub fixed_rows: bool,
    /// The default column width, if set.
    pub width: Option<f64>,
    /// The number of areas of its lists.
    areas: usize,
}

/// The element that contains the rows.
#[derive(Debug, Clone)]
pub struct Data {
    /// The byte range of its tag.
    pub tag: Range<usize>,
    /// The position of its end tag; `None` if it has no content.
    pub end: Option<usize>,
}

/// Scans a part.
///
/// # Errors
/// It is not well-formed, or has more cells than the limit allows.
pub fn scan(part: &str, text: &str) -> Result<Scan, Refusal> {
    let mut scan = Scan::default();
    let mut walk = Walk::new(part, text);
    let (mut row, mut column) = (0_u32, 0_u32);
    let mut formatted: Vec<Area> = Vec::new();
    while let Some(node) = walk.next()? {
        match node {
            Node::Open(tag) => match *walk.open() {
                ["worksheet", "sheetData", "row"] => {
                    (row, column) = (tag.number("r").unwrap_or(row.saturating_add(1)), 0);
                    scan.rows.push(ScannedRow::new(&tag, row));
                }
                ["worksheet", "sheetData", "row", "c"] => {
                    let next = At { row, column: column.saturating_add(1) };
                    let found = cell(&mut walk, &tag, next, &mut scan.arrays)?;
                    column = found.at.column;
                    scan.cells.push(found);
                }
                ["worksheet", "conditionalFormatting"] => formatted = conditional::areas(&tag),
                ["worksheet", "conditionalFormatting", "cfRule"] => {
                    let rule = conditional::Rule::read(&mut walk, &tag, &formatted)?;
                    scan.areas += rule.as_ref().map_or(0, |it| it.areas.len());
                    scan.conditional.extend(rule);
                }
                _ => scan.part(&mut walk, &tag)?,
            },
            Node::Close { name: "row", span } if matches!(walk.open(), ["worksheet", "sheetData"]) => {
                let row = scan.rows.last_mut().filter(|_| !span.is_empty());
                row.into_iter().for_each(|it| it.end = Some(span.start));
            }
            Node::Close { name: "sheetData", span } if matches!(walk.open(), ["worksheet"]) => {
                let data = scan.data.as_mut().filter(|_| !span.is_empty());
                data.into_iter().for_each(|it| it.end = Some(span.start));
            }
            _ => {}
        }
        scan.check()?;
    }
    Ok(scan)
}

impl Scan {
    /// Reads a part of a sheet other than its cells and conditional formats.
    fn part(&mut self, walk: &mut Walk, tag: &Tag) -> Result<(), Refusal> {
        match *walk.open() {
            ["worksheet"] => self.prefix = tag.prefix().to_owned(),
            [.., "dataValidations", "dataValidation"] => {
                let (rule, message) = rules::Rule::read(walk, tag)?;
                self.areas += rule.as_ref().map_or(0, |it| it.areas().len());
                self.areas += message.as_ref().map_or(0, |it| it.areas.len());
                self.messages.extend(message);
                match rule {
                    Some(rules::Rule::List(it)) => self.lists.push(it),
                    Some(rules::Rule::Limit(it)) => self.limits.push(it),
                    None => {}
                }
            }
            ["worksheet", "headerFooter", part] if page::PARTS.contains(&part) => {
                self.margins.extend(page::texts(&walk.words()?));
            }
            _ => self.other(walk.open(), tag),
        }
        Ok(())
    }

    fn check(&self) -> Result<(), Refusal> {
        let areas = self
            .areas
            .max(self.merged.len())
            .max(self.arrays.len())
            .max(self.lists.len())
            .max(self.limits.len());
        let too_many = |count: usize, what| {
            Refusal::new(format!("has more than {count} {what} in one sheet"), "ask for a smaller file")
        };
        match () {
            () if self.cells.len() > CELLS => Err(too_many(CELLS, "cells")),
            () if areas > AREAS => Err(too_many(AREAS, "areas")),
            () if self.columns.len() > LAST.column as usize => Err(too_many(LAST.column as usize, "columns")),
            () => Ok(()),
        }
    }

    fn other(&mut self, open: &[&str], tag: &Tag) {
        match open {
            ["worksheet", "dimension"] => {
                self.dimension =
                    tag.value_span("ref").zip(tag.attribute("ref").and_then(|it| it.parse().ok()));
            }
            ["worksheet", "sheetFormatPr"] => {
                self.fixed_rows = tag.flag("customHeight");
                self.width = tag.number::<f64>("defaultColWidth").filter(|it| it.is_finite());
            }
            ["worksheet", "cols", "col"] => self.columns.extend(columns(tag)),
            ["worksheet", "sheetData"] => self.data = Some(Data { tag: tag.span.clone(), end: None }),
            ["worksheet", "sheetProtection"] => self.protected = tag.flag("sheet"),
            ["worksheet", "autoFilter"] => {
                self.filter = tag.attribute("ref").and_then(|it| it.parse().ok()).map(|it| (it, false))
            }
            ["worksheet", "autoFilter", "filterColumn"] => self.filter = self.filter.map(|it| (it.0, true)),
            ["worksheet", "mergeCells", "mergeCell"] => {
                self.merged.extend(tag.attribute("ref").and_then(|it| it.parse::<Area>().ok()))
            }
            _ => {}
        }
    }
}
