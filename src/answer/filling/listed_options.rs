//! Options for a text answer that a row lists: in a column of their own (`Answer options`), or in a hint
//! (`Select all that apply: A; B`). As with a list in the cell, nothing else is written.

use super::planned::{Row, excerpt};
use crate::{
    answer::verdicts::words,
    questionnaire::{At, Choices},
};

/// The headers of columns with options, or words in them.
const HEADS: [&str; 8] = [
    "options",
    "choices",
    "allowed values",
    "permitted values",
    "valid values",
    "possible values",
    "possible answers",
    "list of values",
];
/// The beginnings of hints with options.
const HINTS: [&str; 8] = [
    "options",
    "choices",
    "answer options",
    "select all that apply",
    "select one",
    "choose from",
    "allowed values",
    "possible answers",
];
/// The maximum length of an option.
const LONGEST: usize = 60;

impl Row<'_> {
    /// The options that a cell of the question's row lists for the answer in a column, and that cell.
    pub(super) fn listed_options(&self, column: u32) -> Option<(At, Choices)> {
        let row = self.at(column)?.row;
        let is_comment = self.mapping.comment == Some(column) && !self.mapping.answers.contains(&column);
        if is_comment || row != self.question.row {
            return None;
        }
        let cells = self.sheet.cells.range(At { row, column: 0 }..=At { row, column: u32::MAX });
        let others = cells.filter(|(at, _)| at.column != column && at.column != self.question.column);
        others.map(|(at, cell)| (*at, cell.text.trim())).find_map(|(at, text)| {
            let values =
                options_of_hint(text).or_else(|| self.is_of_options(at.column).then(|| options(text)))?;
            (values.len() > 1).then_some((at, Choices { values, ..Choices::default() }))
        })
    }

    fn is_of_options(&self, column: u32) -> bool {
        self.heads(column).any(|head| {
            let head = head.to_lowercase();
            HEADS.iter().any(|it| head.contains(it))
        })
    }
}

/// The options after the beginning of a hint.
fn options_of_hint(text: &str) -> Option<Vec<String>> {
    let (hint, rest) = text.split_once(':')?;
    let hint = hint.trim().to_lowercase();
    HINTS.contains(&hint.as_str()).then(|| options(rest))
}

/// The parts of a list; empty if one of them is a sentence.
fn options(text: &str) -> Vec<String> {
    let strong = ['|', ';', '\n'];
    let separators: &[char] = if text.contains(strong) { &strong } else { &[',', '/'] };
    let parts: Vec<String> =
        text.split(separators).map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()).collect();
    if parts.iter().any(|it| it.chars().count() > LONGEST) { vec![] } else { parts }
}

/// Whether a text is one of the options, or several of them.
pub(super) fn are_listed(said: &str, list: &Choices) -> bool {
    let is_option = |it: &str| words::spelled(list, it).is_some();
    let parts = options(said);
    is_option(said) || (parts.len() > 1 && parts.iter().all(|it| is_option(it)))
}

/// The message that a text is not written because it is not one of the options.
pub(super) fn not_listed(at: At, from: At, list: &Choices) -> String {
    let named = excerpt(&list.values.join(" | ")).to_string();
    format!("{from} lists the options of {at} ({named}), and the text is none of them: choose yourself")
}
