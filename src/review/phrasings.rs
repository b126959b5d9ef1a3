//! The ways in which customers may ask for an answer, as claims: an approver of an answer also approves the
//! questions that lead to it.

use std::collections::BTreeSet;

use crate::{
    answer::text_of,
    audience_view::Disclosed,
    fact::{Audience, Datum, FactId},
    ledger::{Claim, ClaimId, EffectiveApprovals},
};

/// The beginnings of the lines of such a claim.
const QUESTION: &str = "Question: ";
const PHRASING: &str = "Phrasing: ";

/// The id of the phrasings of an answer.
pub fn phrasings_id(answer: &str) -> String {
    ClaimId::Phrasings(answer).to_string()
}

/// The question and the phrasings of an answer, one per line, as a claim for the internal audience, which
/// alone sees phrasings; `None` without phrasings: the question itself is approved with the published fields.
pub fn phrasings_claim(id: &FactId, fact: &Disclosed) -> Option<Claim> {
    let phrasings = written(fact);
    let lines = phrasings.iter().map(|it| format!("{PHRASING}{it}"));
    let text = std::iter::once(question_line(fact)).chain(lines).collect::<Vec<_>>().join("\n");
    (!phrasings.is_empty()).then(|| Claim {
        id: phrasings_id(&id.to_string()),
        audience: Audience::Internal,
        state: None,
        verdict: None,
        facts: vec![],
        text: Some(text),
    })
}

/// The phrasings of an answer that were approved together with its question as it is now.
pub fn approved_phrasings(approvals: &EffectiveApprovals, id: &FactId, fact: &Disclosed) -> BTreeSet<String> {
    let approved = approvals.get(&phrasings_id(&id.to_string()), Audience::Internal);
    let text = approved.and_then(|it| it.claim.text.as_deref()).unwrap_or_default();
    let mut lines = text.lines();
    if lines.next() != Some(question_line(fact).as_str()) {
        return BTreeSet::new();
    }
    lines.filter_map(|it| it.strip_prefix(PHRASING)).map(str::to_owned).collect()
}

fn question_line(fact: &Disclosed) -> String {
    format!("{QUESTION}{}", in_one_line(text_of(fact, "question").unwrap_or_default()))
}

/// The phrasings of an entry, each in one line.
fn written(fact: &Disclosed) -> Vec<String> {
    let Some(Datum::List(items)) = fact.data.get("phrasings") else { return vec![] };
    let text = |it: &Datum| match it {
        Datum::Text(it) | Datum::Internal(it) => Some(in_one_line(it)),
        _ => None,
    };
    items.iter().filter_map(text).collect()
}

/// A text in one line, as phrasings are compared.
pub fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
