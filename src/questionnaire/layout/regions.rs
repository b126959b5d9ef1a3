//! Divides a sheet into tables: a header row with other columns than the one above begins a table, and so
//! does a second set of headers beside the first.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    super::{Area, At, area::LAST},
    grid::Grid,
    heads,
    shape::{Shape, same, shape},
    words::{Role, is_value, role},
};

/// The maximum number of tables on a sheet.
const MOST: usize = 64;
/// The maximum number of title rows above the headers that belong to a table.
const TITLES: usize = 3;

/// A row with headers of the question column and the answer columns.
struct Names {
    /// Its index among the rows with text.
    at: usize,
    row: u32,
    questions: Vec<u32>,
    answers: Vec<u32>,
}

/// The areas of a sheet that may each be a table of questions; at most one if it is not divided.
pub(super) fn parts(grid: &Grid) -> Vec<Area> {
    let names = stacked(grid);
    let starts: Vec<u32> =
        names.iter().enumerate().map(|(place, it)| if place == 0 { 1 } else { start(grid, it) }).collect();
    let ends = starts.iter().skip(1).map(|it| it - 1).chain([LAST.row]);
    let mut parts = Vec::new();
    for ((names, first), last) in names.iter().zip(&starts).zip(ends) {
        let columns = beside(grid, names, last);
        let lasts = columns.iter().skip(1).map(|it| it - 1).chain([LAST.row]);
        for (column, end) in columns.iter().zip(lasts) {
            parts.push(Area {
                first: At { row: *first, column: *column },
                last: At { row: last, column: end },
            });
        }
    }
    if names.is_empty() {
        parts = numbered_pairs(grid);
    }
    parts.truncate(MOST);
    parts
}

/// Tables beside each other with unknown headers that are equal except for a number: `Q1 | A1 | Q2 | A2`,
/// each with a question column and an empty column.
fn numbered_pairs(grid: &Grid) -> Vec<Area> {
    let Some((row, cells)) = grid.rows.first() else { return Vec::new() };
    let heads: Vec<(u32, String)> =
        cells.iter().map(|(column, cell)| (*column, without_number(&cell.text))).collect();
    let Some((_, first)) = heads.first().filter(|it| !it.1.is_empty()) else { return Vec::new() };
    let starts: Vec<u32> = heads.iter().filter(|it| it.1 == *first).map(|it| it.0).collect();
    let below = |column: u32| grid.texts(column).map(|it| it.1).skip(1);
    let asks =
        |column: u32| below(column).next().is_some() && below(column).all(|it| shape(it) == Shape::Asks);
    let is_pair = |(first, last): (u32, u32)| {
        let mut own = heads.iter().map(|it| it.0).filter(|it| (first..=last).contains(it));
        own.clone().any(asks) && own.any(|it| below(it).next().is_none())
    };
    let lasts = starts.iter().skip(1).map(|it| it - 1).chain([LAST.row]);
    let pairs: Vec<_> = starts.iter().copied().zip(lasts).collect();
    if pairs.len() < 2 || !pairs.iter().copied().all(is_pair) {
        return Vec::new();
    }
    let area = |(first, last)| Area {
        first: At { row: *row, column: first },
        last: At { row: LAST.row, column: last },
    };
    pairs.into_iter().map(area).collect()
}

/// A header for comparison with that of another table: `Question 2` becomes `Question`.
fn without_number(text: &str) -> String {
    same(text).trim_end_matches(|it: char| it.is_ascii_digit()).to_owned()
}

/// The header rows, without those that name the same columns as the header row before.
fn stacked(grid: &Grid) -> Vec<Names> {
    let mut found: Vec<Names> = Vec::new();
    for (at, row) in heads::naming(grid) {
        let Some(names) = names(grid, at, row) else { continue };
        match found.last() {
            Some(last) if last.questions == names.questions && last.answers == names.answers => {}
            // A two-row header belongs to one table.
            Some(last) if at <= last.at + 1 => {}
            _ => found.push(names),
        }
    }
    found
}

/// A row as a header row; `None` if it does not name both questions and answers, or has an id.
fn names(grid: &Grid, at: usize, row: u32) -> Option<Names> {
    let cells = &grid.rows.get(at)?.1;
    if cells.iter().any(|(_, cell)| heads::numbered(cell.text.trim())) {
        return None;
    }
    let with = |wanted: &[Role]| -> Vec<u32> {
        cells
            .iter()
            .filter(|(_, cell)| role(&cell.text).is_some_and(|it| wanted.contains(&it)))
            .map(|(column, _)| *column)
            .collect()
    };
    let questions = with(&[Role::Question]);
    let mut answers = with(&[Role::Answer]);
    let values: Vec<u32> =
        cells.iter().filter(|(_, cell)| is_value(&cell.text)).map(|(column, _)| *column).collect();
    // Two `No.` columns number two tables and are not a pair of boxes.
    let words: BTreeSet<String> = values.iter().map(|it| same(grid.text(row, *it))).collect();
    if words.len() >= 2 {
        answers.extend(values);
    }
    if answers.is_empty() {
        answers = with(&[Role::Grade, Role::Comment]);
    }
    answers.sort_unstable();
    answers.dedup();
    (!questions.is_empty() && !answers.is_empty()).then_some(Names { at, row, questions, answers })
}

/// The first row of a table: its headers, or up to two titles directly above them.
fn start(grid: &Grid, names: &Names) -> u32 {
    let title = |it: &&(u32, Vec<(u32, &super::super::Cell)>)| {
        it.1.len() == 1
            && it
                .1
                .first()
                .is_some_and(|(_, cell)| shape(&cell.text) == Shape::Label && cell.text.len() <= 100)
    };
    let above = grid.rows.get(..names.at).unwrap_or_default();
    above.iter().rev().take(TITLES).take_while(title).last().map_or(names.row, |it| it.0)
}

/// The first columns of the tables under one header row. A table begins where the question and answer
/// headers occur again, in the same words or after an empty column.
fn beside(grid: &Grid, names: &Names, last: u32) -> Vec<u32> {
    let mut starts = vec![1];
    for pair in names.questions.windows(2) {
        let [one, next] = pair else { continue };
        let answered =
            |from: u32, to: u32| names.answers.iter().rev().find(|it| (from..to).contains(*it)).copied();
        let (Some(answer), Some(_)) = (answered(one + 1, *next), answered(next + 1, u32::MAX)) else {
            continue;
        };
        let empty = (answer + 1..*next).rev().find(|it| is_empty(grid, *it, names.row, last));
        let again = without_number(grid.text(names.row, *one)) == without_number(grid.text(names.row, *next));
        if empty.is_some() || again {
            starts.push(empty.unwrap_or(behind(grid, names.row, answer, *next)) + 1);
        }
    }
    starts
}

/// The last column of a table with another to its right: its answer column, or a comment column after that.
fn behind(grid: &Grid, row: u32, answer: u32, next: u32) -> u32 {
    let own = |it: &u32| {
        matches!(role(grid.text(row, *it)), Some(Role::Answer | Role::Grade | Role::Comment | Role::Aside))
    };
    (answer + 1..next).rev().find(own).unwrap_or(answer)
}

/// Whether a column has no text in the rows of a table.
fn is_empty(grid: &Grid, column: u32, first: u32, last: u32) -> bool {
    !grid.texts(column).any(|it| (first..=last).contains(&it.0))
}

/// Whether a sheet can be read with rows and columns exchanged: it has few rows, and no more cells than a
/// person would fill.
pub(super) fn may_be_transposed(grid: &Grid) -> bool {
    const ROWS: usize = 60;
    const CELLS: usize = 20_000;
    let widths: BTreeMap<u32, usize> = grid.rows.iter().map(|(row, cells)| (*row, cells.len())).collect();
    grid.rows.len() <= ROWS
        && grid.sheet.cells.len() <= 10 * CELLS
        && widths.values().any(|it| *it >= 3)
        && widths.values().sum::<usize>() <= CELLS
}
