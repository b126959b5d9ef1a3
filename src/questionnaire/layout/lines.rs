//! Classifies the rows of a table: questions, header rows, headings, explanations, answers.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    super::{Cell, answer_line::label},
    Layout, Place, Reason,
    grid::Grid,
    headings::{Heading, Look},
    rows::id_at,
    shape::{Shape, above, bare, continues, is_id, shape},
    speaking::is_footnote,
    words::{Role, role},
};

/// A longer text is an explanation and not a heading, in bytes.
const LONG: usize = 120;
/// A shorter text is a name and not an explanation, in bytes.
pub(super) const SHORT: usize = 25;
/// The maximum distance of a heading to the left of the question, in columns.
const WIDE: u32 = 16;

/// The kind of a row.
pub(super) enum Line {
    Asks,
    /// A header row, possibly with the heading of a section.
    Names(Option<String>),
    /// A heading for the rows below.
    Heads(Heading),
    /// An explanation of the question above.
    Explains,
    /// The answer to the question above, or the place for it.
    Answer,
    Other,
}

/// The classified rows of a sheet.
pub(super) struct Lines<'a> {
    grid: &'a Grid<'a>,
    mapping: &'a Layout,
    asking: BTreeSet<u32>,
    heads: BTreeSet<u32>,
    /// The rows of answers below their questions.
    answers: BTreeSet<u32>,
    /// Whether each question has its explanation in the row below.
    explained: bool,
    /// Columns with different texts in the header rows: they name sections.
    varying: BTreeSet<u32>,
    at: usize,
}

impl<'a> Lines<'a> {
    pub fn new(grid: &'a Grid<'a>, mapping: &'a Layout) -> Self {
        let asking: BTreeSet<u32> = mapping.rows.iter().copied().collect();
        let heads: BTreeSet<u32> = mapping.header_rows.iter().copied().collect();
        let mut answers: BTreeSet<u32> =
            grid.texts(mapping.question).filter(|it| label(it.1).is_some()).map(|it| it.0).collect();
        let lines = mapping.left.iter().filter(|it| it.reason == Reason::AnswerLine);
        answers.extend(lines.map(|it| it.row));
        if let Place::Below(rows) = &mapping.place {
            answers.extend(rows.values());
        }
        let below = |row: &&u32| {
            let next = **row + 1;
            !asking.contains(&next) && !heads.contains(&next) && explains(grid, mapping, next)
        };
        let explained = asking.len() >= 3 && asking.iter().filter(below).count() * 2 >= asking.len();
        let varying = varying(grid, mapping);
        Self { grid, mapping, asking, heads, answers, explained, varying, at: 0 }
    }
}

impl Iterator for Lines<'_> {
    type Item = (u32, Line);

    fn next(&mut self) -> Option<Self::Item> {
        let (row, cells) = self.grid.rows.get(self.at)?;
        self.at += 1;
        let above = row.checked_sub(1).is_some_and(|it| self.asking.contains(&it));
        let line = if self.asking.contains(row) {
            Line::Asks
        } else if self.answers.contains(row) {
            Line::Answer
        } else if self.heads.contains(row) {
            Line::Names(header_text(self.grid, self.mapping, *row, &self.varying))
        } else if self.explained && above && explains(self.grid, self.mapping, *row) {
            Line::Explains
        } else {
            heading(self.grid, self.mapping, *row, cells).map_or(Line::Other, Line::Heads)
        };
        Some((*row, line))
    }
}

/// Whether a row below a question may explain it: it is long enough or in brackets, and is not a heading.
fn explains(grid: &Grid, mapping: &Layout, row: u32) -> bool {
    let text = grid.text(row, mapping.question);
    let heads = grid.cell(row, mapping.question).is_some_and(|it| it.heading) && text.len() <= LONG;
    (text.len() > SHORT || text.starts_with('(')) && !heads && mapping.left_row(row) != Some(Reason::Heading)
}

/// The columns, up to the question column, whose texts differ between the header rows.
fn varying(grid: &Grid, mapping: &Layout) -> BTreeSet<u32> {
    let texts = |column: u32| {
        mapping
            .header_rows
            .iter()
            .map(|it| grid.text(*it, column))
            .filter(|it| !it.is_empty())
            .collect::<BTreeSet<_>>()
    };
    (1..=mapping.question.min(WIDE)).filter(|it| texts(*it).len() >= 2).collect()
}

/// The section heading in a header row: `Access control | Question | Answer`. It is in the question column
/// or left of it; if there is only one header row, in the question column only.
fn header_text(grid: &Grid, mapping: &Layout, row: u32, varying: &BTreeSet<u32>) -> Option<String> {
    let alone = mapping.header_rows.len() == 1;
    let columns = (1..=mapping.question)
        .rev()
        .take(if alone { 1 } else { WIDE as usize })
        .filter(|it| !grid.hidden(*it));
    let heads = |column: u32, text: &str| {
        let known = role(text).is_some_and(|it| !matches!(it, Role::DomainTerms | Role::Grade));
        let words = text.split_whitespace().count();
        let letters = text.chars().filter(|it| it.is_alphabetic()).count() >= 2;
        let section = role(text).is_none() || text.contains(|it: char| it.is_ascii_digit());
        letters
            && if alone { section && words >= 2 } else { !known || (varying.contains(&column) && words >= 2) }
    };
    columns.map(|it| (it, grid.text(row, it))).find(|it| heads(it.0, it.1)).map(|it| it.1.to_owned())
}

/// A heading: one short text, with at most an id beside it; in several languages if its id is a prefix of
/// the next question's. Its look distinguishes the levels of headings.
fn heading(grid: &Grid, mapping: &Layout, row: u32, cells: &[(u32, &Cell)]) -> Option<Heading> {
    let texts: Vec<_> =
        cells.iter().filter(|(column, _)| *column <= mapping.question && !grid.hidden(*column)).collect();
    let own = mapping.id.filter(|it| *it != mapping.question);
    let bears = |column: u32, text: &str| Some(column) == own || is_id(text);
    let id = own.map(|it| grid.text(row, it)).filter(|it| {
        is_id(it) || (!it.is_empty() && !it.contains(|it: char| it.is_lowercase() || it == ' '))
    });
    let id = id.or_else(|| texts.iter().map(|it| it.1.text.trim()).find(|it| is_id(it) && !is_mark(it)));
    let words: Vec<_> =
        texts.iter().filter(|it| !bears(it.0, it.1.text.trim()) && !is_mark(it.1.text.trim())).collect();
    let alone =
        words.iter().all(|it| words.first().is_some_and(|first| first.1.text.trim() == it.1.text.trim()));
    let parent = || id.zip(next_id(grid, mapping, row)).is_some_and(|(id, next)| above(bare(id), &next));
    let (column, cell) = match words.as_slice() {
        [] => texts.first()?,
        [first, ..] if alone => first,
        [.., last] if parent() => last,
        _ => return None,
    };
    let text = cell.text.trim();
    let echo =
        mapping.answers.first().is_some_and(|column| grid.cell(row, *column).is_some_and(|it| it.formula));
    let wide = grid.area(row, *column).is_some_and(|it| it.last.column > it.first.column);
    // `Which of these do you lack?` is a heading for the rows below if it is not itself a question.
    let told = cell.heading || wide || mapping.left_row(row) == Some(Reason::Heading);
    let asks = shape(text) == Shape::Asks && !told;
    let prose = text.len() > LONG
        || text.contains('\n')
        || (matches!(shape(text), Shape::States | Shape::Requests) && text.ends_with('.'));
    if echo
        || asks
        || prose
        || is_footnote(text)
        || text.starts_with('(')
        || continues(text)
        || text.ends_with([';', ','])
    {
        return None;
    }
    let depth = id.map_or(0, |it| bare(it).split(['.', '-']).count());
    Some(Heading::new(
        text,
        id,
        Look { header: false, column: *column, wide, bold: cell.heading, depth },
        cell.level,
    ))
}

/// The id of the next question row.
fn next_id(grid: &Grid, mapping: &Layout, row: u32) -> Option<String> {
    let next = mapping.rows.get(mapping.rows.partition_point(|it| *it < row))?;
    id_at(grid, mapping.id, mapping.question, *next)
}

/// A tick or a cross that marks a row: `x`.
fn is_mark(text: &str) -> bool {
    text.chars().count() <= 1
}

/// Counts, for each heading, how many headings of the same look follow before the next question.
pub(super) fn rank(lines: &mut [(u32, Line)]) {
    let mut following: BTreeMap<Look, usize> = BTreeMap::new();
    for (_, line) in lines.iter_mut().rev() {
        match line {
            Line::Heads(heading) => {
                let count = following.entry(heading.look).or_default();
                heading.rank = *count;
                *count += 1;
            }
            Line::Asks | Line::Names(_) => following.clear(),
            Line::Explains | Line::Answer | Line::Other => {}
        }
    }
}
