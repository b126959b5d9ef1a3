//! What was written into a customer's file for a question, and what was not, with the reason.

use crate::{
    fact::read::words,
    questionnaire::{At, Obstacle},
};

words! {
    /// The part of an answer in a cell.
    pub enum Holds {
        /// The verdict, as an option of the cell's list or as a plain word.
        Verdict "verdict",
        /// The text of the answer.
        Text "text",
        /// A tick: the box of the verdict.
        Tick "tick",
    }
}

/// A cell that an answer was written to.
#[derive(Debug, Clone, PartialEq)]
pub struct Entered {
    /// The cell.
    pub at: At,
    /// The part of the answer in it.
    pub holds: Holds,
    /// Its content: text, or the label of the box that was ticked.
    pub value: String,
}

words! {
    /// Why an answer, or a part of it, was not written.
    pub enum Why {
        /// The cell already contains an answer.
        Answered "already-answered",
        /// The cell contains a different verdict than the answer's.
        Contradiction "contradiction",
        /// The cell already has the same answer.
        Stands "says-the-same",
        /// A person edited the cell after it was filled.
        Edited "edited",
        /// The cell's list has no word for the verdict.
        List "list-lacks-word",
        /// The answer states no verdict, and the cell takes nothing else.
        NoVerdict "no-verdict",
        /// The header of the cell asks for something else, may reverse the meaning of a verdict, or names
        /// somebody else.
        Header "unsuitable-header" (was "heading-may-turn"),
        /// The cell rates compliance, and a yes or no to a question is not a rating.
        Judging "judges-compliance",
        /// The cell is also another question's answer cell.
        Shared "shared-cell",
        /// The cell was emptied: the answer has changed, and another of its cells was edited by hand.
        Outdated "outdated",
        /// The row has no cell for it.
        NoCell "no-cell",
        /// The cell is locked.
        Locked "locked",
        /// The cell contains a formula.
        Formula "formula",
        /// The cell's data validation refuses it.
        Validation "validation",
        /// The verdict could not be written, and text must not be written without it.
        Withdrawn "withdrawn",
        /// The format does not support it at that location.
        Format "cannot-be-written",
    }
}

impl Why {
    /// The reason with the number of cells: `3 cells are locked`.
    pub fn counted(self, count: usize) -> String {
        let (one, more) = match self {
            Self::Answered => ("already contains an answer", "already contain an answer"),
            Self::Contradiction => {
                ("already contains a different verdict", "already contain a different verdict")
            }
            Self::Stands => ("already has the same answer", "already have the same answer"),
            Self::Edited => ("was edited by hand", "were edited by hand"),
            Self::List => ("offers no option for the verdict", "offer no option for the verdict"),
            Self::NoVerdict => (
                "takes a word such as Yes or No, but the answer is only text",
                "take a word such as Yes or No, but the answers are only text",
            ),
            Self::Header => (
                "has a heading that asks for something else, may reverse a verdict or names somebody else",
                "have headings that ask for something else, may reverse a verdict or name somebody else",
            ),
            Self::Judging => (
                "rates compliance, but the question asks for yes or no",
                "rate compliance, but the questions ask for yes or no",
            ),
            Self::Shared => ("belongs to another question too", "belong to other questions too"),
            Self::Outdated => (
                "was emptied because the answer changed next to an edited cell",
                "were emptied because the answer changed next to an edited cell",
            ),
            Self::NoCell => ("has no cell for the answer", "have no cell for the answer"),
            Self::Locked => ("is locked", "are locked"),
            Self::Formula => ("contains a formula", "contain a formula"),
            Self::Validation => ("does not allow the value", "do not allow the value"),
            Self::Withdrawn => ("would have text without its verdict", "would have text without its verdict"),
            Self::Format => ("cannot be written", "cannot be written"),
        };
        let what = match (self, count) {
            (Self::NoCell, 1) => "row",
            (Self::NoCell, _) => "rows",
            (_, 1) => "cell",
            _ => "cells",
        };
        format!("{count} {what} {}", if count == 1 { one } else { more })
    }
}

impl From<Obstacle> for Why {
    fn from(obstacle: Obstacle) -> Self {
        match obstacle {
            Obstacle::Locked => Self::Locked,
            Obstacle::Formula => Self::Formula,
            Obstacle::Validation => Self::Validation,
            Obstacle::NoPlace => Self::NoCell,
            Obstacle::Format => Self::Format,
        }
    }
}

/// A part of an answer that was not written.
#[derive(Debug, Clone, PartialEq)]
pub struct Left {
    /// The cell, if there is one.
    pub at: Option<At>,
    /// The part.
    pub holds: Holds,
    /// The reason.
    pub why: Why,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn former_names_of_reasons_are_read() {
        let read = |word: &str| serde_json::from_value::<Why>(word.into()).ok();
        assert_eq!(read("heading-may-turn"), Some(Why::Header));
        assert_eq!(read("unsuitable-header"), Some(Why::Header));
        assert!(!Why::ALL.iter().any(|it| it.word() == "heading-may-turn"));
    }
}
