//! Tables in sheets: their names and columns, which lists refer to, and their header rows, which are not
//! written.

use super::super::{
    Area, At, Refusal,
    office::package::Package,
    office::xml::{Node, Walk},
};

/// A table.
#[derive(Debug, Default)]
pub struct ListObject {
    /// The index of its sheet.
    pub sheet: usize,
    /// Its name in formulas.
    pub name: String,
    /// Its area, including headers and totals.
    pub area: Area,
    /// The number of header rows: 0 or 1.
    pub headers: u32,
    /// The number of total rows: 0 or 1.
    pub totals: u32,
    /// Whether its filter currently hides rows.
    pub filtered: bool,
    /// The names of its columns.
    pub columns: Vec<String>,
}

/// The tables of a sheet.
///
/// # Errors
/// A part is malformed.
pub fn tables(package: &Package, sheet: usize, part: &str) -> Result<Vec<ListObject>, Refusal> {
    let mut tables = Vec::new();
    for relation in package.related(part, "table")? {
        let text = package.part(&relation.target)?;
        let mut walk = Walk::new(&relation.target, &text);
        let mut table = ListObject { sheet, headers: 1, ..ListObject::default() };
        while let Some(node) = walk.next()? {
            let Node::Open(tag) = node else { continue };
            match walk.open() {
                ["table"] => {
                    table.name = tag
                        .attribute("displayName")
                        .or_else(|| tag.attribute("name"))
                        .unwrap_or_default()
                        .into_owned();
                    table.area = tag.attribute("ref").and_then(|it| it.parse().ok()).unwrap_or_default();
                    table.headers = tag.number("headerRowCount").unwrap_or(1);
                    table.totals = tag.number("totalsRowCount").unwrap_or_default();
                }
                ["table", "autoFilter", "filterColumn"] => table.filtered = true,
                ["table", "tableColumns", "tableColumn"] => {
                    table.columns.extend(tag.attribute("name").map(std::borrow::Cow::into_owned))
                }
                _ => {}
            }
        }
        tables.push(table);
    }
    Ok(tables)
}

/// The areas of a sheet that a pivot table computes.
///
/// # Errors
/// A part is malformed.
pub fn pivots(package: &Package, part: &str) -> Result<Vec<Area>, Refusal> {
    let mut areas = Vec::new();
    for relation in package.related(part, "pivotTable")? {
        let text = package.part(&relation.target)?;
        let mut walk = Walk::new(&relation.target, &text);
        while let Some(node) = walk.next()? {
            if let Node::Open(tag) = node
                && tag.name() == "location"
            {
                areas.extend(tag.attribute("ref").and_then(|it| it.parse::<Area>().ok()));
            }
        }
    }
    Ok(areas)
}

impl ListObject {
    /// The cells of a column, without headers and totals.
    pub fn column(&self, name: &str) -> Option<Area> {
        let place = u32::try_from(self.columns.iter().position(|it| it.eq_ignore_ascii_case(name))?).ok()?;
        let column = self.area.first.column.checked_add(place)?;
        let first = At { row: self.area.first.row.checked_add(self.headers)?, column };
        let last = At { row: self.area.last.row.checked_sub(self.totals)?, column };
        (first.row <= last.row).then_some(Area { first, last })
    }

    /// Whether a cell is one of its headers.
    pub fn heads(&self, at: At) -> bool {
        self.area.holds(at) && at.row - self.area.first.row < self.headers
    }
}
