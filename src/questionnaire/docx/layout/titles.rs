//! What stands right before a table: the headings that are open there, and the last paragraphs.

use std::collections::BTreeSet;

use super::{fillable::FillableDocument, view::View};
use crate::questionnaire::{
    docx::document::{Paragraph, Table},
    layout::speaks_of_questions,
};

/// So many paragraphs right before a table may speak of it.
const NEAR: usize = 3;
/// Headings are looked for in so many paragraphs before a table.
const LOOK: usize = 500;
/// A longer paragraph, in characters, is cut.
const LONG: usize = 20_000;

/// The headings by style that are open before a table, the outermost first, and the paragraphs between the
/// table before and this one that are nearest to it; and those behind it that speak of its questions.
/// `beside` are the tables before and behind it.
pub fn titles(view: &View, body: &[&Paragraph], table: &Table, beside: [Option<&Table>; 2]) -> Vec<String> {
    let [before, next] = beside;
    let above = body.get(..body.partition_point(|it| it.span.start < table.start)).unwrap_or_default();
    let text = |it: &Paragraph| it.text.trim().chars().take(LONG).collect::<String>();
    let mut titles = Vec::new();
    let near = |it: &&&Paragraph| before.is_none_or(|before| it.span.start > before.start);
    titles.extend(
        above
            .iter()
            .rev()
            .take_while(near)
            .take(NEAR)
            .filter(|it| !view.styles.heading(it))
            .map(|it| text(it)),
    );
    let mut open = u8::MAX;
    for paragraph in above.iter().rev().take(LOOK).filter(|it| view.styles.heading(it)) {
        let level = view.styles.heading_level(paragraph).max(1);
        if level < open {
            open = level;
            titles.push(text(paragraph));
        }
    }
    titles.reverse();
    titles.extend(below(view, body, table, next));
    titles
}

/// The paragraphs right behind a table that speak of its questions: `The questions above relate to ...`, a
/// footnote.
fn below(view: &View, body: &[&Paragraph], table: &Table, next: Option<&Table>) -> Vec<String> {
    let behind = body.get(body.partition_point(|it| it.span.start < table.start)..).unwrap_or_default();
    let near = |it: &&&Paragraph| next.is_none_or(|next| it.span.start < next.start);
    let spoken = behind.iter().take_while(near).take(NEAR).filter(|it| !view.styles.heading(it));
    spoken
        .filter(|it| speaks_of_questions(&it.text))
        .map(|it| it.text.trim().chars().take(LONG).collect())
        .collect()
}

/// The paragraphs outside of tables that hold words, and those in boxes, in order.
pub fn body<'a>(view: &View<'a>) -> Vec<&'a Paragraph> {
    let document = view.document;
    let boxes =
        document.tables.iter().filter(|it| is_box(it)).flat_map(|it| &it.rows).flat_map(|it| &it.cells);
    let boxed: BTreeSet<usize> = boxes.flat_map(|it| &it.paragraphs).copied().collect();
    let all = document.paragraphs.iter().enumerate();
    all.filter(|(at, it)| (!it.in_cell || boxed.contains(at)) && !it.blank()).map(|it| it.1).collect()
}

/// Whether a table is a box around words: it has one cell.
pub fn is_box(table: &Table) -> bool {
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
pub fn next_tables(tables: &[Table]) -> Vec<Option<&Table>> {
    let mut next = None;
    let mut all = Vec::new();
    for table in tables.iter().rev() {
        all.push(next);
        next = Some(table).filter(|it| !is_box(it)).or(next);
    }
    all.reverse();
    all
}
