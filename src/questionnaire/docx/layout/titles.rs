//! What is before a table: the paragraphs that hold it, headings and others, and how far each holds the
//! tables below it.

use std::collections::BTreeSet;

use super::{
    fillable::FillableDocument,
    question::{Asks, asks},
    typed::{self, Manner},
    view::View,
};
use crate::questionnaire::{
    bounded::{beginning, bounded, more},
    boxes::marked,
    docx::{
        document::{Paragraph, Table},
        options::is_option,
    },
    layout::speaks_of_questions,
};

/// So many paragraphs right before a table may be about it; those further above are read apart from the
/// questions, as what applies to all of them.
const NEAR: usize = 3;
/// So many paragraphs may be open above a table.
const OPEN: usize = 40;
/// A longer paragraph, in bytes, is cut, with a text that says so.
const LONG: usize = 20_000;
/// The titles of one table, and those of all of them, have so many bytes at most.
const OF_TABLE: usize = 128 << 10;
const BYTES: usize = 32 << 20;

/// A paragraph that still holds the tables below it.
struct Open<'a> {
    paragraph: &'a Paragraph,
    kind: Kind,
    /// A table stands below it.
    used: bool,
    /// It holds all tables below it, whatever heading follows.
    lasting: bool,
    /// The heading that it is below, by its place in the document.
    under: Option<usize>,
}

impl Open<'_> {
    fn place(&self) -> usize {
        self.paragraph.span.start
    }

    fn is_heading(&self) -> bool {
        match self.kind {
            Kind::Styled(_) => true,
            Kind::Typed(..) => typed::names(self.paragraph),
            Kind::StyleMarks => false,
        }
    }
}

/// How far a paragraph holds the tables below it.
enum Kind {
    /// A heading by its style: as far as the next one of its level or above; the title of the document, of
    /// level 0, as far as the next such title.
    Styled(u8),
    /// Typed as a heading, with the depth of its number: as far as the next paragraph typed in the same
    /// manner, the heading by style goes that it is below, or the next one where it is below none.
    Typed(Manner, usize),
    /// Any other paragraph: as far as the heading goes that it is below, or the next heading where it
    /// stands below none.
    StyleMarks,
}

/// The paragraphs that are open above the table that is read.
struct Above<'a> {
    view: &'a View<'a>,
    open: Vec<Open<'a>>,
    /// Paragraphs outside of tables ask as well. Elsewhere, what no table has for a title applies to all
    /// questions; there it applies to the questions around it, and so stays open for the tables below.
    asks: bool,
    /// So many were left out.
    left: usize,
}

impl<'a> Above<'a> {
    /// Reads the paragraphs between two tables.
    fn read(&mut self, between: &[&'a Paragraph]) {
        let near = between.len().saturating_sub(if self.asks { OPEN } else { NEAR });
        for (at, paragraph) in between.iter().enumerate() {
            let kind = self.kind(paragraph);
            self.end(&kind, paragraph);
            let lasting =
                matches!(kind, Kind::StyleMarks | Kind::Typed(..)) && speaks_of_questions(&paragraph.text);
            if at >= near || !matches!(kind, Kind::StyleMarks) {
                let under = self.open.iter().rfind(|it| it.is_heading()).map(Open::place);
                self.open.push(Open { paragraph, kind, used: false, lasting, under });
            }
        }
        let more = self.open.len().saturating_sub(OPEN);
        self.open.drain(..more);
        self.left += if self.asks { more } else { 0 };
    }

    fn kind(&self, paragraph: &Paragraph) -> Kind {
        if self.view.styles.heading(paragraph) {
            return Kind::Styled(self.view.styles.heading_level(paragraph));
        }
        let (manner, depth) = Manner::of(self.view, paragraph);
        if manner.stands_out() || typed::names(paragraph) {
            Kind::Typed(manner, depth)
        } else {
            Kind::StyleMarks
        }
    }

    /// Ends what a paragraph of this kind ends.
    fn end(&mut self, kind: &Kind, paragraph: &Paragraph) {
        let names = matches!(kind, Kind::Typed(..)) && typed::names(paragraph);
        let ends = |it: &Open| match (kind, &it.kind) {
            (Kind::Styled(own), Kind::Styled(level)) => level >= own,
            (Kind::Styled(_), _) => true,
            (Kind::Typed(own, depth), Kind::Typed(manner, other)) => names && own == manner && other >= depth,
            (Kind::Typed(..), Kind::StyleMarks) => names,
            _ => false,
        };
        for it in &mut self.open {
            it.lasting |= self.asks && !it.used && !matches!(it.kind, Kind::Styled(_)) && ends(it);
        }
        // What is said below a heading that goes on holds what follows as well.
        let said = |it: &Open| match it.kind {
            Kind::Styled(_) => false,
            Kind::Typed(..) => matches!(kind, Kind::Styled(_)),
            Kind::StyleMarks => true,
        };
        let mut going: BTreeSet<usize> = BTreeSet::new();
        self.open.retain(|title| {
            let under = || title.under.is_some_and(|it| going.contains(&it));
            let goes_on = title.lasting || !ends(title) || (said(title) && under());
            if goes_on && title.is_heading() {
                going.insert(title.place());
            }
            goes_on
        });
    }

    /// The titles of the table that comes now.
    fn titles(&mut self, table: &Table) -> Vec<String> {
        // The words in a box between two tables stand before the next one.
        let box_of_words = is_box(table);
        self.open.iter_mut().for_each(|it| it.used |= !box_of_words);
        let more = (self.left > 0).then(|| more(self.left));
        self.open.iter().map(|it| text(it.paragraph)).chain(more).collect()
    }
}

fn text(paragraph: &Paragraph) -> String {
    beginning(paragraph.text.trim(), LONG)
}

/// For each table the paragraphs above it that hold it, the outermost first, and those behind it that speak
/// of its questions.
pub fn titles(view: &View) -> Vec<Vec<String>> {
    let (body, tables) = (body(view), &view.document.tables);
    let next = next_tables(tables);
    let asks = body.iter().filter(|it| asks(&it.text, false) == Asks::Plainly).nth(1).is_some();
    let mut above = Above { view, open: Vec::new(), asks, left: 0 };
    let (mut all, mut from, mut bytes) = (Vec::new(), 0, BYTES);
    for (table, next) in tables.iter().zip(next) {
        let until = body.partition_point(|it| it.span.start < table.start);
        above.read(body.get(from..until).unwrap_or_default());
        from = until;
        let titles = above.titles(table).into_iter().chain(below(view, &body, table, next));
        let titles = bounded(titles, usize::MAX, bytes.min(OF_TABLE));
        bytes = bytes.saturating_sub(titles.iter().map(String::len).sum());
        all.push(titles);
    }
    all
}

/// The paragraphs right behind a table that are about its questions: `The questions above relate to ...`, a
/// footnote.
fn below(view: &View, body: &[&Paragraph], table: &Table, next: Option<&Table>) -> Vec<String> {
    let behind = body.get(body.partition_point(|it| it.span.start < table.start)..).unwrap_or_default();
    let near = |it: &&&Paragraph| next.is_none_or(|next| it.span.start < next.start);
    let near_texts = behind.iter().take_while(near).take(NEAR).filter(|it| !view.styles.heading(it));
    near_texts.filter(|it| speaks_of_questions(&it.text)).map(|it| beginning(it.text.trim(), LONG)).collect()
}

/// The paragraphs outside of tables that hold words, and those in boxes, in order; without the options of
/// questions that are still open.
fn body<'a>(view: &View<'a>) -> Vec<&'a Paragraph> {
    let document = view.document;
    let boxes =
        document.tables.iter().filter(|it| is_box(it)).flat_map(|it| &it.rows).flat_map(|it| &it.cells);
    let boxed: BTreeSet<usize> = boxes.flat_map(|it| &it.paragraphs).copied().collect();
    let all = document.paragraphs.iter().enumerate();
    let open = |it: &Paragraph| is_option(it) && marked(&it.text).is_none();
    let held = all.filter(|(at, it)| (!it.in_cell || boxed.contains(at)) && !it.blank());
    held.map(|it| it.1).filter(|it| !open(it)).collect()
}

/// Whether a table is a box around words: it has one cell.
fn is_box(table: &Table) -> bool {
    matches!(table.rows.as_slice(), [row] if row.cells.len() == 1)
}

/// Tells of each table how many paragraphs outside of tables stand before it.
pub fn count_before(view: &View, layout: &mut FillableDocument) {
    let starts: Vec<usize> =
        view.document.paragraphs.iter().filter(|it| !it.in_cell).map(|it| it.span.start).collect();
    for (table, sheet) in view.document.tables.iter().zip(&mut layout.sheets) {
        sheet.paragraphs_before = u32::try_from(starts.partition_point(|it| *it < table.start)).ok();
    }
}

/// For each table the next one that is no box.
fn next_tables(tables: &[Table]) -> Vec<Option<&Table>> {
    let mut next = None;
    let mut all = Vec::new();
    for table in tables.iter().rev() {
        all.push(next);
        next = Some(table).filter(|it| !is_box(it)).or(next);
    }
    all.reverse();
    all
}
