//! Denials of what facts state: `We use no subprocessors` although there is a list of subprocessors.

use std::ops::Range;

use super::{
    denied_facts::{Scope, bounty, certificate, collected, cookie, subprocessor},
    found::Contradiction,
    sentence::Sentence,
    stated::{StatedFacts, TextContext},
    table::is_among,
};
use crate::{diagnostic::codes, fact::AnyFact, names::Gap};

/// Something that a text may deny: its name, its words, and the function that finds a fact about it.
struct Deniable {
    name: &'static str,
    nouns: &'static str,
    stated: for<'f> fn(&StatedFacts<'f>, &Scope) -> Option<&'f dyn AnyFact>,
}

const DENIABLE: &[Deniable] = &[
    Deniable {
        name: "subprocessors",
        nouns: "subprocessors, third party subprocessors, third party sub processors, external \
                subprocessors, subprocessor, sub processors, sub processor, unterauftragsverarbeiter, \
                unterauftragsverarbeitern, unterauftragnehmer, subunternehmer, sous traitants, sous \
                traitant, subencargados, subencargado, sub responsabili, subresponsabili, subverwerkers, \
                subverwerker, subcontratantes, suboperadores",
        stated: subprocessor,
    },
    Deniable { name: "cookies", nouns: "cookies, cookie", stated: cookie },
    Deniable {
        name: "bounties",
        nouns: "bounties, bounty, bug bounties, bug bounty, bounty programme, bounty program, bug bounty \
                programme, bug bounty program",
        stated: bounty,
    },
    Deniable {
        name: "certificates",
        nouns: "certificates, certificate, certifications, certification, zertifikate, zertifikat, \
                zertifizierungen, zertifizierung, certificats, certifications, certificados, \
                certificaciones, certificati, certificazioni, certificaten, certificeringen, certificações",
        stated: certificate,
    },
    Deniable {
        name: "personal data that is collected",
        nouns: "personal data is collected, personal data are collected, personal data collected, personal \
                information is collected, personenbezogenen daten werden erhoben, personenbezogenen daten \
                erhoben",
        stated: collected,
    },
    Deniable {
        name: "personal data that is collected",
        nouns: "personal data, personal information, personenbezogene daten, personenbezogenen daten, \
                données personnelles, datos personales, dati personali, persoonsgegevens",
        stated: collected,
    },
];
/// Words that deny the noun after them.
const NO: &str = "no, zero, without, without any, nor, free of, free from, none of our, keine, kein, \
                  keinen, keinerlei, ohne, aucun, aucune, aucuns, sans, pas de, ningún, ninguna, sin, \
                  nessun, nessuna, nessuno, senza, geen, zonder, nenhum, nenhuma, sem";
/// Those that may introduce a hypothetical case.
const WITHOUT: &str = "without, ohne, sans, sin, senza, zonder, sem";
/// Words that deny a verb, and words that may be between them and the noun.
pub const NOT: &str = "not, never, neither, cannot, nicht, nie, niemals, nunca, nooit, niet, mai, não, pas";
const BETWEEN: &str = "collect, collects, use, uses, using, used, set, sets, pay, pays, offer, offers, \
                       have, has, hold, holds, engage, engages, employ, any, currently, ever, also, our, \
                       us, the, a, an, rely, relies, on, work, works, with, involve, involves, run, runs, \
                       place, store, possess, of, do, yet, at, present";
/// Words that may follow the noun without limiting the denial.
const WITHOUT_LIMIT: &str = "at all, set, used, paid, offered, engaged, involved, employed, whatsoever, \
                             held, today, currently, ein, gesetzt, eingesetzt, verwendet, and, or, nor, \
                             und, oder, et, y, e, en";
/// Verbs after a noun that deny it: `cookies are not set`.
const IS: &str = "are, is, were, will be, have been, werden, wird, sind, sont, son, sono, zijn, são";
const DONE: &str = "used, collected, erhoben, set, paid, engaged, offered, involved, employed, held, \
                    stored, placed, eingesetzt, gesetzt, verwendet, gezahlt, genutzt, utilisés, utilizan, \
                    utilizzati, gebruikt, geplaatst, utilizados";
/// Words that may be before such a noun.
const DETERMINERS: &str = "any, that, and, as, so, our";
/// Answers that there are none: `Subprocessors: none`.
pub const NONE: &str = "none, no, nil, keine, nein, aucun, aucune, non, ninguno, ninguna, nessuno, nessuna, \
                        geen, nee, nenhum, nenhuma";

/// Finds denials of what a fact states.
pub fn denied(
    stated: &StatedFacts,
    sentence: &Sentence,
    around: TextContext,
    found: &mut Vec<Contradiction>,
) {
    for it in DENIABLE {
        let Some(range) = denial_of(sentence, it.nouns) else { continue };
        let scope = Scope::of_sentence(stated, sentence, around);
        let Some(fact) = (it.stated)(stated, &scope) else { continue };
        let says = format!("that there are no {}", it.name);
        found.push(Contradiction {
            code: codes::CONFLICTING_STATEMENTS,
            range: sentence.bytes(range),
            says,
            fact: Some(fact.id().clone()),
            place: fact.place(),
            but: "states one".into(),
        });
    }
}

/// The words of a sentence that deny a noun without a limit; not `no subprocessors outside the EU`.
fn denial_of(sentence: &Sentence, nouns: &'static str) -> Option<Range<usize>> {
    for at in 0..sentence.words.len() {
        let Some(length) = sentence.phrase(at, nouns) else { continue };
        let end = at + length;
        if let Some(start) = denial_start(sentence, at).filter(|_| ends_without_limit(sentence, end)) {
            return Some(start..end);
        }
        if let Some(end) = denied_after(sentence, at, end) {
            return Some(at..end);
        }
    }
    None
}

/// The index where the denial before a noun begins.
pub fn denial_start(sentence: &Sentence, at: usize) -> Option<usize> {
    let no = (1..=3).find(|it| at >= *it && sentence.phrase(at - it, NO) == Some(*it));
    if let Some(start) = no.map(|it| at - it) {
        // `Without subprocessors, it could not be run` is hypothetical.
        let is_hypothetical =
            start == 0 && is_among(sentence.word(0), WITHOUT) && at + 2 < sentence.words.len();
        return (!is_hypothetical).then_some(start);
    }
    let mut start = at;
    while start > 0 && is_among(sentence.word(start - 1), BETWEEN) {
        start -= 1;
    }
    let before = start.checked_sub(1).filter(|_| start < at)?;
    is_among(sentence.word(before), NOT).then_some(before)
}

/// Whether the sentence ends after the denied noun or continues without limiting it.
pub fn ends_without_limit(sentence: &Sentence, end: usize) -> bool {
    let verb = sentence.phrase(end, IS).unwrap_or_default();
    let has_participle = is_among(sentence.word(end + verb), DONE);
    let after = if has_participle { end + verb + 1 } else { end };
    after >= sentence.words.len()
        || (sentence.gap(after - 1) == Gap::None && sentence.phrase(after, WITHOUT_LIMIT).is_some())
        || (sentence.gap(after - 1) == Gap::Comma && sentence.between(after - 1).starts_with(','))
}

/// The end of a denial after a noun: `subprocessors: none`, `cookie-free`, or a denied verb.
fn denied_after(sentence: &Sentence, at: usize, end: usize) -> Option<usize> {
    let is_free = sentence.word(end) == "free" && sentence.between(end - 1) == "-";
    if is_free {
        return Some(end + 1);
    }
    let is_none = sentence.is_answered_none(end - 1, NONE);
    if is_none && (at == 0 || is_among(sentence.word(at - 1), "use, any, set, pay, offer, have")) {
        return Some(end);
    }
    verb_denies(sentence, at, end)
}

/// The end of a verb after a noun that denies it: `cookies are never set`.
pub fn verb_denies(sentence: &Sentence, at: usize, end: usize) -> Option<usize> {
    let is_subject =
        at == 0 || is_among(sentence.word(at - 1), DETERMINERS) || sentence.gap(at - 1) != Gap::None;
    // `ISO 27001: not held`
    let is_head = sentence.between(end - 1).contains(':');
    let verb = sentence.phrase(end, IS).or(is_head.then_some(0)).filter(|_| is_subject)?;
    let mut next = end + verb;
    let is_denied = is_among(sentence.word(next), NOT);
    next += 1;
    while is_among(sentence.word(next), "be, being, currently, ever") {
        next += 1;
    }
    (is_denied && is_among(sentence.word(next), DONE) && ends_without_limit(sentence, next + 1))
        .then_some(next + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{contradictions::sentence::sentences, fact::Facts, names::Names};

    fn is_denied(text: &str, of: usize) -> bool {
        let facts = Facts::default();
        let names = Names::new(&facts, chrono::NaiveDate::default());
        sentences(text, &names).iter().any(|it| denial_of(it, DENIABLE[of].nouns).is_some())
    }

    #[test]
    fn unqualified_denials_are_found() {
        for text in [
            "We use no subprocessors.",
            "No subprocessors are used.",
            "We do not use any subprocessors",
            "Wir setzen keine Unterauftragsverarbeiter ein.",
            "We use no subprocessors and no others.",
            "We don't use subprocessors.",
            "We don’t currently use any sub-processors at all.",
            "We never engage subprocessors.",
            "We can't use subprocessors.",
            "The service runs without subprocessors.",
            "Zero subprocessors.",
            "Subprocessors are not used.",
            "Subprocessors aren't used.",
            "Subprocessors: none",
            "Subprocessors | None",
            "Do you use subprocessors? No.",
            "Do you use subprocessors? No, we do it all.",
            "Wir arbeiten ohne Unterauftragnehmer.",
            "Nous n’avons pas de sous-traitants.",
        ] {
            assert!(is_denied(text, 0), "{text}");
        }
        for text in [
            "We use no subprocessors outside the European Union.",
            "We use no other subprocessors.",
            "Not all subprocessors are listed.",
            "No subprocessors without a contract are used.",
            "Subprocessors are not used outside the EU.",
            "New subprocessors are not used before customers are told.",
            "Do you use subprocessors? No secret is made of it.",
            "We do not change subprocessors without notice.",
            "Subprocessors are not told.",
            "Without subprocessors, the service could not be run.",
            "No subprocessor has changed.",
            "No subprocessors are used outside the EU.",
            "We use no subprocessors for support.",
        ] {
            assert!(!is_denied(text, 0), "{text}");
        }
        for text in
            ["No cookies are set.", "Our site is cookie-free.", "Cookies are never set.", "free of cookies"]
        {
            assert!(is_denied(text, 1), "{text}");
        }
        for text in [
            "No advertising cookies.",
            "We use no third-party cookies.",
            "Third-party cookies are not set.",
            "a browser without cookies enabled",
        ] {
            assert!(!is_denied(text, 1), "{text}");
        }
        assert!(is_denied("No bug bounties are paid.", 2));
        assert!(is_denied("We don't have a bug bounty programme.", 2));
        assert!(is_denied("We hold no certificates.", 3));
        assert!(!is_denied("We hold no certificates of that kind.", 3));
    }
}
