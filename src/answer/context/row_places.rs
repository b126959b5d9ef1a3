//! The questions in whose rows a text is. A text in one row may apply to all questions of a table; once it
//! is in the row of another question, it may mean something else.

use std::collections::{BTreeSet, HashMap};

use super::{mark::Mark, read_texts::digest};
use crate::{
    fact::printable,
    questionnaire::{
        At, Form, composed,
        layout::{Asked, Layout, pieces},
    },
};

/// The maximum number of colons after which the text behind a label is looked for.
const COLONS: usize = 8;

/// The texts in the rows of questions.
#[derive(Debug, Default)]
pub struct RowPlaces {
    /// The digests of the questions in whose rows a text is.
    of: HashMap<String, BTreeSet<String>>,
}

/// The questions of one sheet, by row or, in a transposed table, by column.
#[derive(Default)]
struct Lines {
    rows: HashMap<u32, BTreeSet<String>>,
    columns: HashMap<u32, BTreeSet<String>>,
    /// The cells of the questions and their answers.
    own: BTreeSet<At>,
}

impl RowPlaces {
    /// The texts in the rows of these questions, without the questions and their answers.
    pub fn of(form: &Form, mappings: &[(usize, Layout)], asked: &[Asked]) -> Self {
        let mut sheets: HashMap<usize, Lines> = HashMap::new();
        for it in asked {
            let Some((_, mapping)) = mappings.get(it.layout) else { continue };
            let lines = sheets.entry(it.sheet).or_default();
            let of_line = match mapping.transposed {
                true => lines.columns.entry(it.at.column),
                false => lines.rows.entry(it.at.row),
            };
            of_line.or_default().insert(digest(&it.text));
            lines.own.extend(mapping.cells(it.at).into_iter().chain([it.at]));
        }
        let mut places = Self::default();
        for (sheet, lines) in &sheets {
            let Some(sheet) = form.sheets.get(*sheet) else { continue };
            let cells = sheet.cells.iter().filter(|it| !lines.own.contains(it.0));
            cells.for_each(|(at, cell)| places.add(&cell.text, lines.at(*at)));
            sheet.notes.iter().for_each(|(at, note)| places.add(note, lines.at(*at)));
            for (row, texts) in &sheet.beside {
                texts.iter().for_each(|it| places.add(it, lines.rows.get(row).into_iter().collect()));
            }
        }
        places
    }

    fn add(&mut self, text: &str, questions: Vec<&BTreeSet<String>>) {
        if questions.is_empty() || !text.chars().any(char::is_alphanumeric) {
            return;
        }
        for piece in pieces(text) {
            let all = self.of.entry(plain(&piece)).or_default();
            questions.iter().for_each(|it| all.extend(it.iter().cloned()));
        }
    }

    /// The digests of the questions in whose rows a text is, alone or after a label.
    pub fn questions(&self, text: &str) -> BTreeSet<String> {
        let text = plain(text);
        let behind = text.match_indices(": ").take(COLONS).filter_map(|it| text.get(it.0 + it.1.len()..));
        let found = std::iter::once(text.as_str()).chain(behind).filter_map(|it| self.of.get(it));
        found.flatten().cloned().collect()
    }

    /// Records in a mark the questions in whose rows its texts are.
    pub fn note(&self, mark: &mut Mark) {
        let own = std::slice::from_ref(&mark.whole);
        let texts = if mark.texts.is_empty() { own } else { &mark.texts };
        mark.beside = texts.iter().map(|it| self.questions(it).into_iter().collect()).collect();
    }
}

impl Lines {
    fn at(&self, at: At) -> Vec<&BTreeSet<String>> {
        self.rows.get(&at.row).into_iter().chain(self.columns.get(&at.column)).collect()
    }
}

/// A text for comparison, with normalized whitespace.
fn plain(text: &str) -> String {
    composed(&printable(text)).split_whitespace().collect::<Vec<_>>().join(" ")
}
