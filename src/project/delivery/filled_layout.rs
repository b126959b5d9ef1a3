//! The layout of the filled file according to `answers.json`, and the meaning of the texts in its cells.

use crate::{
    fact::printable,
    questionnaire::{Cell, Texts, column, is_left_prompt, is_open_box, leading_box, marked},
    render::answers_file::{AnswerPlace, CustomerAnswers, TableEntry},
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

impl FilledTable {
    /// A table of `answers.json`.
    pub(super) fn of(table: &TableEntry) -> Self {
        let answers = table.answers.iter().chain(&table.yes_no).chain(&table.comment);
        // In a transposed table, or with answers below or in the questions, the row of a question has no
        // answer cells.
        let beside = !table.transposed && table.place == AnswerPlace::Beside;
        let ticks = table.ticks.iter().filter(|_| beside);
        Self {
            sheet: table.sheet.clone(),
            question: column(&table.question),
            header: table.header_rows.clone(),
            id: table.id.as_deref().and_then(column),
            answers: answers.filter(|_| beside).filter_map(|it| column(it)).collect(),
            ticks: ticks.filter_map(|(it, head)| Some((column(it)?, printable(head)))).collect(),
        }
    }
}

/// The content of a text; `None` if it is empty, a box without a tick or a prompt.
pub fn text_content(text: &str) -> Option<String> {
    if is_open_box(text) {
        return None;
    }
    marked(text)
        .map(|it| printable(&it))
        .or_else(|| words(&Cell { text: text.to_owned(), ..Cell::default() }))
}

/// The content of a cell; `None` if it is empty, a box without a tick or a prompt. A ticked box without a
/// label has no text.
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

/// The text recorded for a formula whose value is not stored in the file, so that the displayed value is
/// unknown.
pub(super) const NOT_COMPUTED: &str = "(a formula; its value is not stored in the file, and not known)";

/// Whether a cell contains a formula without a stored value.
pub(super) fn is_not_computed(cell: &Cell) -> bool {
    cell.formula && cell.text.trim().is_empty()
}

/// Whether a cell is for boxes.
pub(super) fn is_box(cell: &Cell) -> bool {
    cell.tick || cell.choices.as_ref().is_some_and(|it| it.ticked)
}

/// The texts of the customer's file; `None` if `answers.json` does not have them.
pub(super) fn texts_as_received(answers: &CustomerAnswers) -> Option<Texts> {
    let mut texts = Texts::default();
    for (sheet, columns) in answers.texts.as_ref()? {
        for (column, digests) in columns {
            texts.add(sheet, column, digests);
        }
    }
    Some(texts)
}
