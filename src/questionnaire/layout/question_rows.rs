//! Questions beside each other without headers, each with an empty cell below it for its answer.

use super::{
    super::{Area, At, area::LAST},
    Layout,
    grid::Grid,
    scopes::{asks_whether, speaks_of_those_below},
    shape::{Shape, shape},
    speaking::{is_open, opens_a_list},
};
use crate::questionnaire::folded::fold;
use crate::word_list::listed;

/// The minimum number of questions in a row.
const BESIDE: usize = 2;
/// The minimum number of rows of questions on a sheet: a single one may be the headers of a list.
const FEWEST: usize = 2;
/// A text of fewer words may continue the question beside it: `For your subcontractors?`
const WORDS: usize = 4;
/// The maximum number of rows of questions on a sheet.
const MOST: usize = 64;
/// Words that begin an open question, in addition to those that ask for a name, folded.
const HOW: &str = "how, why, warum, wieso, weshalb, comment, pourquoi, como, come, perche, hoe, waarom";

/// The confidence of such a layout.
const CONFIDENCE: f64 = 0.8;

/// The rows of questions of a sheet, each with the row of answers below it; `None` if a row of several
/// questions contains anything else or has anything else below it. A sheet is never read in part.
pub(super) fn tables(grid: &Grid) -> Option<Vec<Layout>> {
    let mut found = Vec::new();
    for (at, (row, cells)) in grid.rows.iter().enumerate() {
        let texts = cells.iter().map(|it| it.1.text.trim());
        let asking = texts.clone().filter(|it| shape(it) == Shape::Asks).count();
        if asking == 0 {
            continue;
        }
        let next = row.checked_add(1)?;
        let is_free = grid.rows.get(at + 1).is_none_or(|it| it.0 != next);
        let is_hidden = cells.iter().any(|it| grid.hidden(it.0)) || grid.sheet.hidden_rows.contains(&next);
        let is_covered = cells.iter().any(|it| grid.covered(next, it.0));
        if asking < BESIDE || !is_free || is_hidden || is_covered || !texts.clone().all(asks_alone) {
            return None;
        }
        found.push((*row, cells.iter().map(|it| it.0).collect::<Vec<u32>>()));
    }
    let has_answers = |(row, columns): &(u32, Vec<u32>)| columns.iter().all(|it| grid.writable(row + 1, *it));
    let is_read = (FEWEST..=MOST).contains(&found.len()) && found.iter().any(has_answers);
    is_read.then(|| found.into_iter().map(|it| table(it.0, it.1)).collect())
}

/// Whether a text is a complete question.
fn asks_alone(text: &str) -> bool {
    let points_at_others = speaks_of_those_below(text) || opens_a_list(text, None);
    let folded = fold(text);
    let mut words = folded.split_whitespace();
    let begins = words.next().is_some_and(|it| listed(HOW, it)) || is_open(text) || asks_whether(text);
    begins && words.nth(WORDS - 2).is_some() && shape(text) == Shape::Asks && !points_at_others
}

/// The layout of a row of questions in these columns, with rows and columns exchanged.
fn table(row: u32, columns: Vec<u32>) -> Layout {
    Layout {
        question: row,
        answers: vec![row + 1],
        rows: columns,
        transposed: true,
        area: Some(Area {
            first: At { row: 1, column: row },
            last: At { row: LAST.column.max(LAST.row), column: row + 1 },
        }),
        confidence: CONFIDENCE,
        reasons: vec!["each text is a question with an empty cell below it".to_owned()],
        ..Layout::default()
    }
}
