//! The words of verdicts in the supported languages, separated by commas, and the words that modify them.
//! Order of languages: English, German, French, Spanish, Italian, Dutch, Portuguese, Polish, Czech, Nordic
//! languages.

use crate::{fact::Verdict, word_list::listed};

/// The names of each verdict, in lower case, with spaces for hyphens.
pub const WORDS: &[(Verdict, &str)] = &[
    (Verdict::Yes, YES),
    (Verdict::No, NO),
    (Verdict::Partial, PARTIAL),
    (Verdict::NotApplicable, NOT_APPLICABLE),
];

/// Yes, and verbs for meeting a requirement. `not` before one of these makes it a no, `partially` a partial
/// answer.
const YES: &str = "yes, y, true, compliant, complies, comply, complied, complete, completed, conforms, \
     conform, conformant, conforming, implemented, in place, met, meets, meet, satisfied, satisfies, \
     fulfilled, fulfils, fulfills, pass, passed, achieved, available, supported, supports, provided, \
     accepted, agreed, adopted, addressed, valid, in compliance, conformance, compliance, ja, erfüllt, \
     vollständig, umgesetzt, konform, vorhanden, implementiert, eingehalten, oui, conforme, satisfait, \
     satisfaite, respecté, respectée, en place, mis en place, mis en œuvre, implémenté, atteint, si, sí, \
     cumple, cumplido, cumplida, implementado, implementada, implantado, implantada, satisfecho, sì, \
     soddisfatto, soddisfatta, implementato, implementata, attuato, rispettato, adempiuto, voldoet, voldaan, \
     geïmplementeerd, aanwezig, ingevoerd, sim, cumpre, atende, atendido, satisfeito, implementada, em \
     conformidade, tak, spełnia, spełnione, spełniono, zgodne, zgodny, wdrożone, ano, splňuje, splněno, \
     zavedeno, kyllä, toteutettu, uppfyllt, uppfyller, uppfylls, infört, opfyldt, opfylder, oppfylt, \
     oppfyller, implementeret, implementert, da, はい, 是";

const NO: &str = "no, n, false, noncompliant, nonconforming, nonconformant, nonconformity, fail, failed, \
                  fails, unmet, unsatisfied, unavailable, unsupported, missing, invalid, non, nein, fehlt, \
                  nee, não, nao, nie, ne, nej, nei, ei, nesplňuje, nesplněno, niezgodne, incumple, \
                  incumplido, inconforme, nu, いいえ, 否";

const PARTIAL: &str = "partial, partially, partly, in part, partial compliance, somewhat, partiel, \
                       partielle, partiellement, en partie, teilweise, zum teil, teils, parcial, \
                       parcialmente, en parte, em parte, parziale, parzialmente, in parte, gedeeltelijk, \
                       deels, ten dele, częściowo, częściowe, částečně, částečné, osittain, delvis, delvist";

const NOT_APPLICABLE: &str = "n/a, na, n.a, not applicable, non applicable, not relevant, does not apply, \
     inapplicable, sans objet, s/o, s.o, ne s'applique pas, nicht anwendbar, nicht relevant, nicht \
     zutreffend, entfällt, entbehrlich, no aplica, no aplicable, no procede, n.v.t, nvt, n.v.t., niet van \
     toepassing, non applicabile, non pertinente, não aplicável, não se aplica, nie dotyczy, netýká se, \
     nepoužitelné, ei sovellettavissa, ei koske, ej tillämpligt, ej tillämpbart, inte tillämpligt, ikke \
     relevant, ikke aktuelt, ikke anvendelig";

/// Words before or after a yes that make it a no; the longest first.
pub const NOT: &str = "does not, do not, did not, is not, are not, was not, has not been, have not been, \
                       doesn't, don't, isn't, aren't, wird nicht, ist nicht, wurde nicht, n'est pas, ne \
                       sont pas, no se, no está, non è, is niet, não está, nie jest, není, not, non, no, \
                       nicht, niet, pas, não, nao, nie, ej, inte, icke, ikke, ei, ne";

/// Words that make a yes a partial answer.
pub(super) const IN_PART: &str = PARTIAL;

/// Words that make a yes a full one.
pub(super) const IN_FULL: &str = "fully, completely, entirely, totally, in full, full, vollständig, \
                                  vollumfänglich, ganz, voll, entièrement, totalement, pleinement, \
                                  complètement, totalmente, completamente, plenamente, pienamente, \
                                  interamente, volledig, geheel, integralmente, w pełni, całkowicie, plně, \
                                  zcela, täysin, helt, fullt, fuldt";

/// Words for yes that are ambiguous after `not`: what is not complete may be half done.
pub(super) const UNSURE_AFTER_NOT: &str = "complete, completed";

/// Words that only say yes, without a rating: they answer a question. `Met` and `Fail` say whether a
/// requirement is met.
const PLAIN_YES: &str = "yes, y, true, ja, j, oui, o, si, sí, sì, s, sim, tak, ano, kyllä, はい, 是";
const PLAIN_NO: &str = "no, n, false, nein, non, nee, não, nao, nie, ne, nej, nei, ei, nu, いいえ, 否";
/// A yes that is a function word in headers of other languages.
const ALSO_YES: &str = "da";

/// Whether a word only says yes.
pub fn is_plain_yes(word: &str) -> bool {
    listed(PLAIN_YES, word)
}

/// Whether a word for a verdict answers a question without rating it.
pub(super) fn is_plain(word: &str) -> bool {
    [PLAIN_YES, ALSO_YES, PLAIN_NO, PARTIAL, NOT_APPLICABLE].iter().any(|it| listed(it, word))
}
