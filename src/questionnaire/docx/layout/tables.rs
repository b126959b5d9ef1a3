//! Tables as sheets. Nested tables are separate sheets; their text is not part of the outer cell.

use std::{collections::BTreeMap, ops::Range};

use super::{
    fillable::{FillableDocument, Spot, Words},
    question::{Asks, asks, without_number},
    titles,
    view::View,
};
use crate::questionnaire::{
    Area, At, Sheet,
    answer_line::{is_label, label, label_line},
    docx::{
        document::{Merge, Place, Row, Table},
        options::{bullets, choices},
    },
    layout::{Layout, Place as Way},
};

/// Adds the tables as sheets.
pub fn lay(view: &View, layout: &mut FillableDocument) {
    let titles = titles::titles(view);
    for (index, (table, titles)) in view.document.tables.iter().zip(titles).enumerate() {
        let mut sheet = Sheet {
            name: format!("Table {}", index + 1),
            protected: view.protected(),
            titles,
            ..Sheet::default()
        };
        let lists = repeated_lists(view, table);
        let below = ends(table);
        for (row, line) in (1..).zip(&table.rows).filter(|it| !it.1.deleted) {
            for (place, cell) in line.cells.iter().enumerate() {
                let at = At { row, column: cell.column };
                let last = below.get(&at).copied().unwrap_or(row);
                if cell.width > 1 || last > row {
                    sheet.merged.push(Area {
                        first: at,
                        last: At { row: last, column: cell.column + cell.width - 1 },
                    });
                }
                if cell.merge != Merge::Next {
                    let listed = lists.contains(&(row, place));
                    put(view, layout, &mut sheet, (index, at), (line, cell), listed);
                }
            }
        }
        sheet.slots = Some(
            layout.spots.range((index, At::default())..(index + 1, At::default())).map(|it| it.0.1).collect(),
        );
        inside(view, layout, &mut sheet, index, table);
        layout.sheets.push(sheet);
    }
    small(view, layout);
}

/// Adds the answer places within cells: after a `Response:` line below a question, or in a cell of its own.
fn inside(view: &View, layout: &mut FillableDocument, sheet: &mut Sheet, index: usize, table: &Table) {
    for (row, line) in (1..).zip(&table.rows).filter(|it| !it.1.deleted) {
        for cell in line.cells.iter().filter(|it| it.merge != Merge::Next) {
            let (Some(found), own) = (labelled(view, cell), At { row, column: cell.column }) else {
                continue;
            };
            let forms = view.protected();
            let spot = Spot { paragraphs: found.paragraphs, words: found.words, forms, ..Spot::default() };
            let answer = view.cell(found.answer, &spot);
            if !answer.text.is_empty() || answer.choices.is_some() || forms {
                sheet.cells.insert(own.inside(), answer);
            }
            let slots = sheet.slots.get_or_insert_default();
            if let Some(shown) = sheet.cells.get_mut(&own).filter(|_| !found.question.is_empty()) {
                shown.text = found.question;
                // An answer never replaces the question.
                layout.spots.remove(&(index, own));
                slots.remove(&own);
            }
            layout.spots.insert((index, own.inside()), spot);
            slots.insert(own.inside());
        }
    }
}

/// The end of a cell that takes the answer.
struct Labelled {
    /// The words above it.
    question: String,
    paragraphs: Vec<usize>,
    words: Words,
    /// The present answer.
    answer: String,
}

/// The last lines of a cell, if they begin with a label like `Response:`, also behind a line break.
fn labelled(view: &View, cell: &Place) -> Option<Labelled> {
    let text = |it: &usize| view.document.paragraphs.get(*it).map_or("", |it| it.text.as_str());
    let line = |it: &usize| label(text(it)).map(|end| 0..end).or_else(|| label_line(text(it)));
    let place = cell.paragraphs.iter().rposition(|it| line(it).is_some())?;
    let number = *cell.paragraphs.get(place)?;
    let Range { start, end } = line(&number)?;
    let above = self::text(view, cell.paragraphs.get(..place)?);
    let begun = text(&number).get(..start).unwrap_or_default();
    let question = format!("{above}\n{begun}").trim().to_owned();
    let below = cell.paragraphs.get(place + 1..).unwrap_or_default();
    let own = text(&number).get(end..).unwrap_or_default();
    let answer =
        std::iter::once(own).chain(below.iter().map(text)).map(str::trim).filter(|it| !it.is_empty());
    let answer = answer.collect::<Vec<_>>().join("\n");
    Some(Labelled {
        question,
        paragraphs: vec![number],
        words: Words::Gap(number, end..text(&number).len()),
        answer,
    })
}

/// Tables of one question each: the question is above an empty cell, or beside an empty one below a label
/// `Answer`. A single table counts only if its question has a question mark.
fn small(view: &View, layout: &mut FillableDocument) {
    let mut found: Vec<(usize, Layout)> = Vec::new();
    for (index, table) in view.document.tables.iter().enumerate() {
        let mapping = layout.sheets.get(index).and_then(|it| one_question(it, table));
        found.extend(mapping.map(|it| (index, it)));
    }
    let plain = |(index, it): &(usize, Layout)| {
        let text = it.asked().next().and_then(|at| Some(layout.sheets.get(*index)?.text(at)));
        text.is_some_and(|it| asks(it, false) == Asks::Plainly)
    };
    if found.len() < 2 && !found.iter().all(plain) {
        return;
    }
    for (index, mapping) in found {
        if let Some(sheet) = layout.sheets.get_mut(index) {
            sheet.mapping = Some(mapping);
        }
    }
}

fn one_question(sheet: &Sheet, table: &Table) -> Option<Layout> {
    let [one, next] = table.rows.as_slice() else { return None };
    let width = one.cells.len().max(next.cells.len());
    let text = |row: u32, column: u32| sheet.text(At { row, column });
    let free = |at: At| sheet.text(at).is_empty() && sheet.slots.as_ref().is_some_and(|it| it.contains(&at));
    let asking = |text: &str| matches!(asks(text, false), Asks::Plainly | Asks::Perhaps);
    let reasons = vec!["tables of one question each".to_owned()];
    let id = |text: &str, column: u32| (without_number(text).len() < text.trim().len()).then_some(column);
    let mapping = Layout { confidence: 0.9, reasons, ..Layout::default() };
    let below = |column: u32| {
        let place = Way::Below([(1, 2)].into());
        Layout {
            question: 1,
            answers: vec![column],
            rows: vec![1],
            id: id(text(1, 1), 1),
            place,
            ..mapping.clone()
        }
    };
    let label_below = is_label(text(2, 1));
    let behind = At { row: 2, column: 1 }.inside();
    match width {
        1 if asking(text(1, 1)) && free(At { row: 2, column: 1 }) => Some(below(1)),
        1 if asking(text(1, 1)) && free(behind) && label(text(2, 1)).is_some() => Some(below(behind.column)),
        2 if one.cells.len() == 1 && label_below && asking(text(1, 1)) && free(At { row: 2, column: 2 }) => {
            Some(below(2))
        }
        2 if label_below && asking(text(1, 2)) && free(At { row: 2, column: 2 }) => Some(Layout {
            question: 1,
            answers: vec![2],
            rows: vec![2],
            id: id(text(1, 2), 1),
            transposed: true,
            ..mapping.clone()
        }),
        _ => None,
    }
}

/// Adds one cell.
fn put(
    view: &View,
    layout: &mut FillableDocument,
    sheet: &mut Sheet,
    (index, at): (usize, At),
    (row, cell): (&Row, &Place),
    listed: bool,
) {
    let mut found = choices(view.document, view.styles, &cell.paragraphs);
    if found.is_empty() && listed {
        found = bullets(view.document, view.styles, &cell.paragraphs);
    }
    let spot = Spot {
        paragraphs: cell.paragraphs.clone(),
        choices: found,
        forms: view.protected(),
        ..Spot::default()
    };
    let mut shown = view.cell(text(view, &cell.paragraphs), &spot);
    let paragraphs =
        || cell.paragraphs.iter().filter_map(|it| view.document.paragraphs.get(*it)).filter(|it| !it.blank());
    let empty = paragraphs().next().is_none();
    shown.heading =
        !empty && (row.heading || cell.shaded || paragraphs().all(|it| it.bold() || view.styles.heading(it)));
    shown.struck = super::view::struck(paragraphs()).1;
    shown.indent = paragraphs().next().map(|it| view.indent(it)).unwrap_or_default();
    shown.indent.list = shown.indent.list.max(numbered(view, row));
    let told = !empty || shown.tick || shown.choices.is_some() || (view.protected() && !shown.locked);
    layout.spots.insert((index, at), spot);
    if told {
        sheet.cells.insert(at, shown);
    }
}

/// The level of an automatic number that is alone in a cell of a row; 0 if there is none.
fn numbered(view: &View, row: &Row) -> u8 {
    let paragraph = |it: &usize| view.document.paragraphs.get(*it);
    let blank =
        row.cells.iter().filter(|cell| cell.paragraphs.iter().filter_map(paragraph).all(|it| it.blank()));
    let first = blank.filter_map(|it| view.indent_of_number(it.paragraphs.first().and_then(paragraph)?));
    first.max().unwrap_or(0)
}

/// The text of paragraphs, including bullets that are empty boxes.
fn text(view: &View, paragraphs: &[usize]) -> String {
    let lines = paragraphs.iter().filter_map(|it| view.document.paragraphs.get(*it)).map(|paragraph| {
        let boxed = !paragraph.blank() && view.styles.level(paragraph).is_some_and(|it| it.boxed);
        if boxed { format!("\u{2610} {}", paragraph.text) } else { paragraph.text.clone() }
    });
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// The last row of each vertically merged cell.
fn ends(table: &Table) -> BTreeMap<At, u32> {
    let mut ends = BTreeMap::new();
    // The open merged cell of each column.
    let mut open: BTreeMap<u32, At> = BTreeMap::new();
    for (row, line) in (1..).zip(&table.rows) {
        for cell in &line.cells {
            match (cell.merge, open.get(&cell.column)) {
                (Merge::Next, Some(first)) => drop(ends.insert(*first, row)),
                (Merge::First, _) => drop(open.insert(cell.column, At { row, column: cell.column })),
                _ => drop(open.remove(&cell.column)),
            }
        }
        open.retain(|column, _| line.cells.iter().any(|it| it.column == *column));
    }
    ends
}

/// The cells, by row and index, whose bulleted lines are choices: another cell of the column has the same
/// lines.
fn repeated_lists(view: &View, table: &Table) -> std::collections::BTreeSet<(u32, usize)> {
    let mut seen: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (row, line) in (1..).zip(&table.rows) {
        for (place, cell) in line.cells.iter().enumerate() {
            let labels: Vec<_> = bullets(view.document, view.styles, &cell.paragraphs)
                .into_iter()
                .map(|it| it.label)
                .collect();
            if !labels.is_empty() {
                seen.entry((cell.column, labels)).or_default().push((row, place));
            }
        }
    }
    seen.into_values().filter(|it| it.len() > 1).flatten().collect()
}
