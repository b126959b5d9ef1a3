//! Headings and questions that reverse the meaning of a yes.

use super::words::verdict_of;
use crate::{fact::Verdict, questionnaire::composed, word_list::listed};

/// Words that reverse a heading or the header of a column: a yes below it does not confirm a proposition.
const REVERSING: &str = "not, don't, doesn't, isn't, aren't, cannot, can't, never, neither, missing, \
                         without, except, unless, gap, gaps, non, unmet, fail, fails, failed, absent, \
                         absence, unable, nicht, kein, keine, keinen, keiner, ohne, außer, fehlt, fehlen, \
                         fehlend, fehlende, fehlendes, pas, sans, sauf, manque, manquant, manquants, aucun, \
                         aucune, sin, falta, faltan, carece, carecen, excepto, salvo, ningún, ninguna, \
                         senza, manca, mancano, tranne, nessun, nessuna, niet, geen, zonder, behalve, \
                         ontbreekt, ontbreken, não, sem, exceto, nenhum, nenhuma";
/// Prefixes of such words.
const REVERSING_BEGINNINGS: &str = "noncompl, nonconform, deviation, lack, exception, exclu, deficien, \
                                    shortcoming, abweich, ausnahm, mangel, mängel, lücke, verstoß, \
                                    nichtkonform, nichterfüll, écart, lacun, dérog, desvi, incumpl, scosta, \
                                    eccezion, afwijk, uitzonder, descumpr, incumpr";

/// Whether a heading reverses what is asked below it: `Which of these do you lack?`, `Non-compliant`. A
/// heading that names yes and no, such as `Oui / Non`, does not.
pub fn reverses(heading: &str) -> bool {
    let heading = composed(heading).to_lowercase().replace('\u{2019}', "'");
    let words: Vec<_> =
        heading.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|it| !it.is_empty()).collect();
    let is_paired = |at: usize| {
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|it| words.get(it));
        words.get(at).is_some_and(|it| verdict_of(it) == Some(Verdict::No))
            && beside.into_iter().any(|it| matches!(*it, "oui" | "si" | "sì" | "o"))
    };
    let reverses = |it: &str| {
        listed(REVERSING, it) || REVERSING_BEGINNINGS.split(", ").any(|begin| it.starts_with(begin))
    };
    words.iter().enumerate().any(|(at, it)| reverses(it) && !is_paired(at))
}

/// Words for something that has ended: to a question about them, a no confirms that it is valid.
const ENDED: &str = "expire, expired, lapse, lapsed, ended, revoked, withdrawn, suspended, terminated, \
                     invalid, outdated, abgelaufen, erloschen, entzogen, ausgelaufen, ungültig, expiré, \
                     expirée, caduc, caduque, échu, échue, retiré, retirée, vencido, vencida, caducado, \
                     caducada, retirado, retirada, scaduto, scaduta, revocato, revocata, verlopen, \
                     vervallen, ingetrokken, ongeldig, expirado, expirada, caducou";

/// Whether a question asks if something has ended: `Has your certificate expired?`.
pub fn asks_for_end(question: &str) -> bool {
    let lower = composed(question).to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).any(|it| listed(ENDED, it))
}

#[cfg(test)]
mod tests {
    use super::reverses;

    #[test]
    fn a_heading_that_names_yes_and_no_is_not_inverting() {
        assert!(reverses("Non-compliant (Yes/No)") && reverses("Non conforme"));
        for heading in [
            "Nicht erfüllt?",
            "Abweichungen",
            "Écarts",
            "Sin implementar",
            "Niet van toepassing?",
            "Exceptions",
            "Não conforme",
        ] {
            assert!(reverses(heading), "{heading}");
        }
        for heading in [
            "Erfüllt (Ja/Nein)",
            "No.",
            "Cumple (Sí/No)",
            "Notes",
            "Nota",
            "Sintesi",
            "Answer",
            "Antwort des Anbieters",
        ] {
            assert!(!reverses(heading), "{heading}");
        }
        assert!(!reverses("Conforme (Oui/Non)") && !reverses("Réponse O / N"));
    }
}
