//! Auditors and certification bodies in texts: `audited by Example Assurance`.

use super::{
    found::Contradiction,
    sentence::Sentence,
    stated::{StatedFacts, TextContext, quoted},
    subject::subjects,
    table::is_among,
};
use crate::{
    diagnostic::codes,
    fact::{AnyFact, Text},
    names::{Gap, words},
};

/// Words before the name of an auditor.
const BY: &str = include_str!("../../words/audited-by.txt");
/// Words after `audited by` that do not name a company.
const UNNAMED: &str = "independent, external, accredited, third, recognised, recognized, qualified, \
                       licensed, certified, unabhängigen, unabhängige, externen, externe, akkreditierten, \
                       akkreditierte, wirtschaftsprüfer, wirtschaftsprüfern, prüfer, prüfern, auditoren, \
                       dritte, dritten, iso, soc, aicpa, cpa, cpas, nda";
/// Words that many company names contain.
const COMMON: &str = "inc, incorporated, ltd, limited, llc, llp, lp, plc, gmbh, ag, kg, ug, se, sa, sas, \
                      sarl, bv, nv, oy, ab, as, co, corp, corporation, company, the, of, and, und, group, \
                      holding, services, service, certification, certifications, assurance, audit, \
                      auditors, auditing, assessors, compliance, security, international, global, europe, \
                      deutschland, uk, us, usa";
/// Words that may be before the name.
const ARTICLES: &str =
    "the, der, die, das, dem, den, firma, company, firm, le, la, el, il, de, het, o, a, an";
/// The maximum number of words of a name that are read.
const NAME: usize = 6;

/// Finds auditors that differ from the fact's auditor.
pub fn auditors(stated: &StatedFacts, sentence: &Sentence, _: TextContext, found: &mut Vec<Contradiction>) {
    for at in 0..sentence.words.len() {
        let Some(length) = sentence.phrase(at, BY) else { continue };
        let mut start = after_certification(sentence, at + length);
        while is_among(sentence.word(start), ARTICLES) {
            start += 1;
        }
        let end = name_end(sentence, start);
        let own = (start..end).map(|it| sentence.word(it)).collect::<Vec<_>>();
        let is_unnamed = own.first().is_none_or(|it| is_among(it, UNNAMED));
        if is_unnamed
            || !sentence.words.get(start).is_some_and(|it| it.capital)
            || sentence.phrase(at + length - 1, "by our") == Some(2)
        {
            continue;
        }
        let facts: Vec<(&dyn AnyFact, &Text)> = subjects(stated, sentence, at)
            .into_iter()
            .filter_map(|it| Some((it, auditor(stated, it)?)))
            .collect();
        let Some((fact, first)) = facts.first() else { continue };
        if facts.iter().any(|it| is_named(&it.1.value, &own)) {
            continue;
        }
        let but = format!("states `{}` as its auditor", first.value);
        found.push(quoted(
            codes::CONTRADICTING_TEXT,
            sentence,
            at..end,
            (Some(fact.id().clone()), first.place),
            but,
        ));
    }
}

/// The index of the word after `for ISO 27001 is`, which may be between `auditor` and the name.
fn after_certification(sentence: &Sentence, at: usize) -> usize {
    let article = at + 1 + usize::from(is_among(sentence.word(at + 1), "our, the, unser, unsere"));
    let certification = sentence.names.iter().find(|it| it.at.start == article);
    let is_of = is_among(sentence.word(at), "for, of, für, de");
    let Some(end) = certification.map(|it| it.at.end).filter(|_| is_of) else { return at };
    end + sentence.phrase(end, "is, was, ist, est, es, è").unwrap_or_default()
}

/// The end of the name that begins at a word: after at most [`NAME`] words, at a comma, or at a word without
/// a capital that is not a conjunction.
fn name_end(sentence: &Sentence, start: usize) -> usize {
    let mut end = start;
    while end < sentence.words.len() && end - start < NAME {
        let is_separated = end > start && sentence.gap(end - 1) != Gap::None;
        let continues = sentence.words.get(end).is_some_and(|it| it.capital)
            || is_among(sentence.word(end), "of, and, und, de, et, e, y");
        if is_separated || !continues {
            break;
        }
        end += 1;
    }
    end
}

fn auditor<'f>(stated: &StatedFacts<'f>, fact: &dyn AnyFact) -> Option<&'f Text> {
    stated.facts.certifications.iter().find(|it| it.id == *fact.id())?.body.auditor.as_ref()
}

/// Whether words name an auditor: they share a distinctive word with its name, or are its initials.
fn is_named(auditor: &str, own: &[&str]) -> bool {
    let name = words(auditor);
    let distinctive: Vec<&str> =
        name.iter().map(|it| it.folded.as_str()).filter(|it| !is_among(it, COMMON)).collect();
    let distinctive =
        if distinctive.is_empty() { name.iter().map(|it| it.folded.as_str()).collect() } else { distinctive };
    let initials =
        |all: &mut dyn Iterator<Item = &str>| all.filter_map(|it| it.chars().next()).collect::<String>();
    let known_initials =
        [initials(&mut name.iter().map(|it| it.folded.as_str())), initials(&mut distinctive.iter().copied())];
    let first = own.first().copied().unwrap_or_default();
    let own_initials = initials(&mut own.iter().copied());
    own.iter().any(|it| distinctive.contains(it))
        || known_initials.iter().any(|it| it.chars().count() > 1 && it == first)
        || (own_initials.chars().count() > 1 && distinctive.first().is_some_and(|it| **it == own_initials))
}
