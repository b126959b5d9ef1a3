//! Rules of data validation; of drop-down lists what is in them, resolved cell by cell.

use std::{cell::Cell as Count, collections::BTreeMap};

use super::{
    super::{
        Area, At, Refusal,
        office::xml::{Node, Tag, Walk},
    },
    grid::Workbook,
    limits::Limit,
    reference::{self, Reference},
    strings,
};

/// How many cells may be looked at for all lists of a workbook; further lists stay unresolved.
const LOOKS: usize = 20_000_000;
/// The most values of one list.
const VALUES: usize = 10_000;
/// How often a name may stand for another one.
const NAMES: usize = 8;

/// A list that stands on cells.
#[derive(Debug)]
pub struct Validation {
    /// The cells.
    pub areas: Vec<Area>,
    /// Other values are not taken.
    pub strict: bool,
    source: Source,
}

#[derive(Debug)]
enum Source {
    /// Values that stand in the list itself.
    Values(Vec<String>),
    /// Something that gives values: an area, a name.
    Formula(String),
}

/// One value of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// As it is shown.
    pub text: String,
    /// As it is written, where it is a number.
    pub number: Option<String>,
}

/// Finds what is in lists.
#[derive(Debug)]
pub struct Resolver<'a> {
    workbook: &'a Workbook,
    looks: Count<usize>,
}

/// A message that is shown when a cell is chosen.
#[derive(Debug)]
pub struct Message {
    /// The cells.
    pub areas: Vec<Area>,
    /// Its title and its words.
    pub said: String,
}

/// One rule of data validation.
#[derive(Debug)]
pub enum Rule {
    /// A list.
    List(Validation),
    /// Anything else.
    Limit(Limit),
}

impl Rule {
    /// Reads the element just begun, of the standard's own form or of Excel's later one (`x14`); none where it is no rule. The
    /// message that is shown when a cell is chosen may stand without one.
    ///
    /// # Errors
    /// The XML is not well-formed.
    pub fn read(walk: &mut Walk, tag: &Tag) -> Result<(Option<Self>, Option<Message>), Refusal> {
        let said = ["promptTitle", "prompt"].map(|it| strings::plain(&tag.attribute(it).unwrap_or_default()));
        let said = said.iter().map(|it| it.trim()).filter(|it| !it.is_empty()).collect::<Vec<_>>().join(". ");
        let kind = tag.attribute("type").unwrap_or_default().into_owned();
        let operator = tag.attribute("operator").unwrap_or_default().into_owned();
        let stops = tag.attribute("errorStyle").is_none_or(|it| it == "stop");
        let strict = tag.flag("showErrorMessage") && stops;
        let mut areas = tag.attribute("sqref").unwrap_or_default().into_owned();
        let (mut formula, mut second, mut values) = (None, None, None);
        let depth = walk.open().len();
        while walk.open().len() >= depth {
            match walk.next()? {
                Some(Node::Open(inner)) => match inner.name() {
                    "formula1" => formula = Some(walk.words()?),
                    "formula2" => second = Some(walk.words()?),
                    "sqref" => areas = walk.words()?,
                    // Values with commas in them: Excel writes them so, beside a formula for programs that do not know it.
                    "list" => values = Some(quoted_values(&walk.words()?)),
                    _ => {}
                },
                Some(_) => {}
                None => break,
            }
        }
        let list = |source| Some(Self::List(Validation { areas: parsed(&areas), strict, source }));
        let message = (!said.is_empty()).then(|| Message { areas: parsed(&areas), said });
        let rule = match (values, formula) {
            (Some(values), _) => list(Source::Values(values)),
            (None, Some(formula)) if kind == "list" => list(source(&formula)),
            (None, formula) => {
                Limit::new(&kind, &operator, [formula.as_deref(), second.as_deref()], parsed(&areas), strict)
                    .map(Self::Limit)
            }
        };
        Ok((rule, message))
    }

    /// The cells that it stands on.
    pub fn areas(&self) -> &[Area] {
        match self {
            Self::List(it) => &it.areas,
            Self::Limit(it) => &it.areas,
        }
    }
}

fn parsed(areas: &str) -> Vec<Area> {
    areas.split_ascii_whitespace().filter_map(|it| it.parse().ok()).collect()
}

impl Validation {
    /// The cell that relative references count from: the upper left one of all its areas.
    fn origin(&self) -> At {
        let row = self.areas.iter().map(|it| it.first.row).min().unwrap_or(1);
        At { row, column: self.areas.iter().map(|it| it.first.column).min().unwrap_or(1) }
    }

    /// Whether every cell has the same list.
    pub fn is_fixed(&self) -> bool {
        match &self.source {
            Source::Values(_) => true,
            Source::Formula(formula) => reference::parse(formula).is_some_and(|it| it.is_absolute()),
        }
    }
}

fn source(formula: &str) -> Source {
    let formula = formula.trim();
    let formula = formula.strip_prefix('=').unwrap_or(formula).trim();
    match formula.strip_prefix('"').and_then(|it| it.strip_suffix('"')) {
        Some(inner) => {
            Source::Values(inner.replace("\"\"", "\"").split(',').map(|it| it.trim().to_owned()).collect())
        }
        None => Source::Formula(formula.to_owned()),
    }
}

/// Values parted by commas, some in quotes: `Yes,"No, never"`.
fn quoted_values(text: &str) -> Vec<String> {
    let mut values = vec![String::new()];
    let mut within = false;
    let mut chars = text.trim().chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if within && chars.peek() == Some(&'"') => {
                chars.next();
                values.last_mut().into_iter().for_each(|it| it.push('"'));
            }
            '"' => within = !within,
            ',' if !within => values.push(String::new()),
            c => values.last_mut().into_iter().for_each(|it| it.push(c)),
        }
    }
    values.into_iter().map(|it| it.trim().to_owned()).collect()
}

impl<'a> Resolver<'a> {
    /// For the lists of a workbook.
    pub fn new(workbook: &'a Workbook) -> Self {
        Self { workbook, looks: Count::new(0) }
    }

    /// What is in the list of a cell; none where it is computed (`INDIRECT`, `OFFSET`) or in another file.
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
        // Names count from the cell that asks, which is A1 to them.
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

/// A value as Excel takes it when it is picked from a list that stands in the formula: what looks like a number becomes one.
fn typed(text: &str) -> Item {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let numeric = [whole, fraction]
        .iter()
        .all(|it| !it.is_empty() && it.len() <= 15 && it.bytes().all(|it| it.is_ascii_digit()));
    Item { text: text.to_owned(), number: numeric.then(|| text.to_owned()) }
}

/// Each value once, in order, without empty ones.
fn once(items: Vec<Item>) -> Vec<Item> {
    let mut seen = BTreeMap::new();
    items.into_iter().filter(|it| !it.text.is_empty() && seen.insert(it.text.clone(), ()).is_none()).collect()
}
