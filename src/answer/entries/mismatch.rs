//! Verdicts that contradict the text: a plain yes with a condition, a yes with a no.
//!
//! Only sentences about the whole answer count: the first one, and those that continue it ("It requires
//! ...", "Enterprise plan only."). A later sentence may be about something else with a condition of its
//! own.

use chrono::NaiveDate;

use super::{
    antonyms::excludes,
    conditions::{self, clauses},
    denied_asked::{denies_asked, turned_proposition},
    grounds::place_of_verdict,
    resolved::ResolvedAnswer,
};
use crate::{
    answer::verdicts::words,
    audience_view::Disclosed,
    diagnostic::{Diagnostic, codes},
    fact::{Datum, Verdict},
    matching::normal,
    word_list::listed,
};

/// Beginnings of sentences that continue the previous one.
const GOING_ON: &str = "it, this, that, they, these, only, available, currently, however, es, dies, diese, \
                        dieser, dieses, das, sie, nur, verfügbar, derzeit, jedoch, allerdings, il, elle, \
                        cela, ceci, ils, elles, uniquement, seulement, disponible, actuellement, toutefois, \
                        cependant, esto, esta, este, solo, sólo, actualmente, questo, questa, disponibile, \
                        attualmente, tuttavia, dit, deze, het, alleen, beschikbaar, momenteel, echter, \
                        isto, isso, apenas, somente, disponível, atualmente, contudo, porém";
/// Words that negate a proposition.
pub(super) const DENYING: &str = "no, not, never, none, nicht, kein, keine, keinen, keiner, keinem, nie, \
                                  niemals, niemand, pas, aucun, aucune, jamais, ne, ningún, ninguna, nunca, \
                                  nadie, non, nessun, nessuna, nessuno, mai, niet, geen, nooit, não, \
                                  nenhum, nenhuma, ninguém";
/// Other words that make `We do ...` a no.
const TURNING: &str = "not, no, never, but, instead, however, only, without";
/// Beginnings that say that a question does not apply.
const INAPPLICABLE: &str = "not applicable, n/a, nicht anwendbar, nicht zutreffend, trifft nicht zu, \
                            entfällt, sans objet, non applicable, ne s'applique pas, no aplica, no \
                            aplicable, no procede, non applicabile, niet van toepassing, n.v.t, não \
                            aplicável, não se aplica";

/// The finding for an answer whose text does not support its verdict on the effective date `on`.
pub fn mismatch(given: &ResolvedAnswer, fact: &Disclosed, on: NaiveDate) -> Option<Diagnostic> {
    let verdict = given.verdict.filter(|it| matches!(it, Verdict::Yes | Verdict::No))?;
    let stated = |name: &str| fact.data.get(name).and_then(Datum::text).unwrap_or_default();
    let proposition = stated("proposition");
    // A condition in the question or proposition itself is confirmed by the verdict.
    let asked = [clauses(stated("question"), on), clauses(proposition, on)].concat();
    let why = match verdict {
        Verdict::Yes => conditional(&given.text, &asked, on),
        _ => None,
    };
    let question = stated("question");
    let denied =
        || denies_asked(&given.text, question, proposition).or_else(|| excludes(&given.text, question));
    let why = why
        .or_else(|| opposite(&given.text, verdict, proposition))
        .or_else(|| denied().filter(|_| verdict == Verdict::Yes))
        .or_else(|| repeated(&given.text, verdict, proposition));
    let Some(why) = why else {
        let word = turned_proposition(stated("question"), proposition)?;
        let message = format!(
            "the proposition of `{}` denies (`{word}`) what its question asks, so that its verdict does not \
             answer the question",
            given.id
        );
        let help = "reword `proposition` so that a yes to it is a yes to the question, and turn the verdict \
                    where needed";
        return Some(Diagnostic::new(codes::VERDICT_MISMATCH, place_of_verdict(fact), message).help(help));
    };
    let place = place_of_verdict(fact);
    let message = format!("the verdict of `{}` is `{}`, but its text {why}", given.id, verdict.word());
    let help = match verdict {
        Verdict::Yes => {
            "use `verdict: partial` or `no`, add the condition to `proposition`, or reword the text"
        }
        _ => "use the verdict that the text gives, or reword the text",
    };
    Some(Diagnostic::new(codes::VERDICT_MISMATCH, place, message).help(help))
}

/// Why a no does not match: the text is the proposition that it denies.
fn repeated(text: &str, verdict: Verdict, proposition: &str) -> Option<String> {
    let first = text.split(['.', '!', '\n']).next().unwrap_or_default();
    let same = !proposition.is_empty() && normal(first) == normal(proposition.trim_end_matches('.'));
    (verdict == Verdict::No && same).then(|| "states the proposition, which the verdict denies".into())
}

/// The condition in the text; `None` if there is none or the question has the same condition.
fn conditional(text: &str, asked: &[Vec<String>], on: NaiveDate) -> Option<String> {
    about_the_whole(text).into_iter().find_map(|it| conditions::conditional(it, asked, on))
}

/// The beginning of the text, if it is the opposite of the verdict.
fn opposite(text: &str, verdict: Verdict, proposition: &str) -> Option<String> {
    let whole = about_the_whole(text).into_iter().next()?;
    let first = plain(whole);
    let words: Vec<&str> = first.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    let word = *words.first()?;
    if plain(proposition).split(|c: char| !c.is_alphanumeric()).any(|it| listed(DENYING, it)) {
        return None;
    }
    // "No change is made without ..." is a sentence, "No, ..." an answer.
    let alone = first
        .strip_prefix(word)
        .is_some_and(|it| it.is_empty() || it.starts_with([',', '.', ';', ':', '!']) || it.starts_with(" –"));
    let turns = words.iter().any(|it| listed(TURNING, it));
    let said = words::verdict_of(word)
        .filter(|_| alone && word.chars().count() > 1 && words::is_plain_verdict(word));
    let opposes =
        matches!((verdict, said), (Verdict::No, Some(Verdict::Yes)) | (Verdict::Yes, Some(Verdict::No)));
    let begins = |it: &str| Some(format!("begins with `{it}`"));
    if opposes {
        return begins(whole.split(|c: char| !c.is_alphanumeric()).find(|it| !it.is_empty())?);
    }
    if (verdict, word) == (Verdict::No, "we") && words.get(1) == Some(&"do") && !turns {
        return begins("We do");
    }
    let ends = |it: &str| first.strip_prefix(it).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    let found = INAPPLICABLE.split(", ").find(|it| ends(it))?;
    begins(whole.get(..found.len()).unwrap_or(found))
}

/// A text in lower case with plain apostrophes.
fn plain(text: &str) -> String {
    text.to_lowercase().replace('\u{2019}', "'")
}

/// The first sentence, the one after a bare yes or no, and those that continue it.
fn about_the_whole(text: &str) -> Vec<&str> {
    let mut sentences = sentences(text).into_iter();
    let Some(first) = sentences.next() else { return vec![] };
    let mut whole = vec![first];
    let mut bare = first.split_whitespace().count() <= 1;
    for sentence in sentences {
        let begins = sentence
            .split(|c: char| !c.is_alphanumeric())
            .find(|it| !it.is_empty())
            .unwrap_or_default()
            .to_lowercase();
        let short = sentence.split_whitespace().count() <= 5;
        if bare || short || listed(GOING_ON, &begins) {
            whole.push(sentence);
        } else {
            break;
        }
        bare = false;
    }
    whole
}

fn sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let ends = c == '\n'
            || (matches!(c, '.' | '!' | '?')
                && characters.peek().is_none_or(|(_, next)| next.is_whitespace()));
        if ends {
            sentences.extend(text.get(start..at));
            start = at + c.len_utf8();
        }
    }
    sentences.extend(text.get(start..));
    sentences.into_iter().map(str::trim).filter(|it| it.chars().any(char::is_alphanumeric)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(text: &str, verdict: Verdict, proposition: &str) -> Option<String> {
        let on = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
        let condition =
            (verdict == Verdict::Yes).then(|| conditional(text, &clauses(proposition, on), on)).flatten();
        condition.or_else(|| opposite(text, verdict, proposition))
    }

    #[test]
    fn conditions_of_a_yes_are_found() {
        for (text, on) in [
            ("Enterprise plan only.", "plan"),
            ("Yes. Enterprise plan only.", "plan"),
            ("Single sign-on is supported (Enterprise plan only).", "plan"),
            ("Available on the Enterprise plan.", "plan"),
            ("We support SAML. It requires the Enterprise plan.", "plan"),
            ("This is offered only on our higher plans.", "plan"),
            ("Customer-managed keys are a paid add-on.", "plan"),
            ("Yes, for an additional fee.", "plan"),
            ("Audit logs can be streamed on request.", "request"),
            ("In the EU region only.", "region"),
            ("Yes, but only in the EU.", "region"),
            ("From 2027.", "date"),
            ("Available from January 2027 on.", "date"),
            ("Yes, from 1 January 2027.", "date"),
            ("This is planned for next year.", "date"),
            ("Yes (planned).", "date"),
            ("We plan to encrypt backups.", "date"),
            ("Support for passkeys is on our roadmap.", "date"),
            ("Not yet.", "date"),
            ("All data is encrypted, except for backups.", "exception"),
            ("All systems apart from the legacy product are scanned.", "exception"),
            ("Laptops are partially encrypted.", "part"),
            ("Not all employees are screened.", "part"),
        ] {
            let found = why(text, Verdict::Yes, "");
            assert!(found.as_ref().is_some_and(|it| it.contains(on)), "{text}: {found:?}");
            assert_eq!(why(text, Verdict::Partial, ""), None, "{text}");
        }
    }

    #[test]
    fn texts_similar_to_conditions_are_not_conditions() {
        for text in [
            "Yes.",
            "Customer data is encrypted at rest with AES-256.",
            "Yes. A copy of the SOC 2 report is available on request.",
            "The policy is shared on request.",
            "Data is deleted on request.",
            "Single sign-on is included in all plans.",
            "It is part of every plan, at no extra cost.",
            "Data is encrypted at rest. Customer-managed keys are available on the Enterprise plan.",
            "There is a business continuity plan.",
            "Only authorised employees have access to production.",
            "Customers only see their own data.",
            "Customer data is stored in the EU region only.",
            "Since 2019, all laptops are encrypted.",
            "The certificate is valid until 31 January 2027.",
            "Planned maintenance is announced a week ahead.",
            "Releases are planned, reviewed and tested.",
            "Exceptions are approved by the CISO.",
            "All traffic is denied except for approved ports.",
            "No one except on-call engineers has access.",
            "Incidents are reported within 5 days, excluding weekends.",
            "We hold a report that covers 2025.",
            "Yes, in most cases within an hour.",
        ] {
            assert_eq!(why(text, Verdict::Yes, ""), None, "{text}");
        }
        // The proposition itself has the condition.
        let proposition = "Single sign-on is available on the Enterprise plan.";
        assert_eq!(why("SAML is part of the Enterprise plan.", Verdict::Yes, proposition), None);
        let text = "Passkeys come in 2026.";
        assert_eq!(why(text, Verdict::Yes, ""), None, "a year that is running may be meant either way");
    }

    #[test]
    fn texts_that_contradict_the_verdict_are_found() {
        for (text, verdict) in [
            ("We do encrypt backups.", Verdict::No),
            ("Yes, with AES-256.", Verdict::No),
            ("Yes.", Verdict::No),
            ("No.", Verdict::Yes),
            ("No, backups are not encrypted.", Verdict::Yes),
            ("Not applicable: there are no offices.", Verdict::Yes),
            ("N/A", Verdict::No),
        ] {
            assert!(why(text, verdict, "Backups are encrypted.").is_some(), "{text}");
        }
        for (text, verdict, proposition) in [
            ("We do not encrypt backups.", Verdict::No, ""),
            ("We do hold a SOC 2 report, but no certificate.", Verdict::No, ""),
            ("We hold a SOC 2 report.", Verdict::No, ""),
            ("No customer data leaves the region.", Verdict::Yes, ""),
            ("No, data is never sold.", Verdict::Yes, "Customer data is not sold."),
            ("Yes, with AES-256.", Verdict::Yes, ""),
            ("No.", Verdict::No, ""),
        ] {
            assert_eq!(why(text, verdict, proposition), None, "{text}");
        }
    }
}
