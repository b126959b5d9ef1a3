//! Headers that ask for a verdict only, though they do not name yes and no: `Met?`, `In place`, `Compliance
//! status`.
//!
//! All their words are known. `Tested?` and `Documented?` ask something other than whether the requirement
//! is met, and `Compliant versions` does not ask for a verdict.

use super::super::folded::fold;

/// Words that say that a requirement is met, folded.
const HOLDS: &str = "met, meets, compliant, complies, comply, complied, compliance, conform, conforms, \
     conformant, conformance, conformity, implemented, implementation, fulfilled, fulfils, fulfills, \
     fulfilment, fulfillment, satisfied, satisfies, supported, achieved, addressed, pass, passed, valid, \
     erfullt, erfullung, umgesetzt, umsetzung, konform, konformitat, vorhanden, implementiert, eingehalten, \
     umsetzungsstatus, konformitatsstatus, conforme, conformite, satisfait, respecte, atteint, cumple, \
     cumplido, cumplimiento, implementado, implantado, soddisfatto, rispettato, implementato, conformita, \
     voldoet, voldaan, aanwezig, geimplementeerd, naleving, cumpre, atende, atendido";
/// Phrases that say so.
const TOGETHER: &[&str] = &["in place", "en place"];
/// Words that may be beside them.
const BESIDE: &str = "is, are, it, this, the, we, you, do, does, has, have, been, fully, status, state, \
                      requirement, control, vendor, supplier, provider, ist, sind, sie, die, anforderung, \
                      vollstandig, est, l, exigence, statut, es, el, estado, stato, de, di, del, van";
/// The maximum number of words in such a header.
const WORDS: usize = 6;

/// Whether a header asks for a verdict only.
pub fn asks_verdict(head: &str) -> bool {
    let name = head.split(['(', '[', '\n']).next().unwrap_or_default();
    if name.len() > 80 {
        return false;
    }
    let folded = format!(" {} ", fold(name).split_whitespace().collect::<Vec<_>>().join(" "));
    let rest = TOGETHER.iter().fold(folded.clone(), |rest, it| rest.replace(&format!(" {it} "), " "));
    let listed = |table: &str, word: &str| table.split(", ").any(|it| it == word);
    let words: Vec<&str> = rest.split_whitespace().collect();
    let holds = rest != folded || words.iter().any(|it| listed(HOLDS, it));
    holds && words.len() <= WORDS && words.iter().all(|it| listed(HOLDS, it) || listed(BESIDE, it))
}

#[cfg(test)]
mod tests {
    use super::asks_verdict;

    #[test]
    fn verdict_headers_consist_of_known_words_only() {
        let verdicts = "Met? | Met | Compliant | Compliant? | In place | In place? | Is it in place? | \
                        Valid | Compliance status | Implementation status | Implemented? | Fully \
                        implemented | Supported | Requirement met? | Is the requirement met? | Erfüllt? | \
                        Umgesetzt | Conforme ? | ¿Cumple? | Voldoet | Do you comply? | Does the vendor \
                        comply? | In place (please select)";
        for head in verdicts.split(" | ") {
            assert!(asks_verdict(head), "{head}");
        }
        let others = "Tested? | Verified | Documented? | Status | Answer | Valid until | Place | Not met | \
                      Compliance owner | Compliant versions | Compliance evidence | Implementation date | \
                      Implementation notes | Planned? | Applicable? | Supported by |  | How is it met?";
        for head in others.split(" | ") {
            assert!(!asks_verdict(head), "{head}");
        }
    }
}
