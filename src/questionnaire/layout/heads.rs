//! Finds the header rows, by the words that headers use; they may repeat and may span one or two rows.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    super::{Cell, answer_line::label},
    grid::Grid,
    options::{are_options, is_option},
    shape::{Shape, is_id, same, shape},
    verdict_heads::asks_verdict,
    words::{Role, is_value, is_yes_no, role},
};

/// The maximum number of rows with text that are searched for headers.
const LOOK: usize = 300;
/// The maximum length of a header.
const LONG: usize = 160;

/// The header of a column.
#[derive(Debug, Clone, Default)]
pub(super) struct Head {
    /// Its text; in a two-row header, the lower one.
    pub text: String,
    /// The role of the column.
    pub role: Option<Role>,
    /// Whether it is a value to tick: `Yes`.
    pub value: bool,
    /// Whether it names yes and no.
    pub yes_no: bool,
    /// Whether it asks for a verdict only.
    pub verdict: bool,
}

/// The headers of a sheet's columns.
#[derive(Debug, Clone, Default)]
pub(super) struct Heads {
    /// The main header row.
    pub base: Option<u32>,
    /// All header rows, in order.
    pub rows: Vec<u32>,
    /// By column.
    pub columns: BTreeMap<u32, Head>,
}

impl Heads {
    /// Finds the row with the most header words and the rows that repeat it. The last row of a sheet is not
    /// a header row.
    pub fn find(grid: &Grid) -> Self {
        let last = grid.rows.len().saturating_sub(1);
        let scored: Vec<_> =
            grid.rows.iter().take(LOOK.min(last)).map(|(row, cells)| (*row, score(cells))).collect();
        let most = scored.iter().map(|it| it.1).fold(0.0, f64::max);
        let Some((base, _)) = scored.into_iter().find(|it| it.1 > 0.0 && it.1 >= 0.7 * most) else {
            return Self::default();
        };
        Self::at(grid, base)
    }

    /// Uses the given row as the header row.
    pub fn at(grid: &Grid, base: u32) -> Self {
        let (columns, lower) = columns(grid, base);
        let mut heads = Self { base: Some(base), rows: vec![base], columns };
        heads.rows.extend(lower);
        heads.rows.extend(repeats(grid, &heads));
        heads.rows.sort_unstable();
        heads.rows.dedup();
        heads.complete(grid);
        heads
    }

    /// Takes the header of a column that the main row leaves unnamed from a row that repeats it.
    fn complete(&mut self, grid: &Grid) {
        for row in &self.rows {
            let at = grid.rows.binary_search_by_key(row, |it| it.0).ok();
            let cells = at.and_then(|it| grid.rows.get(it)).map(|it| it.1.as_slice()).unwrap_or_default();
            for (column, cell) in cells {
                let text = cell.text.trim();
                if !self.columns.contains_key(column) && text.len() <= LONG && role(text).is_some() {
                    self.columns.insert(*column, head(text, ""));
                }
            }
        }
    }

    /// Whether a row is a header row.
    pub fn holds(&self, row: u32) -> bool {
        self.rows.binary_search(&row).is_ok()
    }

    /// The role of a column, by its header.
    pub fn role(&self, column: u32) -> Option<Role> {
        self.columns.get(&column)?.role
    }

    /// The text of a column's header.
    pub fn text(&self, column: u32) -> &str {
        self.columns.get(&column).map_or("", |it| &it.text)
    }

    /// The columns with a role, in order.
    pub fn with(&self, role: Role) -> impl Iterator<Item = u32> {
        self.columns.iter().filter(move |(_, it)| it.role == Some(role)).map(|(column, _)| *column)
    }
}

/// The rows that look like header rows: index among the rows with text, and row number.
pub(super) fn naming(grid: &Grid) -> impl Iterator<Item = (usize, u32)> {
    grid.rows
        .iter()
        .take(10 * LOOK)
        .enumerate()
        .filter(|(_, it)| score(&it.1) > 0.0)
        .map(|(at, it)| (at, it.0))
}

/// How much a row looks like a header row; 0 if it does not.
fn score(cells: &[(u32, &Cell)]) -> f64 {
    let texts: Vec<_> = cells.iter().map(|(_, cell)| cell.text.trim()).collect();
    // `Response:` with nothing beside it, or with an answer, is a line for the answer.
    let line = texts.first().is_some_and(|it| label(it).is_some())
        && texts.iter().skip(1).all(|it| role(it).is_none());
    if line || texts.len() > 256 || !texts.iter().all(|it| may_head(it)) {
        return 0.0;
    }
    let mut roles: Vec<_> = texts.iter().filter_map(|it| role(it)).collect();
    let values = texts.iter().filter(|it| is_value(it)).count();
    let matched = roles.len().max(values);
    // `1 | 2 | 3 | 4 | 5` beside known headers are headers too.
    let options = texts.iter().filter(|it| role(it).is_none() && !is_value(it) && is_option(it)).count();
    roles.sort_unstable();
    roles.dedup();
    let alone = matches!(roles.as_slice(), [Role::Question | Role::Answer])
        && texts.iter().all(|it| it.split_whitespace().count() <= 3);
    if (roles.len() < 2 && values < 2 && !alone) || matched * 10 < (texts.len() - options) * 3 {
        return 0.0;
    }
    roles.iter().map(|it| weight(*it)).sum::<f64>() + if values >= 2 { 1.5 } else { 0.0 }
}

/// Whether a text may be a header: short, or a short name with an explanation in brackets or on further
/// lines.
fn may_head(text: &str) -> bool {
    let name = text.split(['(', '\n', '[']).next().unwrap_or_default().trim();
    let short = text.len() <= LONG || (text.len() <= 5 * LONG && (1..=60).contains(&name.len()));
    short && !(name.split_whitespace().take(5).count() > 4 && shape(name) == Shape::Asks)
}

/// The weight of a role for recognizing a header row.
fn weight(role: Role) -> f64 {
    match role {
        Role::Question | Role::Answer | Role::Comment => 1.0,
        Role::Id | Role::Guidance | Role::Grade => 0.7,
        Role::Section | Role::Text | Role::Aside | Role::Weight => 0.5,
        Role::DomainTerms => 0.4,
    }
}

/// The headers in a row, combined with those of the row above that span several columns, or of the row
/// below if the row itself has such headers.
fn columns(grid: &Grid, base: u32) -> (BTreeMap<u32, Head>, Option<u32>) {
    let mut heads = BTreeMap::new();
    let mut lower = None;
    for column in grid.columns.keys().copied() {
        let own = grid.shown(base, column);
        let wide = |row: u32| grid.area(row, column).filter(|it| it.last.column > it.first.column);
        let mut group = "";
        let mut text = own;
        if wide(base).is_some_and(|it| it.last.row == base) {
            let below = grid.text(base + 1, column);
            if !below.is_empty()
                && below.len() <= LONG
                && shape(below) != Shape::Asks
                && below_is_head(grid, base + 1)
            {
                (group, text) = (own, below);
                lower = Some(base + 1);
            } else if grid.covered(base, column) {
                // The continuation of a merged header is not a column of its own.
                continue;
            }
        } else if let Some(area) = base.checked_sub(1).and_then(wide) {
            group = grid.sheet.text(area.first);
        }
        if !text.is_empty() {
            heads.insert(column, head(text, group));
        }
    }
    let yes = heads.values().filter(|it| it.value).count() >= 2;
    for head in heads.values_mut() {
        head.value &= yes;
        head.role = if head.value { Some(Role::Answer) } else { head.role };
    }
    (heads, lower)
}

/// Whether the row under merged headers is a header row too: short texts only.
fn below_is_head(grid: &Grid, row: u32) -> bool {
    let at = grid.rows.binary_search_by_key(&row, |it| it.0);
    at.ok().and_then(|it| grid.rows.get(it)).is_some_and(|(_, cells)| {
        let texts = cells.iter().map(|(_, it)| it.text.trim());
        texts.clone().all(|it| it.len() <= 60) && (score(cells) > 0.0 || are_options(texts))
    })
}

fn head(text: &str, group: &str) -> Head {
    let over = role(group);
    let own = role(text);
    let role = if over == Some(Role::Aside) {
        over
    } else {
        own.or(over.filter(|it| matches!(it, Role::Answer | Role::Comment | Role::Guidance)))
    };
    let verdict = role == Some(Role::Answer) && asks_verdict(text);
    Head { text: text.to_owned(), role, value: is_value(text), yes_no: is_yes_no(text), verdict }
}

/// The rows that repeat the main row's texts in the same columns.
fn repeats(grid: &Grid, heads: &Heads) -> Vec<u32> {
    let named = [Role::Question, Role::Answer, Role::Comment, Role::Grade, Role::Guidance];
    let words: BTreeMap<u32, String> = heads
        .columns
        .iter()
        .filter(|(_, it)| it.role.is_some_and(|it| named.contains(&it)))
        .map(|(column, it)| (*column, same(&it.text)))
        .collect();
    // `Comments:` in a cell below `Comments` is a label for text to be written after it.
    let is_label = |column: &u32, text: &str| {
        text.ends_with([':', '\u{FF1A}']) && !heads.text(*column).ends_with([':', '\u{FF1A}'])
    };
    let again = |column: &u32, cell: &Cell| {
        let known = words
            .get(column)
            .is_some_and(|it| cell.text.len() <= 2 * it.len() + 20 && *it == same(&cell.text));
        known && !is_label(column, cell.text.trim())
    };
    let asks = |column: &u32, cell: &Cell| {
        heads.role(*column) == Some(Role::Question)
            && !again(column, cell)
            && cell.text.trim_end().ends_with(['?', '\u{FF1F}'])
    };
    let repeats = |cells: &[(u32, &Cell)]| {
        let named = cells.iter().any(|(column, cell)| again(column, cell))
            && !cells.iter().any(|(column, cell)| asks(column, cell));
        named && cells.len() <= 256 && cells.iter().all(|(_, it)| may_head(it.text.trim()))
    };
    grid.rows.iter().filter(|(_, cells)| repeats(cells)).map(|(row, _)| *row).collect()
}

/// Whether an id has a digit: a row with one is a row of the table, not a header row.
pub(super) fn numbered(text: &str) -> bool {
    is_id(text) && text.contains(|it: char| it.is_ascii_digit())
}

/// A row of short texts directly above the first question is a header row, in any language.
pub(super) fn unknown(grid: &Grid, question: u32, first: u32) -> Option<u32> {
    let at = grid.rows.partition_point(|it| it.0 < first);
    let (row, cells) = grid.rows.get(at.checked_sub(1)?)?;
    let alike = of_one_number(cells);
    let short = cells.len() >= 2
        && cells.iter().all(|(_, it)| {
            let text = it.text.trim();
            text.len() <= 60 && shape(text) == Shape::Label && (alike || !numbered(text))
        });
    let here = !grid.text(*row, question).is_empty();
    (short && here).then_some(*row)
}

/// Whether texts are different letters with the same number: `Q1 | A1`.
fn of_one_number(cells: &[(u32, &Cell)]) -> bool {
    let split = |text: &str| {
        let letters = text.trim_end_matches(|it: char| it.is_ascii_digit());
        let ids = !letters.is_empty() && letters.chars().all(char::is_alphabetic) && letters != text;
        ids.then(|| (letters.to_owned(), text.strip_prefix(letters).unwrap_or_default().to_owned()))
    };
    let parts: Vec<_> = cells.iter().filter_map(|(_, it)| split(it.text.trim())).collect();
    let letters: BTreeSet<_> = parts.iter().map(|it| &it.0).collect();
    let numbers: BTreeSet<_> = parts.iter().map(|it| &it.1).collect();
    parts.len() == cells.len() && letters.len() == cells.len() && numbers.len() == 1
}
