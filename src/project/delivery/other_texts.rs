//! Texts in the answer cells of a filled file that factum did not write, and questions that were added.

use std::collections::HashSet;

use super::{
    filled_file::{FilledFile, moved},
    filled_layout::{FilledTable, words},
    same_text::{is_question, spaced},
};
use crate::{
    questionnaire::{At, Sheet},
    render::answers_file::CellName,
};

/// A question that was added to the file, with text next to it.
#[derive(Debug)]
pub struct Added {
    /// Its sheet.
    pub sheet: String,
    /// Its cell.
    pub at: At,
    /// Its text.
    pub question: String,
    /// Its id.
    pub number: Option<String>,
    /// The text of the answer cells of its row.
    pub words: String,
}

impl FilledFile {
    /// The texts in the answer cells of a question's row that factum did not write.
    /// `places` are the current cells of its answer, if these are not in its row.
    pub fn others(&self, sheet: &str, row: u32, question: &str, down: i64, places: &[At]) -> Vec<String> {
        let Some(found) = self.sheet(sheet) else { return vec![] };
        let place = |it: &FilledTable| moved(At { row, column: it.question? }, down);
        let asks = |it: &&FilledTable| place(it).is_some_and(|at| is_question(found.text(at), question));
        let is_written = |at: At| self.written.contains(&CellName::new(sheet, at));
        let foreign = |at: At| moved(at, down).filter(|_| !is_written(at));
        let mut found_words = Vec::new();
        for layout in self.layouts.iter().filter(|it| it.sheet == sheet).filter(asks) {
            self.texts_of_row(found, layout, &|column| foreign(At { row, column }), &mut found_words);
        }
        let free = places.iter().filter(|at| moved(**at, -down).is_some_and(|it| !is_written(it)));
        let found_text = free
            .filter_map(|at| found.cells.get(at))
            .filter(|it| !self.questions.contains(&spaced(&it.text)))
            .filter_map(words);
        found_words.extend(found_text);
        found_words
    }

    /// The texts of the answer cells of a row, each once; `place` returns the cell of a column, if it counts.
    fn texts_of_row(
        &self,
        sheet: &Sheet,
        layout: &FilledTable,
        place: &dyn Fn(u32) -> Option<At>,
        found: &mut Vec<String>,
    ) {
        let ticks = layout.ticks.iter().map(|(column, head)| (*column, Some(head)));
        for (column, head) in layout.answers.iter().map(|it| (*it, None)).chain(ticks) {
            let cell = place(column).and_then(|it| sheet.cells.get(&it));
            let found_text = cell.filter(|it| !self.questions.contains(&spaced(&it.text))).and_then(words);
            found.extend(
                found_text
                    .map(|found_text| head.cloned().unwrap_or(found_text))
                    .filter(|found_text| !found_text.is_empty() && !found.contains(found_text)),
            );
        }
    }

    /// The rows of an edited file's tables that are not `known` rows of questions and have text both in the
    /// question's cell and in the answer cells.
    pub fn added(&self, known: &HashSet<(String, u32)>) -> Vec<Added> {
        let mut added = Vec::new();
        let mut seen = HashSet::new();
        for layout in self.layouts.iter().filter(|_| self.edited) {
            let (Some(sheet), Some(column)) = (self.sheet(&layout.sheet), layout.question) else { continue };
            let first = layout.header.iter().max().map_or(1, |it| it + 1);
            let heads: Vec<String> =
                layout.header.iter().map(|row| spaced(sheet.text(At { row: *row, column }))).collect();
            let rows =
                sheet.cells.range(At { row: first, column: 0 }..).filter(|(at, _)| at.column == column);
            for (at, cell) in rows {
                let (question, place) = (spaced(&cell.text), (layout.sheet.clone(), at.row));
                // A question may be composed of several cells.
                let part =
                    self.questions.iter().any(|it| it.contains(&question) && it.len() > question.len());
                if question.is_empty() || part || heads.contains(&question) || known.contains(&place) {
                    continue;
                }
                let mut found = Vec::new();
                self.texts_of_row(sheet, layout, &|column| Some(At { row: at.row, column }), &mut found);
                if !found.is_empty() && seen.insert(place) {
                    let id = layout
                        .id
                        .map(|column| spaced(sheet.text(At { row: at.row, column })))
                        .filter(|it| !it.is_empty());
                    added.push(Added {
                        sheet: layout.sheet.clone(),
                        at: *at,
                        question,
                        number: id,
                        words: found.join("\n"),
                    });
                }
            }
        }
        added
    }
}
