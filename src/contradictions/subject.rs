//! Finds the facts that a word of a sentence is certainly about.

use super::{sentence::Sentence, stated::StatedFacts, table::is_among};
use crate::fact::{AnyFact, FactId, Ownership};

/// Words for reports and certificates.
pub const CERTIFICATES: &str = "certificate, certificates, certification, certifications, certified, \
     attestation, attestations, report, reports, zertifikat, zertifikate, zertifizierung, zertifizierungen, \
     zertifiziert, bericht, certificat, certificats, certifié, certifiée, certificado, certificados, \
     certificación, certificato, certificati, certificazione, certificaat, certificaten, certificering, \
     certificação, rapport, informe";
/// Words that may be between the subject and the predicate.
const FUNCTION_WORDS: &str = include_str!("../../words/function-words.txt");

/// The facts that the word at `at` is about: those named in its segment; if the segment has no other subject,
/// those named earlier in the sentence; those of the sentence before; and after a word such as `certificate`,
/// all reports and certificates.
pub fn subjects<'f>(
    stated: &StatedFacts<'f>,
    sentence: &Sentence<'_, 'f>,
    at: usize,
) -> Vec<&'f dyn AnyFact> {
    let segment = sentence.segment(at);
    let facts = |ids: &mut dyn Iterator<Item = &'f FactId>| ids.filter_map(|it| stated.fact(it)).collect();
    let here = |range: &std::ops::Range<usize>| {
        let own = sentence.names.iter().filter(|it| range.start <= it.at.start && it.at.end <= range.end);
        own.flat_map(|it| it.ids.iter().copied()).collect::<Vec<_>>()
    };
    let own = here(&segment);
    if !own.is_empty() {
        return facts(&mut own.into_iter());
    }
    let is_function_word = |it: &usize| {
        is_among(sentence.word(*it), FUNCTION_WORDS) || is_among(sentence.word(*it), CERTIFICATES)
    };
    if !(segment.start..at).all(|it| is_function_word(&it)) {
        return vec![];
    }
    let before = here(&(0..segment.start));
    if !before.is_empty() {
        return facts(&mut before.into_iter());
    }
    if !sentence.names.is_empty()
        || (segment.start > 0 && !(0..segment.start).all(|it| is_function_word(&it)))
    {
        return vec![];
    }
    if !sentence.named_before.is_empty() {
        return facts(&mut sentence.named_before.iter().copied());
    }
    if sentence.find(0..at + 1, CERTIFICATES).is_none() {
        return vec![];
    }
    let own_certifications =
        stated.facts.certifications.iter().filter(|it| it.body.holder() == Ownership::Own);
    own_certifications.filter(|it| stated.holds(*it)).map(|it| it as &dyn AnyFact).collect()
}
