//! Texts beside a yes that deny what the question asks: `We don't encrypt backups`, `They aren't`.

use std::collections::BTreeSet;

use crate::{matching::stems, word_list::listed};

/// Words that negate the verb after them.
const NOT: &str = "not, cannot, never, nicht, pas, niet, não";
/// Words that negate the noun after them, or everything.
const NONE: &str = "no, none, nobody, nothing, never, kein, keine, keinen, keiner, keinem, keines, nie, \
                    niemand, aucun, aucune, jamais, ningún, ninguna, nunca, nadie, nessun, nessuna, \
                    nessuno, mai, geen, nooit, niemand, nenhum, nenhuma, ninguém";
/// Words with which `no` makes a statement about everything: `No backup leaves without a key`.
const EXCEPT: &str = "without, unless, except, other, ohne, außer, sans, sauf, sin, salvo, senza, tranne, \
                      zonder, behalve, sem, exceto";
/// Words that may be between them.
const BETWEEN: &str = "be, been, being, currently, yet, always, actually, do, have, to, any, our, the, se, \
                       est, sont, été, ist, sind, wird, werden";
/// Words that negate a question, so that a negation may answer it with yes.
const DENYING: &str = "not, no, never, without, or, nicht, kein, keine, sans, pas, aucun, sin, ningún, \
                       senza, non, niet, geen, sem, não";
/// Words of a question about something that is prevented, so that a negation may answer it with yes.
const RESTRICTING: &str = "prohibit, prohibits, prohibited, prevent, prevents, prevented, avoid, avoids, \
                           refrain, forbid, forbidden, restrict, restricts, restricted, block, blocks, \
                           blocked, deny, denies, denied, disable, disabled, disallow, ban, banned, lack, \
                           limit, limits, limited, free, protect, protected, ensure, only, verboten, \
                           untersagt, verhindern, interdit, prohibido, vietato, verboden, proibido, policy, \
                           separate, separated, isolated";
/// Subjects and verbs of a negation without a content word: `They aren't.`
const ALONE: &str = "we, it, they, this, that, these, is, are, do, does, did, has, have, was, were, will, \
                     would, can, could, no, there";
/// The maximum number of words between `no` and its noun.
const NEAR: usize = 4;
/// The maximum number of words before a negation that refers to the question.
const BEFORE: usize = 6;

/// The words with which the first sentence of a text, or the one after a bare yes, denies what the question
/// asks, worded to follow "its text".
pub(super) fn denies_asked(text: &str, question: &str, proposition: &str) -> Option<String> {
    let asked = split(question);
    let confirmed = split(proposition);
    let denying = || asked.iter().chain(&confirmed).any(|it| listed(DENYING, it));
    if asked.is_empty() || denying() {
        return None;
    }
    let restricting = asked.iter().chain(&confirmed).any(|it| listed(RESTRICTING, it));
    let known = stems(question);
    let mut sentences = text.split(['.', '!', ';', '\n']).map(str::trim).filter(|it| !it.is_empty());
    let first = sentences.next()?;
    if let [word] = split(first).as_slice()
        && !restricting
        && listed(NONE, word)
        && word != "no"
    {
        return Some(format!("says `{word}`"));
    }
    let said = if split(first).len() > 1 { first } else { sentences.next()? };
    let said = split(said);
    if restricting {
        return restriction(&said, &known).map(|it| format!("says `{it}`"));
    }
    denial(&said, &known).or_else(|| none_of(&said, &known)).map(|it| format!("says `{it}`"))
}

/// A negated verb of restriction: `cannot disable`.
fn restriction(words: &[String], known: &BTreeSet<String>) -> Option<String> {
    denial(words, known)
        .filter(|words| words.split(' ').next_back().is_some_and(|it| listed(RESTRICTING, it)))
}

/// Words that deny the existence of something that the question asks about: `no breach`.
fn none_of(words: &[String], known: &BTreeSet<String>) -> Option<String> {
    if words.iter().any(|it| listed(EXCEPT, it)) {
        return None;
    }
    let at = words.iter().take(BEFORE + 1).position(|it| listed(NONE, it))?;
    let near = words.iter().enumerate().skip(at + 1).take(NEAR);
    let found = near.into_iter().find(|(_, it)| stems(it).iter().any(|it| known.contains(it)))?;
    words.get(at..=found.0).map(|it| it.join(" "))
}

/// The word by which a proposition negates its question, so that a yes to one is a no to the other.
pub(super) fn turned_proposition(question: &str, proposition: &str) -> Option<String> {
    let clause = proposition.split([',', ';']).next().unwrap_or_default();
    let (asked, stated) = (split(question), split(clause));
    let common = || !stems(question).is_disjoint(&stems(proposition));
    if asked.is_empty() || asked.iter().any(|it| listed(DENYING, it)) || !common() {
        return None;
    }
    if asked.iter().any(|it| listed(RESTRICTING, it)) {
        return restriction(&stated, &stems(question));
    }
    stated.into_iter().take(BEFORE + 1).find(|it| listed(NOT, it) || listed(NONE, it))
}

fn denial(words: &[String], known: &BTreeSet<String>) -> Option<String> {
    let at = words.iter().take(BEFORE + 1).position(|it| listed(NOT, it))?;
    let behind = words.get(at + 1..)?;
    let from = at.saturating_sub(1);
    let Some(next) = behind.iter().position(|it| !listed(BETWEEN, it)) else {
        let alone = words.iter().take(at).all(|it| listed(ALONE, it));
        return alone.then(|| words.join(" "));
    };
    let verb = behind.get(next)?;
    let ends = at + next + 2;
    let is_asked = stems(verb).iter().any(|it| known.contains(it));
    // `Not only`, `not all` and a list of exceptions are different statements.
    is_asked.then(|| words.get(from..ends).unwrap_or_default().join(" "))
}

/// The words of a text in lower case; `don't` is split in two.
fn split(text: &str) -> Vec<String> {
    let plain =
        text.to_lowercase().replace('\u{2019}', "'").replace("can't", "can not").replace("won't", "will not");
    let plain = plain.replace("n't", " not");
    plain.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn propositions_that_negate_the_question_are_detected() {
        for (question, proposition) in [
            ("Do you outsource development?", "Acme does not outsource development."),
            ("Is there any shared account?", "There is no shared account."),
            ("Has your company been fined by a regulator?", "Acme has never been fined by a regulator."),
            ("Can employees disable antivirus?", "Employees cannot disable antivirus."),
            ("Werden Daten verkauft?", "Daten werden nicht verkauft."),
        ] {
            assert!(turned_proposition(question, proposition).is_some(), "{question} {proposition}");
        }
        for (question, proposition) in [
            ("Do you encrypt backups?", "Backups are encrypted."),
            ("Is it true that no data is sold?", "No data is sold."),
            ("Do you prevent the sale of data?", "Data is not sold."),
            ("Do you use subprocessors?", "Acme uses subprocessors, and no others."),
        ] {
            assert_eq!(turned_proposition(question, proposition), None, "{question} {proposition}");
        }
    }

    #[test]
    fn denials_of_the_question_are_detected() {
        for (question, text) in [
            ("Do you encrypt backups?", "We don't encrypt backups."),
            ("Do you encrypt backups?", "We do not encrypt backups."),
            ("Do you encrypt backups?", "We don\u{2019}t currently encrypt them."),
            ("Do you encrypt backups?", "Yes. We don't encrypt backups."),
            ("Are backups encrypted?", "Backups aren't encrypted."),
            ("Are backups encrypted?", "They aren't."),
            ("Is data deleted on request?", "It isn't."),
            ("Can customers delete their data?", "Customers can't delete their data."),
            ("Will you notify us of a breach?", "We won't notify customers."),
            ("Do you have a security team?", "We haven't."),
            ("Werden Backups verschlüsselt?", "Backups werden nicht verschlüsselt."),
            ("Have you had a breach in the last 12 months?", "We had no breach."),
            ("Do you use open source libraries?", "No open source libraries are used."),
            ("Has your company been fined?", "Never."),
            ("Can employees disable antivirus?", "Employees cannot disable antivirus software."),
        ] {
            assert!(denies_asked(text, question, "").is_some(), "{question} {text}");
        }
        for (question, text) in [
            ("Is customer data isolated?", "We do not mix customer data."),
            ("Do you prohibit the sharing of accounts?", "We do not share accounts."),
            ("Do you encrypt backups?", "We encrypt backups, and do not keep keys beside them."),
            ("Do you encrypt backups?", "Yes, we do."),
            ("Are backups encrypted?", "Backups are encrypted. Keys are not."),
            ("Do you refrain from selling data?", "We do not sell data."),
            ("Is access removed when employees leave?", "Access does not outlast employment."),
            ("Do you log access?", "We do not only log access, but review it."),
            ("Is all data encrypted?", "All data is encrypted, with no exceptions."),
            ("Are backups encrypted?", "No backup leaves the system without a key, and all are encrypted."),
        ] {
            assert_eq!(denies_asked(text, question, ""), None, "{question} {text}");
        }
        let proposition = "Data is not used for training.";
        assert_eq!(denies_asked("We don't use data.", "How do you use data?", proposition), None);
    }
}
