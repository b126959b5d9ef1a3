//! One worksheet part, walked through once: its cells with the bytes they stand at, and all that says whether
//! they may be written.

use std::{ops::Range, sync::Arc};

use super::{
    super::{
        Area, At, Refusal,
        area::LAST,
        bounded::more,
        office::xml::{Node, Tag, Walk},
    },
    bounds::{self, AREAS, CELLS},
    conditional,
    limits::Limit,
    page, rules, strings,
};

/// A worksheet.
#[derive(Debug, Default)]
pub struct Scan {
    /// The prefix of its elements, with the colon.
    pub prefix: String,
    /// Its cells, in the order of the part.
    pub cells: Vec<Found>,
    /// Its rows, in the order of the part.
    pub rows: Vec<Row>,
    /// Its columns' formats.
    pub columns: Vec<Columns>,
    /// The element that holds the rows.
    pub data: Option<Data>,
    /// The bytes of the value of its dimension, and the area.
    pub dimension: Option<(Range<usize>, Area)>,
    /// Its merged areas.
    pub merged: Vec<Area>,
    /// Its lists.
    pub lists: Vec<rules::Validation>,
    /// Its rules on values other than lists.
    pub limits: Vec<Limit>,
    /// What its rules say when a cell is chosen.
    pub messages: Vec<rules::Message>,
    /// Its conditional formats.
    pub conditional: Vec<conditional::Rule>,
    /// The areas that formulas fill past their own cells.
    pub arrays: Vec<Area>,
    /// The cells over which form controls are drawn, in order.
    pub drawn: Vec<At>,
    /// What is printed above and below it.
    pub margins: Vec<String>,
    /// Protected.
    pub protected: bool,
    /// The area of its filter, and whether that hides rows for now.
    pub filter: Option<(Area, bool)>,
    /// Rows have a fixed height, where they do not say otherwise.
    pub fixed_rows: bool,
    /// The width of columns that have none of their own, where it is told.
    pub width: Option<f64>,
    /// How many areas its lists stand on.
    areas: usize,
}

/// The element that holds the rows.
#[derive(Debug, Clone)]
pub struct Data {
    /// The bytes of its tag.
    pub tag: Range<usize>,
    /// Where its end tag begins; none where it has no content.
    pub end: Option<usize>,
}

/// A cell, as it stands in the part.
#[derive(Debug)]
pub struct Found {
    /// Its place.
    pub at: At,
    /// It says its place itself.
    pub placed: bool,
    /// Its bytes, from its tag to its end.
    pub span: Range<usize>,
    /// The number of its format.
    pub style: usize,
    /// The type of its value, as it stands there.
    pub kind: String,
    /// Its value.
    pub value: Option<String>,
    /// The XML of its own text, where that has runs with formats of their own; of a shared text, the
    /// workbook's list of these has it.
    pub rich: Option<Arc<str>>,
    /// It has a formula.
    pub formula: bool,
    /// The formula, where its value was not saved with it; one that is written elsewhere, or is long, is
    /// empty.
    pub unset: Option<String>,
}

/// A row, as it stands in the part.
#[derive(Debug)]
pub struct Row {
    /// Its number, from 1.
    pub number: u32,
    /// The bytes of its tag.
    pub tag: Range<usize>,
    /// Where its end tag begins; none where it has no content.
    pub end: Option<usize>,
    /// Where another attribute can be added.
    pub attributes: usize,
    /// The bytes of its spans, and the spans.
    pub spans: Option<(Range<usize>, u32, u32)>,
    /// The number of its format, where it has one.
    pub style: Option<usize>,
    /// Hidden.
    pub hidden: bool,
    /// Its level in the outline, 0 for the outermost.
    pub outline: u8,
    /// It says whether its height is fixed.
    pub fixed: bool,
    /// Its height in points, where it is told, and the bytes that tell it.
    pub height: Option<(Range<usize>, f64)>,
}

/// Columns with one format.
#[derive(Debug, Clone, Copy)]
pub struct Columns {
    /// The first.
    pub first: u32,
    /// The last.
    pub last: u32,
    /// The number of their format.
    pub style: usize,
    /// Hidden.
    pub hidden: bool,
    /// Their width in digits, where it is told.
    pub width: Option<f64>,
}

/// Walks through a part.
///
/// # Errors
/// It is not well-formed, or has more cells than are left.
pub fn scan(part: &str, text: &str) -> Result<Scan, Refusal> {
    let mut scan = Scan::default();
    let mut walk = Walk::new(part, text);
    let (mut row, mut column) = (0_u32, 0_u32);
    let mut formatted: Vec<Area> = Vec::new();
    while let Some(node) = walk.next()? {
        match node {
            Node::Open(tag) => match *walk.open() {
                ["worksheet"] => scan.prefix = tag.prefix().to_owned(),
                ["worksheet", "sheetData", "row"] => {
                    (row, column) = (tag.number("r").unwrap_or(row.saturating_add(1)), 0);
                    scan.rows.push(Row::new(&tag, row));
                }
                ["worksheet", "sheetData", "row", "c"] => {
                    let found = cell(
                        &mut walk,
                        &tag,
                        At { row, column: column.saturating_add(1) },
                        &mut scan.arrays,
                    )?;
                    column = found.at.column;
                    scan.cells.push(found);
                }
                [.., "dataValidations", "dataValidation"] => {
                    let (rule, message) = rules::Rule::read(&mut walk, &tag)?;
                    scan.areas += rule.as_ref().map_or(0, |it| it.areas().len());
                    scan.areas += message.as_ref().map_or(0, |it| it.areas.len());
                    scan.messages.extend(message);
                    match rule {
                        Some(rules::Rule::List(it)) => scan.lists.push(it),
                        Some(rules::Rule::Limit(it)) => scan.limits.push(it),
                        None => {}
                    }
                }
                ["worksheet", "conditionalFormatting"] => formatted = conditional::areas(&tag),
                ["worksheet", "conditionalFormatting", "cfRule"] => {
                    let rule = conditional::Rule::read(&mut walk, &tag, &formatted)?;
                    scan.areas += rule.as_ref().map_or(0, |it| it.areas.len());
                    scan.conditional.extend(rule);
                }
                ["worksheet", "headerFooter", part] if page::PARTS.contains(&part) => {
                    scan.margins.extend(page::texts(&walk.words()?));
                }
                _ => scan.other(walk.open(), &tag),
            },
            Node::Close { name: "row", span } if matches!(walk.open(), ["worksheet", "sheetData"]) => {
                scan.rows
                    .last_mut()
                    .filter(|_| !span.is_empty())
                    .into_iter()
                    .for_each(|it| it.end = Some(span.start));
            }
            Node::Close { name: "sheetData", span } if matches!(walk.open(), ["worksheet"]) => {
                scan.data
                    .as_mut()
                    .filter(|_| !span.is_empty())
                    .into_iter()
                    .for_each(|it| it.end = Some(span.start));
            }
            _ => {}
        }
        scan.check()?;
    }
    Ok(scan)
}

impl Scan {
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

impl Row {
    fn new(tag: &Tag, number: u32) -> Self {
        let spans = tag.attribute("spans").and_then(|it| {
            let (first, last) = it.split_once(':')?;
            Some((tag.value_span("spans")?, first.parse().ok()?, last.parse().ok()?))
        });
        let height = tag.value_span("ht").zip(tag.number::<f64>("ht"));
        Self {
            number,
            tag: tag.span.clone(),
            end: None,
            attributes: tag.end_of_attributes(),
            spans,
            style: tag.flag("customFormat").then(|| tag.number("s").unwrap_or_default()),
            hidden: tag.flag("hidden") || height.as_ref().is_some_and(|it| it.1 == 0.0),
            outline: tag.number("outlineLevel").unwrap_or_default(),
            fixed: tag.attribute("customHeight").is_some(),
            height,
        }
    }
}

fn columns(tag: &Tag) -> Option<Columns> {
    let (first, last) = (tag.number("min")?, tag.number("max")?);
    let width = tag.number::<f64>("width").filter(|it| it.is_finite());
    let hidden = tag.flag("hidden") || width == Some(0.0);
    Some(Columns { first, last, style: tag.number("style").unwrap_or_default(), hidden, width })
}

/// A cell; one that does not say where it is stands right of the one before it.
fn cell(walk: &mut Walk, tag: &Tag, next: At, arrays: &mut Vec<Area>) -> Result<Found, Refusal> {
    let told = tag.attribute("r").and_then(|it| it.parse::<At>().ok());
    let mut found = Found {
        // The row is the row's own: a cell that claims another one is not believed.
        at: told.map_or(next, |it| At { row: next.row, column: it.column }),
        placed: told.is_some(),
        span: tag.span.clone(),
        style: tag.number("s").unwrap_or_default(),
        kind: tag.attribute("t").unwrap_or_default().into_owned(),
        value: None,
        rich: None,
        formula: false,
        unset: None,
    };
    let depth = walk.open().len();
    while walk.open().len() >= depth {
        match walk.next()? {
            Some(Node::Open(inner)) => match inner.name() {
                "v" => found.value = Some(walk.words()?),
                "is" => {
                    let text = strings::runs(walk)?;
                    (found.value, found.rich) = (Some(text.words), text.rich);
                }
                "f" => {
                    found.formula = true;
                    if inner.attribute("t").is_some_and(|it| it == "array" || it == "dataTable") {
                        let area = inner.attribute("ref").and_then(|it| it.parse::<Area>().ok());
                        arrays.extend(area.filter(|it| it.first != it.last));
                    }
                    let formula = walk.words()?;
                    // A long one is not followed; that it is there is told.
                    let long = || format!("\"{}\"", more(1));
                    found.unset = Some(if formula.len() <= bounds::LONGEST { formula } else { long() });
                }
                _ => drop(walk.skip()?),
            },
            Some(_) => {}
            None => break,
        }
    }
    // A formula that gives no text has a type for it; a number or an error has a value.
    let number = matches!(found.kind.as_str(), "" | "n");
    if found.value.as_ref().is_some_and(|it| !number || !it.trim().is_empty()) {
        found.unset = None;
    }
    found.span.end = walk.place();
    Ok(found)
}
