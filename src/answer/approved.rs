//! Only what is approved is given, where that is asked for.

use super::{Approval, Given, How, Reply, Suggestion, Tier};

/// Leaves to a person what nobody has approved: answers of the library that are not approved yet, and words or verdicts that a
/// person decided for this customer alone.
pub fn leave_unapproved(replies: &mut [Reply], answers: &[Given]) {
    for reply in replies.iter_mut().filter(|it| it.tier == Tier::Answered) {
        let given = reply.answer.as_ref().and_then(|id| answers.iter().find(|it| it.id == *id));
        let whole = given.filter(|it| it.verdict == reply.verdict && reply.text.as_ref() == Some(&it.text));
        let reason = match (whole, given) {
            (Some(it), _) if it.approval != Approval::NotYet => continue,
            (Some(it), _) => format!("not approved yet: `{}`", it.id),
            (None, _) => "not approved yet: own words or an own verdict".to_owned(),
        };
        reply.reasons.push(reason);
        if let Some(it) = given.filter(|given| reply.suggestions.iter().all(|known| known.answer != given.id)) {
            reply.suggestions.insert(0, suggestion(it, reply.confidence));
        }
        (reply.tier, reply.how) = (Tier::Review, How::Open);
        (reply.answer, reply.verdict, reply.choice, reply.text) = (None, None, None, None);
        reply.facts.clear();
    }
}

fn suggestion(given: &Given, confidence: f64) -> Suggestion {
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
