//! The layout of the filled file according to `answers.json`, and the meaning of the texts in its cells.

use serde_json::Value as Json;

use crate::{
    answer::Paragraph,
    fact::printable,
    questionnaire::{Cell, Texts, column, is_left_prompt, is_open_box, leading_box, marked},
};

/// Where questions and answers are in a sheet.
pub(super) struct FilledTable {
    pub(super) sheet: String,
    /// The column of the questions; `None` in a transposed table.
    pub(super) question: Option<u32>,
    /// The rows of its header.
    pub(super) header: Vec<u32>,
    /// The columns of the ids.
    pub(super) id: Option<u32>,
    /// The columns of the answers and comments; empty if they are not in the row of their question.
    pub(super) answers: Vec<u32>,
    /// The columns of boxes, with their headings.
    pub(super) ticks: Vec<(u32, String)>,
}

/// A paragraph of the filled document in `answers.json`.
pub(super) fn paragraph(json: &Json) -> Option<Paragraph> {
    let text = |name: &str| json.get(name).and_then(Json::as_str).unwrap_or_default().to_owned();
    let digest = json.get("digest")?.as_str()?.to_owned();
    Some(Paragraph {
        digest,
        row: number(json, "row"),
        answers: number(json, "answers"),
        head: text("head"),
        tail: text("tail"),
    })
}

pub(super) fn number(json: &Json, name: &str) -> Option<u32> {
    json.get(name).and_then(Json::as_u64).and_then(|it| u32::try_from(it).ok())
}

/// The layout of a sheet in `answers.json`.
pub(super) fn layout(json: &Json) -> Option<FilledTable> {
    let letters = |it: &Json| it.as_str().and_then(column);
    let answers = json.get("answers").and_then(Json::as_array).into_iter().flatten().filter_map(letters);
    let further = ["yes_no", "comment"].into_iter().filter_map(|it| json.get(it).and_then(letters));
    let header = json.get("header_rows").and_then(Json::as_array).into_iter().flatten();
    // In a transposed table, or with answers below or in the questions, the row of a question has no answer cells.
    let turned = json.get("transposed").and_then(Json::as_bool) == Some(true);
    let beside = !turned && json.get("place").and_then(Json::as_str).is_none_or(|it| it == "beside");
    let ticks = json.get("ticks").and_then(Json::as_object).into_iter().flatten();
    Some(FilledTable {
        sheet: json.get("sheet")?.as_str()?.to_owned(),
        question: json.get("question").and_then(letters),
        header: header.filter_map(|it| u32::try_from(it.as_u64()?).ok()).collect(),
        id: json.get("id").and_then(letters),
        answers: answers.chain(further).filter(|_| beside).collect(),
        ticks: ticks
            .filter(|_| beside)
            .filter_map(|(it, head)| Some((column(it)?, printable(head.as_str()?))))
            .collect(),
    })
}

/// The content of a text; `None` if it is empty, a box without a tick or a prompt.
pub fn said(text: &str) -> Option<String> {
    if is_open_box(text) {
        return None;
    }
    marked(text)
        .map(|it| printable(&it))
        .or_else(|| words(&Cell { text: text.to_owned(), ..Cell::default() }))
}

/// The content of a cell; `None` if it is empty, a box without a tick or a prompt. A ticked box without a label has no text.
pub(super) fn words(cell: &Cell) -> Option<String> {
    let text = cell.text.trim();
    if is_not_computed(cell) {
        return Some(NOT_COMPUTED.to_owned());
    }
    if is_box(cell) || leading_box(text).is_some() {
        return marked(text).map(|it| printable(&it));
    }
    (text.chars().any(char::is_alphanumeric) && !is_left_prompt(text)).then(|| printable(text))
}

/// The text recorded for a formula whose value is not stored in the file: the value that readers see is not known.
pub(super) const NOT_COMPUTED: &str = "(a formula; its value is not stored in the file, and not known)";

/// Whether a cell contains a formula without a stored value.
pub(super) fn is_not_computed(cell: &Cell) -> bool {
    cell.formula && cell.text.trim().is_empty()
}

/// Whether a cell is for boxes.
pub(super) fn is_box(cell: &Cell) -> bool {
    cell.tick || cell.choices.as_ref().is_some_and(|it| it.ticked)
}

/// The texts of the customer's file, as `answers.json` has them.
pub(super) fn came(answers: &Json) -> Option<Texts> {
    let mut texts = Texts::default();
    for (sheet, columns) in answers.get("texts")?.as_object()? {
        for (column, line) in columns.as_object()? {
            texts.add(sheet, column, line.as_str()?);
        }
    }
    Some(texts)
}
