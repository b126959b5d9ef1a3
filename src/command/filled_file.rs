//! The filled file as it lies in its folder: what its cells hold now, against what factum wrote into them.

use std::{collections::HashSet, path::Path};

use serde_json::Value as Json;

use super::elsewhere;
use crate::{
    error::Error,
    fact::printable,
    form::{At, Cell, Form, Sheet, Texts, Upload, column, composed, format_of, is_prompt, leading_box, marked},
    ledger::{Digest, digest_of},
    load::read_bytes,
};

/// The largest filled file that is read, in bytes.
const LARGEST: u64 = 64 << 20;

/// What the sheet of a document's paragraphs is called.
pub(super) const PARAGRAPHS: &str = "Paragraphs";

/// What an answer's cell was filled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// The verdict, in the words of the file.
    Verdict,
    /// The words of the answer.
    Text,
    /// A tick.
    Tick,
}

/// A cell that factum wrote.
#[derive(Debug, Clone)]
pub struct Written {
    /// The cell.
    pub at: At,
    /// What it was filled with.
    pub holds: Holds,
    /// What was written: words, or the name of the box that was ticked.
    pub value: String,
}

/// What a cell holds now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Now {
    /// What factum wrote: these words.
    AsWritten(String),
    /// Nothing.
    Empty,
    /// Other words.
    Other(String),
}

/// The filled file.
pub struct FilledFile {
    /// Its SHA-256.
    pub digest: Digest,
    /// Whether it is another than factum wrote.
    pub edited: bool,
    /// Its cells; none where the format of what factum wrote cannot be read back (the answers of VSAQ).
    pub(super) form: Option<Form>,
    /// The layouts, as `answers.json` has them.
    pub(super) layouts: Vec<Layout>,
    /// What the questions ask: no cell with such words is an answer.
    pub(super) questions: HashSet<String>,
    /// The cells that factum wrote, each with its sheet: `Sheet1!C5`.
    written: HashSet<String>,
    /// The texts of the customer's file as it came; none where `answers.json` does not have them.
    pub(super) came: Option<Texts>,
    /// Whether a person had edited the file before it was answered again.
    pub(super) carried: bool,
}

/// A question that somebody added to the file, with words beside it.
#[derive(Debug)]
pub struct Added {
    /// Its sheet.
    pub sheet: String,
    /// Its cell.
    pub at: At,
    /// What it asks.
    pub question: String,
    /// Its id.
    pub number: Option<String>,
    /// What the answer cells of its row say.
    pub words: String,
}

/// Where a question is in the file, and by how many rows it has moved down since.
#[derive(Debug, Clone)]
pub struct Spot {
    /// Its sheet.
    pub sheet: String,
    /// Its row now.
    pub row: u32,
    /// The cells of its answer now, as far as factum wrote them.
    pub cells: Vec<At>,
}

/// Where questions and answers are in a sheet.
pub(super) struct Layout {
    pub(super) sheet: String,
    /// The column of the questions; none in a table on its side.
    question: Option<u32>,
    /// The rows of its header.
    header: Vec<u32>,
    /// The columns of the ids.
    id: Option<u32>,
    /// The columns of the answers and comments; none where they are not in the row of their question.
    pub(super) answers: Vec<u32>,
    /// The columns of boxes, with the words above them.
    pub(super) ticks: Vec<(u32, String)>,
}

impl FilledFile {
    /// Reads the file `name` in `folder`, which had the SHA-256 `written` when factum wrote it; `answers` is the
    /// `answers.json` beside it.
    ///
    /// # Errors
    /// It cannot be read, or was edited and is no longer a file of a known format.
    pub fn read(folder: &Path, name: &str, written: &str, answers: &Json) -> Result<Self, Error> {
        let path = folder.join(name);
        // The name is a name, not a path.
        if Path::new(name).file_name().is_none_or(|it| it != Path::new(name).as_os_str()) {
            return Err(Error::Read { path, cause: std::io::ErrorKind::InvalidInput.into() });
        }
        let bytes = read_bytes(&path, LARGEST)?;
        let digest = digest_of(&bytes);
        let edited = digest != written;
        let upload = Upload { name: name.to_owned(), bytes };
        let form = format_of(&upload).and_then(|format| (format.read)(&upload));
        let form = match form {
            Ok(mut form) => {
                // As `answers.json` has them.
                form.sheets.iter_mut().for_each(|it| it.name = composed(&printable(&it.name)).into_owned());
                Some(form)
            }
            Err(_) if !edited => None,
            Err(refusal) => {
                return Err(Error::Refused {
                    path,
                    message: format!("was edited after `factum answer` wrote it, and cannot be read: it {}", refusal.message),
                    help: "restore the file that was sent, or answer the questionnaire again and record that".into(),
                });
            }
        };
        let list = |name: &str| answers.get(name).and_then(Json::as_array).into_iter().flatten();
        let layouts = list("mapping").filter_map(layout).collect();
        let questions = list("questions").filter_map(|it| it.get("text").and_then(Json::as_str)).map(spaced).collect();
        let cells = list("questions").filter_map(|it| it.get("cells").and_then(Json::as_array)).flatten();
        let written = cells.filter_map(|it| it.get("cell").and_then(Json::as_str)).map(str::to_owned).collect();
        let carried = list("edited").next().is_some();
        Ok(Self { digest, edited, form, layouts, questions, written, came: elsewhere::came(answers), carried })
    }

    /// The rows by which a question stands further down than it stood when it was answered.
    ///
    /// # Errors
    /// It stands where its answer cannot be told from those of other questions: why.
    pub fn moved(&self, sheet: &str, row: u32, question: &str) -> Result<i64, String> {
        if !self.edited {
            return Ok(0);
        }
        let found = self.sheet(sheet).ok_or_else(|| format!("the sheet `{sheet}` is gone"))?;
        let columns: Option<Vec<u32>> = self.layouts.iter().filter(|it| it.sheet == sheet).map(|it| it.question).collect();
        let in_column = |at: &At| columns.as_ref().is_none_or(|it| it.is_empty() || it.contains(&at.column));
        let asks = |at: &At, cell: &Cell| in_column(at) && is_question(&cell.text, question);
        let mut rows: Vec<u32> = found.cells.iter().filter(|(at, cell)| asks(at, cell)).map(|(at, _)| at.row).collect();
        rows.dedup();
        match rows.as_slice() {
            rows if rows.contains(&row) => Ok(0),
            [one] => Ok(i64::from(*one) - i64::from(row)),
            [] => Err(format!("the question \"{}\" is no longer where it was", short(question))),
            _ => Err(format!("the question \"{}\" is in several other rows", short(question))),
        }
    }

    /// Whether an answer that is no longer where it was written may be elsewhere: among paragraphs it has no place of its own.
    pub fn may_have_moved(&self, sheet: &str) -> bool {
        self.edited && sheet == PARAGRAPHS
    }

    /// What a cell that factum wrote holds now; `down` is by how many rows it has moved.
    pub fn now(&self, sheet: &str, written: &Written, down: i64) -> Now {
        if !self.edited {
            return Now::AsWritten(written.value.clone());
        }
        let cell = moved(written.at, down).and_then(|at| self.sheet(sheet)?.cells.get(&at));
        let cell = cell.filter(|it| !it.text.trim().is_empty()).or_else(|| self.below(sheet, moved(written.at, down)?));
        let Some(cell) = cell else { return Now::Empty };
        if is_box(cell) || (written.holds == Holds::Tick && leading_box(cell.text.trim()).is_some()) {
            // A box alone has no name but the one above it.
            return match marked(&cell.text) {
                None => Now::Empty,
                Some(name) if name.is_empty() || same(&name, &written.value) => Now::AsWritten(written.value.clone()),
                Some(name) => Now::Other(printable(&name)),
            };
        }
        // In an empty cell a tick is a sign.
        let sign = written.holds == Holds::Tick && cell.text.trim().chars().count() <= 2;
        if sign || same(&cell.text, &written.value) {
            return Now::AsWritten(written.value.clone());
        }
        // An answer in the cell of its question comes after it.
        let shown = spaced(&cell.text);
        let behind = self.questions.iter().filter_map(|it| shown.strip_prefix(it.as_str())).min_by_key(|it| it.len()).map(str::trim);
        match behind {
            Some("") => Now::Empty,
            Some(answer) if same(answer, &written.value) => Now::AsWritten(written.value.clone()),
            Some(answer) => Now::Other(answer.to_owned()),
            None => Now::Other(printable(cell.text.trim())),
        }
    }

    /// The answer to a question among paragraphs, which has no column of its own: the next paragraph, where that is no question.
    fn below(&self, sheet: &str, at: At) -> Option<&Cell> {
        let found = self.sheet(sheet).filter(|it| it.name == PARAGRAPHS)?;
        let after = found.cells.range(At { row: at.row + 1, column: 0 }..).map(|(_, it)| it);
        let next = after.into_iter().find(|it| !it.text.trim().is_empty())?;
        let asks = self.questions.iter().any(|it| is_question(&next.text, it));
        (!asks).then_some(next)
    }

    /// The words in the answer cells of a question's row that factum did not write.
    pub fn others(&self, sheet: &str, row: u32, question: &str, down: i64) -> Vec<String> {
        let Some(found) = self.sheet(sheet) else { return vec![] };
        let place = |it: &Layout| moved(At { row, column: it.question? }, down);
        let asks = |it: &&Layout| place(it).is_some_and(|at| is_question(found.text(at), question));
        let foreign = |at: At| moved(at, down).filter(|_| !self.written.contains(&format!("{sheet}!{at}")));
        let mut found_words = Vec::new();
        for layout in self.layouts.iter().filter(|it| it.sheet == sheet).filter(asks) {
            self.said(found, layout, &|column| foreign(At { row, column }), &mut found_words);
        }
        found_words
    }

    /// What the answer cells of a row say, each words once; `place` gives where the cell of a column is, if it counts.
    fn said(&self, sheet: &Sheet, layout: &Layout, place: &dyn Fn(u32) -> Option<At>, found: &mut Vec<String>) {
        let ticks = layout.ticks.iter().map(|(column, head)| (*column, Some(head)));
        for (column, head) in layout.answers.iter().map(|it| (*it, None)).chain(ticks) {
            let cell = place(column).and_then(|it| sheet.cells.get(&it));
            let said = cell.filter(|it| !self.questions.contains(&spaced(&it.text))).and_then(words);
            found.extend(said.map(|said| head.cloned().unwrap_or(said)).filter(|said| !said.is_empty() && !found.contains(said)));
        }
    }

    /// The rows of an edited file's tables that are none of the `known` rows of questions, and have words in the cell of the question and in
    /// those of the answer.
    pub fn added(&self, known: &HashSet<(String, u32)>) -> Vec<Added> {
        let mut added = Vec::new();
        let mut seen = HashSet::new();
        for layout in self.layouts.iter().filter(|_| self.edited) {
            let (Some(sheet), Some(column)) = (self.sheet(&layout.sheet), layout.question) else { continue };
            let first = layout.header.iter().max().map_or(1, |it| it + 1);
            let heads: Vec<String> = layout.header.iter().map(|row| spaced(sheet.text(At { row: *row, column }))).collect();
            let rows = sheet.cells.range(At { row: first, column: 0 }..).filter(|(at, _)| at.column == column);
            for (at, cell) in rows {
                let (question, place) = (spaced(&cell.text), (layout.sheet.clone(), at.row));
                // A question may be put together from several cells.
                let part = self.questions.iter().any(|it| it.contains(&question) && it.len() > question.len());
                if question.is_empty() || part || heads.contains(&question) || known.contains(&place) {
                    continue;
                }
                let mut found = Vec::new();
                self.said(sheet, layout, &|column| Some(At { row: at.row, column }), &mut found);
                if !found.is_empty() && seen.insert(place) {
                    let id = layout.id.map(|column| spaced(sheet.text(At { row: at.row, column }))).filter(|it| !it.is_empty());
                    added.push(Added { sheet: layout.sheet.clone(), at: *at, question, number: id, words: found.join("\n") });
                }
            }
        }
        added
    }

    fn sheet(&self, name: &str) -> Option<&Sheet> {
        self.form.as_ref()?.sheets.iter().find(|it| printable(&it.name) == name)
    }
}

/// The layout of a sheet in `answers.json`.
fn layout(json: &Json) -> Option<Layout> {
    let letters = |it: &Json| it.as_str().and_then(column);
    let answers = json.get("answers").and_then(Json::as_array).into_iter().flatten().filter_map(letters);
    let further = ["yes_no", "comment"].into_iter().filter_map(|it| json.get(it).and_then(letters));
    let header = json.get("header_rows").and_then(Json::as_array).into_iter().flatten();
    // Of a table on its side, or one with answers below or in the questions, the row of a question has no answer cells.
    let turned = json.get("transposed").and_then(Json::as_bool) == Some(true);
    let beside = !turned && json.get("place").and_then(Json::as_str).is_none_or(|it| it == "beside");
    let ticks = json.get("ticks").and_then(Json::as_object).into_iter().flatten();
    Some(Layout {
        sheet: json.get("sheet")?.as_str()?.to_owned(),
        question: json.get("question").and_then(letters),
        header: header.filter_map(|it| u32::try_from(it.as_u64()?).ok()).collect(),
        id: json.get("id").and_then(letters),
        answers: answers.chain(further).filter(|_| beside).collect(),
        ticks: ticks.filter(|_| beside).filter_map(|(it, head)| Some((column(it)?, printable(head.as_str()?)))).collect(),
    })
}

/// A place so many rows further down.
pub fn moved(at: At, down: i64) -> Option<At> {
    let row = u32::try_from(i64::from(at.row) + down).ok()?;
    Some(At { row, ..at })
}

/// What a cell says; none where it is empty, a box without a tick or a prompt. A box alone that is ticked says nothing of its own.
fn words(cell: &Cell) -> Option<String> {
    let text = cell.text.trim();
    if is_box(cell) || leading_box(text).is_some() {
        return marked(text).map(|it| printable(&it));
    }
    (text.chars().any(char::is_alphanumeric) && !is_prompt(text)).then(|| printable(text))
}

/// Whether a cell is for boxes.
fn is_box(cell: &Cell) -> bool {
    cell.tick || cell.choices.as_ref().is_some_and(|it| it.ticked)
}

/// Whether a cell asks a question: the text of one may be put together from several cells.
fn is_question(cell: &str, question: &str) -> bool {
    let (cell, question) = (spaced(cell), spaced(question));
    !cell.is_empty() && (cell.contains(&question) || (question.contains(&cell) && cell.len() * 2 >= question.len()))
}

/// Whether a cell holds these words: spaces and line ends may differ, and a sign before them may keep them from being a formula.
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
