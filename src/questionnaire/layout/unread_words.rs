//! Messages about questions that are not read, with advice on how to have them read.

use std::collections::BTreeMap;

use super::{
    super::{
        At, Sheet,
        area::{LAST, letters},
    },
    describe::{list, plain},
    unread::{Unread, UnreadReason},
};

/// The maximum number of sheets or cells that are named.
const NAMED: usize = 5;
/// The maximum number of rows to sample for free columns.
const SAMPLE: usize = 100;

/// One line on the sheets without a layout, and one on each other sheet and reason.
pub fn unread_words(sheets: &[Sheet], unread: &[Unread]) -> Vec<String> {
    let (without, others): (Vec<_>, Vec<_>) =
        unread.iter().partition(|it| it.reason == UnreadReason::NoTable);
    let more = others.len().saturating_sub(NAMED);
    let more = (more > 0).then(|| {
        format!("{more} more sheets have texts with a question mark that are not read: see answers.json")
    });
    let others = others.into_iter().take(NAMED).filter_map(|it| Some(words(sheets.get(it.sheet)?, it)));
    without_table(sheets, &without).into_iter().chain(others).chain(more).collect()
}

fn without_table(sheets: &[Sheet], unread: &[&Unread]) -> Option<String> {
    let (first, count) = (unread.first()?, unread.iter().map(|it| it.cells.len()).sum::<usize>());
    let names =
        unread.iter().filter_map(|it| sheets.get(it.sheet)).map(|it| format!("`{}`", plain(&it.name)));
    let map = suggested(sheets.get(first.sheet)?, &first.cells);
    Some(format!(
        "{} not read as questions, in {}: if they are questions, name their columns, as in --map \"{map}\"",
        texts(count),
        named(names.collect())
    ))
}

fn words(sheet: &Sheet, unread: &Unread) -> String {
    let (name, cells) = (plain(&sheet.name), &unread.cells);
    let hidden = |what: &str, are: &str, them: &str| {
        let (questions, were) = if cells.len() == 1 { ("question", "was") } else { ("questions", "were") };
        format!(
            "{what} {are} hidden: {} {questions} in {them} {were} not read; unhide {them} to have them \
             answered",
            cells.len()
        )
    };
    let hidden_lines = |kind: &str, lines: Vec<String>| {
        let one = lines.len() == 1;
        let kind = if one { kind.to_owned() } else { format!("{kind}s") };
        let (are, them) = if one { ("is", "it") } else { ("are", "them") };
        hidden(&format!("{kind} {} of `{name}`", named(lines)), are, them)
    };
    let distinct = |line: &dyn Fn(&At) -> u32| {
        cells.iter().map(line).collect::<std::collections::BTreeSet<u32>>().into_iter()
    };
    match unread.reason {
        UnreadReason::HiddenSheet => hidden(&format!("sheet `{name}`"), "is", "it"),
        UnreadReason::HiddenRows => {
            hidden_lines("row", distinct(&|it| it.row).map(|it| it.to_string()).collect())
        }
        UnreadReason::HiddenColumns => {
            hidden_lines("column", distinct(&|it| it.outer().column).map(letters).collect())
        }
        UnreadReason::NoTable | UnreadReason::OtherCells => format!(
            "{} in cells of `{name}` outside of its tables and not read as questions ({}): if they are \
             questions, give them and the tables a --map, as in --map \"{} {}\"",
            texts(cells.len()),
            named(cells.iter().map(At::to_string).collect()),
            suggested(sheet, cells),
            rows(cells)
        ),
    }
}

fn texts(count: usize) -> String {
    if count == 1 {
        "1 text with a question mark is".to_owned()
    } else {
        format!("{count} texts with a question mark are")
    }
}

/// The first names, and the number of the others.
fn named(mut names: Vec<String>) -> String {
    let more = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{more}", names.join(", "))
}

/// A map that reads as many of the cells as possible: `Sheet1: question=B answer=C`; for questions in a
/// row, `Sheet1: question-row=1 answer-row=2`.
pub(super) fn suggested(sheet: &Sheet, cells: &[At]) -> String {
    let name = plain(&sheet.name);
    match line(cells) {
        Line::Row(row) => format!("{name}: question-row={row} answer-row={}", row.saturating_add(1)),
        Line::Column(column) => {
            let rows = cells.iter().filter(|it| it.column == column).map(|it| it.row);
            let rows: Vec<u32> = rows.take(SAMPLE).collect();
            let next = cells.iter().map(|it| it.column).filter(|it| *it > column).min();
            let inside = |row: &u32| sheet.cells.contains_key(&At { row: *row, column }.inside());
            let answer = match free(sheet, column, next, &rows) {
                _ if rows.iter().all(inside) => "inside".to_owned(),
                Some(free) => list(&[free]),
                None => "below".to_owned(),
            };
            format!("{name}: question={} answer={answer}", letters(column))
        }
    }
}

/// The rows of the cells that such a map reads: `rows=7-8`; the columns for questions in a row.
fn rows(cells: &[At]) -> String {
    let (word, numbers): (&str, Vec<u32>) = match line(cells) {
        Line::Row(row) => ("columns", cells.iter().filter(|it| it.row == row).map(|it| it.column).collect()),
        Line::Column(column) => {
            ("rows", cells.iter().filter(|it| it.column == column).map(|it| it.row).collect())
        }
    };
    let shown = |it: u32| if word == "rows" { it.to_string() } else { letters(it) };
    match (numbers.iter().min(), numbers.iter().max()) {
        (Some(first), Some(last)) if first < last => format!("{word}={}-{}", shown(*first), shown(*last)),
        (Some(first), _) => format!("{word}={}", shown(*first)),
        _ => String::new(),
    }
}

/// The column or row with the most of the cells.
enum Line {
    Column(u32),
    Row(u32),
}

fn line(cells: &[At]) -> Line {
    let most = |numbers: &mut dyn Iterator<Item = u32>| {
        let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
        numbers.for_each(|it| *counts.entry(it).or_default() += 1);
        counts.into_iter().rev().max_by_key(|it| it.1).unwrap_or((1, 0))
    };
    let (column, in_column) = most(&mut cells.iter().map(|it| it.column));
    let (row, in_row) = most(&mut cells.iter().map(|it| it.row));
    if in_row > in_column { Line::Row(row) } else { Line::Column(column) }
}

/// The first column to the right that is empty in these rows, before the next question column; `None` if
/// the cells below are empty. If no column is empty, the one right of it.
fn free(sheet: &Sheet, column: u32, next: Option<u32>, rows: &[u32]) -> Option<u32> {
    let empty = |row: u32, column: u32| sheet.text(At { row, column }).is_empty();
    let there =
        |row: u32, column: u32| sheet.slots.as_ref().is_none_or(|it| it.contains(&At { row, column }));
    let mut right = column + 1..next.unwrap_or(LAST.column);
    let right = right.find(|it| rows.iter().all(|row| empty(*row, *it)));
    let below = |row: &u32| empty(row + 1, column) && there(row + 1, column);
    if right == Some(column + 1) && rows.iter().all(|it| there(*it, column + 1)) {
        return right;
    }
    (!rows.iter().all(below)).then_some(right.unwrap_or(column + 1))
}
