//! Cells beside an answer that are not filled: lists and further answer cells that stay empty, and columns
//! in which all cells have the same text. They are reported to a person, because the rows may be incomplete
//! without them.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    planned::{Planned, excerpt},
    preset::Presets,
};
use crate::{
    answer::reply::{
        Reply, ReplyStatus,
        entered::{Holds, Why},
    },
    fact::printable,
    questionnaire::{
        At, Form, Sheet,
        layout::{Layout, column_name},
    },
};

/// What an answered row leaves empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Open {
    /// A list.
    List,
    /// A further answer cell.
    Answer,
}

/// The messages, one line for each column of a layout; `form` is the customer's original.
pub fn remarks(
    form: &Form,
    mappings: &[(usize, Layout)],
    replies: &[Reply],
    plans: &[Vec<Planned>],
) -> Vec<String> {
    let mut empty: BTreeMap<(usize, u32, Open), usize> = BTreeMap::new();
    for (reply, plan) in
        replies.iter().zip(plans).filter(|it| it.0.tier == ReplyStatus::Answered && !it.1.is_empty())
    {
        let layout = reply.asked.layout;
        let Some(((_, mapping), sheet)) = mappings.get(layout).zip(form.sheets.get(reply.asked.sheet)) else {
            continue;
        };
        for (column, open) in left_open(sheet, mapping, reply, plan) {
            *empty.entry((layout, column, open)).or_default() += 1;
        }
    }
    let line = |((layout, column, open), count): ((usize, u32, Open), usize)| {
        let (sheet, mapping) = mappings.get(layout)?;
        let name = form.sheets.get(*sheet).map(|it| printable(&it.name)).unwrap_or_default();
        let rows =
            if count == 1 { "1 answered row has".to_owned() } else { format!("{count} answered rows have") };
        let cell = if mapping.transposed { "in" } else { "in column" };
        let (what, fill) = match open {
            Open::List => ("another list", "choose a value yourself"),
            Open::Answer => ("another answer cell", "write an answer yourself"),
        };
        Some(format!(
            "`{name}`: {rows} {what} {cell} {}, which was left empty: {fill}",
            column_name(mapping, column)
        ))
    };
    empty.into_iter().filter_map(line).chain(same_texts(form, mappings, replies)).collect()
}

/// The answer columns that a row leaves empty.
fn left_open(sheet: &Sheet, mapping: &Layout, reply: &Reply, plan: &[Planned]) -> Vec<(u32, Open)> {
    let written: BTreeSet<At> = plan.iter().map(|it| it.entry.at).collect();
    let noted = |at: At| reply.left.iter().any(|it| it.at == Some(at));
    let answers: BTreeSet<At> =
        mapping.answers.iter().filter_map(|it| mapping.cell(reply.asked.at, *it)).collect();
    // The text is in one of several columns for text.
    let worded = plan.iter().any(|it| it.holds == Holds::Text && answers.contains(&it.entry.at));
    let open = |column: &u32| {
        let at = mapping.cell(reply.asked.at, *column).filter(|it| !written.contains(it) && !noted(*it))?;
        let Some(cell) = sheet.cells.get(&at) else { return worded.then_some((*column, Open::Answer)) };
        let free = !cell.formula && !cell.locked && Presets::default().answer(at, cell).is_none();
        let open = match &cell.choices {
            Some(list) => (!list.ticked).then_some(Open::List),
            None => (worded && !cell.tick).then_some(Open::Answer),
        };
        Some((*column, open.filter(|_| free)?))
    };
    mapping.answers.iter().filter_map(open).collect()
}

/// The minimum number of cells with the same text that are reported together.
const SAME: usize = 3;

/// The texts that answers were not written over and that occur repeatedly in one column.
fn same_texts(form: &Form, mappings: &[(usize, Layout)], replies: &[Reply]) -> Vec<String> {
    let mut found: BTreeMap<(usize, u32, &str), usize> = BTreeMap::new();
    for reply in replies {
        let Some(sheet) = form.sheets.get(reply.asked.sheet) else { continue };
        let kept = reply.left.iter().filter(|it| it.why == Why::Answered).filter_map(|it| it.at);
        for at in kept.filter(|at| {
            mappings.get(reply.asked.layout).is_some_and(|it| !it.1.transposed) && !sheet.text(*at).is_empty()
        }) {
            *found.entry((reply.asked.sheet, at.column, sheet.text(at).trim())).or_default() += 1;
        }
    }
    let line = |((sheet, column, text), count): ((usize, u32, &str), usize)| {
        let name = form.sheets.get(sheet).map(|it| printable(&it.name)).unwrap_or_default();
        let column = At { row: 1, column }.to_string();
        let column = column.trim_end_matches('1');
        let help = "treated as answers and not changed; `--overwrite` replaces them";
        (count >= SAME).then(|| {
            format!(
                "`{name}`: {count} cells of column {column} contain the same text, `{}`: {help}",
                excerpt(text)
            )
        })
    };
    found.into_iter().filter_map(line).collect()
}
