//! Claims about all facts of a kind, or none: `All our certificates are current`.

use std::ops::Range;

use chrono::{Months, NaiveDate};

use super::{
    found::Contradiction,
    moment::moment,
    place::{only_area, subprocessor_outside},
    sentence::Sentence,
    stated::{OpposingFact, StatedFacts, TextContext},
};
use crate::fact::{AnyFact, FactId, Ownership, ScanOutcome, Standing, why_not_valid};

const ALL: &str = "all, every, each, all of, alle, sämtliche, jedes, jeder, toutes, tous, chaque, todas, \
                   todos, cada, tutte, tutti, ogni, elk, elke";
const NONE: &str = "no, none of, not one of, neither of, kein, keine, keines unserer, keiner unserer, \
                    aucun, aucune, ningún, ninguno, ninguna, nessuno, nessun, nessuna, geen, nenhum, nenhuma";
/// Words that may be between `all` and the noun.
const OWN: &str = "our, the, of, its, these, listed, current, unsere, unserer, nos, les, de, nuestros, \
                   nuestras, los, las, i, le, nostri, nostre, onze, de";
const CERTIFICATES: &str = "certificates, certifications, certificate, certification, reports, \
                            attestations, certificates and reports, zertifikate, zertifizierungen, \
                            zertifikat, certificats, certifications, certificados, certificaciones, \
                            certificati, certificazioni, certificaten, certificeringen";
const CURRENT: &str = "current, valid, in force, up to date, active, in date, unexpired, gültig, aktuell, \
                       in kraft, valables, valides, à jour, en vigueur, vigentes, válidos, válidas, validi, \
                       valide, in vigore, geldig, actueel";
const ARE_ALL: &str =
    "are all, sind alle, sont tous, sont toutes, son todos, son todas, sono tutti, sono tutte, zijn alle";
const LAPSED: &str =
    "lapsed, expired, withdrawn, revoked, abgelaufen, expiré, caducado, scaduto, verlopen, expirou";
const SUBPROCESSORS: &str = "subprocessors, subprocessor, sub processors, sub processor, \
                             unterauftragsverarbeiter, unterauftragnehmer, subunternehmer, sous traitants, \
                             sous traitant, subencargados, subencargado, sub responsabili, subverwerkers, \
                             subcontratantes";
const OUTSIDE: &str = "outside, outside of, beyond, außerhalb, hors, en dehors, fuera, fuori, buiten, fora";
const CHANGED: &str = "changed, added, replaced, removed, new, geändert, hinzugefügt, ersetzt, changé, \
                       ajouté, remplacé, cambiado, añadido, cambiato, aggiunto, gewijzigd, toegevoegd, \
                       vervangen";
const UNCHANGED: &str = "unchanged, not changed, not been changed, same, unverändert, inchangé, inchangée, \
                         sin cambios, invariato, ongewijzigd";
const CHANGES: &str = "no changes to, no change to, no changes of, no changes in, no changes among, no \
                       change in, not changed our, not changed any, not added any, not replaced any, not \
                       added, not replaced";
const POLICIES: &str = "policies, policy, richtlinien, politiques, políticas, politiche, beleidsregels";
const APPROVED: &str = "approved, genehmigt, freigegeben, approuvées, aprobadas, approvate, goedgekeurd";
const SCANS: &str = "scans, vulnerability scans, security scans";
const PASSED: &str = "pass, passed, passing, clean, successful";
const PRODUCTS: &str = "products, services, product, service, produkte, dienste, produits, productos, \
                        prodotti, producten, produtos";
const COVERED: &str = "covered, certified, scope, audited, in scope, abgedeckt, zertifiziert, couverts, \
                       certifiés, cubiertos, certificados, coperti, gedekt";
/// Words that limit or negate a claim about all.
const LIMITS: &str = "not all, not every, nicht alle, except, apart from, unless, should, must, will, when, \
                      if, before, außer, sauf, excepto, tranne, behalve, goal, aim, were, was, hosting, new";

/// Finds claims about all facts of which one is an exception.
pub fn general(
    stated: &StatedFacts,
    sentence: &Sentence,
    around: TextContext,
    found: &mut Vec<Contradiction>,
) {
    if ![ALL, NONE, SUBPROCESSORS].into_iter().any(|it| sentence.has(it)) {
        return;
    }
    let is_limited = sentence.has(LIMITS);
    let mut report = |at: Range<usize>, fact: Option<OpposingFact>| {
        found.extend(fact.map(|it| it.contradicts(sentence, at)));
    };
    if let Some(at) = claim_about(sentence, NONE, CERTIFICATES, LAPSED) {
        report(at, lapsed(stated));
    }
    if let Some(at) = unchanged(sentence) {
        report(at, changed(stated, sentence));
    }
    if is_limited {
        return;
    }
    let are_all = || {
        let noun = sentence.find(0..sentence.words.len(), CERTIFICATES)?;
        let all = noun.end + sentence.phrase(noun.end, ARE_ALL)?;
        Some(noun.start..all + sentence.phrase(all, CURRENT)?)
    };
    if let Some(at) = claim_about(sentence, ALL, CERTIFICATES, CURRENT).or_else(are_all) {
        report(at, lapsed(stated));
    }
    if let Some((at, offender)) = all_in_place(stated, sentence, around) {
        report(at, Some(offender));
    }
    if let Some(at) = claim_about(sentence, ALL, POLICIES, APPROVED) {
        report(at, unapproved(stated));
    }
    if let Some(at) = claim_about(sentence, ALL, SCANS, PASSED) {
        report(at, failed(stated));
    }
    if let Some(at) = claim_about(sentence, ALL, PRODUCTS, COVERED) {
        report(at, uncovered(stated, sentence));
    }
}

/// The words of a claim about all or none: the quantifier, the noun after it, and the predicate.
fn claim_about(
    sentence: &Sentence,
    quantifier: &'static str,
    nouns: &'static str,
    predicate: &'static str,
) -> Option<Range<usize>> {
    let noun = quantified(sentence, quantifier, nouns)?;
    let after = sentence.find(noun.end..sentence.words.len(), predicate)?;
    Some(noun.start..after.end)
}

/// The words of `all our certificates`.
fn quantified(sentence: &Sentence, quantifier: &'static str, nouns: &'static str) -> Option<Range<usize>> {
    (0..sentence.words.len()).find_map(|at| {
        let mut next = at + sentence.phrase(at, quantifier)?;
        while let Some(length) = sentence.phrase(next, OWN) {
            next += length;
        }
        Some(at..next + sentence.phrase(next, nouns)?)
    })
}

fn lapsed(stated: &StatedFacts) -> Option<OpposingFact> {
    let own =
        stated.facts.certifications.iter().filter(|it| !it.draft() && it.body.holder() == Ownership::Own);
    own.filter_map(|certification| {
        let standing = certification.body.standing(stated.on);
        let has_lapsed = matches!(
            standing,
            Standing::Lapsed | Standing::Expired | Standing::Withdrawn | Standing::Overdue
        );
        has_lapsed.then(|| OpposingFact {
            id: certification.id.clone(),
            place: certification.place,
            but: format!("is {}", standing.word()),
        })
    })
    .next()
}

/// `All subprocessors are in the EU`, `We only use subprocessors in the EU`, `no subprocessor outside the
/// EU`.
fn all_in_place(
    stated: &StatedFacts,
    sentence: &Sentence,
    around: TextContext,
) -> Option<(Range<usize>, OpposingFact)> {
    let noun = sentence.find(0..sentence.words.len(), SUBPROCESSORS)?;
    let (area, place) = only_area(sentence)?;
    let outside = sentence.find(0..sentence.words.len(), OUTSIDE);
    let from = match outside {
        Some(_) => {
            sentence
                .find(
                    0..noun.end,
                    "no, none, not, never, kein, keine, aucun, ningún, nessun, geen, nenhum, nicht",
                )?
                .start
        }
        None => {
            quantified(sentence, ALL, SUBPROCESSORS)
                .or_else(|| {
                    sentence.find(
                        0..sentence.words.len(),
                        "only, exclusively, solely, nur, ausschließlich, uniquement, solo, uitsluitend, \
                         alleen",
                    )
                })?
                .start
        }
    };
    let opposing = subprocessor_outside(stated, around, area, true)?;
    let quote = from.min(noun.start)..noun.end.max(place.end);
    Some((quote, opposing))
}

/// `No subprocessor changed`, `no changes to our subprocessors`, `our subprocessors have not changed`.
fn unchanged(sentence: &Sentence) -> Option<Range<usize>> {
    let noun = sentence.find(0..sentence.words.len(), SUBPROCESSORS)?;
    if let Some(at) = claim_about(sentence, NONE, SUBPROCESSORS, CHANGED) {
        return (!sentence.has("without, before, unless")).then_some(at);
    }
    let before = sentence.find(0..noun.start, CHANGES).filter(|it| noun.start - it.end <= 3);
    let after = sentence.find(noun.end..sentence.words.len(), UNCHANGED);
    let at = before.map(|it| it.start..noun.end).or_else(|| after.map(|it| noun.start..it.end))?;
    (!sentence.has("without, before, unless, if, when")).then_some(at)
}

/// A subprocessor that changed in the period of the sentence: since or in a date, or in the last year.
fn changed(stated: &StatedFacts, sentence: &Sentence) -> Option<OpposingFact> {
    let on = stated.on;
    let mut moments = (0..sentence.words.len()).filter_map(|at| Some((at, moment(sentence, at)?)));
    let time = moments.next().and_then(|(at, it)| Some((at, *it.spans.first()?)));
    let since = |at: usize| {
        at > 0 && super::table::is_among(sentence.word(at - 1), "since, seit, depuis, desde, dal, sinds")
    };
    let (from, until) = match time {
        Some((at, (from, _))) if since(at) => (from, on),
        Some((_, span)) => span,
        None => (on.checked_sub_months(Months::new(12))?, on),
    };
    let within = |it: NaiveDate| from <= it && it <= until && it <= on;
    stated.facts.subprocessors.iter().filter(|it| !it.draft()).find_map(|subprocessor| {
        let body = &subprocessor.body;
        let ended = body.until.as_ref().and_then(|it| Some((it.value.succ_opt()?, it.place)));
        let began = body.since.as_ref().map(|it| (it.value, it.place));
        let updates = body.changes.iter().map(|it| (it.from.value, it.from.place));
        let (day, place) = ended.into_iter().chain(began).chain(updates).find(|it| within(it.0))?;
        Some(OpposingFact { id: subprocessor.id.clone(), place, but: format!("states a change on {day}") })
    })
}

fn unapproved(stated: &StatedFacts) -> Option<OpposingFact> {
    stated.facts.policies.iter().filter(|it| stated.holds(*it)).find_map(|policy| {
        let why = why_not_valid(policy, &stated.facts.evidence, stated.on)?;
        Some(OpposingFact { id: policy.id.clone(), place: policy.place, but: why })
    })
}

fn failed(stated: &StatedFacts) -> Option<OpposingFact> {
    stated.facts.scans.iter().filter(|it| stated.holds(*it)).find_map(|scan| {
        let data = scan.data(stated.on, &stated.facts.evidence);
        let outcome = data.iter().find(|it| it.0 == "outcome").and_then(|it| it.1.word::<ScanOutcome>())?;
        let failed = outcome == ScanOutcome::Failed;
        failed.then(|| OpposingFact { id: scan.id.clone(), place: scan.place, but: "failed".into() })
    })
}

/// A named certification that is limited to some of the products.
fn uncovered(stated: &StatedFacts, sentence: &Sentence) -> Option<OpposingFact> {
    let named = sentence.names.iter().flat_map(|it| &it.ids);
    named.filter(|it| it.kind == "certification").find_map(|id| {
        let it = stated.facts.certifications.iter().find(|it| it.id == **id)?;
        let mut products = stated.facts.products.iter().filter(|it| stated.holds(*it));
        let covers = |product: &FactId| it.body.products.iter().any(|it| it.target() == *product);
        let missing = products.find(|it| !covers(&it.id)).filter(|_| !it.body.products.is_empty())?;
        let but = format!("is limited to products other than `{}`", missing.body.name.value);
        Some(OpposingFact { id: it.id.clone(), place: it.place, but })
    })
}
