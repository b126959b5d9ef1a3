//! Restricts answers to approved ones, if that is requested.

use std::collections::BTreeMap;

use crate::{
    answer::{
        entries::resolved::{ApprovalState, ResolvedAnswer},
        reply::{AnswerOrigin, Reply, ReplyStatus, Suggestion},
    },
    fact::FactId,
};

/// Leaves unapproved answers to a person: answers of the library that are not approved yet, questions with
/// their own text in a questionnaire that is not among the approved `pins`, answers found by a phrasing
/// that is not approved, and text or verdicts that a person decided for this customer only.
pub fn leave_unapproved(
    replies: &mut [Reply],
    answers: &[ResolvedAnswer],
    pins: &BTreeMap<FactId, ApprovalState>,
) {
    for reply in replies.iter_mut().filter(|it| it.tier == ReplyStatus::Answered) {
        let given = reply.answer.as_ref().and_then(|id| answers.iter().find(|it| it.id == *id));
        let whole = given.filter(|it| it.verdict == reply.verdict && reply.text.as_ref() == Some(&it.text));
        let reason = match (whole, given, reply.unapproved_pin(pins)) {
            (Some(it), _, None) if it.approval != ApprovalState::NotYet => {
                if !reply.is_by_new_phrasing() {
                    continue;
                }
                format!("not approved yet: the phrasing of `{}` that is asked here", it.id)
            }
            (Some(it), _, Some(pin)) if it.approval != ApprovalState::NotYet => {
                format!("not approved yet: `{pin}`, which assigns `{}` to this question", it.id)
            }
            (Some(it), ..) => format!("not approved yet: `{}`", it.id),
            (None, ..) => "not approved yet: custom text or a custom verdict".to_owned(),
        };
        reply.reasons.push(reason);
        leave(reply, given);
    }
}

/// Removes an answer and suggests its entry.
pub fn leave(reply: &mut Reply, given: Option<&ResolvedAnswer>) {
    if let Some(it) = given.filter(|given| reply.suggestions.iter().all(|known| known.answer != given.id)) {
        reply.suggestions.insert(0, suggestion(it, reply.confidence));
    }
    (reply.tier, reply.how) = (ReplyStatus::Review, AnswerOrigin::Open);
    (reply.answer, reply.verdict, reply.choice, reply.text) = (None, None, None, None);
    reply.facts.clear();
}

impl Reply {
    /// The questionnaire with the pin that was used, if its questions are not among the approved `pins`.
    pub fn unapproved_pin(&self, pins: &BTreeMap<FactId, ApprovalState>) -> Option<&FactId> {
        self.pinned_by.as_ref().filter(|it| self.how == AnswerOrigin::Pinned && !pins.contains_key(it))
    }

    /// Whether the answer was found by a phrasing that is not approved, and not by a decision or pin.
    pub fn is_by_new_phrasing(&self) -> bool {
        self.by_new_phrasing && matches!(self.how, AnswerOrigin::Known | AnswerOrigin::Matched)
    }

    /// The approval of an answer as it is given here, combined with that of the questionnaire or phrasing
    /// that was used.
    pub fn approval(&self, given: &ResolvedAnswer, pins: &BTreeMap<FactId, ApprovalState>) -> ApprovalState {
        if self.is_by_new_phrasing() {
            return ApprovalState::NotYet;
        }
        match self.pinned_by.as_ref().filter(|_| self.how == AnswerOrigin::Pinned) {
            Some(pin) => given.approval.clone().and(pins.get(pin)),
            None => given.approval.clone(),
        }
    }
}

fn suggestion(given: &ResolvedAnswer, confidence: f64) -> Suggestion {
    Suggestion {
        answer: given.id.clone(),
        question: given.question.clone(),
        text: given.text.clone(),
        verdict: given.verdict,
        score: confidence,
        confidence,
        matched: vec![],
        unmatched: vec![],
    }
}
