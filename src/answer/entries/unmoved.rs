//! Texts that do not follow a calculated verdict: a no beside a text that was written for the yes.

use super::{
    grounds::{expression, place_of_verdict},
    mismatch,
    resolved::ResolvedAnswer,
};
use crate::{
    audience_view::Disclosed,
    diagnostic::{Diagnostic, Level, codes},
    fact::Verdict,
    word_list::listed,
};

/// Words that say that something has ended or is still to come.
const NOT_NOW: &str = "expired, ended, until, was, were, former, formerly, previously, withdrawn, lapsed, \
                       planned, will, progress, abgelaufen, endete, beendet, war, waren, früher, geplant, \
                       expiré, expirée, était, ancien, prévu, caducado, era, anterior, previsto, scaduto, \
                       precedente, verlopen, beëindigd, voormalig, gepland, expirado, planejado";

/// The finding for an answer whose calculated verdict is a no, and whose text neither depends on the facts
/// behind it nor says no.
pub fn unmoved(given: &ResolvedAnswer, fact: &Disclosed) -> Option<Diagnostic> {
    expression(fact).filter(|_| given.verdict == Some(Verdict::No))?;
    if follows(given) || says_no(&given.text) {
        return None;
    }
    let message = format!(
        "`{}` is not given: its verdict is calculated and is `no`, but its text is the same as for a yes",
        given.id
    );
    let mut finding = Diagnostic::new(codes::VERDICT_MISMATCH, place_of_verdict(fact), message).help(
        "let `text` follow the facts: `say(\"type/id/summary\")`, or `{% if … %}`; or approve the answer as \
         it is",
    );
    // Nothing is published, so nothing false is published.
    finding.level = Level::Warning;
    Some(finding)
}

/// Whether the text depends on the state of the facts behind the verdict.
fn follows(given: &ResolvedAnswer) -> bool {
    given.decided_by.intersection(&given.followed).next().is_some()
}

/// Whether a text has a negation, or says that something has ended or is still to come.
fn says_no(text: &str) -> bool {
    let text = text.to_lowercase().replace('’', "'");
    let words = text.split(|it: char| !it.is_alphanumeric() && it != '\'');
    words.into_iter().any(|word| {
        listed(mismatch::DENYING, word) || listed(NOT_NOW, word) || word.ends_with("n't") || word == "cannot"
    })
}

#[cfg(test)]
mod tests {
    use super::says_no;

    #[test]
    fn negations_and_past_statements_mean_no() {
        for text in [
            "We hold no certificate.",
            "We don’t.",
            "Certification expired on 1 May.",
            "Wir haben keine.",
            "It is in progress.",
        ] {
            assert!(says_no(text), "{text}");
        }
        for text in
            ["Acme is certified.", "Yes, the certificate is valid.", "AWS hosts the service.", "Note it."]
        {
            assert!(!says_no(text), "{text}");
        }
    }
}
