//! Denials of a certificate that is held, or of a company that is used, by name:
//! `We are not ISO 27001 certified`.

use super::{
    denied::{NONE, NOT, denial_start, ends_without_limit, verb_denies},
    found::Contradiction,
    sentence::{NameAt, Sentence},
    stated::{OpposingFact, StatedFacts, TextContext},
    subject::CERTIFICATES,
    table::is_among,
};
use crate::{
    diagnostic::codes,
    fact::{FactId, Ownership, Product, Ref, Standing, why_not_valid},
};

/// Words that may be between a denial and a name, in addition to those between a denial and a noun.
const TO: &str = include_str!("../../words/denial-words.txt");
/// Words after a name that belong to it.
const OF_NAME: &str = "certified, certificate, certificates, certification, certifications, report, \
                       reports, attestation, attested, compliant, audit, label, standard, zertifiziert, \
                       zertifikat, zertifizierung, bericht, certifié, certifiés, certificat, certificado, \
                       certificato, gecertificeerd, certificaat";

/// Words before a name that make it a question or a heading.
const ASKING: &str = "do, does, are, is, you, your, company, organisation, organization, service, services, \
                      platform, vendor, supplier, certificate, certification, report, haben, besitzen, sie, \
                      ist, ihr, unternehmen, êtes, vous, avez, heeft, u, bent, current, valid, and, or, \
                      maintain, hold";

/// Finds denials of names that hold.
pub fn names(stated: &StatedFacts, sentence: &Sentence, around: TextContext, found: &mut Vec<Contradiction>) {
    for name in &sentence.names {
        let Some(fact) = name.ids.iter().find_map(|id| opposing_fact(stated, id, around)) else { continue };
        let Some((start, end)) = denial_of(sentence, name) else { continue };
        found.push(Contradiction {
            code: codes::CONFLICTING_STATEMENTS,
            range: sentence.bytes(start..end),
            says: format!("`{}`", sentence.quote(start..end)),
            fact: Some(fact.id),
            place: fact.place,
            but: fact.but,
        });
    }
}

/// The words of a sentence that deny a name: before it, after it, or with a no.
fn denial_of(sentence: &Sentence, name: &NameAt) -> Option<(usize, usize)> {
    let mut end = name.at.end;
    while is_among(sentence.word(end), OF_NAME) && sentence.gap(end - 1) == crate::names::Gap::None {
        end += 1;
    }
    let mut start = name.at.start;
    while start > 0
        && (is_among(sentence.word(start - 1), TO) || is_among(sentence.word(start - 1), CERTIFICATES))
    {
        start -= 1;
    }
    let denial = start
        .checked_sub(1)
        .filter(|it| is_among(sentence.word(*it), NOT))
        .or_else(|| denial_start(sentence, start));
    if let Some(start) = denial.filter(|_| ends_without_limit(sentence, end)) {
        return Some((start, end));
    }
    let asks = |at: usize| is_among(sentence.word(at), TO) || is_among(sentence.word(at), ASKING);
    if sentence.is_answered_none(end - 1, NONE) && (0..name.at.start).all(asks) {
        return Some((name.at.start, end));
    }
    verb_denies(sentence, name.at.start, end).map(|end| (name.at.start, end))
}

/// The fact of an id if it holds for the text: a certification that is the vendor's own and in force, or a
/// subprocessor in use.
fn opposing_fact(stated: &StatedFacts, id: &FactId, around: TextContext) -> Option<OpposingFact> {
    let for_all = |products: &[Ref<Product>]| {
        products.is_empty() || products.iter().any(|it| around.products.contains(&it.target()))
    };
    let opposing = |place, but: &str| OpposingFact { id: id.clone(), place, but: but.to_owned() };
    if let Some(it) = stated.facts.certifications.iter().find(|it| it.id == *id) {
        let is_own = it.body.holder() == Ownership::Own && it.body.standing(stated.on) == Standing::Own;
        let is_current = is_own && stated.holds(it) && for_all(&it.body.products);
        return is_current.then(|| opposing(it.place, "is current"));
    }
    let it = stated.facts.subprocessors.iter().find(|it| it.id == *id)?;
    let used = stated.holds(it) && why_not_valid(it, &stated.facts.evidence, stated.on).is_none();
    (used && for_all(&it.body.products)).then(|| opposing(it.place, "is used"))
}
