//! Answers whose cell asks for something else: they are left for a person.

use super::approved::leave;
use crate::answer::{
    entries::resolved::ResolvedAnswer,
    reply::{Reply, ReplyStatus, entered::Why},
};

impl Why {
    /// Whether the cell asks for something other than the answer, as opposed to only not taking it.
    fn is_about_meaning(self) -> bool {
        match self {
            Self::List | Self::NoVerdict | Self::Header | Self::Judging | Self::Validation => true,
            Self::Answered
            | Self::Contradiction
            | Self::Stands
            | Self::Edited
            | Self::Shared
            | Self::Outdated
            | Self::NoCell
            | Self::Locked
            | Self::Formula
            | Self::Withdrawn
            | Self::Format => false,
        }
    }
}

/// Leaves to a person the answers of which no part was written because their cells ask for something else,
/// according to their headers, their lists or their type of value. An answer that is already in the file,
/// or that a person edited there, is kept.
pub fn leave_other_asked(replies: &mut [Reply], answers: &[ResolvedAnswer]) {
    for reply in replies.iter_mut().filter(|it| it.tier == ReplyStatus::Answered && it.cells.is_empty()) {
        let is_there = reply.verdict_stands || has_text(reply) || !reply.edited.is_empty();
        if !is_there && reply.left.iter().any(|it| it.why.is_about_meaning()) {
            let given = reply.answer.as_ref().and_then(|id| answers.iter().find(|it| it.id == *id));
            leave(reply, given);
        }
    }
}

/// Whether the cells of the row already contain the text of the answer.
fn has_text(reply: &Reply) -> bool {
    let text = reply.text.as_deref().map(str::trim);
    text.is_some_and(|text| reply.row_texts.iter().any(|it| it.trim() == text))
}
