//! Finds the layouts of a form's sheets.

use std::collections::BTreeMap;

use super::{
    super::Sheet,
    Mapping,
    answers::{self, Targets},
    columns, echo,
    evidence::{self, Found},
    grid::Grid,
    heads::{self, Heads},
    question::{self, Column},
    rows::{self, Row},
    shape::{Shape, shape},
};

/// So many rows tell what the columns are.
const SAMPLE: usize = 1_000;
/// Columns further from the question than this are not of its table.
const NEAR: u32 = 30;

/// What was found in a form: a mapping a sheet, in the order of its sheets, for those that ask. Hidden sheets do not ask,
/// nor do sheets that repeat the questions of others; what a format says of a sheet itself is taken as it is.
pub fn detect(sheets: &[Sheet]) -> Vec<(usize, Mapping)> {
    let found = sheets.iter().enumerate().filter(|(_, it)| !it.hidden && it.mapping.is_none());
    let found = found.filter_map(|(index, it)| Some((index, sheet(it)?))).collect();
    let mut found = echo::leave_out(sheets, found);
    let said = sheets.iter().enumerate().filter_map(|(index, it)| Some((index, it.mapping.clone()?)));
    found.extend(said.filter(|it| !it.1.rows.is_empty()));
    found.sort_by_key(|it| it.0);
    found
}

/// The layout of a sheet, if it asks.
fn sheet(sheet: &Sheet) -> Option<Mapping> {
    let grid = Grid::new(sheet);
    let mut heads = Heads::find(&grid);
    let column = question::find(&grid, &heads)?;
    if heads.base.is_none() {
        let first = column.texts.iter().find(|it| it.1 != Shape::Label).map(|it| it.0);
        if let Some(base) = first.and_then(|it| heads::unknown(&grid, column.column, it)) {
            heads = Heads::at(&grid, base);
        }
    }
    let layout = Layout::find(&grid, heads, column.column, None);
    layout.judge(&grid, &column)
}

/// A layout around one column of questions.
pub(super) struct Layout {
    pub heads: Heads,
    pub id: Option<u32>,
    pub targets: Targets,
    pub sections: Vec<u32>,
    pub guidance: Option<u32>,
    /// The rows that ask.
    pub rows: Vec<u32>,
    question: u32,
    candidates: Vec<Row>,
}

impl Layout {
    /// Finds what stands around the questions; where answers go is found too, or `given` by hand, and so may the ids be.
    pub fn find(grid: &Grid, heads: Heads, question: u32, given: Option<(Targets, Option<u32>)>) -> Self {
        let texts: Vec<_> = grid.texts(question).map(|it| it.0).filter(|it| !heads.holds(*it)).take(SAMPLE).collect();
        let (given, given_id) = given.map_or((None, None), |(targets, id)| (Some(targets), id));
        let id = |rows: &[u32]| given_id.or_else(|| columns::id(grid, &heads, question, rows));
        // Two rounds: the rows tell the columns, and the columns tell which of the rows ask.
        let first = asking(grid, &heads, question, id(&likely(grid, question, &texts)), &Targets::default());
        let rows = if first.is_empty() { texts } else { first };
        let id = id(&rows);
        let targets = given.unwrap_or_else(|| answers::find(grid, &heads, question, &rows));
        let candidates = rows::candidates(grid, &heads, question, id, &targets, usize::MAX);
        let rows = rows::asking(&candidates, heads.base.is_some());
        let mut taken = targets.columns();
        taken.extend(targets.comment);
        let sections = columns::sections(grid, &heads, question, id, &taken, &rows);
        let guidance = columns::guidance(grid, &heads, question, &taken, &rows);
        Self { heads, id, targets, sections, guidance, rows, question, candidates }
    }

    /// The mapping, if the evidence is enough.
    fn judge(self, grid: &Grid, column: &Column) -> Option<Mapping> {
        if self.rows.len() < 2 {
            return None;
        }
        let column = self.measured(column);
        let found = Found {
            grid,
            heads: &self.heads,
            column: &column,
            targets: &self.targets,
            id: self.id,
            rows: self.rows.len(),
            ids: self.share(&|it| it.id.is_some()),
            groups: self.groups(),
            other: self.others(grid),
        };
        let (sum, reasons) = evidence::weigh(&found);
        (sum >= evidence::ENOUGH).then(|| self.mapping(evidence::confidence(sum), reasons))
    }

    /// The column's shares over the rows that ask, and over those that look as if they did: prose with a question in it
    /// stays prose.
    fn measured(&self, column: &Column) -> Column {
        let count = |wanted: Shape| self.share(&|it| it.shape == wanted);
        Column { asks: count(Shape::Asks), requests: count(Shape::Requests), states: count(Shape::States), ..column.clone() }
    }

    fn share(&self, holds: &dyn Fn(&Row) -> bool) -> f64 {
        let asking: Vec<_> = self.candidates.iter().filter(|it| self.rows.binary_search(&it.row).is_ok()).collect();
        asking.iter().filter(|it| holds(it)).count() as f64 / asking.len().max(1) as f64
    }

    /// The share of the rows whose id begins like those of a group, if there are two groups or more.
    fn groups(&self) -> f64 {
        let group = |it: &Row| Some(it.id.as_deref()?.rsplit_once(['.', '-'])?.0.to_owned());
        let mut groups: BTreeMap<String, usize> = BTreeMap::new();
        for group in self.candidates.iter().filter(|it| self.rows.binary_search(&it.row).is_ok()).filter_map(group) {
            *groups.entry(group).or_default() += 1;
        }
        let large = groups.values().filter(|it| **it >= 2);
        if large.clone().count() < 2 { 0.0 } else { large.sum::<usize>() as f64 / self.rows.len().max(1) as f64 }
    }

    /// The columns that hold texts beside the questions, and have no part in the layout; translations, marks and numbers
    /// do not count.
    fn others(&self, grid: &Grid) -> usize {
        let rows = self.rows.get(..SAMPLE).unwrap_or(&self.rows);
        let filled =
            |column: u32| rows.iter().filter(|it| grid.text(**it, column).chars().filter(|it| it.is_alphabetic()).count() > 2).count();
        let near = grid.columns.keys().filter(|it| it.abs_diff(self.question) <= NEAR);
        let columns =
            near.filter(|it| **it != self.question && Some(**it) != self.id && Some(**it) != self.guidance && !self.sections.contains(it));
        columns.filter(|it| filled(**it) * 2 > rows.len() && !translates(grid, self.question, **it, rows)).count()
    }

    /// The layout as it is handed on.
    pub fn mapping(self, confidence: f64, reasons: Vec<String>) -> Mapping {
        Mapping {
            header_rows: self.heads.rows,
            id: self.id,
            question: self.question,
            answers: self.targets.answers,
            yes_no: self.targets.yes_no,
            ticks: self.targets.ticks,
            comment: self.targets.comment,
            sections: self.sections,
            guidance: self.guidance,
            rows: self.rows,
            confidence,
            reasons,
            ..Mapping::default()
        }
    }
}

fn asking(grid: &Grid, heads: &Heads, question: u32, id: Option<u32>, targets: &Targets) -> Vec<u32> {
    rows::asking(&rows::candidates(grid, heads, question, id, targets, SAMPLE), heads.base.is_some())
}

/// The rows whose texts are more than names, or all if there are few.
fn likely(grid: &Grid, question: u32, texts: &[u32]) -> Vec<u32> {
    let more: Vec<_> = texts.iter().copied().filter(|it| shape(grid.text(*it, question)) != Shape::Label).collect();
    if more.len() * 3 >= texts.len() { more } else { texts.to_vec() }
}

/// Whether a column has a text of about the same length and shape in every row: the same in another language.
fn translates(grid: &Grid, question: u32, column: u32, rows: &[u32]) -> bool {
    let length = |row: u32, column: u32| grid.text(row, column).chars().count() as f64;
    let shapes = |row: u32| shape(grid.text(row, column)) == shape(grid.text(row, question));
    let alike = |row: &&u32| (0.4..2.5).contains(&(length(**row, column) / length(**row, question).max(1.0))) && shapes(**row);
    rows.iter().filter(alike).count() * 10 >= rows.len() * 8
}
