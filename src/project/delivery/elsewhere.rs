//! Texts typed into a filled file outside the answer cells: a comment in another column, a row below, a cell
//! next to it.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{
    custom_text,
    filled_file::{FilledFile, PARAGRAPHS, QuestionSpot},
    same_text::{same, spaced},
    sending::Sending,
};
use crate::{fact::printable, questionnaire::At};

/// Maximum number of texts outside the answer cells of a sheet that are recorded individually.
const TYPED: usize = 200;

/// The question in a row and the customer's id for it, by sheet and row.
pub type QuestionsByRow = HashMap<(String, u32), (String, Option<String>)>;

/// A text typed into a filled file outside the answer cells.
pub struct TypedText {
    /// The sheet.
    pub sheet: String,
    /// The cell.
    pub at: At,
    /// The text.
    pub text: String,
}

impl FilledFile {
    /// The texts typed into the file outside the answer cells of the questions at `spots`; `None` if the
    /// texts of the customer's file are not known.
    pub fn typed(&self, spots: &[QuestionSpot], recorded: &[&str]) -> Option<Vec<TypedText>> {
        let Some(form) = self.form.as_ref().filter(|_| self.edited || self.carried) else {
            return Some(vec![]);
        };
        let written: HashSet<(&str, At)> =
            spots.iter().flat_map(|it| it.cells.iter().map(|at| (it.sheet.as_str(), *at))).collect();
        let rows: HashSet<(&str, u32)> = spots.iter().map(|it| (it.sheet.as_str(), it.row)).collect();
        let answers = |sheet: &str, at: At| {
            let of_sheet = self.layouts.iter().filter(|it| it.sheet == sheet);
            let columns =
                of_sheet.flat_map(|layout| layout.answers.iter().chain(layout.ticks.iter().map(|it| &it.0)));
            rows.contains(&(sheet, at.row)) && columns.into_iter().any(|it| *it == at.column)
        };
        let known = |sheet: &str, at: At| written.contains(&(sheet, at)) || answers(sheet, at);
        let added = self.original.as_ref()?.added(form, &known).into_iter();
        // An answer in paragraphs has no separate cell, and one after its question shares the question's
        // cell.
        let is_answer = |text: &str| {
            recorded.iter().any(|it| same(text, it))
                || self.questions.iter().any(|it| spaced(text).starts_with(it))
        };
        let shared = |sheet: &str, at: At| {
            sheet == PARAGRAPHS || written.iter().any(|it| it.0 == sheet && it.1.row == at.row)
        };
        let own = added.filter(|(sheet, at, text)| !(shared(sheet, *at) && is_answer(text)));
        Some(own.map(|(sheet, at, text)| TypedText { sheet, at, text: printable(text) }).collect())
    }
}

impl Sending {
    /// Adds the texts typed in outside the answer cells to the record, one per cell, up to a limit.
    pub fn add_typed(&mut self, file: &FilledFile, spots: &[QuestionSpot], beside: &QuestionsByRow) {
        let texts = self.sent.items.iter().flat_map(|it| it.claim.text.iter().chain(&it.written));
        let recorded: Vec<String> = texts.cloned().collect();
        let recorded: Vec<&str> =
            recorded.iter().flat_map(|it| std::iter::once(it.as_str()).chain(it.lines())).collect();
        let Some(added) = file.typed(spots, &recorded) else {
            self.added_text_undetectable = true;
            return;
        };
        let mut sheets: BTreeMap<String, Vec<_>> = BTreeMap::new();
        for it in added {
            sheets.entry(it.sheet).or_default().push((it.at, it.text));
        }
        for (sheet, cells) in sheets {
            let (name, audience) = (self.sent.name.clone(), self.sent.audience);
            let mut record = |place: String, text: String, beside| {
                let item = custom_text::typed(place.clone(), text, beside, &name, audience);
                self.typed.push(place);
                self.own.push(format!("custom text in {}", item.place.as_deref().unwrap_or_default()));
                self.sent.items.push(item);
            };
            if cells.len() > TYPED {
                let text =
                    format!("{} texts were typed in by hand and are not recorded individually.", cells.len());
                record(format!("the sheet {sheet}"), text, None);
                continue;
            }
            for (at, text) in cells {
                record(format!("{sheet}!{at}"), text, beside.get(&(sheet.clone(), at.row)).cloned());
            }
        }
    }
}
