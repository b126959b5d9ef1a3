//! The questions of one table, with the texts between them and the headings above them.

use std::sync::Arc;

use super::{
    super::{Sheet, bounded::more},
    Asked, Layout, Place, Reason,
    above_texts::AboveTexts,
    around, beside_heads,
    between::Between,
    fields,
    grid::Grid,
    headings::{Heading, Headings},
    kept,
    lines::{Line, Lines, rank},
    list_heads::{self, Reach},
    nested::Nesting,
    of_all,
    row_question::{explain, question},
    scopes,
    section_columns::carry,
    shape::{Shape, shape},
    speaking, titles,
    words::{Role, role},
};

/// The maximum number of texts that apply to all questions of a table; one more says how many were omitted.
const OF_ALL: usize = 40;

/// The questions of one table, in order; their sheet and layout are not yet set.
pub fn of_table(sheet: &Sheet, mapping: &Layout) -> Vec<Asked> {
    let grid = Grid::within(sheet, mapping.area);
    let mut lines: Vec<_> = Lines::new(&grid, mapping).collect();
    rank(&mut lines);
    let mut reader = TableReader::new(sheet, &grid, mapping, &lines);
    for (row, line) in lines {
        match line {
            Line::Asks => reader.question(row),
            Line::Names(text) => reader.header(text),
            Line::Heads(heading) => reader.heading(row, heading),
            Line::Answer => reader.of_all.extend(unplaced(&grid, mapping, row)),
            Line::Explains => reader.other(row, false),
            Line::Other => reader.other(row, true),
        }
    }
    let mut asked = reader.questions();
    around::add(&grid, mapping, &mut asked);
    of_all::add(&grid, mapping, &mut asked);
    titles::add(&grid, mapping, &mut asked);
    asked
}

/// Reads the rows of a table from top to bottom.
struct TableReader<'g> {
    sheet: &'g Sheet,
    grid: &'g Grid<'g>,
    mapping: &'g Layout,
    /// Whether most question rows have the form of questions.
    mostly_questions: bool,
    asked: Vec<Asked>,
    headings: Headings,
    /// Texts between questions: they may apply to the question above and to those below, until the heading
    /// above the text ends.
    between: Between,
    /// Texts of questions about those below them, until the next heading.
    scopes: Vec<Arc<str>>,
    /// Questions that are also headings for the rows below: the last of each kind.
    lists: Vec<(Reach, Arc<str>)>,
    /// Texts that apply to all questions, wherever they are: `The questions above relate to ...`, a
    /// footnote.
    of_all: Vec<Arc<str>>,
    /// Texts that apply to all questions above them.
    above_texts: AboveTexts,
    /// The last row that looks like a question but may be the heading of those below it.
    label: Vec<Arc<str>>,
    /// Whether the last row is a question.
    last_asked: bool,
    /// Whether a heading by style follows the last question: later texts do not belong to that question.
    below_heading: bool,
    nesting: Nesting,
}

impl<'g> TableReader<'g> {
    fn new(sheet: &'g Sheet, grid: &'g Grid<'g>, mapping: &'g Layout, lines: &[(u32, Line)]) -> Self {
        let later = lines.iter().skip_while(|it| !matches!(it.1, Line::Asks));
        let looks = later.filter_map(|it| match &it.1 {
            Line::Heads(heading) => Some(&heading.look),
            _ => None,
        });
        let asking = lines.iter().filter(|it| matches!(it.1, Line::Asks));
        Self {
            mostly_questions: speaking::are_questions(asking.map(|it| grid.text(it.0, mapping.question))),
            headings: Headings::new(looks),
            sheet,
            grid,
            mapping,
            asked: vec![],
            between: Between::default(),
            scopes: vec![],
            lists: vec![],
            of_all: vec![],
            above_texts: AboveTexts::default(),
            label: vec![],
            last_asked: false,
            below_heading: false,
            nesting: Nesting::default(),
        }
    }

    fn question(&mut self, row: u32) {
        self.headings.asked(self.asked.is_empty());
        let under = self.nesting.asks(self.grid, self.mapping, row);
        let own = Asked { under, ..question(self.grid, self.mapping, row, &self.headings) };
        let question = Asked { around: self.around(row, &own.text), ..own };
        self.heads_those_below(row, &question);
        let text: Arc<str> = question.text.as_str().into();
        // Among questions with ids, a sentence without one may be about its neighbours.
        if self.mapping.id.is_some() && question.id.is_none() && !speaking::is_closed(&question.text) {
            note_between(std::slice::from_ref(&text), &mut self.asked, &mut self.between);
        }
        if speaking::opens_a_list(&question.text, question.id.as_deref()) {
            self.between.replace(text.clone());
        }
        let of_questions = self.mapping.id.is_none() && speaking::speaks_of_questions(&question.text);
        if of_questions || speaking::explains_a_head(&question.text) {
            self.of_all.push(text);
        } else if question.id.is_none() {
            self.of_all.extend(speaking::said_of_all(&question.text));
        }
        self.above_texts.read([question.text.as_str()], &mut self.asked);
        self.asked.push(question);
        self.last_asked = true;
        self.below_heading = false;
    }

    /// The texts around a question: texts between questions, and rows above that apply to it.
    fn around(&self, row: u32, text: &str) -> Vec<Arc<str>> {
        let beside = scopes::beside_id(self.grid, self.mapping, row);
        let said = self.scopes.iter().chain(self.between.texts()).chain(&self.label).chain(&beside);
        let mut around: Vec<Arc<str>> = said.cloned().collect();
        let headed = self.lists.iter().filter(|it| it.0.covers(text)).map(|it| &it.1);
        let headed: Vec<_> = headed.filter(|it| !around.contains(it)).cloned().collect();
        around.extend(headed);
        around
    }

    /// Records a question that may be a heading for those below it.
    fn heads_those_below(&mut self, row: u32, question: &Asked) {
        let text = &question.text;
        if let Some(reach) = list_heads::reach(text) {
            self.lists.retain(|it| reach != Reach::All && it.0 != reach);
            self.lists.push((reach, text.as_str().into()));
        }
        let is_first =
            self.between.is_empty() && self.asked.iter().all(|it| it.sections != question.sections);
        if scopes::speaks_of_those_below(text) || is_first && scopes::points(text) {
            self.scopes.push(text.as_str().into());
            kept::within_bound(&mut self.scopes);
        }
        if speaking::may_head(text, question.id.as_deref(), self.mostly_questions) {
            self.label = vec![text.as_str().into()];
            self.label.extend(beside_heads::beside_label(self.grid, self.mapping, row, text));
        }
    }

    /// Reads a header row.
    fn header(&mut self, text: Option<String>) {
        self.last_asked = false;
        self.forget_heads();
        self.between.clear();
        self.headings.header(text, self.asked.is_empty());
        self.nesting.clear();
    }

    fn forget_heads(&mut self) {
        self.scopes.clear();
        self.label.clear();
        self.lists.clear();
    }

    /// What the row above a heading announces, if it has no id and no other row is between them: it is about
    /// the rows below the heading.
    fn announced(&self) -> Option<(Reach, Arc<str>)> {
        let last = self.asked.last().filter(|it| self.last_asked && it.id.is_none())?;
        let reach = list_heads::reach(&last.text)?;
        Some((reach, last.text.as_str().into()))
    }

    fn heading(&mut self, row: u32, heading: Heading) {
        let announced = self.announced();
        self.last_asked = false;
        self.forget_heads();
        self.lists.extend(announced);
        let in_paragraphs = self.sheet.paragraphs;
        // `Answer (for your subcontractors):` below a question labels its answer, and a paragraph that only
        // looks like a heading may be about it.
        let unstyled = in_paragraphs && !self.below_heading && heading.level == 0 && heading.number.is_none();
        if unstyled || matches!(role(&heading.text), Some(Role::Answer | Role::Comment)) {
            let text = kept::kept(&heading.text);
            self.asked.last_mut().into_iter().for_each(|it| it.around.extend(text.clone()));
        }
        self.above_texts.read([heading.text.as_str()], &mut self.asked);
        self.below_heading |= in_paragraphs && heading.level > 0;
        // `Suppliers | Compliance`: a text beside a heading applies to the rows below.
        let beside = beside_heads::beside_heading(self.grid, self.mapping, row, &heading.text);
        // In tables, the level of a heading is only inferred from its look.
        let last = self.headings.last().filter(|_| in_paragraphs);
        self.headings.row(heading);
        self.between.heads(last, &self.headings, beside);
        self.nesting.heads(self.grid, self.mapping, row);
    }

    /// Reads an explanation, or any other row that is not a question.
    fn other(&mut self, row: u32, may_ask: bool) {
        let (grid, mapping) = (self.grid, self.mapping);
        self.last_asked = false;
        self.headings.other(self.asked.is_empty());
        // A question that is not answered here may be one that the rows below depend on.
        if may_ask && shape(grid.text(row, mapping.question)) == Shape::Asks {
            self.nesting.asks(grid, mapping, row);
        }
        let texts = around::of_row(grid, row).into_iter().filter(|it| !speaking::is_closed(it));
        let filled = fields::of_row(grid, row).into_iter().filter_map(|it| kept::kept(&it.1));
        let texts: Vec<_> = filled.chain(texts).collect();
        self.above_texts.read(texts.iter().map(|it| it.as_ref()), &mut self.asked);
        // Text above the first question is a title.
        if !self.asked.is_empty() {
            self.of_all.extend(texts.iter().flat_map(|it| speaking::said_of_all(it)));
            if mapping.left_row(row) != Some(Reason::Continues) {
                let above = if self.below_heading { &mut [] } else { self.asked.as_mut_slice() };
                note_between(&texts, above, &mut self.between);
            }
        }
        explain(self.asked.last_mut(), grid, mapping, row);
    }

    /// The questions, with the texts that apply to all of them.
    fn questions(mut self) -> Vec<Asked> {
        carry(self.grid, self.mapping, &mut self.asked);
        let left = self.of_all.len().saturating_sub(OF_ALL);
        self.of_all.truncate(OF_ALL);
        self.of_all.extend((left > 0).then(|| more(left).into()));
        for question in &mut self.asked {
            let is_new = |it: &&Arc<str>| it.as_ref() != question.text && !question.around.contains(*it);
            let new: Vec<_> = self.of_all.iter().filter(is_new).cloned().collect();
            question.around.extend(new);
        }
        self.asked
    }
}

/// A text after an answer label that is not below a question: `Answer: No = compliant`.
fn unplaced(grid: &Grid, mapping: &Layout, row: u32) -> Option<Arc<str>> {
    let placed = matches!(&mapping.place, Place::Below(rows) if rows.values().any(|it| *it == row));
    let text = grid.text(row, mapping.question);
    kept::kept(text).filter(|_| !placed && speaking::explains_a_head(text))
}

/// Adds texts between questions to the one above them and to those below.
fn note_between(texts: &[Arc<str>], asked: &mut [Asked], between: &mut Between) {
    let mut own = texts.to_vec();
    kept::within_bound(&mut own);
    asked.last_mut().into_iter().for_each(|it| it.around.append(&mut own));
    between.extend(texts);
}
