//! Rows with a text in the question column that are not read as questions, each with the reason.

use std::collections::BTreeMap;

use super::{Layout, Reason};

impl Reason {
    /// Whether the row may be a question after all, so that a person should know of it. Headings, titles
    /// and marks are not, and a person who names rows in a map knows of the others.
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
            Self::Struck => "struck through or hidden",
            Self::Repeated => "repeats a question of another sheet",
            Self::NotNamed => "not in the rows named by the map",
        }
    }
}

impl Layout {
    /// Why a row was left out of the layout; `None` if it is a question or has no text.
    pub(super) fn left_row(&self, row: u32) -> Option<Reason> {
        let at = self.left.binary_search_by_key(&row, |it| it.row).ok()?;
        self.left.get(at).map(|it| it.reason)
    }

    /// The number of rows left out for each reason.
    pub fn left_by_reason(&self) -> BTreeMap<Reason, usize> {
        let mut counts = BTreeMap::new();
        for left in &self.left {
            *counts.entry(left.reason).or_default() += 1;
        }
        counts
    }
}
