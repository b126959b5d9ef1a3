//! Detects the layouts of a file's sheets.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    super::{Area, At, Sheet},
    Layout, Left, Place, Reason,
    answers::{self, Targets},
    below, columns, echo,
    evidence::{self, Found},
    further,
    grid::Grid,
    heads::{self, Heads},
    question::{self, Column},
    question_rows, regions,
    rows::{self, Row},
    shape::{Shape, shape},
    struck,
    words::{Role, is_value},
};

/// The maximum number of rows to sample.
const SAMPLE: usize = 1_000;
/// The minimum number of question rows on a sheet.
const FEWEST: usize = 2;
/// The maximum distance of a table's columns from the question, in columns.
const NEAR: u32 = 30;

/// Detects the tables of questions, in the order of the sheets. Hidden sheets and sheets that repeat the
/// questions of others are not read as questions; their texts are in [`Layout::left`] only. A layout that
/// the format itself defines is used unchanged.
pub fn detect(sheets: &[Sheet]) -> Vec<(usize, Layout)> {
    let asking = sheets.iter().enumerate().filter(|(_, it)| !it.hidden && it.mapping.is_none());
    let found = asking.flat_map(|(index, it)| tables(it).into_iter().map(move |it| (index, it))).collect();
    let mut found = echo::leave_out(sheets, found);
    let said = sheets.iter().enumerate().filter_map(|(index, it)| Some((index, it.mapping.clone()?)));
    found.extend(said.filter(|it| !it.1.rows.is_empty()));
    for (index, layout) in &mut found {
        sheets.get(*index).into_iter().for_each(|it| struck::leave_out(it, layout));
    }
    found.sort_by_key(|it| (it.0, it.1.asked().next()));
    found
}

/// The tables of questions on a sheet: rows of questions with an empty row below each; the parts of the
/// sheet if these include every question of the whole; otherwise the whole; and if that has no questions,
/// the sheet with rows and columns exchanged.
pub(super) fn tables(sheet: &Sheet) -> Vec<Layout> {
    let grid = Grid::new(sheet);
    if let Some(rows) = question_rows::tables(&grid) {
        return rows;
    }
    let whole = table(&grid, FEWEST);
    if let Some(apart) = apart(&grid, whole.as_ref()) {
        return apart;
    }
    match whole {
        Some(whole) => further(sheet, &grid, whole),
        None => transposed(sheet, &grid),
    }
}

/// The tables in the parts of a sheet, if these include every question of the whole.
fn apart(grid: &Grid, whole: Option<&Layout>) -> Option<Vec<Layout>> {
    let parts = regions::parts(grid);
    if parts.len() < 2 {
        return None;
    }
    let apart = |part: &Area| Some(Layout { area: Some(*part), ..table(&grid.part(*part), 1)? });
    let apart: Vec<_> = parts.iter().filter_map(apart).collect();
    (apart.len() > 1 && keeps(grid.sheet, whole, &apart)).then_some(apart)
}

/// A table and those below it with unknown headers. Rows of such a table that has no layout of its own are
/// left out.
fn further(sheet: &Sheet, grid: &Grid, mut whole: Layout) -> Vec<Layout> {
    let (mut found, mut lost) = (Vec::new(), Vec::new());
    for part in further::parts(grid, &whole) {
        let own = Grid::within(sheet, Some(part));
        match table(&own, 1) {
            Some(it) if found.is_empty() => found.push(Layout { area: Some(part), ..it }),
            Some(it) => found.push(Layout { area: Some(part), ..further::sure(&own, it) }),
            None => lost.push(part),
        }
    }
    match found.first_mut() {
        Some(first) if lost.first().is_none_or(|it| it.first.row > 1) => {
            further::leave(grid, first, &lost);
            found
        }
        _ => {
            further::leave(
                grid,
                &mut whole,
                &lost.into_iter().filter(|it| it.first.row > 1).collect::<Vec<_>>(),
            );
            vec![whole]
        }
    }
}

/// Whether the tables have as many questions in sentences as the whole sheet, and cover all of them.
fn keeps(sheet: &Sheet, whole: Option<&Layout>, apart: &[Layout]) -> bool {
    let sentences = |it: &Layout| it.asked().filter(|at| shape(sheet.text(*at)) != Shape::Label).count();
    let held = |at: At| apart.iter().any(|layout| layout.area.is_none_or(|it| it.holds(at)));
    let enough = |whole: &Layout| {
        apart.iter().map(sentences).sum::<usize>() >= sentences(whole) && whole.asked().all(held)
    };
    whole.is_none_or(enough)
}

/// The tables of a sheet whose questions are in a row. Only plain questions count, because short rows of
/// any content look alike.
fn transposed(sheet: &Sheet, grid: &Grid) -> Vec<Layout> {
    if !regions::may_be_transposed(grid) {
        return Vec::new();
    }
    let turned = sheet.transposed();
    let grid = Grid::new(&turned).turned();
    let whole = table(&grid, FEWEST);
    let asks = |it: &Layout| {
        let asking = it.rows.iter().filter(|row| shape(grid.text(**row, it.question)) == Shape::Asks);
        asking.count() * 2 > it.rows.len() && it.has_room()
    };
    let found = apart(&grid, whole.as_ref()).filter(|it| it.iter().all(asks));
    let found = found.unwrap_or_else(|| whole.into_iter().filter(asks).collect());
    found.into_iter().map(|it| Layout { transposed: true, ..it }).collect()
}

/// The layout of a grid, if it has at least the given number of question rows.
fn table(grid: &Grid, fewest: usize) -> Option<Layout> {
    let mut heads = Heads::find(grid);
    let column = question::find(grid, &heads)?;
    if heads.base.is_none() {
        let first = column.texts.iter().find(|it| it.1 != Shape::Label).map(|it| it.0);
        if let Some(base) = first.and_then(|it| heads::unknown(grid, column.column, it)) {
            heads = Heads::at(grid, base);
        }
    }
    let mut layout = DetectedTable::find(grid, heads, column.column, None);
    layout.look_below(grid);
    layout.judge(grid, &column, fewest)
}

/// A layout around one column of questions.
pub(super) struct DetectedTable {
    pub heads: Heads,
    pub id: Option<u32>,
    pub targets: Targets,
    pub sections: Vec<u32>,
    pub guidance: Option<u32>,
    /// The question rows.
    pub rows: Vec<u32>,
    /// The rows with a text that are not questions.
    pub left: Vec<Left>,
    /// The position of the answers relative to the questions.
    pub place: Place,
    question: u32,
    candidates: Vec<Row>,
}

impl DetectedTable {
    /// Finds the columns around the questions. The answer columns, and optionally the id column, may be
    /// `given` by hand.
    pub fn find(grid: &Grid, heads: Heads, question: u32, given: Option<(Targets, Option<u32>)>) -> Self {
        let texts: Vec<_> =
            grid.texts(question).map(|it| it.0).filter(|it| !heads.holds(*it)).take(SAMPLE).collect();
        let (given, given_id) = given.map_or((None, None), |(targets, id)| (Some(targets), id));
        let id = |rows: &[u32]| given_id.or_else(|| columns::id(grid, &heads, question, rows));
        // Two rounds: the rows determine the columns, and the columns determine which rows are questions.
        let first = asking(grid, &heads, question, id(&likely(grid, question, &texts)), &Targets::default());
        let rows = if first.is_empty() { texts } else { first };
        let id = id(&rows);
        let targets = given.unwrap_or_else(|| answers::find(grid, &heads, question, &rows));
        let (candidates, mut left) = rows::candidates(grid, &heads, question, id, &targets, usize::MAX);
        let (rows, others) = rows::asking(&candidates, heads.base.is_some());
        left.extend(others);
        let mut taken = targets.columns();
        taken.extend(targets.comment);
        let sections = columns::sections(grid, &heads, question, id, &taken, &rows);
        let guidance = columns::guidance(grid, &heads, question, &taken, &rows);
        Self {
            heads,
            id,
            targets,
            sections,
            guidance,
            rows,
            left,
            place: Place::Beside,
            question,
            candidates,
        }
    }

    /// Answers go after a `Response:` line in the question cells if these have one. Otherwise, if no column
    /// beside the questions takes answers, they go below the questions, provided that nearly all have a
    /// free cell there; in a list without gaps none has.
    fn look_below(&mut self, grid: &Grid) {
        let within = |column: &u32| {
            self.rows.iter().filter(|row| grid.writable(**row, *column)).count() * 2 > self.rows.len()
        };
        let chosen = self.targets.lists >= 0.5 || !self.targets.ticks.is_empty();
        let column = At { row: 1, column: self.question }.inside().column;
        if !chosen && within(&column) {
            let free = self.rows.iter().filter(|row| grid.text(**row, column).is_empty()).count();
            self.targets.answers = vec![column];
            self.targets.empty = free as f64 / self.rows.len().max(1) as f64;
            self.place = Place::Inside;
        }
        if !self.targets.columns().is_empty() {
            return;
        }
        let below = below::find(grid, self.question, &self.rows);
        if below.rows.len() * 5 >= self.rows.len() * 4 {
            let empty = below.rows.values().filter(|row| grid.text(**row, below.column).is_empty()).count();
            self.targets.answers = vec![below.column];
            self.targets.empty = empty as f64 / self.rows.len() as f64;
            self.take_below(grid, below.rows);
        }
    }

    /// Puts the answers into rows below the questions. Labels in such rows are not unread questions.
    pub fn take_below(&mut self, grid: &Grid, rows: BTreeMap<u32, u32>) {
        let labels = below::label_rows(grid);
        let answers: BTreeSet<u32> = rows.values().copied().filter(|it| labels.contains(it)).collect();
        self.left.retain(|it| !answers.contains(&it.row));
        self.place = Place::Below(rows);
    }

    /// The layout, if there is enough evidence.
    fn judge(self, grid: &Grid, column: &Column, fewest: usize) -> Option<Layout> {
        if self.rows.len() < fewest {
            return None;
        }
        let column = self.measured(column);
        let others = self.others(grid);
        let found = Found {
            grid,
            heads: &self.heads,
            column: &column,
            targets: &self.targets,
            id: self.id,
            rows: self.rows.len(),
            ids: self.share(&|it| it.id.is_some()),
            groups: self.groups(),
            other: others.len(),
            instead: others.iter().filter(|it| self.stands_for_answers(grid, **it)).count(),
        };
        let (sum, reasons) = evidence::weigh(&found);
        (sum >= evidence::ENOUGH).then(|| self.mapping(grid, evidence::confidence(sum), reasons))
    }

    /// The column's shares over the question rows and those that look like questions, so that prose that
    /// contains a question is still judged as prose.
    fn measured(&self, column: &Column) -> Column {
        let count = |wanted: Shape| self.share(&|it| it.shape == wanted);
        Column {
            asks: count(Shape::Asks),
            requests: count(Shape::Requests),
            states: count(Shape::States),
            ..column.clone()
        }
    }

    fn share(&self, holds: &dyn Fn(&Row) -> bool) -> f64 {
        let asking: Vec<_> =
            self.candidates.iter().filter(|it| self.rows.binary_search(&it.row).is_ok()).collect();
        asking.iter().filter(|it| holds(it)).count() as f64 / asking.len().max(1) as f64
    }

    /// The share of rows whose id prefix is shared with others, if there are at least two prefixes.
    fn groups(&self) -> f64 {
        let group = |it: &Row| Some(it.id.as_deref()?.rsplit_once(['.', '-'])?.0.to_owned());
        let mut groups: BTreeMap<String, usize> = BTreeMap::new();
        for group in
            self.candidates.iter().filter(|it| self.rows.binary_search(&it.row).is_ok()).filter_map(group)
        {
            *groups.entry(group).or_default() += 1;
        }
        let large = groups.values().filter(|it| **it >= 2);
        if large.clone().count() < 2 {
            0.0
        } else {
            large.sum::<usize>() as f64 / self.rows.len().max(1) as f64
        }
    }

    /// The columns with texts that have no role in the layout, except translations, marks and numbers.
    fn others(&self, grid: &Grid) -> Vec<u32> {
        let rows = self.rows.get(..SAMPLE).unwrap_or(&self.rows);
        let filled = |column: u32| {
            rows.iter()
                .filter(|row| grid.text(**row, column).chars().filter(|it| it.is_alphabetic()).count() > 2)
                .count()
        };
        let near = grid.columns.keys().copied().filter(|it| it.abs_diff(self.question) <= NEAR);
        let columns = near.filter(|it| {
            *it != self.question
                && Some(*it) != self.id
                && Some(*it) != self.guidance
                && !self.sections.contains(it)
        });
        columns
            .filter(|it| filled(*it) * 2 > rows.len() && !columns::translates(grid, self.question, *it, rows))
            .collect()
    }

    /// Whether a column may contain existing answers or another table's texts: right of the questions, or
    /// left of them in sentences; not repeated values, nor a column whose header says that it is about the
    /// questions.
    fn stands_for_answers(&self, grid: &Grid, column: u32) -> bool {
        let rows = self.rows.get(..SAMPLE).unwrap_or(&self.rows);
        let named =
            matches!(self.heads.role(column), Some(Role::Guidance | Role::Weight | Role::Id | Role::Section));
        let sentences = rows.iter().filter(|it| shape(grid.text(**it, column)) != Shape::Label).count();
        let various = rows.iter().map(|it| grid.text(*it, column)).collect::<BTreeSet<_>>().len();
        !named && various * 4 > rows.len() && (column > self.question || sentences * 2 > rows.len())
    }

    /// The resulting layout.
    pub fn mapping(self, grid: &Grid, confidence: f64, reasons: Vec<String>) -> Layout {
        let first = self.rows.first().copied().unwrap_or(0);
        let mut left = self.left;
        let hidden =
            grid.hidden_texts(self.question).filter(|it| *it > first && !is_mark(grid, *it, self.question));
        left.extend(hidden.map(|row| Left { row, reason: Reason::Hidden }));
        left.sort_by_key(|it| it.row);
        Layout {
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
            left,
            place: self.place,
            confidence,
            reasons,
            ..Layout::default()
        }
    }
}

fn asking(grid: &Grid, heads: &Heads, question: u32, id: Option<u32>, targets: &Targets) -> Vec<u32> {
    rows::asking(&rows::candidates(grid, heads, question, id, targets, SAMPLE).0, heads.base.is_some()).0
}

/// Whether a text is too short to be a question.
fn is_mark(grid: &Grid, row: u32, column: u32) -> bool {
    let text = grid.sheet.text(At { row, column });
    is_value(text) || text.chars().filter(|it| it.is_alphabetic()).count() < 3
}

/// The rows whose texts are more than names, or all if there are few.
fn likely(grid: &Grid, question: u32, texts: &[u32]) -> Vec<u32> {
    let more: Vec<_> =
        texts.iter().copied().filter(|it| shape(grid.text(*it, question)) != Shape::Label).collect();
    if more.len() * 3 >= texts.len() { more } else { texts.to_vec() }
}
