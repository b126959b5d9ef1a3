//! Numbers in texts that facts state too: employees, bounties.

use super::{
    found::Contradiction,
    sentence::Sentence,
    stated::{StatedFacts, TextContext, quoted},
    table::is_among,
};
use crate::{
    diagnostic::codes,
    fact::{Headcount, Severity},
};

const EMPLOYEES: &str = "employees, people, staff, staff members, team members, employee, mitarbeiter, \
                         mitarbeitende, mitarbeitern, mitarbeitenden, beschäftigte, employés, salariés, \
                         collaborateurs, empleados, dipendenti, medewerkers, werknemers, funcionários, \
                         colaboradores";
/// Words for the vendor as the employer.
const OURS: &str = "we, our, us, employs, employ, beschäftigt, emploie, emplea, impiega, wir, unser, \
                    unsere, unseren, nous, notre, nos, nuestro, nuestros, nostro, nostri, wij, onze, nosso, \
                    nossos";
/// Words for other parties' employees, or for some of them only.
const OTHERS: &str = "customer, customers, companies, organisations, organizations, clients, users, \
                      suppliers, kunden, unternehmen, clients, clientes, clienti, klanten, than one, team, \
                      teams, department, office, abteilung, équipe, equipo, at least, minimum, per, every, \
                      each, trained, hired";
/// Words before a number that is a lower limit, an upper limit, or not exact.
const MORE: &str =
    "more than, over, at least, above, mehr als, über, plus de, más de, più di, meer dan, mais de";
const LESS: &str = "fewer than, less than, under, up to, below, at most, weniger als, unter, moins de, \
                    menos de, meno di, minder dan";
const ABOUT: &str = "about, around, approximately, roughly, some, nearly, almost, circa, ca, rund, etwa, \
                     fast, environ, unos, aproximadamente, ongeveer, cerca de";
const BOUNTY: &str = "bounty, bounties, reward, rewards, rewarded, payout, payouts, belohnung, belohnungen, \
                      prämie, prämien, récompense, récompenses, primes, recompensa, recompensas, \
                      ricompensa, ricompense, beloning, beloningen";
/// Signs and words of currencies.
const CURRENCIES: &[(&str, &str)] = &[("$", "USD"), ("€", "EUR"), ("£", "GBP"), ("¥", "JPY")];
const CODES_OF_CURRENCIES: &str = "usd, eur, gbp, chf, jpy, cad, aud, sek, nok, dkk, pln, czk, inr, brl, \
                                   dollars, dollar, euro, euros, pounds";

/// Finds numbers of employees that differ from the total headcount.
pub fn headcounts(stated: &StatedFacts, sentence: &Sentence, _: TextContext, found: &mut Vec<Contradiction>) {
    let Some(vendor) = stated.facts.vendor.iter().find(|it| !it.body.headcounts.is_empty()) else { return };
    for at in 0..sentence.words.len() {
        let Some((count, next)) = sentence.number(at) else { continue };
        let next = next + usize::from(is_among(sentence.word(next), "full, permanent, own"));
        if at > 0 && sentence.number(at - 1).is_some_and(|it| it.1 > at) {
            continue;
        }
        let Some(length) = sentence.phrase(next, EMPLOYEES) else { continue };
        let segment = sentence.segment(at);
        let vendor_name = &vendor.body.trading_name.as_ref().unwrap_or(&vendor.body.legal_name).value;
        let names_vendor = sentence.repeats(segment.clone(), vendor_name);
        let is_ours = names_vendor || sentence.find(segment.clone(), OURS).is_some();
        let before =
            |table: &'static str| (1..=2).any(|it| at >= it && sentence.phrase(at - it, table) == Some(it));
        if !is_ours || (sentence.find(segment.clone(), OTHERS).is_some() && !before(MORE)) {
            continue;
        }
        let parts: Vec<&Headcount> = vendor.body.headcounts.iter().filter(|it| !is_all(it)).collect();
        if parts.iter().any(|it| sentence.repeats(segment.clone(), &it.of)) {
            continue;
        }
        let all = vendor.body.headcounts.iter().filter(|it| is_all(it) && it.counted.value <= stated.on);
        let Some(known) = all.max_by_key(|it| it.counted.value) else { continue };
        let (stated_count, has_plus) =
            (u64::from(known.count.value), sentence.between(next - 1).starts_with('+'));
        let agrees = if before(MORE) || has_plus {
            count <= stated_count
        } else if before(LESS) {
            stated_count <= count
        } else if before(ABOUT) {
            count.abs_diff(stated_count) * 5 <= stated_count
        } else {
            count == stated_count
        };
        if !agrees {
            let but = format!("states {stated_count} on {}", known.counted.value);
            let fact = (Some(vendor.id.clone()), known.count.place);
            found.push(quoted(codes::CONTRADICTING_TEXT, sentence, at..next + length, fact, but));
        }
    }
}

fn is_all(headcount: &Headcount) -> bool {
    matches!(headcount.of.trim().to_lowercase().as_str(), "all" | "all employees" | "employees" | "total")
}

/// Finds bounty amounts that are in no row of the bounty table.
pub fn bounties(stated: &StatedFacts, sentence: &Sentence, _: TextContext, found: &mut Vec<Contradiction>) {
    if !sentence.has(BOUNTY) {
        return;
    }
    let programmes = stated.facts.programme.iter().filter(|it| stated.holds(*it));
    for programme in programmes {
        let severity = Severity::ALL.iter().copied().find(|it| sentence.has(it.word()));
        let several = Severity::ALL.iter().filter(|it| sentence.has(it.word())).count() > 1;
        let is_of_row =
            |it: &&crate::fact::Bounty| several || severity.is_none_or(|severity| it.severity == severity);
        let rows = || programme.body.bounties.iter().filter(is_of_row);
        let amounts: Vec<_> = rows().flat_map(|it| it.least.iter().chain(&it.most)).collect();
        let Some(first) = amounts.iter().max_by_key(|it| it.value) else { continue };
        let currency = programme.body.currency.as_ref().map_or("", |it| it.0.value.as_str());
        for at in 0..sentence.words.len() {
            let Some((amount, next)) = sentence.number(at) else { continue };
            if at > 0 && sentence.number(at - 1).is_some_and(|it| it.1 > at) {
                continue;
            }
            let Some(own) = currency_at(sentence, at, next) else { continue };
            let known = amounts.iter().any(|it| u64::from(it.value) == amount);
            if !known || (own.is_some_and(|it| !currency.is_empty() && it != currency)) {
                let but = format!("states {} {currency}", first.value).trim_end().to_owned()
                    + " as the highest bounty";
                let fact = (Some(programme.id.clone()), first.place);
                found.push(quoted(codes::CONTRADICTING_TEXT, sentence, at..next, fact, but));
            }
        }
    }
}

/// The currency of an amount, `Some(None)` if it is unknown; `None` if the number is not an amount of money.
fn currency_at(sentence: &Sentence, at: usize, next: usize) -> Option<Option<&'static str>> {
    let after = sentence.between(next - 1);
    let before = sentence.before(at, 2);
    let sign = CURRENCIES
        .iter()
        .find(|it| before.trim_end().ends_with(it.0) || after.trim_start().starts_with(it.0));
    if let Some((_, code)) = sign {
        return Some(Some(code));
    }
    let word = [at.checked_sub(1).map(|it| sentence.word(it)), Some(sentence.word(next))];
    let word = word.into_iter().flatten().find(|it| is_among(it, CODES_OF_CURRENCIES))?;
    let known =
        ["USD", "EUR", "GBP", "CHF", "JPY", "CAD", "AUD", "SEK", "NOK", "DKK", "PLN", "CZK", "INR", "BRL"];
    Some(known.into_iter().find(|it| it.eq_ignore_ascii_case(word)))
}
