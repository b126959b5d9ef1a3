//! Dates in texts about a certificate, a subprocessor or a policy: `valid until March 2027`,
//! `used since 2020`.

use chrono::NaiveDate;

use super::{
    found::Contradiction,
    moment::moment,
    sentence::Sentence,
    stated::{StatedFacts, TextContext, quoted},
    subject::subjects,
    table::is_among,
};
use crate::{
    diagnostic::{Place, codes},
    fact::{AnyFact, Certification, Date, Entry, State},
};

/// The meaning of a date of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DateMeaning {
    Begin,
    End,
    Expected,
    Approved,
    Review,
}

/// The words before a date for each meaning.
const MEANING_WORDS: &[(DateMeaning, &str)] = &[
    (
        DateMeaning::End,
        "valid until, valid through, valid till, valid to, until, till, through, expires, expires on, \
         expires in, expire, expire on, expire in, expired, expired on, expired in, expiring, expiring on, \
         expiring in, expiry date, expiry, expiration date, runs out, runs out on, ends, ends on, ended on, \
         ended in, ends in, bis, gültig bis, bis zum, läuft ab am, jusqu au, jusqu en, jusqu à, expire le, \
         expire en, hasta, hasta el, caduca el, vence el, vence en, fino al, fino a, scade il, scade nel, \
         tot, tot en met, verloopt op, verloopt in, até, expira em, expira el",
    ),
    (
        DateMeaning::Begin,
        "since, certified since, issued, issued on, issued in, obtained in, obtained on, awarded in, seit, \
         ausgestellt am, depuis, depuis le, délivré le, desde, desde el, dal, dall, rilasciato il, sinds, \
         afgegeven op, emitido em, emitido el",
    ),
    (
        DateMeaning::Expected,
        "expected by, expected in, expected for, expected on, planned for, due in, due by, scheduled for, \
         voraussichtlich, voraussichtlich im, erwartet bis, geplant für, prévu pour, prévue pour, previsto \
         para, prevista para, previsto per, verwacht in, gepland voor",
    ),
    (
        DateMeaning::Approved,
        "approved on, approved in, genehmigt am, freigegeben am, approuvé le, approuvée le, aprobada el, \
         approvata il, goedgekeurd op",
    ),
    (
        DateMeaning::Review,
        "next review, next review on, next review in, next review is due, reviewed next in, nächste \
         überprüfung, nächste prüfung",
    ),
];
/// Words for an end that alone do not state the end of a certificate, unless one of [`HOLDS`] is in the
/// sentence.
const BARE: &str = "until, till, through, bis, bis zum, jusqu au, jusqu en, jusqu à, hasta, hasta el, fino \
                    al, fino a, tot, tot en met, até, ends, ends on, ends in";
/// Words for being in force.
const HOLDS: &str = "valid, certified, certificate, certification, hold, held, holds, in force, current, \
                     runs, used, use, uses, using, engaged, gültig, gültigkeit, läuft, zertifiziert, \
                     valable, valide, certifié, válido, válida, vigente, certificado, valido, valida, \
                     certificato, geldig, gecertificeerd";
/// Words that may be between these words and the date.
const FILLERS: &str = "on, the, in, by, at, least, end, of, early, late, mid, approximately, about, is, le, \
                       la, den, dem, am, im, ende, fin, el, finales, il, fine, op, eind, em, o, fim, de";
/// The maximum number of such words in a row.
const MAX_FILLERS: usize = 4;
/// Words for the past.
const PAST: &str = "was, were, had, former, formerly, previous, previously, expired, ended, no longer, war, \
                    waren, ehemals, abgelaufen, était, expiré, era, anterior, scaduto, verlopen, foi";

/// The dates that a fact states with one meaning, each with its location.
struct Dates(Vec<(NaiveDate, Place)>);

/// Finds dates that differ from those of the fact.
pub fn dates(stated: &StatedFacts, sentence: &Sentence, _: TextContext, found: &mut Vec<Contradiction>) {
    if !sentence.words.iter().any(|it| it.folded.len() == 4 && it.folded.starts_with("20")) {
        return;
    }
    let mut at = 0;
    while at < sentence.words.len() {
        let meaning =
            MEANING_WORDS.iter().filter_map(|(meaning, words)| Some((*meaning, sentence.phrase(at, words)?)));
        let Some((meaning, length)) = meaning.max_by_key(|it| it.1) else {
            at += 1;
            continue;
        };
        let mut next = at + length;
        while next - at - length < MAX_FILLERS && is_among(sentence.word(next), FILLERS) {
            next += 1;
        }
        let Some(moment) = moment(sentence, next) else {
            at += length;
            continue;
        };
        let segment = sentence.segment(at);
        let is_bare = meaning == DateMeaning::End
            && sentence.phrase(at, BARE) == Some(length)
            && segment.len() > moment.next - at
            && sentence.find(segment.clone(), HOLDS).is_none();
        let past = sentence.find(segment.start..at + length, PAST).is_some();
        let facts = if is_bare { vec![] } else { subjects(stated, sentence, at) };
        let all: Vec<(&dyn AnyFact, Dates)> = facts
            .into_iter()
            .map(|it| (it, dates_of(stated, it, meaning, past)))
            .filter(|it| !it.1.0.is_empty())
            .collect();
        let known = all.iter().flat_map(|it| &it.1.0);
        if let Some((fact, dates)) = all.first().filter(|_| !known.clone().any(|it| moment.means(it.0))) {
            found.extend(dates.0.first().map(|(day, place)| {
                let at = (at, moment.next.min(sentence.words.len()));
                quoted(
                    codes::CONTRADICTING_TEXT,
                    sentence,
                    at.0..at.1,
                    (Some(fact.id().clone()), *place),
                    states(meaning, *day),
                )
            }));
        }
        at = moment.next.max(at + 1);
    }
}

fn states(meaning: DateMeaning, day: NaiveDate) -> String {
    match meaning {
        DateMeaning::Begin => format!("states {day} as its beginning"),
        DateMeaning::End => format!("states {day} as its end"),
        DateMeaning::Expected => format!("states {day} as its expected date"),
        DateMeaning::Approved => format!("states that it was approved on {day}"),
        DateMeaning::Review => format!("states {day} as its next review"),
    }
}

/// The dates of a fact with a meaning.
fn dates_of(stated: &StatedFacts, fact: &dyn AnyFact, meaning: DateMeaning, past: bool) -> Dates {
    let facts = stated.facts;
    let valid = fact.envelope().valid.as_ref();
    let own: Vec<Option<&Date>> = match fact.id().kind {
        "certification" => {
            let entry = facts.certifications.iter().find(|it| it.id == *fact.id());
            entry.map(|it| certification_dates(it, stated.on, meaning, past)).unwrap_or_default()
        }
        "subprocessor" => {
            let entry = facts.subprocessors.iter().find(|it| it.id == *fact.id());
            let field = |it: &'_ crate::fact::Subprocessor| match meaning {
                DateMeaning::Begin => it.since.clone(),
                DateMeaning::End => it.until.clone(),
                _ => None,
            };
            return Dates(
                entry.and_then(|it| field(&it.body)).map(|it| (it.value, it.place)).into_iter().collect(),
            );
        }
        "policy" => {
            let entry = facts.policies.iter().find(|it| it.id == *fact.id());
            let field = |it: &'_ crate::fact::Policy| match meaning {
                DateMeaning::Approved => it.approved.clone(),
                DateMeaning::Review => it.next_review.clone(),
                _ => None,
            };
            return Dates(
                entry.and_then(|it| field(&it.body)).map(|it| (it.value, it.place)).into_iter().collect(),
            );
        }
        _ => vec![],
    };
    let of_entry = match meaning {
        DateMeaning::Begin => valid.and_then(|it| it.from.as_ref()),
        DateMeaning::End => valid.and_then(|it| it.until.as_ref()),
        _ => None,
    };
    Dates(own.into_iter().chain([of_entry]).flatten().map(|it| (it.value, it.place)).collect())
}

/// The dates of a certification, those of the current step first. A text in the present tense is about the
/// end of that step, not of former ones.
fn certification_dates(
    entry: &Entry<Certification>,
    on: NaiveDate,
    meaning: DateMeaning,
    past: bool,
) -> Vec<Option<&Date>> {
    let it = &entry.body;
    let latest = it.latest(on);
    match meaning {
        DateMeaning::End => {
            let now =
                latest.and_then(|at| it.history.get(at)).filter(|it| !past && it.state == State::Current);
            match now.and_then(|it| it.until.as_ref()) {
                Some(until) => vec![Some(until)],
                None => it.history.iter().rev().map(|it| it.until.as_ref()).collect(),
            }
        }
        DateMeaning::Begin => it.history.iter().map(|it| it.from.as_ref()).collect(),
        DateMeaning::Expected => it.history.iter().rev().map(|it| it.expected.as_ref()).collect(),
        DateMeaning::Approved | DateMeaning::Review => vec![],
    }
}
