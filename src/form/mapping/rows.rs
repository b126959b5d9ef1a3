//! Which rows ask: told from headings, instructions, echoes and notes by what the surely asking rows of the sheet have.

use super::{
    answers::Targets,
    grid::Grid,
    heads::Heads,
    question::{REPEATS, bears_id, counts},
    shape::{Shape, above, bare, is_id, prefix, shape},
    words::is_value,
};

use std::collections::BTreeSet;

/// A row that has a text in the question's column.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub row: u32,
    pub shape: Shape,
    pub id: Option<String>,
    /// It has a list, a box, lines to tick or an open lock where the answer goes.
    pub target: bool,
    /// It looks like a heading.
    pub bold: bool,
    /// Its words are few.
    pub short: bool,
    /// It can be answered: no formula, not locked.
    pub open: bool,
}

/// What the rows that surely ask have in common. Shares from 0 to 1.
#[derive(Debug, Clone, Copy, Default)]
struct Common {
    ids: f64,
    targets: f64,
    bold: f64,
    sentences: f64,
    /// How many rows these shares rest on.
    count: usize,
}

/// The first so many rows with a text in the question's column, headings and all.
pub(super) fn candidates(grid: &Grid, heads: &Heads, question: u32, id: Option<u32>, targets: &Targets, most: usize) -> Vec<Row> {
    let columns = targets.columns();
    let texts: Vec<_> = grid.texts(question).filter(|it| !heads.holds(it.0)).take(most).collect();
    let counts = counts(&texts);
    let first_head = heads.rows.first().copied().unwrap_or(0);
    let mut rows = Vec::new();
    for (row, text) in texts {
        let id = id_at(grid, id, question, row);
        let above_heads = row < first_head && id.is_none() && !bears_id(grid, row, question);
        let mark = id.is_none() && counts.get(text).is_some_and(|it| *it > REPEATS);
        let wordless = text.chars().filter(|it| it.is_alphabetic()).count() < 3 || is_value(text) || text.starts_with('©');
        let across =
            grid.area(row, question).is_some_and(|it| columns.iter().any(|column| (it.first.column..=it.last.column).contains(column)));
        if above_heads || mark || wordless || across {
            continue;
        }
        rows.push(Row {
            row,
            shape: shape(text),
            id,
            target: columns.iter().any(|it| is_target(grid, row, *it)),
            bold: grid.cell(row, question).is_some_and(|it| it.heading),
            short: text.split_whitespace().take(9).count() <= 8 && !text.trim_end().ends_with(['.', ';']),
            open: is_open(grid, row, &columns),
        });
    }
    rows
}

/// Whether an answer can be written: an answer that is computed is an echo of another sheet's.
fn is_open(grid: &Grid, row: u32, columns: &[u32]) -> bool {
    let echo = columns.first().is_some_and(|it| grid.covered(row, *it) || grid.cell(row, *it).is_some_and(|it| it.formula));
    !echo && (columns.is_empty() || columns.iter().any(|it| grid.writable(row, *it)))
}

/// A list, a box or an open lock, in a cell that can be written.
fn is_target(grid: &Grid, row: u32, column: u32) -> bool {
    let open = grid.sheet.protected;
    grid.cell(row, column).is_some_and(|it| !it.formula && !it.locked && (it.choices.is_some() || it.tick || open))
}

/// The id of a row: in its column, of a merged one the first cell's, or before the text.
pub(super) fn id_at(grid: &Grid, id: Option<u32>, question: u32, row: u32) -> Option<String> {
    let id = id?;
    let found = if id == question { prefix(grid.text(row, question))?.0 } else { bare(grid.text(row, id)) };
    let coded = || {
        found.len() <= 60 && (found.contains(|it: char| it.is_ascii_digit()) || !found.contains(|it: char| it.is_lowercase() || it == ' '))
    };
    (!found.is_empty() && (is_id(found) || (id != question && coded()))).then(|| found.to_owned())
}

/// The rows that ask.
pub(super) fn asking(rows: &[Row], headed: bool) -> Vec<u32> {
    let parents = parents(rows);
    let common = common(rows, &parents);
    rows.iter().filter(|it| it.open && asks(it, &common, &parents, headed)).map(|it| it.row).collect()
}

/// The rows whose id stands above the id of a row that follows soon.
fn parents(rows: &[Row]) -> BTreeSet<u32> {
    let child = |at: usize, id: &str| rows.iter().skip(at + 1).take(3).filter_map(|it| it.id.as_deref()).any(|it| above(id, it));
    rows.iter().enumerate().filter(|(at, it)| it.id.as_deref().is_some_and(|id| child(*at, id))).map(|(_, it)| it.row).collect()
}

fn is_sure(row: &Row) -> bool {
    row.open && (matches!(row.shape, Shape::Asks | Shape::Requests) || row.target || (row.shape == Shape::States && row.id.is_some()))
}

fn common(rows: &[Row], parents: &BTreeSet<u32>) -> Common {
    let sure: Vec<_> = rows.iter().filter(|it| is_sure(it) && !parents.contains(&it.row)).collect();
    let share = |holds: &dyn Fn(&Row) -> bool| sure.iter().filter(|it| holds(it)).count() as f64 / sure.len().max(1) as f64;
    Common {
        ids: share(&|it| it.id.is_some()),
        targets: share(&|it| it.target),
        bold: share(&|it| it.bold),
        sentences: share(&|it| it.shape != Shape::Label),
        count: sure.len(),
    }
}

fn asks(row: &Row, common: &Common, parents: &BTreeSet<u32>, headed: bool) -> bool {
    if row.shape == Shape::Asks {
        return true;
    }
    let known = common.count >= 3;
    // What nearly all have, a row without it is not.
    let lacks_id = known && common.ids >= 0.8 && row.id.is_none();
    let lacks_target = known && common.targets >= 0.8 && !row.target;
    let parent =
        parents.contains(&row.row) && row.short && row.shape != Shape::Requests && (lacks_target || common.targets < 0.8) && !(row.target);
    let emphatic = row.bold && common.bold < 0.3 && row.short && row.shape != Shape::Requests;
    if (lacks_id && !(row.target && row.shape != Shape::Label))
        || parent
        || (lacks_target && row.id.is_none())
        || (emphatic && !row.target && !(row.id.is_some() && common.ids >= 0.8))
    {
        return false;
    }
    match row.shape {
        Shape::Asks | Shape::Requests => true,
        Shape::States => true,
        // A name asks where it bears an id or a list, or stands under heads in a sheet of names: `Company name`.
        Shape::Label => {
            (row.id.is_some() && common.ids >= 0.5) || row.target || (headed && common.sentences < 0.8) || (headed && !row.short)
        }
    }
}
