//! Time: facts that ended, and reviews that are due.

use super::Subject;
use crate::diagnostic::{Diagnostic, codes};

/// A fact whose validity has ended; it is no longer said.
pub fn expired_fact(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for fact in subject.facts.all() {
        let Some(until) = fact.envelope().valid.as_ref().and_then(|it| it.until.as_ref()) else { continue };
        if until.value < subject.on {
            let message = format!("`{}` held until {} and is no longer said", fact.id(), until.value);
            findings.push(Diagnostic::new(codes::EXPIRED_FACT, until.place, message).help("renew `until`, or take the entry out"));
        }
    }
}

/// A review that should have taken place.
pub fn review_overdue(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for fact in subject.facts.all() {
        let Some(review) = &fact.envelope().review else { continue };
        let Some(due) = review.every.after(review.last.value) else { continue };
        if due < subject.on {
            let message = format!("the review of `{}` was due on {due}", fact.id());
            let help = "look whether it still holds, then set `review.last` to the day you did";
            findings.push(Diagnostic::new(codes::REVIEW_OVERDUE, review.last.place, message).help(help));
        }
    }
    for policy in &subject.facts.policies {
        let Some(next) = policy.body.next_review.as_ref().filter(|it| it.value < subject.on) else { continue };
        let message = format!("the next review of `{}` was due on {}", policy.id, next.value);
        findings.push(Diagnostic::new(codes::REVIEW_OVERDUE, next.place, message).help("review the policy, then set `next_review`"));
    }
}
