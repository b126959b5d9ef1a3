//! Cells and paragraphs of a filled file in `answers.json`.

use serde::{Deserialize, Serialize};

use super::format::known_word;
use crate::{
    answer::{Entered, Holds, Left, Paragraph, Why},
    fact::printable,
    questionnaire::At,
};

/// A cell with the name of its sheet, written `Sheet1!C5`; `Sheet1!C5 (inside)` is the position after a line
/// `Response:` in it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct CellName {
    /// The name of the sheet.
    pub sheet: String,
    /// The cell.
    pub at: At,
}

impl CellName {
    /// A cell of a sheet.
    pub fn new(sheet: &str, at: At) -> Self {
        Self { sheet: sheet.to_owned(), at }
    }
}

impl From<CellName> for String {
    fn from(name: CellName) -> Self {
        format!("{}!{}", name.sheet, name.at)
    }
}

impl TryFrom<String> for CellName {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let read = text.rsplit_once('!').and_then(|(sheet, at)| Some(Self::new(sheet, At::named(at)?)));
        read.ok_or_else(|| format!("`{text}` is not a cell of a sheet"))
    }
}

/// A cell of the question's sheet, written `C5`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct CellInSheet(pub At);

impl From<CellInSheet> for String {
    fn from(cell: CellInSheet) -> Self {
        cell.0.to_string()
    }
}

impl TryFrom<String> for CellInSheet {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        At::named(&text).map(Self).ok_or_else(|| format!("`{text}` is not a cell"))
    }
}

/// A cell that a part of an answer was written to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WrittenCell {
    /// The sheet and the cell.
    pub cell: CellName,
    /// The part of the answer.
    pub holds: Holds,
    /// The text; for a checkbox, its label.
    pub value: String,
}

impl WrittenCell {
    /// A cell of a sheet.
    pub fn new(sheet: &str, entered: &Entered) -> Self {
        Self { cell: CellName::new(sheet, entered.at), holds: entered.holds, value: entered.value.clone() }
    }
}

/// A part of an answer that was not written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UnwrittenPart {
    /// The sheet and the cell; `None` if the row has no cell for the part.
    pub cell: Option<CellName>,
    /// The part of the answer.
    pub holds: Holds,
    /// Why it was not written; `None` for a reason that this version does not know.
    #[serde(deserialize_with = "known_word")]
    pub why: Option<Why>,
}

impl UnwrittenPart {
    /// A part of an answer in a sheet.
    pub fn new(sheet: &str, left: &Left) -> Self {
        Self { cell: left.at.map(|at| CellName::new(sheet, at)), holds: left.holds, why: Some(left.why) }
    }
}

/// A cell that a person edited after the file was filled.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EditedCell {
    /// The sheet and the cell.
    pub cell: CellName,
    /// Its content.
    pub value: String,
}

impl EditedCell {
    /// A cell of a sheet, with its content.
    pub fn new(sheet: &str, at: At, value: &str) -> Self {
        Self { cell: CellName::new(sheet, at), value: printable(value) }
    }
}

/// A paragraph of a filled document that asks its questions in paragraphs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ParagraphEntry {
    /// The first 16 hexadecimal digits of the SHA-256 of its text without spaces.
    pub digest: String,
    /// Its row in the customer's file, from 1; `None` if the paragraph was added for an answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// The row of the question that it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<u32>,
    /// The text before the answer.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub head: String,
    /// The text after the answer.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub tail: String,
}

impl From<&Paragraph> for ParagraphEntry {
    fn from(paragraph: &Paragraph) -> Self {
        let Paragraph { digest, row, answers, head, tail } = paragraph.clone();
        Self { digest, row, answers, head, tail }
    }
}

impl From<&ParagraphEntry> for Paragraph {
    fn from(entry: &ParagraphEntry) -> Self {
        let ParagraphEntry { digest, row, answers, head, tail } = entry.clone();
        Self { digest, row, answers, head, tail }
    }
}
