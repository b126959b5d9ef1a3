//! The titles of a table: the paragraphs before it that apply to it, headings and others, and how far each
//! of them applies.

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

/// The number of paragraphs directly before a table that may be about it. Those further above are read
/// apart from the questions, as texts that apply to all of them.
const NEAR: usize = 3;
/// The maximum number of open paragraphs above a table.
const OPEN: usize = 40;
/// The maximum size of a paragraph, in bytes; a longer one is cut, with a text that says so.
const LONG: usize = 20_000;
/// The maximum size of the titles of one table, and of those of all tables, in bytes.
const OF_TABLE: usize = 128 << 10;
const BYTES: usize = 32 << 20;

/// A paragraph that still applies to the tables below it.
struct Open<'a> {
    paragraph: &'a Paragraph,
    kind: Kind,
    /// Whether there is a table below it.
    used: bool,
    /// Whether it applies to all tables below it, whatever heading follows.
    lasting: bool,
    /// The heading that it is below, by its index in the document.
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
            Kind::Other => false,
        }
    }
}

/// How far a paragraph applies to the tables below it.
enum Kind {
    /// A heading by style: until the next one of its level or above. The title of the document, of level 0:
    /// until the next such title.
    Styled(u8),
    /// Typed as a heading, with the depth of its number: until the next paragraph with the same format or
    /// the end of the heading by style that it is below; if it is below none, until the next heading by
    /// style.
    Typed(Manner, usize),
    /// Any other paragraph: until the end of the heading that it is below; if it is below none, until the
    /// next heading.
    Other,
}

/// The open paragraphs above the current table.
struct Above<'a> {
    view: &'a View<'a>,
    open: Vec<Open<'a>>,
    /// Whether paragraphs outside of tables are questions too. If not, texts that are not a table's title
    /// apply to all questions; otherwise, they apply to the questions around them, and stay open for the
    /// tables below.
    asks: bool,
    /// The number of omitted paragraphs.
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
                matches!(kind, Kind::Other | Kind::Typed(..)) && speaks_of_questions(&paragraph.text);
            if at >= near || !matches!(kind, Kind::Other) {
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
        if manner.stands_out() || typed::names(paragraph) { Kind::Typed(manner, depth) } else { Kind::Other }
    }

    /// Closes what a paragraph of this kind ends.
    fn end(&mut self, kind: &Kind, paragraph: &Paragraph) {
        let names = matches!(kind, Kind::Typed(..)) && typed::names(paragraph);
        let ends = |it: &Open| match (kind, &it.kind) {
            (Kind::Styled(own), Kind::Styled(level)) => level >= own,
            (Kind::Styled(_), _) => true,
            (Kind::Typed(own, depth), Kind::Typed(manner, other)) => names && own == manner && other >= depth,
            (Kind::Typed(..), Kind::Other) => names,
            _ => false,
        };
        for it in &mut self.open {
            it.lasting |= self.asks && !it.used && !matches!(it.kind, Kind::Styled(_)) && ends(it);
        }
        // Text below a heading that continues also applies to what follows.
        let said = |it: &Open| match it.kind {
            Kind::Styled(_) => false,
            Kind::Typed(..) => matches!(kind, Kind::Styled(_)),
            Kind::Other => true,
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

    /// The titles of the next table.
    fn titles(&mut self, table: &Table) -> Vec<String> {
        // The text of a box between two tables is before the next one.
        let box_of_words = is_box(table);
        self.open.iter_mut().for_each(|it| it.used |= !box_of_words);
        let more = (self.left > 0).then(|| more(self.left));
        self.open.iter().map(|it| text(it.paragraph)).chain(more).collect()
    }
}

fn text(paragraph: &Paragraph) -> String {
    beginning(paragraph.text.trim(), LONG)
}

/// For each table, the paragraphs above it that apply to it, the outermost first, and those after it that
/// refer to its questions.
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

/// The paragraphs directly after a table that refer to its questions: `The questions above relate to ...`,
/// a footnote.
fn below(view: &View, body: &[&Paragraph], table: &Table, next: Option<&Table>) -> Vec<String> {
    let behind = body.get(body.partition_point(|it| it.span.start < table.start)..).unwrap_or_default();
    let near = |it: &&&Paragraph| next.is_none_or(|next| it.span.start < next.start);
    let near_texts = behind.iter().take_while(near).take(NEAR).filter(|it| !view.styles.heading(it));
    near_texts.filter(|it| speaks_of_questions(&it.text)).map(|it| beginning(it.text.trim(), LONG)).collect()
}

/// The paragraphs outside of tables with text, and those in boxes, in order, without the options of open
/// questions.
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

/// Whether a table is a box around text: it has one cell.
fn is_box(table: &Table) -> bool {
    matches!(table.rows.as_slice(), [row] if row.cells.len() == 1)
}

/// Records for each table the number of paragraphs outside of tables before it.
pub fn count_before(view: &View, layout: &mut FillableDocument) {
    let starts: Vec<usize> =
        view.document.paragraphs.iter().filter(|it| !it.in_cell).map(|it| it.span.start).collect();
    for (table, sheet) in view.document.tables.iter().zip(&mut layout.sheets) {
        sheet.paragraphs_before = u32::try_from(starts.partition_point(|it| *it < table.start)).ok();
    }
}

/// For each table, the next one that is not a box.
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
