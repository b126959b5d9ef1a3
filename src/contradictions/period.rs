//! Durations in texts that facts state differently: `deleted after 30 days`.

use std::ops::Range;

use super::{
    found::Contradiction,
    sentence::{Sentence, sentences},
    stated::{StatedFacts, TextContext, place_of, quoted},
};
use crate::{
    diagnostic::{Place, codes},
    fact::{FactId, Practice},
};

/// A unit of time.
struct Unit {
    /// Its names in the languages of texts.
    names: &'static str,
    /// The shortest and the longest time that it may mean, in hours.
    hours: [u64; 2],
}

const UNITS: &[Unit] = &[
    Unit {
        names: "business days, working days, business day, working day, werktage, werktagen, arbeitstage, \
                arbeitstagen, jours ouvrés, días hábiles, giorni lavorativi, werkdagen, dias úteis",
        hours: [24, 48],
    },
    Unit { names: "hours, hour, stunden, stunde, heures, horas, ore, uur, uren", hours: [1, 1] },
    Unit {
        names: "days, day, calendar days, tage, tagen, tag, jours, días, giorni, dagen, dias",
        hours: [24, 24],
    },
    Unit { names: "weeks, week, wochen, woche, semaines, semanas, settimane, weken", hours: [168, 168] },
    Unit {
        names: "months, month, monate, monaten, monat, mois, meses, mesi, maanden",
        hours: [28 * 24, 31 * 24],
    },
    Unit {
        names: "years, year, jahre, jahren, jahr, ans, années, años, anni, jaar, anos",
        hours: [365 * 24, 366 * 24],
    },
];

/// A duration in a text: its words, and the minimum and maximum number of hours that it may mean.
struct Duration {
    at: Range<usize>,
    least: u64,
    most: u64,
}

/// The durations of a sentence.
fn durations(sentence: &Sentence) -> Vec<Duration> {
    let mut found = Vec::new();
    for at in 0..sentence.words.len() {
        // `5,000` is read as one number from its first digits.
        let Some((count, next)) = sentence.number(at) else { continue };
        let unit = UNITS.iter().find_map(|it| Some((sentence.phrase(next, it.names)?, it.hours)));
        let Some((length, [least, most])) = unit else { continue };
        let (Some(least), Some(most)) = (least.checked_mul(count), most.checked_mul(count)) else { continue };
        found.push(Duration { at: at..next + length, least, most });
    }
    found
}

/// A duration that a fact states, with the minimum and maximum number of hours that it may mean.
struct StatedPeriod {
    least: u64,
    most: u64,
    words: String,
    fact: Option<FactId>,
    place: Place,
}

/// A subject of durations.
struct PeriodTopic {
    /// Beginnings of words; the sentence must contain one of them.
    about: &'static str,
    /// Beginnings of words; the segment of the duration must contain one of them.
    does: &'static str,
    /// Beginnings of words that the sentence must not contain.
    not: &'static str,
    stated: fn(&StatedFacts, &Sentence, TextContext) -> Vec<StatedPeriod>,
}

const TOPICS: &[PeriodTopic] = &[
    PeriodTopic {
        about: "data, information, account, daten, konto, konten, donnée, compte, datos, cuenta, dati, \
                conto, gegevens, account, dados, conta",
        does: "delet, eras, purg, remov, retain, retention, kept, keep, stored, gelösch, lösch, aufbewahr, \
               gespeichert, supprim, conserv, effac, elimin, borra, cancellat, verwijder, bewaard, apagad",
        not: "backup, log, snapshot, recording, cookie, session, token, key, password, credential, ticket, \
              cv, applicant, sicherung, protokoll, trash, cache, unused, inactiv, inaktiv, sauvegarde, \
              journa, copia, registro, reservekop",
        stated: retention,
    },
    PeriodTopic {
        about: "subprocessor, sub, unterauftrag, subunternehmer, sous, subencargad, subresponsab, \
                subverwerker, subcontrat",
        does: "notif, inform, announc, notice, advance, tell, told, object, widersp, benachricht, \
               informier, angekündigt, préavis, avis, avance, preavviso, vooraf, kennis",
        not: "incident, breach, vulnerabilit",
        stated: notice,
    },
    PeriodTopic {
        about: "vulnerabilit, researcher, schwachstelle, vulnérabilit, vulnerabilid, kwetsbaarhe",
        does: "follow, respon, acknowledg, repl, answer, antwort, beantwort, répon, accus, contest, risp, \
               beantwoord",
        not: "fix, patch, remediat, resolv, customer, subprocessor, penetration",
        stated: response,
    },
    PeriodTopic {
        about: "cookie",
        does: "expir, lifetime, last, delet, stored, kept, läuft, gespeichert, abgelaufen, expire, caduca, \
               scad, verloop",
        not: "consent, session",
        stated: cookies,
    },
];

/// Finds durations that differ from all that facts state on the same subject.
pub fn periods(
    stated: &StatedFacts,
    sentence: &Sentence,
    around: TextContext,
    found: &mut Vec<Contradiction>,
) {
    let durations = durations(sentence);
    if durations.is_empty() {
        return;
    }
    let all_words = 0..sentence.words.len();
    for topic in TOPICS.iter().filter(|it| sentence.has_stem(all_words.clone(), it.about)) {
        let is_of = |it: &&Duration| sentence.has_stem(sentence.segment(it.at.start), topic.does);
        let of_topic: Vec<&Duration> = durations.iter().filter(is_of).collect();
        if of_topic.is_empty() || sentence.has_stem(all_words.clone(), topic.not) {
            continue;
        }
        let known = (topic.stated)(stated, sentence, around);
        let Some(first) = known.first() else { continue };
        for it in of_topic {
            if known.iter().all(|known| known.most < it.least || it.most < known.least) {
                let but = format!("states `{}`", first.words);
                let fact = (first.fact.clone(), first.place);
                found.push(quoted(codes::CONTRADICTING_TEXT, sentence, it.at.clone(), fact, but));
            }
        }
    }
}

/// The durations in a text field of a fact.
fn durations_of(stated: &StatedFacts, text: &str, fact: &FactId, place: Place) -> Vec<StatedPeriod> {
    let mut periods = Vec::new();
    for sentence in sentences(text, &stated.names) {
        periods.extend(durations(&sentence).into_iter().map(|it| StatedPeriod {
            least: it.least,
            most: it.most,
            words: text.replace('`', "'"),
            fact: Some(fact.clone()),
            place,
        }));
    }
    periods
}

/// Words for a duration that begins with a request or the end of a contract.
const AFTER: &str = "request, terminat, contract, cancel, clos, antrag, anfrage, vertrag, künd, demande, \
                     résili, solicitud, contrato, richiesta, contratto, verzoek, opzeg, pedido, end, ende, \
                     fin, einde";

/// Words for data that was kept in the past.
const FORMER: &str = "was kept, were kept, was retained, were retained, was stored, was deleted, were \
                      deleted, wurde, wurden, était, étaient";

/// The retention periods of personal data. A text about a period after a request or the end of a contract is
/// compared only if the facts state such periods too.
fn retention(stated: &StatedFacts, sentence: &Sentence, around: TextContext) -> Vec<StatedPeriod> {
    let practices = || {
        let has_retention = |it: &&crate::fact::Entry<Practice>| {
            stated.holds(*it)
                && it.body.retention.is_some()
                && StatedFacts::may_concern(around, &it.body.products)
        };
        stated.facts.practices.iter().filter(has_retention)
    };
    if sentence.has(FORMER) {
        return vec![];
    }
    let mut periods = Vec::new();
    for it in practices() {
        let Some(retention) = &it.body.retention else { continue };
        let own = durations_of(stated, retention, &it.id, retention.place);
        let follows =
            sentences(retention, &stated.names).iter().any(|it| it.has_stem(0..it.words.len(), AFTER));
        if own.is_empty() || (sentence.has_stem(0..sentence.words.len(), AFTER) && !follows) {
            // A retention without a duration may be the one that the text is about.
            return vec![];
        }
        periods.extend(own);
    }
    periods
}

/// The notice period of subprocessor changes and the objection period.
fn notice(stated: &StatedFacts, _: &Sentence, _: TextContext) -> Vec<StatedPeriod> {
    let site = stated.facts.site.subprocessor_notice.iter();
    let site = site
        .flat_map(|it| [it.ahead.as_ref(), it.objection.as_ref()])
        .flatten()
        .filter_map(|it| period(it, None));
    let own =
        stated.facts.subprocessors.iter().filter_map(|it| Some((it.body.notice.as_ref()?, it.id.clone())));
    site.chain(own.filter_map(|(it, id)| period(&it.span, Some(id)))).collect()
}

/// The response times of vulnerability reports.
fn response(stated: &StatedFacts, _: &Sentence, _: TextContext) -> Vec<StatedPeriod> {
    let programmes = stated.facts.programme.iter().filter(|it| stated.holds(*it));
    programmes.filter_map(|it| period(&it.body.response.as_ref()?.span, Some(it.id.clone()))).collect()
}

/// The lifetimes of cookies.
fn cookies(stated: &StatedFacts, _: &Sentence, around: TextContext) -> Vec<StatedPeriod> {
    let mut periods = Vec::new();
    let cookies = stated.facts.cookies.iter().filter(|it| stated.holds(*it));
    for it in cookies.filter(|it| StatedFacts::may_concern(around, &it.body.products)) {
        for text in &it.body.ends {
            periods.extend(durations_of(stated, text, &it.id, place_of(it, "ends")));
        }
    }
    periods
}

fn period(span: &crate::fact::TimeSpan, fact: Option<FactId>) -> Option<StatedPeriod> {
    let count = u64::from(span.count);
    let unit = UNITS.iter().find(|unit| unit.names.split(", ").any(|name| name == span.unit))?;
    let [least, most] = unit.hours.map(|it| it * count);
    Some(StatedPeriod { least, most, words: span.to_string(), fact, place: span.place })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{fact::Facts, names::Names};

    #[test]
    fn durations_are_read_in_hours() {
        let facts = Facts::default();
        let names = Names::new(&facts, chrono::NaiveDate::default());
        for (text, expected) in [
            ("within 24 hours", vec![[24, 24]]),
            ("after thirty days", vec![[720, 720]]),
            ("nach 2 Wochen", vec![[336, 336]]),
            ("5 business days", vec![[120, 240]]),
            ("one month", vec![[672, 744]]),
            ("30 days or 12 months", vec![[720, 720], [8064, 8928]]),
            ("ISO 27001", vec![]),
            ("99999999999999999999 days", vec![]),
        ] {
            let sentences = sentences(text, &names);
            let found: Vec<[u64; 2]> =
                sentences.iter().flat_map(durations).map(|it| [it.least, it.most]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
