//! Rows that hold a text in the questions' column and are not taken for questions, each with the reason.

use std::collections::BTreeMap;

use super::Layout;

/// A row that is not taken for a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// Its row as the layout counts: a column of the sheet, where the table is transposed.
    pub row: u32,
    /// Why.
    pub reason: Reason,
}

/// Why a row is not taken for a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// It heads the rows below it.
    Heading,
    /// It stands above the row that names the columns: a title, an instruction.
    Above,
    /// It explains the question above it.
    Explanation,
    /// It is the end of the question above it, which goes on in its row.
    Continues,
    /// It has neither the id nor the list or box that the questions of the table have, and does not ask.
    Unlike,
    /// It only names something, where the questions of the table are sentences.
    Label,
    /// A value, a number or a mark that stands there again and again.
    Mark,
    /// It is of another table, whose columns are not known.
    OtherTable,
    /// It is a line like `Response:`, for the answer.
    AnswerLine,
    /// Its answer is computed, locked, or part of another cell.
    Closed,
    /// Its row was hidden by hand, which says that it is not for the vendor.
    Hidden,
    /// It is struck through.
    Struck,
    /// It repeats a question of another sheet.
    Repeated,
    /// A map names other rows.
    NotNamed,
}

impl Reason {
    /// Whether a person may want to know of it: the row may be a question after all. Headings, titles and marks are none, and
    /// who names rows in a map knows of the others.
    pub fn may_ask(self) -> bool {
        !matches!(
            self,
            Self::Heading
                | Self::Above
                | Self::Explanation
                | Self::Continues
                | Self::Mark
                | Self::AnswerLine
                | Self::NotNamed
        )
    }

    /// The reason as a word, for programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Above => "above-the-table",
            Self::Explanation => "explanation",
            Self::Continues => "continuation",
            Self::Unlike => "unlike-the-others",
            Self::Label => "label",
            Self::Mark => "mark",
            Self::OtherTable => "other-table",
            Self::AnswerLine => "answer-line",
            Self::Closed => "closed",
            Self::Hidden => "hidden",
            Self::Struck => "struck-through",
            Self::Repeated => "repeated",
            Self::NotNamed => "not-in-map",
        }
    }

    /// The reason in words that follow a count of rows: `3 more left out: in a hidden row`.
    pub fn words(self) -> &'static str {
        match self {
            Self::Heading => "a heading",
            Self::Above => "above the table",
            Self::Explanation => "explains the question above",
            Self::Continues => "continues the question above",
            Self::Unlike => "has no id, list or box, unlike the other questions",
            Self::Label => "a label, while the other questions are sentences",
            Self::Mark => "a repeated mark or a value",
            Self::OtherTable => "in another table with unknown columns (name them with --map)",
            Self::AnswerLine => "a line for the answer",
            Self::Closed => "the answer cell is calculated, locked or merged",
            Self::Hidden => "in a hidden row",
            Self::Struck => "struck through",
            Self::Repeated => "repeats a question of another sheet",
            Self::NotNamed => "not in the rows named by the map",
        }
    }
}

impl Layout {
    /// Why a row of the layout was left; none where it asks or holds no text.
    pub(super) fn left_row(&self, row: u32) -> Option<Reason> {
        let at = self.left.binary_search_by_key(&row, |it| it.row).ok()?;
        self.left.get(at).map(|it| it.reason)
    }

    /// How many rows were left for each reason.
    pub fn left_by_reason(&self) -> BTreeMap<Reason, usize> {
        let mut counts = BTreeMap::new();
        for left in &self.left {
            *counts.entry(left.reason).or_default() += 1;
        }
        counts
    }
}
