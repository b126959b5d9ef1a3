//! Data validation lists, with their values resolved for each cell.

use std::{cell::Cell as Count, collections::BTreeMap, sync::Arc};

use super::{
    super::{Area, At, Choices},
    reference::{self, Reference},
    rules::{Source, Validation, source},
    workbook::Workbook,
};

/// The maximum number of cells that are visited for all lists of a workbook; further lists are not
/// resolved.
const LOOKS: usize = 20_000_000;
/// The maximum number of values of one list.
const VALUES: usize = 10_000;
/// The maximum depth of names that refer to other names.
const NAMES: usize = 8;

/// A value of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The displayed text.
    pub text: String,
    /// The stored number, if it is one.
    pub number: Option<String>,
}

/// Resolves the values of lists.
#[derive(Debug)]
pub struct Resolver<'a> {
    workbook: &'a Workbook,
    looks: Count<usize>,
}

impl<'a> Resolver<'a> {
    /// For the lists of a workbook.
    pub fn new(workbook: &'a Workbook) -> Self {
        Self { workbook, looks: Count::new(0) }
    }

    /// The values in the list of a cell; `None` if it is computed (`INDIRECT`, `OFFSET`) or in another
    /// file.
    pub fn items(&self, sheet: usize, at: At, list: &Validation) -> Option<Vec<Item>> {
        let items = match &list.source {
            Source::Values(values) => values.iter().map(|it| typed(it)).collect(),
            Source::Formula(formula) => {
                let origin = list.origin();
                let moved = (
                    i64::from(at.row) - i64::from(origin.row),
                    i64::from(at.column) - i64::from(origin.column),
                );
                self.formula(formula, sheet, moved, NAMES)?
            }
        };
        Some(once(items)).filter(|it| !it.is_empty())
    }

    fn formula(&self, formula: &str, sheet: usize, moved: (i64, i64), names: usize) -> Option<Vec<Item>> {
        if let Some(reference) = reference::parse(formula) {
            return self.area(&reference, sheet, moved);
        }
        if let Source::Values(values) = source(formula) {
            return Some(values.iter().map(|it| typed(it)).collect());
        }
        if let Some((table, column)) = reference::table_column(formula) {
            let table = self.workbook.tables.iter().find(|it| it.name.eq_ignore_ascii_case(table))?;
            return self.cells(table.sheet, table.column(column)?);
        }
        let (scope, name) = reference::name(formula)?;
        let scope = scope.map_or(Some(sheet), |it| self.workbook.book.sheet(&it))?;
        let meaning = self.workbook.book.meaning(name, scope)?;
        // Names are relative to the requesting cell, as if that were A1.
        let meaning = meaning.trim();
        self.formula(meaning.strip_prefix('=').unwrap_or(meaning), scope, moved, names.checked_sub(1)?)
    }

    fn area(&self, reference: &Reference, sheet: usize, moved: (i64, i64)) -> Option<Vec<Item>> {
        let sheet = match &reference.sheet {
            Some(name) => self.workbook.book.sheet(name)?,
            None => sheet,
        };
        self.cells(sheet, reference.area(moved)?)
    }

    fn cells(&self, sheet: usize, area: Area) -> Option<Vec<Item>> {
        let texts = &self.workbook.grids.get(sheet)?.texts;
        let mut items = Vec::new();
        let rows = At { row: area.first.row, column: 0 }..=At { row: area.last.row, column: u32::MAX };
        for (at, shown) in texts.range(rows) {
            self.looks.set(self.looks.get() + 1);
            if self.looks.get() > LOOKS || items.len() > VALUES {
                return None;
            }
            if area.holds(*at) && !shown.text.trim().is_empty() {
                items.push(Item { text: shown.text.trim().to_owned(), number: shown.number.clone() });
            }
        }
        Some(items)
    }
}

/// A value as Excel stores it when it is chosen from a list in the formula: text that looks like a number
/// becomes one.
fn typed(text: &str) -> Item {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let numeric = [whole, fraction]
        .iter()
        .all(|word| !word.is_empty() && word.len() <= 15 && word.bytes().all(|it| it.is_ascii_digit()));
    Item { text: text.to_owned(), number: numeric.then(|| text.to_owned()) }
}

/// The distinct values, in order, without empty ones.
fn once(items: Vec<Item>) -> Vec<Item> {
    let mut seen = BTreeMap::new();
    items.into_iter().filter(|it| !it.text.is_empty() && seen.insert(it.text.clone(), ()).is_none()).collect()
}

/// Reuses the known choices if they are equal.
pub(super) fn shared(choices: Choices, known: Option<Arc<Choices>>) -> Arc<Choices> {
    known.filter(|it| **it == choices).unwrap_or_else(|| Arc::new(choices))
}

/// A computed list is known to exist, but has no values.
pub(super) fn choices(items: Option<Vec<Item>>) -> Choices {
    let items = items.unwrap_or_default();
    let numeric = !items.is_empty() && items.iter().all(|it| it.number.is_some());
    Choices { values: items.into_iter().map(|it| it.text).collect(), numeric, ticked: false }
}
