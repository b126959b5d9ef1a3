//! Answers that a typed fact contradicts: a person corrects one of the two, or accepts the finding.

use super::{grounds::place_of_verdict, missing::products_of, resolved::ResolvedAnswer};
use crate::{
    audience_view::Disclosed,
    check::{TextBinding, binding, denied},
    contradictions::{Contradiction, StatedFacts, TextContext},
    diagnostic::{Code, Diagnostic, Level},
    fact::{Acknowledgement, Answer, Entry, FactId},
};

const HELP: &str = "correct whichever is wrong, or say in the text what it refers to; if both are true, \
                    accept the finding with `acknowledge` in the entry";

/// The finding for an answer that is not given because a fact contradicts its text, or a no to its
/// question.
pub fn contradicted(
    given: &ResolvedAnswer,
    fact: &Disclosed,
    entry: &Entry<Answer>,
    stated: &StatedFacts,
) -> Option<Diagnostic> {
    let products: Vec<FactId> = products_of(fact).into_iter().collect();
    let around = TextContext { products: &products };
    // Text that a template took from facts agrees with them.
    let written = |it: &Contradiction| {
        given.text.get(it.range.clone()).is_some_and(|words| entry.body.text.0.value.contains(words))
    };
    let in_text = stated.contradicted(&given.text, around).into_iter().filter(written);
    let mut found = in_text.chain(denied(entry, stated, around));
    found.find_map(|contradiction| {
        let mut finding =
            contradiction.finding(&format!("`{}` is not given: it", given.id), place_of_verdict(fact), HELP);
        finding.level = Level::Warning;
        (!accepts(entry, contradiction.code, contradiction.fact.as_ref(), &finding)).then_some(finding)
    })
}

/// Whether an entry accepts a finding with this code about a fact.
pub fn accepts(
    entry: &Entry<Answer>,
    code: &'static Code,
    about: Option<&FactId>,
    finding: &Diagnostic,
) -> bool {
    let of_code = |it: &&Acknowledgement| it.finding.code == code;
    let of_fact = |it: &&Acknowledgement| {
        it.about.is_empty() || about.is_some_and(|about| it.about.iter().any(|it| it.0 == *about))
    };
    let mut accepting = entry.envelope.acknowledge.iter().filter(of_code).filter(of_fact);
    accepting.any(|it| binding(it, entry, finding) != TextBinding::Outdated)
}
