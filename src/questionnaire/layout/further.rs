//! Further tables on a sheet with unknown headers. One begins after an empty row or a title if the content
//! of the columns no longer matches the table above.

use super::{
    super::{Area, At, Cell, area::LAST},
    Layout, Left, Reason,
    grid::Grid,
    heads,
    shape::{Shape, shape},
    words::{Role, role},
};

/// The maximum number of tables on a sheet.
const MOST: usize = 16;
/// The maximum length of a column name.
const NAME: usize = 60;

/// A row with text, and its cells.
type Line<'a> = (u32, Vec<(u32, &'a Cell)>);

/// The areas of a sheet: the table that was found and those that begin below it; empty if there is only
/// one.
pub(super) fn parts(grid: &Grid, whole: &Layout) -> Vec<Area> {
    let mut starts: Vec<u32> = Vec::new();
    let Some(first) = whole.rows.first() else { return Vec::new() };
    // Whether a further table has begun after the last question in the table's own column.
    let mut other = false;
    for (at, (row, cells)) in grid.rows.iter().enumerate() {
        if row <= first || starts.len() >= MOST {
            continue;
        }
        if is_own(grid, whole, *row) {
            other = false;
        } else if !other
            && let Some(start) = begins(grid, at, *row)
            && (names_others(grid, whole, at, cells) || asks_elsewhere(grid, whole, *row, cells))
        {
            other = true;
            starts.push(start);
        }
    }
    if starts.is_empty() {
        return Vec::new();
    }
    let ends = starts.iter().map(|it| it - 1).chain([LAST.row]);
    let firsts = std::iter::once(1).chain(starts.iter().copied());
    let area = |(first, last)| Area {
        first: At { row: first, column: 1 },
        last: At { row: last, column: LAST.row },
    };
    firsts.zip(ends).map(area).collect()
}

/// Whether a row has a question in the table's own column.
fn is_own(grid: &Grid, whole: &Layout, row: u32) -> bool {
    whole.rows.binary_search(&row).is_ok() && shape(grid.text(row, whole.question)) != Shape::Label
}

/// The first row of the table that begins here: after an empty row, or below a title.
fn begins(grid: &Grid, at: usize, row: u32) -> Option<u32> {
    let (above, cells) = grid.rows.get(at.checked_sub(1)?)?;
    let title = matches!(cells.as_slice(), [(_, cell)] if shape(&cell.text) == Shape::Label);
    if title { Some(*above) } else { (above + 1 < row).then_some(row) }
}

/// Whether a row has different or unknown headers over the answer columns and is followed by a row with an
/// id or a question.
fn names_others(grid: &Grid, whole: &Layout, at: usize, cells: &[(u32, &Cell)]) -> bool {
    let name = |it: &(u32, &Cell)| {
        let text = it.1.text.trim();
        !it.1.formula && text.len() <= NAME && shape(text) == Shape::Label && !heads::numbered(text)
    };
    let answers = |text: &str| matches!(role(text), Some(Role::Answer | Role::Comment | Role::Grade));
    let over = cells
        .iter()
        .any(|it| whole.targets().contains(&it.0) && !answers(&it.1.text) && has_letters(&it.1.text));
    let follows = |it: &Line| {
        it.1.iter().any(|(_, cell)| heads::numbered(cell.text.trim()) || shape(&cell.text) == Shape::Asks)
    };
    cells.len() >= 3 && cells.iter().all(name) && over && grid.rows.get(at + 1).is_some_and(follows)
}

fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && !text.chars().any(|it| it.is_ascii_digit())
}

/// Whether a row has a question in a different column: an answer column, or right of the table.
fn asks_elsewhere(grid: &Grid, whole: &Layout, row: u32, cells: &[(u32, &Cell)]) -> bool {
    let used = [whole.id, whole.guidance].into_iter().flatten().chain(whole.sections.iter().copied());
    let used: Vec<u32> = used.chain([whole.question]).collect();
    let asks =
        |it: &&(u32, &Cell)| !used.contains(&it.0) && !it.1.formula && shape(&it.1.text) == Shape::Asks;
    let bears = |column: u32| (1..column).any(|it| heads::numbered(grid.text(row, it)));
    cells.iter().filter(asks).any(|it| !grid.hidden(it.0) && bears(it.0))
}

/// Removes the answer columns of a further table if more than one empty column could take the answers: no
/// place is better than a wrong one.
pub(super) fn sure(grid: &Grid, mut mapping: Layout) -> Layout {
    let known = mapping
        .header_rows
        .iter()
        .any(|row| mapping.answers.iter().any(|it| role(grid.text(*row, *it)) == Some(Role::Answer)));
    let empty = |column: &u32| {
        *column > mapping.question && mapping.rows.iter().all(|row| grid.text(*row, *column).is_empty())
    };
    let named = |column: &u32| mapping.header_rows.iter().any(|row| !grid.text(*row, *column).is_empty());
    let free = grid.columns.keys().filter(|it| named(it) && empty(it)).count();
    if !known && free > 1 && mapping.answers.len() == 1 {
        mapping.answers.clear();
        mapping.comment = None;
        mapping.reasons.retain(|it| !it.ends_with("of the answers are empty"));
        mapping.reasons.insert(0, format!("{free} empty columns with unknown headings"));
    }
    mapping
}

/// Records the rows of areas without a layout and removes them from the questions.
pub(super) fn leave(grid: &Grid, mapping: &mut Layout, lost: &[Area]) {
    let within = |row: u32| lost.iter().any(|it| (it.first.row..=it.last.row).contains(&row));
    let numbered =
        |cells: &[(u32, &Cell)]| cells.len() >= 2 && cells.iter().any(|it| shape(&it.1.text) == Shape::Asks);
    let rows: Vec<u32> =
        grid.rows.iter().filter(|it| within(it.0) && numbered(&it.1)).map(|it| it.0).collect();
    mapping.rows.retain(|row| !within(*row));
    mapping.left.retain(|it| !rows.contains(&it.row));
    mapping.left.extend(rows.into_iter().map(|row| Left { row, reason: Reason::OtherTable }));
    mapping.left.sort_by_key(|it| it.row);
}
