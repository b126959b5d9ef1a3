//! A file that was filled before and that a person edited since: edits are kept, and the rest is filled
//! again.
//!
//! The edited file itself is filled, so that added formats, notes and pictures are kept as well. A cell
//! counts as edited if it differs from what was written to it, or from the customer's file if nothing was
//! written. If the two files cannot be compared in this way (rows were added, or the customer's file is a
//! different one), nothing is filled and both files are kept.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    customers::Customers,
    former_entries::{Spot, edit, entry},
    paragraphs::{PLACE, compare, paragraphs},
    same::{same_text, same_words},
};
use crate::{
    answer::reply::{
        entered::{Entered, Holds},
        paragraph::Paragraph,
    },
    fact::printable,
    questionnaire::{At, Cell, Entry, Form, Sheet, Upload, composed, is_ticked, marked},
};

/// A filled file that was edited.
#[derive(Debug)]
pub struct Former {
    /// The file in its present state.
    pub upload: Upload,
    /// What was written to its cells and is still there.
    pub(super) kept: BTreeMap<Spot, (Holds, String)>,
    /// The present texts of edited cells.
    pub(super) edited: BTreeMap<Spot, String>,
    /// The customer's file with these texts.
    pub(super) form: Form,
    /// Whether answers are in paragraphs, so that rows differ from those of the customer's file.
    pub(super) moved: bool,
}

/// What was recorded of a file when it was filled, by sheet name.
#[derive(Debug, Default)]
pub struct Record {
    /// What was written, and to which cells.
    pub written: Vec<(String, Entered)>,
    /// The cells that a person had already edited, with their texts.
    pub edited: Vec<(String, At, String)>,
}

/// A customer's file in its three stages: original, as it was filled, and at present.
struct Stages<'a> {
    original: &'a Form,
    was: &'a Form,
    now: &'a Form,
    /// The paragraphs that were added for answers.
    inserted: &'a BTreeMap<u32, At>,
}

impl Stages<'_> {
    fn have_the_same_sheets(&self) -> bool {
        let name = |it: &Sheet| composed(&printable(&it.name)).into_owned();
        let names = |form: &Form| form.sheets.iter().map(name).collect::<Vec<_>>();
        let was = names(self.was);
        was == names(self.now) && was == names(self.original)
    }

    /// Whether the text of a cell is unchanged.
    fn is_unchanged(&self, spot: &Spot) -> bool {
        same_words(&text_of(self.was, *spot), &text_of(self.now, *spot))
    }
}

fn text_of(form: &Form, (sheet, at): Spot) -> String {
    form.sheets.get(sheet).map_or(String::new(), |it| it.text(at).to_owned())
}

/// What was written, and what a person had edited, by cell.
type ByPlace = (BTreeMap<Spot, (Holds, String)>, BTreeMap<Spot, String>);

impl Record {
    /// The record by the cells of a file; `None` if it refers to a sheet that the file does not have.
    fn by_place(&self, form: &Form) -> Option<ByPlace> {
        let sheet_of = |name: &str| form.sheets.iter().position(|own| printable(&own.name) == *name);
        let mut kept = BTreeMap::new();
        for (sheet, it) in &self.written {
            kept.insert((sheet_of(sheet)?, it.at), (it.holds, it.value.clone()));
        }
        let edited = self.edited.iter();
        let edited = edited.filter_map(|(name, at, text)| Some(((sheet_of(name)?, *at), text.clone())));
        Some((kept, edited.collect()))
    }
}

impl Former {
    /// Compares a filled file in its present state with the customer's original, filled again as
    /// `record`ed; `None` if the two cannot be compared cell by cell. `questions` are the cells of the
    /// questions.
    pub fn compare(
        file: &Customers,
        upload: Upload,
        questions: &[(usize, At)],
        record: &Record,
    ) -> Option<Self> {
        let original = file.form;
        let paragraphs = |sheet: usize| original.sheets.get(sheet).is_some_and(|it| it.paragraphs);
        let (kept, edited) = record.by_place(original)?;
        // The same program reads both files, so differences in how it reads a filled cell are not edits.
        let mut entries: Vec<Entry> =
            kept.iter().map(|(spot, (holds, value))| entry(original, *spot, *holds, value)).collect();
        // Edits in paragraphs were written again; other edits are in cells that nothing was written to.
        let in_paragraphs = edited.iter().filter(|it| paragraphs(it.0.0));
        entries.extend(in_paragraphs.filter_map(|(spot, text)| edit(original, *spot, text)));
        let filled = (file.format.fill)(file.upload, &entries).ok().filter(|it| it.left.is_empty())?;
        let was = (file.format.read)(&Upload { name: upload.name.clone(), bytes: filled.bytes }).ok()?;
        let now = (file.format.read)(&upload).ok()?;
        let stages = Stages { original, was: &was, now: &now, inserted: &filled.inserted };
        let is_changed = |it: &(usize, At)| !paragraphs(it.0) && !stages.is_unchanged(it);
        if !stages.have_the_same_sheets() || questions.iter().any(is_changed) {
            return None;
        }
        let mut former = Self { upload, kept, edited: BTreeMap::new(), form: original.clone(), moved: false };
        for index in 0..original.sheets.len() {
            if paragraphs(index) {
                let asked = questions.iter().filter(|it| it.0 == index).map(|it| it.1.row).collect();
                former.paragraphs(index, &stages, &asked)?;
            } else {
                former.cells(index, &stages);
            }
        }
        for (spot, text) in edited {
            // A cell that was emptied or unticked looks as if it had never been changed.
            let is_still_there = paragraphs(spot.0) || same_words(&text_of(&now, spot), &text);
            let is_known = former.edited.contains_key(&spot) || former.form.sheets.get(spot.0).is_none();
            if is_still_there && !is_known {
                former.note(spot, text);
            }
        }
        former.moved |= former.kept.keys().chain(former.edited.keys()).any(|it| paragraphs(it.0));
        former.kept.retain(|it, _| !former.edited.contains_key(it));
        Some(former)
    }

    /// Records the edited cells of a sheet.
    fn cells(&mut self, index: usize, stages: &Stages) {
        let (Some(was), Some(now)) = (stages.was.sheets.get(index), stages.now.sheets.get(index)) else {
            return;
        };
        let cells: BTreeSet<At> = was.cells.keys().chain(now.cells.keys()).copied().collect();
        for at in cells.iter().copied() {
            // A cell that contains a separate answer place is also compared as a whole.
            let whole = cells.contains(&at.inside()) && !self.kept.contains_key(&(index, at));
            if !whole {
                self.cell((index, at), was.cells.get(&at), now.cells.get(&at));
            }
        }
    }

    /// Records the edited answers in paragraphs; `None` if anything else was edited.
    fn paragraphs(&mut self, index: usize, stages: &Stages, asked: &BTreeSet<u32>) -> Option<()> {
        let sheet = |form: &'_ Form| form.sheets.get(index).cloned();
        let (original, was, now) = (sheet(stages.original)?, sheet(stages.was)?, sheet(stages.now)?);
        let written = paragraphs(&original, &was, stages.inserted, asked);
        let rows = |sheet: &Sheet| sheet.cells.keys().map(|it| it.row).collect::<BTreeSet<_>>();
        self.moved |= rows(&was) != rows(&now);
        let compared = compare(&written, &now, asked);
        let foreign =
            |(paragraph, row): (&Paragraph, &Option<u32>)| paragraph.answers.is_none() && row.is_none();
        if written.iter().zip(&compared.rows).any(foreign)
            || compared.new.iter().any(|it| it.question.is_none())
        {
            return None;
        }
        let count = |rows: std::ops::RangeTo<u32>| stages.inserted.range(rows).count() as u32;
        for row in asked.iter().copied() {
            let place = At { row, column: PLACE };
            let answer = compared.answer(&written, &now, row);
            if !answer.written && answer.new.is_empty() {
                // A control, a form field or a frame, which is not a paragraph of the sheet.
                let before = was.cells.get(&At { row: row + count(..row), ..place });
                let after = compared.row(&written, row).and_then(|row| now.cells.get(&At { row, ..place }));
                self.cell((index, place), before, after);
            } else if !(answer.stands && answer.new.is_empty()) {
                let lines: BTreeMap<u32, String> = answer.kept.into_iter().chain(answer.new).collect();
                let lines: Vec<String> = lines.into_values().filter(|it| !it.is_empty()).collect();
                self.note((index, place), lines.join("\n"));
            }
        }
        Some(())
    }

    /// Records a cell if it was edited.
    fn cell(&mut self, spot: Spot, was: Option<&Cell>, now: Option<&Cell>) {
        // Calculated values change by themselves. A formula that was added or removed is an edit.
        let calculated = |it: Option<&Cell>| it.is_some_and(|it| it.formula);
        if calculated(was) && calculated(now) {
            return;
        }
        let text = |it: Option<&Cell>| it.map_or(String::new(), |it| it.text.trim().to_owned());
        let (before, after) = (text(was), text(now));
        let is_label = |label: &String| marked(&after).as_ref() == Some(label) || is_ticked(&after);
        let ticked = matches!(self.kept.get(&spot), Some((Holds::Tick, label)) if is_label(label));
        let same = ticked || same_text(&before, &after);
        if !same || calculated(was) != calculated(now) {
            self.note(spot, after);
        }
    }

    fn note(&mut self, spot: Spot, text: String) {
        if let Some(sheet) = self.form.sheets.get_mut(spot.0) {
            sheet.cells.entry(spot.1).or_default().text.clone_from(&text);
        }
        self.edited.insert(spot, text);
    }

    /// Whether nothing was edited.
    pub fn is_unchanged(&self) -> bool {
        self.edited.is_empty()
    }

    /// The customer's file with the edited texts.
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// The edited cells, each with its present text.
    pub fn edited(&self) -> impl Iterator<Item = (usize, At, &str)> {
        self.edited.iter().map(|((sheet, at), text)| (*sheet, *at, text.as_str()))
    }
}
