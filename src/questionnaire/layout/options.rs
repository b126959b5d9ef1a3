//! The names of options beside each other, each with a column of its own to tick: `Pass | Fail`, `1 | 2 |
//! 3`, `A | B | C`.
//!
//! A single header of this kind proves nothing. If several are beside each other over empty cells, no text
//! goes below any of them, and a tick only below the one with a known verdict.

use super::{super::folded::fold, words::is_value};

/// Words of options, folded, in addition to the [values](is_value) of headers and lists.
const OPTIONS: &str = "\
    pass, passed, fail, failed, full, fully, largely, mostly, mainly, some, none, not, not at all, never, \
     rarely, seldom, sometimes, often, usually, always, low, medium, high, very low, very high, poor, fair, \
     good, excellent, agree, agreed, disagree, disagreed, not agreed, strongly agree, strongly disagree, \
     neutral, accept, accepted, not accepted, reject, rejected, decline, declined, refused, available, \
     unavailable, not available, on request, included, not included, extra cost, standard, custom, \
     optional, supported, not supported, unsupported, partially supported, configuration, customization, \
     customisation, out of the box, done, not done, open, closed, in progress, ongoing, pending, started, \
     not started, to do, ok, nok, ko, not ok, unsure, uncertain, exists, existing, missing, unmet, fully \
     met, comply, complies, does not comply, do not comply, partially complies, conform, non conform, \
     compliance, non compliance, satisfied, not satisfied, unsatisfied, sufficient, insufficient, adequate, \
     inadequate, effective, ineffective, in place, not in place, partially in place, partly in place, fully \
     in place, partially satisfied, partially comply, partially met, partially compliant, fully compliant, \
     non compliant, not compliant, noncompliant, initial, repeatable, defined, managed, measured, \
     optimized, optimised, ad hoc, present, absent, in scope, out of scope, fulfilled, not fulfilled, \
     partially fulfilled, unfulfilled, achieved, not achieved, conformity, nonconformity, non conformity, \
     nonconformance, exception, valid, invalid, under development, not planned, not yet, in part, erfullt, \
     nicht erfullt, teilweise erfullt, vorhanden, nicht vorhanden, umgesetzt, nicht umgesetzt, teilweise \
     umgesetzt, in umsetzung, vollstandig, uberwiegend, kaum, gar nicht, nicht, offen, erledigt, trifft zu, \
     trifft nicht zu, hoch, mittel, niedrig, zum teil, konform, nicht konform, unbekannt, conforme, non \
     conforme, partiellement conforme, atteint, non atteint, totalement, en partie, pas du tout, acquis, \
     fait, non fait, en cours, faible, moyen, eleve, ne sait pas, cumple, no cumple, cumple parcialmente, \
     totalmente, nada, alto, medio, bajo, parzialmente conforme, per niente, basso, presente, assente, \
     voldoet, voldoet niet, voldoet deels, volledig, niet, hoog, midden, laag, onbekend";

/// Whether a header may be one of several options: a value, a known option, a letter or short abbreviation
/// in capitals, a small number, or a sign.
pub(super) fn is_option(head: &str) -> bool {
    let name = head.split(['(', '[', '\n']).next().unwrap_or_default().trim();
    if name.is_empty() || name.len() > 40 {
        return false;
    }
    let folded = fold(name).split_whitespace().collect::<Vec<_>>().join(" ");
    let length = name.chars().count();
    let number = folded.len() <= 3 && !folded.is_empty() && folded.bytes().all(|it| it.is_ascii_digit());
    let capitals = length <= 3 && name.chars().all(char::is_uppercase);
    let sign = folded.is_empty() && length <= 3;
    number || capitals || sign || is_value(name) || OPTIONS.split(", ").any(|it| it == folded)
}

/// Whether there are at least two texts and all of them may be options.
pub(super) fn are_options<'a>(mut texts: impl Iterator<Item = &'a str> + Clone) -> bool {
    texts.clone().nth(1).is_some() && texts.all(is_option)
}

#[cfg(test)]
mod tests {
    use super::is_option;

    #[test]
    fn option_headers_are_recognised() {
        for head in "Pass | Fail | Sim | Não | 1 | 5 | A | Partially in Place | Not in place | Non-compliant \
                     | PC | ++ | ✗ | はい | いいえ | None | Not agreed | Gar nicht | Pass (3) | 100% | \
                     Defined"
            .split(" | ")
        {
            assert!(is_option(head), "{head}");
        }
        for head in "Answer | Comment | 2026 | Question | Level 1 | Production | How? | Bemerkung | Supplier \
                     | "
        .split(" | ")
        {
            assert!(!is_option(head), "{head}");
        }
    }
}
