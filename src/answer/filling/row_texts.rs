//! The customer's text in the answer and comment cells of a question's own row. A decision was made with
//! this text in view, and text that is added later may change what is asked.

use std::collections::BTreeMap;

use super::preset::Presets;
use crate::{
    answer::verdicts::words::{alike, meaning},
    fact::{Verdict, printable},
    matching::normal,
    questionnaire::{
        At, Form, Sheet,
        layout::{Asked, Layout, is_mark},
    },
};

/// The maximum number of characters of a text that are kept.
const KEPT: usize = 2_000;

/// The texts in the cells of one row.
#[derive(Debug, Clone, Default)]
pub struct RowTexts {
    /// The texts, each with its cell, without prompts.
    pub texts: Vec<(At, String)>,
    /// Whether a writable cell is empty.
    pub is_open: bool,
}

impl RowTexts {
    /// The first text that is neither among those of `before` nor the decided answer's own: its text, or a
    /// word for its verdict.
    pub fn added(&self, before: &[String], own: &[&str], verdict: Option<Verdict>) -> Option<(At, &str)> {
        let was_there = |text: &str| before.iter().any(|it| normal(it) == normal(text));
        let is_own = |text: &str| is_own(text, own, verdict);
        let mut added = self.texts.iter().filter(|(_, it)| !was_there(it) && !is_own(it));
        added.next().filter(|_| self.is_open).map(|(at, it)| (*at, it.as_str()))
    }

    /// The texts without their cells.
    pub fn words(&self) -> Vec<String> {
        self.texts.iter().map(|it| it.1.clone()).collect()
    }
}

/// Whether a text is an answer's own: its text, alone or after its verdict, or a word for its verdict.
pub fn is_own(text: &str, own: &[&str], verdict: Option<Verdict>) -> bool {
    let behind = text.split_once(". ").filter(|it| meaning(it.0).is_some()).map(|it| it.1);
    own.iter().any(|it| alike(it, text) || behind.is_some_and(|behind| alike(it, behind)))
        || (verdict.is_some() && meaning(text) == verdict)
}

/// The texts in the rows of these questions, in their order.
pub fn of_rows(form: &Form, mappings: &[(usize, Layout)], asked: &[Asked]) -> Vec<RowTexts> {
    let mut rows: BTreeMap<usize, Vec<At>> = BTreeMap::new();
    for it in asked {
        rows.entry(it.layout).or_default().push(it.at);
    }
    let presets: BTreeMap<usize, Presets> = rows
        .iter()
        .filter_map(|(layout, rows)| {
            let (sheet, mapping) = mappings.get(*layout)?;
            Some((*layout, presets(form.sheets.get(*sheet)?, mapping, rows)))
        })
        .collect();
    let of = |it: &Asked| {
        let mapping = &mappings.get(it.layout)?.1;
        Some(of_row(form.sheets.get(it.sheet)?, mapping, presets.get(&it.layout)?, it.at))
    };
    asked.iter().map(|it| of(it).unwrap_or_default()).collect()
}

/// The prompts in the cells of one layout.
pub fn presets(sheet: &Sheet, mapping: &Layout, asked: &[At]) -> Presets {
    let columns = mapping.answers.iter().chain(&mapping.yes_no).chain(&mapping.comment).copied();
    let cells = |column: u32| asked.iter().filter_map(|it| mapping.cell(*it, column)).collect();
    Presets::of(sheet, columns.map(|column| (column, cells(column))))
}

fn of_row(sheet: &Sheet, mapping: &Layout, presets: &Presets, question: At) -> RowTexts {
    let held = |at: &At| sheet.cells.get(at).filter(|it| !it.tick).and_then(|it| presets.answer(*at, it));
    let cells = mapping.cells(question).into_iter().filter(|it| *it != question);
    // A tick in a column of options is an answer, not a text.
    let options: Vec<At> =
        mapping.ticks.iter().filter_map(|(column, _)| mapping.cell(question, *column)).collect();
    let is_tick = |at: &At, text: &str| options.contains(at) && is_mark(text);
    let words = cells.filter_map(|at| Some((at, held(&at)?))).filter(|(at, text)| !is_tick(at, text));
    let texts = words.map(|(at, text)| (at, printable(text).chars().take(KEPT).collect()));
    let answers = mapping.answers.iter().chain(&mapping.yes_no).filter_map(|it| mapping.cell(question, *it));
    let is_open = !mapping.ticks.is_empty() || answers.into_iter().any(|at| held(&at).is_none());
    RowTexts { texts: texts.collect(), is_open }
}
