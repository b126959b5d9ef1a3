//! Finds the question column by the shape of its texts, its header, and the ids and lists beside it.

use std::collections::{BTreeSet, HashMap};

use crate::questionnaire::answer_line::label;

use super::{
    super::folded::{fold, is_dense, start},
    grid::Grid,
    heads::Heads,
    shape::{Shape, is_id, prefix, shape},
    titles::is_version,
    words::{Role, is_value},
};

/// The maximum number of texts to sample per column.
const SAMPLE: usize = 400;
/// The number of columns, those whose texts read most like questions, that are examined closely.
const CLOSELY: usize = 8;
/// A text that occurs more often in its column is a mark and not a question.
pub(super) const REPEATS: usize = 3;
/// The maximum distance of lists and boxes from the question, in columns.
const BESIDE: u32 = 16;

/// A candidate for the question column, with its measurements. Shares are of its texts.
#[derive(Debug, Clone, Default)]
pub(super) struct Column {
    pub column: u32,
    /// Its texts that may be questions: row and shape.
    pub texts: Vec<(u32, Shape)>,
    pub asks: f64,
    pub requests: f64,
    pub states: f64,
    /// Rows with an id before the text or in a column to the left.
    pub ids: f64,
    /// Rows with a list or a box to the right.
    pub beside: f64,
    /// Texts in English.
    pub english: f64,
}

impl Column {
    /// Measures ids, lists and English.
    fn look_closely(&mut self, grid: &Grid) {
        let share = |holds: &dyn Fn(u32) -> bool| {
            self.texts.iter().filter(|it| holds(it.0)).count() as f64 / self.texts.len().max(1) as f64
        };
        let ids =
            share(&|row| prefix(grid.text(row, self.column)).is_some() || bears_id(grid, row, self.column));
        let beside = share(&|row| beside(grid, row, self.column));
        let english = share(&|row| is_english(grid.text(row, self.column)));
        (self.ids, self.beside, self.english) = (ids, beside, english);
    }

    /// How much its texts read like questions.
    pub fn strength(&self) -> f64 {
        4.0 * self.asks + 2.5 * self.requests + 1.5 * self.states
    }
}

/// The question column; among several languages the English one, otherwise the first.
pub(super) fn find(grid: &Grid, heads: &Heads) -> Option<Column> {
    let mut columns: Vec<_> = grid
        .columns
        .keys()
        .filter(|it| !grid.hidden(**it))
        .filter_map(|it| measure(grid, heads, *it))
        .collect();
    let most = columns.iter().map(|it| it.texts.len()).max().unwrap_or(1).max(1) as f64;
    let score = |it: &Column| score(heads, it, it.texts.len() as f64 / most);
    columns.sort_by(|one, other| score(other).total_cmp(&score(one)).then(one.column.cmp(&other.column)));
    columns.truncate(CLOSELY);
    columns.iter_mut().for_each(|it| it.look_closely(grid));
    columns.sort_by_key(|it| it.column);
    // Of equals the first column is used.
    let best = columns.iter().rev().max_by(|one, other| score(one).total_cmp(&score(other)))?;
    Some(columns.iter().find(|it| translates(heads, it, best)).unwrap_or(best).clone())
}

/// The score of a column: [`Column::strength`], reduced if other columns have more texts, plus the header
/// and the ids and lists beside it.
fn score(heads: &Heads, column: &Column, share: f64) -> f64 {
    let head = match heads.role(column.column) {
        Some(Role::Question) => 1.5,
        Some(Role::Answer | Role::Comment | Role::Aside | Role::Guidance) => -2.5,
        Some(Role::Id | Role::Section | Role::Grade | Role::Weight) => -1.5,
        Some(Role::Text) | None => 0.0,
        Some(Role::DomainTerms) => -0.7,
    };
    column.strength() * (0.3 + 0.7 * share) + head + 0.8 * column.ids + column.beside
}

/// Whether a column has the same questions in English as another one in a different language.
fn translates(heads: &Heads, column: &Column, best: &Column) -> bool {
    let other = heads.role(column.column).is_some_and(|it| !matches!(it, Role::Question | Role::Text));
    if other
        || column.column == best.column
        || best.english >= 0.3
        || column.english < 0.5
        || column.strength() < 0.7 * best.strength()
    {
        return false;
    }
    let rows: BTreeSet<_> = best.texts.iter().map(|it| it.0).collect();
    let both = column.texts.iter().filter(|it| rows.contains(&it.0)).count();
    both * 10 >= rows.len() * 7 && both * 10 >= column.texts.len() * 7
}

/// Measures a column; `None` if it has no texts that could be questions.
fn measure(grid: &Grid, heads: &Heads, column: u32) -> Option<Column> {
    let texts: Vec<_> = grid.texts(column).filter(|it| !heads.holds(it.0)).take(4 * SAMPLE).collect();
    let counts = counts(&texts);
    // Rows above the headers are titles and instructions, unless they have an id.
    let titled = |row: u32| !bears_id(grid, row, column) || bears_version(grid, row, column);
    let above = |row: u32| heads.rows.first().is_some_and(|it| row < *it) && titled(row);
    let may_ask = |row: u32, text: &str| {
        let length = text.chars().map(|it| if is_dense(it) { 2 } else { 1 }).sum::<usize>();
        let short = text.len() < 40 && (length < 8 || is_value(text) || is_id(text) || is_number(text));
        !short && label(text).is_none() && counts.get(text).is_none_or(|it| *it <= REPEATS) && !above(row)
    };
    let texts: Vec<_> = texts.into_iter().filter(|(row, text)| may_ask(*row, text)).take(SAMPLE).collect();
    let count = texts.len();
    if count < 2 {
        return None;
    }
    let shaped: Vec<_> = texts.iter().map(|(row, text)| (*row, shape(text))).collect();
    let of = |wanted: Shape| shaped.iter().filter(|it| it.1 == wanted).count() as f64 / count as f64;
    let (asks, requests, states) = (of(Shape::Asks), of(Shape::Requests), of(Shape::States));
    Some(Column { column, asks, requests, states, texts: shaped, ..Column::default() })
}

/// How often each text occurs in a column.
pub(super) fn counts<'a>(texts: &[(u32, &'a str)]) -> HashMap<&'a str, usize> {
    let mut counts = HashMap::with_capacity(texts.len());
    for (_, text) in texts {
        *counts.entry(*text).or_default() += 1;
    }
    counts
}

/// Whether there is an id left of a cell, hidden or not.
pub(super) fn bears_id(grid: &Grid, row: u32, column: u32) -> bool {
    (column.saturating_sub(4)..column).any(|it| is_id(grid.text(row, it)))
}

/// Whether the apparent id left of a cell is the version of the file: `v4.0.3 | Security questionnaire`;
/// not `V4.0.3`, which is an id.
pub(super) fn bears_version(grid: &Grid, row: u32, column: u32) -> bool {
    let mut ids = (column.saturating_sub(4)..column).map(|it| grid.text(row, it)).filter(|it| is_id(it));
    let word = |it: &str| it.to_lowercase().starts_with("ver");
    let version = |it: &str| is_version(it) && (!it.starts_with('V') || word(it));
    ids.next().is_some_and(version) && ids.next().is_none()
}

/// Whether there is a writable list or box right of a cell.
fn beside(grid: &Grid, row: u32, column: u32) -> bool {
    (column + 1..=column + BESIDE).filter(|it| !grid.hidden(*it)).any(|it| {
        grid.cell(row, it)
            .is_some_and(|cell| (cell.tick || cell.choices.is_some()) && !cell.formula && !cell.locked)
    })
}

/// Whether a text is a number, a date or an amount.
fn is_number(text: &str) -> bool {
    text.chars().any(|it| it.is_ascii_digit()) && text.chars().filter(|it| it.is_alphabetic()).count() <= 3
}

fn is_english(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "the", "and", "are", "your", "you", "does", "have", "with", "for", "all", "been", "how", "by",
        "that", "do",
    ];
    fold(start(text, 200)).split_whitespace().any(|it| WORDS.contains(&it))
}
