//! Entries that may match, for a person to choose from.

use super::responder::{Responder, SUGGESTED};
use crate::{
    answer::{
        entries::{resolved::ResolvedAnswer, withheld::Withheld},
        reply::{Reply, ReplyStatus, Suggestion},
    },
    matching::{Candidate, Query},
};

impl<'l> Responder<'_, 'l> {
    /// Suggests entries that may match, for a person to choose from: matching words are never enough for an
    /// answer.
    pub fn suggest(&self, reply: &mut Reply, found: &[(&'l ResolvedAnswer, Candidate)]) {
        let Some((_, best)) = found.first().filter(|(_, it)| it.confidence >= self.thresholds.review) else {
            reply.suggestions.clear();
            return reply.reasons.push("no entry matches closely enough".into());
        };
        reply.tier = ReplyStatus::Review;
        reply.reasons.push("no entry has exactly this wording".into());
        if let Some(why) = &best.polarity {
            reply.reasons.push(format!("the question {why}"));
        }
    }

    /// Makes an entry the first suggestion.
    pub(super) fn put_first(&self, reply: &mut Reply, given: &ResolvedAnswer) {
        reply.tier = ReplyStatus::Review;
        let known = reply
            .suggestions
            .iter()
            .position(|it| it.answer == given.id)
            .map(|at| reply.suggestions.remove(at));
        let kept = Candidate {
            entry: 0,
            score: 0.0,
            confidence: reply.confidence,
            matched: vec![],
            unmatched: vec![],
            polarity: None,
        };
        reply.suggestions.insert(0, known.unwrap_or_else(|| suggestion(given, &kept)));
        reply.suggestions.truncate(SUGGESTED);
    }

    /// Adds a reason if a withheld entry matches. If it is for a narrower audience, the reason does not
    /// name it.
    pub(super) fn mention_held(&self, reply: &mut Reply, query: Query) {
        let Some((id, why, confidence)) = self.library.search_held(query) else { return };
        if confidence < self.thresholds.review.max(reply.confidence) {
            return;
        }
        match why {
            Withheld::Audience(_) => reply.withheld = true,
            _ => reply.reasons.push(format!("`{id}` may fit but is not used: {}", why.words())),
        }
    }
}

pub fn suggestion(given: &ResolvedAnswer, found: &Candidate) -> Suggestion {
    Suggestion {
        answer: given.id.clone(),
        question: given.question.clone(),
        text: given.text.clone(),
        verdict: given.verdict,
        score: found.score,
        confidence: found.confidence,
        matched: found.matched.clone(),
        unmatched: found.unmatched.clone(),
    }
}
