//! Ids that say what their questions are about: `Subcontractor 1`, `7-EU`, `US-1`, `2019-1`.

use super::{known::KnownWords, titles, topics};
use crate::word_list::listed;

/// Parts of ids that name a party, a place or an environment.
const SCOPES: &str = "sub, subs, subco, subcon, subcontractor, subcontractors, subproc, subprocessor, \
                      subprocessors, subsidiary, subsidiaries, parent, affiliate, affiliates, group, \
                      reseller, partner, us, usa, uk, eu, eea, apac, emea, latam, dach, test, testing, dev, \
                      development, uat, stage, staging, prod, production, sandbox, onprem, legacy, cust, \
                      customer, customers, client, clients, third, not, non, if, unless, except, negative, \
                      inverse, inverted, reverse, reversed, planned, future, former, previous, old, past, \
                      tobe, asis, fy";

/// Why an id may say what its question is about.
pub(super) fn scoped(id: &str, question: &str, known: &KnownWords) -> Option<String> {
    let named = || {
        let word = titles::one_of_several(id)?;
        Some(format!("the id \"{id}\" may refer to one of several items (\"{word}\")"))
    };
    let strange = || {
        let words = id
            .split(|it: char| !it.is_alphanumeric())
            .filter(|it| it.chars().count() >= 4 && it.contains(char::is_lowercase));
        let words = words.collect::<Vec<_>>().join(" ");
        let word = titles::strange(&words, question, known, &[]).filter(|_| id.contains([' ', '(', '[']))?;
        Some(format!(
            "the id \"{id}\" may name a company, place or product that the question is about (\"{word}\")"
        ))
    };
    // `7-EU`; but not `IS-7`.
    let placed = || {
        let (before, last) = id.rsplit_once(|it: char| !it.is_alphanumeric())?;
        let numbered = before.contains(|it: char| it.is_ascii_digit()) && topics::is_place(last);
        numbered.then(|| format!("the id \"{id}\" may name a place that the question is about (\"{last}\")"))
    };
    let limited = || {
        let word = scope(id, known.year)?;
        Some(format!("the id \"{id}\" may limit the question to a party, a place or a date (\"{word}\")"))
    };
    named().or_else(strange).or_else(placed).or_else(limited)
}

/// The part of an id that names a party, a place, an environment or a year.
pub fn scope(id: &str, year: i32) -> Option<&str> {
    let parts: Vec<&str> = id.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    let (first, rest) = parts.split_first()?;
    let dated = topics::is_year(first) && first.parse() != Ok(year) && !rest.is_empty() && !id.contains('.');
    let letters = |it: &&&str| {
        let word = it.trim_end_matches(|it: char| it.is_ascii_digit()).to_lowercase();
        listed(SCOPES, &word)
    };
    let named = parts.iter().find(letters);
    named.or(Some(first).filter(|_| dated)).copied()
}

#[cfg(test)]
mod tests {
    use super::scope;

    #[test]
    fn ids_with_a_scope_are_distinguished_from_plain_ids() {
        for id in ["SUB-1", "US-1", "2019-1", "1-TEST", "sub_2", "EU 3", "A.DEV.1", "SUB1"] {
            assert!(scope(id, 2026).is_some(), "{id}");
        }
        for id in ["1", "1.1", "A-1", "IS-7", "DSP-04.1", "2026-1", "2019", "2019.1", "Q2019", "SEC-1", "B7"]
        {
            assert_eq!(scope(id, 2026), None, "{id}");
        }
    }
}
