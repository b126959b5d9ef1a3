//! Texts beside a yes that deny what the question asks: `We don't encrypt backups`, `They aren't`.

use std::collections::BTreeSet;

use crate::{matching::stems, word_list::listed};

/// Words that deny the verb behind them.
const NOT: &str = "not, cannot, never, nicht, pas, niet, não";
/// Words that may stand between them.
const BETWEEN: &str = "be, been, being, currently, yet, always, actually, do, have, to, any, our, the, se, \
    est, sont, été, ist, sind, wird, werden";
/// Words of a question that a denial may answer with yes.
const TURNING: &str = "not, no, never, without, prohibit, prohibits, prohibited, prevent, prevents, \
    prevented, avoid, avoids, refrain, forbid, forbidden, restrict, restricts, restricted, block, blocks, \
    blocked, deny, denies, denied, disable, disabled, disallow, ban, banned, lack, limit, limits, limited, \
    free, protect, protected, ensure, only, nicht, kein, keine, verboten, untersagt, verhindern, sans, \
    pas, interdit, aucun, sin, ningún, prohibido, senza, vietato, non, niet, geen, verboden, sem, não, \
    proibido, policy, separate, separated, isolated, or";
/// Subjects and verbs of a denial alone: `They aren't.`
const ALONE: &str = "we, it, they, this, that, these, is, are, do, does, did, has, have, was, were, will, \
    would, can, could, no, there";
/// A denial further behind speaks of something else.
const BEFORE: usize = 6;

/// The words with which the first sentence of a text, or the one after a bare yes, denies what the question
/// asks, worded to follow "its text".
pub(super) fn denies_asked(text: &str, question: &str, proposition: &str) -> Option<String> {
    let asked = split(question);
    let confirmed = split(proposition);
    if asked.is_empty()
        || confirmed.iter().any(|it| listed(TURNING, it))
        || asked.iter().any(|it| listed(TURNING, it))
    {
        return None;
    }
    let known = stems(question);
    let mut sentences = text.split(['.', '!', ';', '\n']).map(str::trim).filter(|it| !it.is_empty());
    let first = sentences.next()?;
    let said = if split(first).len() > 1 { first } else { sentences.next()? };
    denial(&split(said), &known).map(|it| format!("says `{it}`"))
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
    // `Not only`, `not all` and a list of exceptions are other statements.
    is_asked.then(|| words.get(from..ends).unwrap_or_default().join(" "))
}

/// The words of a text in lower case, `don't` as two.
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
    fn a_denial_of_what_is_asked_is_found() {
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
        ] {
            assert_eq!(denies_asked(text, question, ""), None, "{question} {text}");
        }
        let proposition = "Data is not used for training.";
        assert_eq!(denies_asked("We don't use data.", "How do you use data?", proposition), None);
    }
}
