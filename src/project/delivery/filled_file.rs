//! The filled file in its folder: what its cells contain now, compared with what factum wrote into them.

use std::{collections::HashSet, path::Path};

use super::filled_layout::{FilledTable, NOT_COMPUTED, is_box, is_not_computed, texts_as_received, words};
use super::struck::{PartlyStruck, partly_struck, remove_struck};
use crate::{
    answer::{Compared, Entered, Holds, InParagraphs, Paragraph, compare},
    error::Error,
    fact::printable,
    ledger::{Digest, digest_of},
    load::read_bytes,
    questionnaire::{At, Cell, Form, Sheet, Texts, Upload, composed, format_of, leading_box, marked},
    render::answers_file::{CellName, CustomerAnswers},
};

/// The largest filled file that is read, in bytes.
const LARGEST: u64 = 64 << 20;

/// The name of the sheet of a document's paragraphs.
pub(super) const PARAGRAPHS: &str = "Paragraphs";

/// The current content of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Now {
    /// What factum wrote.
    AsWritten(String),
    /// Nothing.
    Empty,
    /// Different text.
    Other(String),
}

/// The filled file.
pub struct FilledFile {
    /// Its SHA-256.
    pub digest: Digest,
    /// Whether it differs from what factum wrote.
    pub edited: bool,
    /// Its cells; `None` if the format cannot be read back (answers in VSAQ).
    pub(super) form: Option<Form>,
    /// The layouts, as `answers.json` has them.
    pub(super) layouts: Vec<FilledTable>,
    /// The texts of the questions: a cell with such a text is not an answer.
    pub(super) questions: HashSet<String>,
    /// The cells that factum wrote.
    written: HashSet<CellName>,
    /// The texts of the customer's original file; `None` if `answers.json` does not have them.
    pub(super) came: Option<Texts>,
    /// Whether a person had edited the file before it was answered again.
    pub(super) carried: bool,
    /// The paragraphs of a document that asks in paragraphs, as it was filled.
    paragraphs: Vec<Paragraph>,
    /// How they changed.
    compared: Option<Compared>,
}

/// A question that somebody added to the file, with text next to it.
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

/// Where a question is in the file, and by how many rows it has moved down since.
#[derive(Debug, Clone)]
pub struct Spot {
    /// Its sheet.
    pub sheet: String,
    /// Its row now.
    pub row: u32,
    /// The current cells of its answer that factum wrote.
    pub cells: Vec<At>,
}

impl FilledFile {
    /// Reads the file `name` in `folder`, which had the SHA-256 `written` when factum wrote it; `answers` is the
    /// `answers.json` beside it.
    ///
    /// # Errors
    /// It cannot be read, or was edited and is no longer a file of a known format.
    pub fn read(folder: &Path, name: &str, written: &str, answers: &CustomerAnswers) -> Result<Self, Error> {
        let path = folder.join(name);
        // It must be a file name, not a path.
        if Path::new(name).file_name().is_none_or(|it| it != Path::new(name).as_os_str()) {
            return Err(Error::Read { path, cause: std::io::ErrorKind::InvalidInput.into() });
        }
        let bytes = read_bytes(&path, LARGEST)?;
        let digest = digest_of(&bytes);
        let edited = digest != written;
        let upload = Upload { name: name.to_owned(), bytes };
        let form = format_of(&upload).and_then(|format| (format.read)(&upload));
        let mut form = match form {
            Ok(mut form) => {
                // As `answers.json` has them.
                form.sheets.iter_mut().for_each(|it| it.name = composed(&printable(&it.name)).into_owned());
                Some(form)
            }
            Err(_) if !edited => None,
            Err(refusal) => {
                return Err(Error::Refused {
                    path,
                    message: format!(
                        "was edited after `factum answer` wrote it and cannot be read: it {}",
                        refusal.message
                    ),
                    help: "restore the file that was sent, or answer the questionnaire again and record the new file"
                        .into(),
                });
            }
        };
        let layouts = answers.mapping.iter().map(FilledTable::of).collect();
        let questions: HashSet<String> = answers.questions.iter().map(|it| spaced(&it.result.text)).collect();
        let asks = |text: &str| questions.iter().any(|it| is_question(text, it));
        form.iter_mut().filter(|_| edited).for_each(|it| remove_struck(it, &asks));
        let cells = answers.questions.iter().flat_map(|it| it.cells.iter().flatten());
        let written: HashSet<CellName> = cells.map(|it| it.cell.clone()).collect();
        let paragraphs: Vec<Paragraph> = answers.paragraphs.iter().map(Paragraph::from).collect();
        let sheet = form
            .as_ref()
            .and_then(|it: &Form| it.sheets.iter().find(|it| it.paragraphs))
            .filter(|_| !paragraphs.is_empty());
        let asks = |it: &Sheet| it.paragraphs && written.iter().any(|cell| cell.sheet == it.name);
        if edited && paragraphs.is_empty() && form.as_ref().is_some_and(|it| it.sheets.iter().any(asks)) {
            return Err(Error::Refused {
                path,
                message: "was written by an earlier version of factum, which kept no record of its paragraphs, and was edited since".into(),
                help: "run `factum answer FILE --customer NAME` again".into(),
            });
        }
        let compared = sheet.map(|sheet| {
            let of_sheet = answers.questions.iter().filter(|it| it.sheet == sheet.name);
            compare(&paragraphs, sheet, &of_sheet.filter_map(|it| it.row).collect())
        });
        Ok(Self {
            digest,
            edited,
            form,
            layouts,
            questions,
            written,
            came: texts_as_received(answers),
            carried: !answers.edited.is_empty(),
            paragraphs,
            compared,
        })
    }

    /// The number of rows by which a question moved down since it was answered.
    ///
    /// # Errors
    /// The reason why its answer cannot be distinguished from those of other questions.
    pub fn moved(&self, sheet: &str, row: u32, question: &str) -> Result<i64, String> {
        if !self.edited {
            return Ok(0);
        }
        let found = self.sheet(sheet).ok_or_else(|| format!("the sheet `{sheet}` is missing"))?;
        if let Some(compared) = self.compared.as_ref().filter(|_| found.paragraphs) {
            let now = compared.row(&self.paragraphs, row);
            let gone = || format!("the question \"{}\" is no longer where it was", short(question));
            return now.map(|it| i64::from(it) - i64::from(row)).ok_or_else(gone);
        }
        let columns: Option<Vec<u32>> =
            self.layouts.iter().filter(|it| it.sheet == sheet).map(|it| it.question).collect();
        let in_column = |at: &At| columns.as_ref().is_none_or(|it| it.is_empty() || it.contains(&at.column));
        let asks = |at: &At, cell: &Cell| in_column(at) && is_question(&cell.text, question);
        let mut rows: Vec<u32> =
            found.cells.iter().filter(|(at, cell)| asks(at, cell)).map(|(at, _)| at.row).collect();
        rows.dedup();
        match rows.as_slice() {
            rows if rows.contains(&row) => Ok(0),
            [one] => Ok(i64::from(*one) - i64::from(row)),
            [] => Err(format!("the question \"{}\" is no longer where it was", short(question))),
            _ => Err(format!("the question \"{}\" is now in several rows", short(question))),
        }
    }

    /// The answer to a question in a document's paragraphs; `None` if it is not in them.
    pub fn in_paragraphs(&self, sheet: &str, row: u32) -> Option<InParagraphs> {
        let compared = self.compared.as_ref()?;
        let now = self.sheet(sheet).filter(|it| it.paragraphs)?;
        let answer = compared.answer(&self.paragraphs, now, row);
        (answer.written || !answer.new.is_empty()).then_some(answer)
    }

    /// The current content of a cell that factum wrote; `down` is the number of rows by which it moved.
    pub fn now(&self, sheet: &str, written: &Entered, down: i64) -> Now {
        if !self.edited {
            return Now::AsWritten(written.value.clone());
        }
        let place = moved(written.at, down).zip(self.sheet(sheet));
        match place.and_then(|(at, sheet)| partly_struck(sheet, at, &written.value)) {
            Some(PartlyStruck::Removed) => return Now::Empty,
            Some(PartlyStruck::Words(words)) => return Now::Other(words),
            None => {}
        }
        let cell = place.and_then(|(at, sheet)| sheet.cells.get(&at));
        if cell.is_some_and(is_not_computed) {
            return Now::Other(NOT_COMPUTED.into());
        }
        let Some(cell) = cell.filter(|it| !it.text.trim().is_empty()) else { return Now::Empty };
        if is_box(cell) || (written.holds == Holds::Tick && leading_box(cell.text.trim()).is_some()) {
            // A box without a label has only the name above it.
            return match marked(&cell.text) {
                None => Now::Empty,
                Some(name) if name.is_empty() || same(&name, &written.value) => {
                    Now::AsWritten(written.value.clone())
                }
                Some(name) => Now::Other(printable(&name)),
            };
        }
        // In a cell that was empty, a tick is a single character.
        let sign = written.holds == Holds::Tick && cell.text.trim().chars().count() <= 2;
        if sign || same(&cell.text, &written.value) {
            return Now::AsWritten(written.value.clone());
        }
        // An answer in the cell of its question comes after the question.
        let shown = spaced(&cell.text);
        let behind = self
            .questions
            .iter()
            .filter_map(|it| shown.strip_prefix(it.as_str()))
            .min_by_key(|it| it.len())
            .map(str::trim);
        match behind {
            Some("") => Now::Empty,
            Some(answer) if same(answer, &written.value) => Now::AsWritten(written.value.clone()),
            Some(answer) => Now::Other(answer.to_owned()),
            None => Now::Other(printable(cell.text.trim())),
        }
    }

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
            self.said(found, layout, &|column| foreign(At { row, column }), &mut found_words);
        }
        let free = places.iter().filter(|at| moved(**at, -down).is_some_and(|it| !is_written(it)));
        let said = free
            .filter_map(|at| found.cells.get(at))
            .filter(|it| !self.questions.contains(&spaced(&it.text)))
            .filter_map(words);
        found_words.extend(said);
        found_words
    }

    /// The texts of the answer cells of a row, each once; `place` returns the cell of a column, if it counts.
    fn said(
        &self,
        sheet: &Sheet,
        layout: &FilledTable,
        place: &dyn Fn(u32) -> Option<At>,
        found: &mut Vec<String>,
    ) {
        let ticks = layout.ticks.iter().map(|(column, head)| (*column, Some(head)));
        for (column, head) in layout.answers.iter().map(|it| (*it, None)).chain(ticks) {
            let cell = place(column).and_then(|it| sheet.cells.get(&it));
            let said = cell.filter(|it| !self.questions.contains(&spaced(&it.text))).and_then(words);
            found.extend(
                said.map(|said| head.cloned().unwrap_or(said))
                    .filter(|said| !said.is_empty() && !found.contains(said)),
            );
        }
    }

    /// The rows of an edited file's tables that are not `known` rows of questions and have text both in the question's cell and in
    /// the answer cells.
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
                self.said(sheet, layout, &|column| Some(At { row: at.row, column }), &mut found);
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

    fn sheet(&self, name: &str) -> Option<&Sheet> {
        self.form.as_ref()?.sheets.iter().find(|it| printable(&it.name) == name)
    }
}

/// The location that many rows further down.
pub fn moved(at: At, down: i64) -> Option<At> {
    let row = u32::try_from(i64::from(at.row) + down).ok()?;
    Some(At { row, ..at })
}

/// Whether a cell contains a question, whose text may be composed of several cells.
fn is_question(cell: &str, question: &str) -> bool {
    let (cell, question) = (spaced(cell), spaced(question));
    !cell.is_empty()
        && (cell.contains(&question) || (question.contains(&cell) && cell.len() * 2 >= question.len()))
}

/// Whether a cell contains this text: spaces and line breaks may differ, and an apostrophe may be before it.
pub(super) fn same(cell: &str, written: &str) -> bool {
    let (cell, written) = (spaced(cell), spaced(written));
    cell == written || cell.strip_prefix('\'').is_some_and(|it| it == written)
}

pub(super) fn spaced(text: &str) -> String {
    printable(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn short(question: &str) -> String {
    let mut words: String = question.chars().take(60).collect();
    if words.len() < question.len() {
        words.push('…');
    }
    words
}
