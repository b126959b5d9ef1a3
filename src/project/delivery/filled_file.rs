//! The filled file in its folder, and where its questions are now.

use std::{collections::HashSet, path::Path};

use super::{
    filled_layout::{FilledTable, texts_as_received},
    same_text::{is_question, spaced},
    struck::remove_struck,
};
use crate::{
    answer::{Compared, InParagraphs, Paragraph, compare},
    error::Error,
    fact::printable,
    ledger::{Digest, digest_of},
    load::read_bytes,
    questionnaire::{At, Cell, Form, Sheet, Texts, Upload, composed, format_of},
    render::answers_file::{CellName, CustomerAnswers},
};

/// The largest filled file that is read, in bytes.
const LARGEST: u64 = 64 << 20;

/// The name of the sheet of a document's paragraphs.
pub(super) const PARAGRAPHS: &str = "Paragraphs";

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
    pub(super) written: HashSet<CellName>,
    /// The texts of the customer's original file; `None` if `answers.json` does not have them.
    pub(super) original: Option<Texts>,
    /// Whether a person had edited the file before it was answered again.
    pub(super) carried: bool,
    /// The paragraphs of a document that asks in paragraphs, as it was filled.
    paragraphs: Vec<Paragraph>,
    /// How they changed.
    compared: Option<Compared>,
}

/// Where a question is in the file, and by how many rows it has moved down since.
#[derive(Debug, Clone)]
pub struct QuestionSpot {
    /// Its sheet.
    pub sheet: String,
    /// Its row now.
    pub row: u32,
    /// The current cells of its answer that factum wrote.
    pub cells: Vec<At>,
}

impl FilledFile {
    /// Reads the file `name` in `folder`, which had the SHA-256 `written` when factum wrote it; `answers` is
    /// the `answers.json` beside it.
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
        let mut form = form(&path, Upload { name: name.to_owned(), bytes }, edited)?;
        let questions: HashSet<String> = answers.questions.iter().map(|it| spaced(&it.result.text)).collect();
        let asks = |text: &str| questions.iter().any(|it| is_question(text, it));
        form.iter_mut().filter(|_| edited).for_each(|it| remove_struck(it, &asks));
        let cells = answers.questions.iter().flat_map(|it| it.cells.iter().flatten());
        let file = Self {
            digest,
            edited,
            form,
            layouts: answers.mapping.iter().map(FilledTable::of).collect(),
            questions,
            written: cells.map(|it| it.cell.clone()).collect(),
            original: texts_as_received(answers),
            carried: !answers.edited.is_empty(),
            paragraphs: answers.paragraphs.iter().map(Paragraph::from).collect(),
            compared: None,
        };
        if file.edited && file.paragraphs.is_empty() && file.answers_in_paragraphs() {
            return Err(Error::Refused {
                path,
                message: "was written by an earlier version of factum, which kept no record of its \
                          paragraphs, and was edited since"
                    .into(),
                help: "run `factum answer FILE --customer NAME` again".into(),
            });
        }
        Ok(Self { compared: file.compare(answers), ..file })
    }

    /// Whether a cell that factum wrote is a paragraph.
    fn answers_in_paragraphs(&self) -> bool {
        let sheets = self.form.iter().flat_map(|it| &it.sheets).filter(|it| it.paragraphs);
        sheets.into_iter().any(|sheet| self.written.iter().any(|cell| cell.sheet == sheet.name))
    }

    /// How the paragraphs changed; `None` if there is no record of them.
    fn compare(&self, answers: &CustomerAnswers) -> Option<Compared> {
        let sheets = self.form.iter().flat_map(|it| &it.sheets);
        let sheet = sheets.filter(|_| !self.paragraphs.is_empty()).find(|it| it.paragraphs)?;
        let of_sheet = answers.questions.iter().filter(|it| it.sheet == sheet.name);
        Some(compare(&self.paragraphs, sheet, &of_sheet.filter_map(|it| it.row).collect()))
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

    pub(super) fn sheet(&self, name: &str) -> Option<&Sheet> {
        self.form.as_ref()?.sheets.iter().find(|it| printable(&it.name) == name)
    }
}

/// The cells of a file; `None` for a file as factum wrote it whose format cannot be read back.
fn form(path: &Path, upload: Upload, edited: bool) -> Result<Option<Form>, Error> {
    match format_of(&upload).and_then(|format| (format.read)(&upload)) {
        Ok(mut form) => {
            // As `answers.json` has them.
            form.sheets.iter_mut().for_each(|it| it.name = composed(&printable(&it.name)).into_owned());
            Ok(Some(form))
        }
        Err(_) if !edited => Ok(None),
        Err(refusal) => Err(Error::Refused {
            path: path.to_owned(),
            message: format!(
                "was edited after `factum answer` wrote it and cannot be read: it {}",
                refusal.message
            ),
            help: "restore the file that was sent, or answer the questionnaire again and record the new file"
                .into(),
        }),
    }
}

/// The location that many rows further down.
pub fn moved(at: At, down: i64) -> Option<At> {
    let row = u32::try_from(i64::from(at.row) + down).ok()?;
    Some(At { row, ..at })
}

fn short(question: &str) -> String {
    let mut words: String = question.chars().take(60).collect();
    if words.len() < question.len() {
        words.push('…');
    }
    words
}
