//! A typed verdict is used only with the text for which it was typed, because facts may change the text.

use super::{
    grounds::{expression, place_of_verdict},
    resolved::{ResolvedAnswer, words_of},
    text_digest::text_digest,
};
use crate::{
    audience_view::Disclosed,
    diagnostic::{Diagnostic, codes},
    fact::{Answer, Entry},
};

/// The finding for an answer whose text follows facts and whose verdict does not, unless the entry states
/// the digest of this text.
pub fn unbound(given: &ResolvedAnswer, entry: &Entry<Answer>, fact: &Disclosed) -> Option<Diagnostic> {
    let verdict = given.verdict?;
    // An expression that reads no field and no list of facts gives the same verdict whatever the facts are.
    let lists = expression(fact).is_some_and(|(text, _)| text.contains("all("));
    if lists || !given.decided_by.is_empty() || !follows_facts(given, fact) {
        return None;
    }
    let digest = text_digest(&given.text);
    let stated = &entry.body.text_digest;
    if stated.iter().any(|it| it.value == digest) {
        return None;
    }
    let (id, word) = (&given.id, verdict.word());
    let why = match stated.is_empty() {
        true => format!(
            "its verdict is fixed as `{word}`, but its text is generated from facts, and no `text_digest` \
             states for which text the verdict was entered"
        ),
        false => format!("its text has changed since its verdict `{word}` was entered"),
    };
    let message = format!("`{id}` is not given: {why}");
    let whole = given.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut shown: String = whole.chars().take(200).collect();
    if shown.len() < whole.len() {
        shown.push('…');
    }
    let help = format!(
        "use an expression over facts (`verdict: {{expression: …}}`); or, if `{word}` is correct for this \
         text, set `text_digest: \"{digest}\"` or approve the answer"
    );
    let finding = Diagnostic::new(codes::UNBOUND_VERDICT, place_of_verdict(fact), message);
    Some(finding.note(format!("the text is \"{shown}\"")).help(help))
}

/// Whether other facts, or another date, can change the text.
fn follows_facts(given: &ResolvedAnswer, fact: &Disclosed) -> bool {
    !given.named.is_empty() || words_of(fact).text.contains("as_of")
}
