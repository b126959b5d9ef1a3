//! Places that a text claims to be the only ones: `Data never leaves the EU`.

use std::ops::Range;

use super::{
    country::{NamedArea, area, lies_outside},
    found::Contradiction,
    sentence::Sentence,
    stated::{OpposingFact, StatedFacts, TextContext, place_of},
};
use crate::fact::{Datum, Entry, FactId, Product, Ref, Subprocessor, why_not_valid};

/// Words for the only place.
const ONLY: &str = include_str!("../../words/only-place.txt");
/// Words for the area outside a place.
const OUTSIDE: &str =
    "outside, outside of, beyond, außerhalb, en dehors de, hors, fuera de, fuori, al di fuori, buiten, fora";
const NOT: &str = "not, no, never, cannot, none, nicht, nie, kein, keine, niemals, ne, jamais, aucune, \
                   nunca, non, mai, niet, nooit, geen, não";
/// Verbs for data that leaves a place.
const LEAVES: &str = "leaves, leave, verlässt, verlassen, quitte, quittent, sale, salen, lascia, lasciano, \
                      verlaat, verlaten, sai, saem";
/// Words for the data.
const DATA: &str =
    "data, information, content, daten, données, datos, dati, gegevens, dados, kundendaten, personenbezogene";
/// Verbs for storage, and for processing that may happen elsewhere.
const STORED: &str = "stored, store, hosted, host, hosting, kept, rest, servers, server, located, \
                      gespeichert, gehostet, stockées, hébergées, hébergé, almacenan, almacenados, \
                      alojados, conservati, memorizzati, ospitati, opgeslagen, gehost, armazenados, \
                      hospedados";
const PROCESSED: &str = "processed, process, processing, transferred, transfer, leave, leaves, accessed, \
                         verarbeitet, übermittelt, verlässt, verlassen, traitées, transférées, procesan, \
                         trattati, verwerkt, processados";
/// Words of sentences on other subjects or on a choice.
const OTHER: &str = "region, regions, residency, choose, chosen, select, selected, option, optional, if, \
                     can, may, not only, not limited, backup, backups, log, logs, employees, staff, \
                     support, team, office, offices, access, eu customers, european customers, customers \
                     in, users in, clients in, eu data, if you, when, wählen, gewählt, wenn, région, si, \
                     región, wahlweise, sicherungen, mitarbeiter";
/// Beginnings of words for hosting, in the purpose of a subprocessor.
const HOSTING: &[&str] = &["host", "stor", "infrastructure", "backup", "database"];
/// A text of at most this many words needs no verb if the whole text shows that it is about data.
const SHORT: usize = 4;

/// Finds places that are not the only ones.
pub fn places(
    stated: &StatedFacts,
    sentence: &Sentence,
    around: TextContext,
    found: &mut Vec<Contradiction>,
) {
    let all_words = 0..sentence.words.len();
    let Some((area, place)) = only_area(sentence).filter(|_| !sentence.has(OTHER)) else { return };
    let outside = sentence.find(all_words.clone(), OUTSIDE);
    let only = match &outside {
        Some(it) => sentence.find(0..it.start, NOT),
        None => sentence.find(all_words.clone(), ONLY).or_else(|| {
            let leaves = sentence.find(all_words.clone(), LEAVES)?;
            sentence.find(0..leaves.start, NOT)
        }),
    };
    let Some(only) = only else { return };
    let says_data = sentence.has(DATA);
    let is_short = all_words.len() <= SHORT && sentence.find_in_text(DATA);
    let (is_stored, is_processed) = (sentence.has(STORED), sentence.has(PROCESSED) || outside.is_some());
    let leaves = sentence.quote(only.clone()).contains(' ') || !is_stored;
    if !(says_data || is_stored || is_short) {
        return;
    }
    let quote = only.start.min(place.start)..only.end.max(place.end);
    let products: Vec<FactId> = sentence
        .names
        .iter()
        .flat_map(|it| &it.ids)
        .filter(|it| it.kind == "product")
        .map(|it| (*it).clone())
        .collect();
    let around = if products.is_empty() { around } else { TextContext { products: &products } };
    let elsewhere = regions_outside(stated, around, area)
        .or_else(|| subprocessor_outside(stated, around, area, is_processed || (leaves && says_data)));
    found.extend(elsewhere.map(|it| it.contradicts(sentence, quote)));
}

/// Whether the sentence names a place from a word on.
fn names_area_from(sentence: &Sentence, from: usize) -> bool {
    (from..sentence.words.len()).any(|at| area(sentence, at).is_some())
}

/// The first region with a location outside a place.
fn regions_outside(stated: &StatedFacts, around: TextContext, area: NamedArea) -> Option<OpposingFact> {
    let concerns = |products: &[Ref<Product>]| StatedFacts::may_concern(around, products);
    let regions = stated.facts.regions.iter().filter(|it| stated.holds(*it) && concerns(&it.body.products));
    let mut locations =
        regions.flat_map(|it| it.body.locations.iter().map(move |location| (it, &location.place)));
    let (it, place) = locations.find(|(_, place)| lies_outside(place, area))?;
    Some(OpposingFact { id: it.id.clone(), place: place.place, but: format!("states `{}`", place.value) })
}

/// The first subprocessor in use that processes data outside a place; without `all`, only those that host
/// data.
pub fn subprocessor_outside(
    stated: &StatedFacts,
    around: TextContext,
    area: NamedArea,
    all: bool,
) -> Option<OpposingFact> {
    stated.facts.subprocessors.iter().find_map(|subprocessor| {
        let purpose = subprocessor.body.purpose.to_lowercase();
        let is_host = || HOSTING.iter().any(|stem| purpose.contains(stem));
        let concerns = stated.holds(subprocessor)
            && why_not_valid(subprocessor, &stated.facts.evidence, stated.on).is_none()
            && StatedFacts::may_concern(around, &subprocessor.body.products)
            && (all || is_host());
        let location = locations(subprocessor, stated)
            .into_iter()
            .find(|place| lies_outside(place, area))
            .filter(|_| concerns)?;
        let place = place_of(subprocessor, "location");
        Some(OpposingFact { id: subprocessor.id.clone(), place, but: format!("states `{location}`") })
    })
}

/// The locations of a subprocessor on the effective date.
fn locations(entry: &Entry<Subprocessor>, stated: &StatedFacts) -> Vec<String> {
    let values = entry.body.as_of(stated.on);
    let location = values.into_iter().find(|it| it.0 == "location").map(|it| it.1);
    match location {
        Some(Datum::List(items)) => items.iter().filter_map(Datum::text).map(str::to_owned).collect(),
        Some(Datum::Text(it)) => vec![it],
        _ => vec![],
    }
}

/// The place that a sentence names and its words; `None` if there are several.
pub fn only_area(sentence: &Sentence) -> Option<(NamedArea, Range<usize>)> {
    let (area, at) = (0..sentence.words.len()).find_map(|at| {
        let (area, length) = area(sentence, at)?;
        Some((area, at..at + length))
    })?;
    (!names_area_from(sentence, at.end)).then_some((area, at))
}
