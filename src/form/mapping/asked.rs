//! The questions of a sheet, each with its id, its headings and what explains it.

use std::collections::BTreeSet;

use super::{
    super::{At, Cell, Sheet, answer_line::label},
    Asked, Mapping, Place,
    grid::Grid,
    headings::{Headings, Mark},
    rows::id_at,
    shape::{Shape, above, bare, is_id, prefix, shape},
    words::{Role, role},
};

/// A longer text explains, and heads nothing.
const LONG: usize = 120;
/// Headings stand within so many columns left of the question.
const WIDE: u32 = 16;

/// The questions of a form, in the order of its layouts.
pub fn questions(sheets: &[Sheet], mappings: &[(usize, Mapping)]) -> Vec<Asked> {
    let mut asked = Vec::new();
    for (layout, (index, mapping)) in mappings.iter().enumerate() {
        let Some(sheet) = sheets.get(*index) else { continue };
        let turned = mapping.transposed.then(|| sheet.transposed());
        let own = of_table(turned.as_ref().unwrap_or(sheet), mapping);
        asked.extend(own.into_iter().map(|it| Asked { sheet: *index, layout, at: mapping.turned(it.at), ..it }));
    }
    asked
}

/// The questions of one table, in order; their sheet and layout are still to be told.
fn of_table(sheet: &Sheet, mapping: &Mapping) -> Vec<Asked> {
    let grid = Grid::within(sheet, mapping.area);
    let lines: Vec<_> = Lines::new(&grid, mapping).collect();
    let later = lines.iter().skip_while(|it| !matches!(it.1, Line::Asks)).filter_map(|it| match &it.1 {
        Line::Heads(mark, _) => Some(mark),
        _ => None,
    });
    let mut headings = Headings::new(later);
    let mut asked: Vec<Asked> = Vec::new();
    for (row, line) in lines {
        match line {
            Line::Asks => {
                headings.asked(asked.is_empty());
                asked.push(ask(&grid, mapping, row, &headings));
            }
            Line::Names(text) => headings.header(text, asked.is_empty()),
            Line::Heads(mark, text) => headings.row(mark, text),
            Line::Answer => {}
            Line::Explains | Line::Other => {
                headings.other(asked.is_empty());
                explain(asked.last_mut(), &grid, mapping, row);
            }
        }
    }
    carry(&grid, mapping, &mut asked);
    asked
}

/// What a row is.
enum Line {
    Asks,
    /// It names the columns, and may head a section.
    Names(Option<String>),
    /// It heads the rows below.
    Heads(Mark, String),
    /// It explains the question above.
    Explains,
    /// It has the answer to the question above, or is the place for it.
    Answer,
    Other,
}

/// The rows of a sheet, told apart.
struct Lines<'a> {
    grid: &'a Grid<'a>,
    mapping: &'a Mapping,
    asking: BTreeSet<u32>,
    heads: BTreeSet<u32>,
    /// The rows of answers below their questions.
    answers: BTreeSet<u32>,
    /// Each question has its explanation in the row below.
    explained: bool,
    /// Columns whose texts in the header rows differ: they name sections.
    varying: BTreeSet<u32>,
    at: usize,
}

impl<'a> Lines<'a> {
    fn new(grid: &'a Grid<'a>, mapping: &'a Mapping) -> Self {
        let asking: BTreeSet<u32> = mapping.rows.iter().copied().collect();
        let heads: BTreeSet<u32> = mapping.header_rows.iter().copied().collect();
        let mut answers: BTreeSet<u32> = grid.texts(mapping.question).filter(|it| label(it.1).is_some()).map(|it| it.0).collect();
        if let Place::Below(rows) = &mapping.place {
            answers.extend(rows.values());
        }
        let below = |row: &&u32| {
            !asking.contains(&(**row + 1)) && !heads.contains(&(**row + 1)) && !grid.text(**row + 1, mapping.question).is_empty()
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
        } else if self.explained && above && !self.grid.text(*row, self.mapping.question).is_empty() {
            Line::Explains
        } else {
            heading(self.grid, self.mapping, *row, cells).map_or(Line::Other, |(mark, text)| Line::Heads(mark, text))
        };
        Some((*row, line))
    }
}

/// The columns, up to the question's, whose texts in the header rows are not the same.
fn varying(grid: &Grid, mapping: &Mapping) -> BTreeSet<u32> {
    let texts =
        |column: u32| mapping.header_rows.iter().map(|it| grid.text(*it, column)).filter(|it| !it.is_empty()).collect::<BTreeSet<_>>();
    (1..=mapping.question.min(WIDE)).filter(|it| texts(*it).len() >= 2).collect()
}

fn ask(grid: &Grid, mapping: &Mapping, row: u32, headings: &Headings) -> Asked {
    let text = grid.text(row, mapping.question);
    let words = if mapping.id == Some(mapping.question) { prefix(text).map_or(text, |it| it.1) } else { text };
    let guidance = mapping.guidance.map(|it| grid.shown(row, it)).filter(|it| !it.is_empty());
    Asked {
        sheet: 0,
        layout: 0,
        at: At { row, column: mapping.question },
        id: id_at(grid, mapping.id, mapping.question, row),
        sections: headings.texts(),
        text: words.to_owned(),
        guidance: guidance.map(str::to_owned),
    }
}

/// What a header row says beside the names of its columns: `Access control | Question | Answer` heads a section. It stands
/// in the question's own column, or left of it; where one row alone names the columns, only in the question's.
fn header_text(grid: &Grid, mapping: &Mapping, row: u32, varying: &BTreeSet<u32>) -> Option<String> {
    let alone = mapping.header_rows.len() == 1;
    let columns = (1..=mapping.question).rev().take(if alone { 1 } else { WIDE as usize }).filter(|it| !grid.hidden(*it));
    let heads = |column: u32, text: &str| {
        let known = role(text).is_some_and(|it| !matches!(it, Role::Trade | Role::Grade));
        let words = text.split_whitespace().count();
        let letters = text.chars().filter(|it| it.is_alphabetic()).count() >= 2;
        let section = role(text).is_none() || text.contains(|it: char| it.is_ascii_digit());
        letters && if alone { section && words >= 2 } else { !known || (varying.contains(&column) && words >= 2) }
    };
    columns.map(|it| (it, grid.text(row, it))).find(|it| heads(it.0, it.1)).map(|it| it.1.to_owned())
}

/// A row that heads those below it: one short text, beside an id at most; in several languages where its id stands above
/// the next question's. Its mark tells headings of one level from others'.
fn heading(grid: &Grid, mapping: &Mapping, row: u32, cells: &[(u32, &Cell)]) -> Option<(Mark, String)> {
    let texts: Vec<_> = cells.iter().filter(|(column, _)| *column <= mapping.question && !grid.hidden(*column)).collect();
    let own = mapping.id.filter(|it| *it != mapping.question);
    let bears = |column: u32, text: &str| Some(column) == own || is_id(text);
    let id = own.map(|it| grid.text(row, it)).filter(|it| !it.is_empty());
    let id = id.or_else(|| texts.iter().map(|it| it.1.text.trim()).find(|it| is_id(it) && !is_mark(it)));
    let words: Vec<_> = texts.iter().filter(|it| !bears(it.0, it.1.text.trim()) && !is_mark(it.1.text.trim())).collect();
    let alone = words.iter().all(|it| words.first().is_some_and(|first| first.1.text.trim() == it.1.text.trim()));
    let parent = || id.zip(next_id(grid, mapping, row)).is_some_and(|(id, next)| above(bare(id), &next));
    let (column, cell) = match words.as_slice() {
        [] => texts.first()?,
        [first, ..] if alone => first,
        [.., last] if parent() => last,
        _ => return None,
    };
    let text = cell.text.trim();
    let echo = mapping.answers.first().is_some_and(|it| grid.cell(row, *it).is_some_and(|it| it.formula));
    let prose =
        text.len() > LONG || text.contains('\n') || shape(text) == Shape::Asks || (shape(text) != Shape::Label && text.ends_with('.'));
    if echo || prose {
        return None;
    }
    let wide = grid.area(row, *column).is_some_and(|it| it.last.column > it.first.column);
    let depth = id.map_or(0, |it| bare(it).split(['.', '-']).count());
    Some((Mark { header: false, column: *column, wide, bold: cell.heading, depth }, text.to_owned()))
}

/// The id of the next row that asks.
fn next_id(grid: &Grid, mapping: &Mapping, row: u32) -> Option<String> {
    let next = mapping.rows.get(mapping.rows.partition_point(|it| *it < row))?;
    id_at(grid, mapping.id, mapping.question, *next)
}

/// A tick or a cross that marks a row: `x`.
fn is_mark(text: &str) -> bool {
    text.chars().count() <= 1
}

/// A longer text right below a question, in its column, explains it.
fn explain(asked: Option<&mut Asked>, grid: &Grid, mapping: &Mapping, row: u32) {
    let text = grid.text(row, mapping.question);
    if let Some(asked) = asked
        && asked.guidance.is_none()
        && asked.at.row + 1 == row
        && text.len() > 25
        && id_at(grid, mapping.id, mapping.question, row).is_none()
    {
        asked.guidance = Some(text.to_owned());
    }
}

/// Adds the texts of the section columns. One that is written once and left empty below holds on until the next, or until a
/// header row.
fn carry(grid: &Grid, mapping: &Mapping, asked: &mut [Asked]) {
    for column in &mapping.sections {
        let mut last: Option<(u32, String)> = None;
        for question in asked.iter_mut() {
            let row = question.at.row;
            let shown = grid.shown(row, *column);
            let headed = |from: u32| {
                let next = mapping.header_rows.get(mapping.header_rows.partition_point(|it| *it < from));
                next.is_some_and(|it| *it < row)
            };
            let written = || last.as_ref().filter(|it| !headed(it.0));
            let text = if shown.is_empty() { written().map(|it| it.1.clone()) } else { Some(shown.to_owned()) };
            if !shown.is_empty() {
                last = Some((row, shown.to_owned()));
            }
            question.sections.extend(text);
        }
    }
}
