//! Texts beside a yes that say the opposite of what is asked without a negation: `Are the ports closed?`
//! and `All ports are open`.

use std::{collections::BTreeSet, sync::OnceLock};

use super::resolved::ResolvedAnswer;
use crate::{
    fact::Verdict,
    matching::stems,
    word_list::{lines, listed},
};

/// The words of a question, and those that exclude them.
struct Pair {
    asked: Vec<&'static str>,
    excluded: Vec<&'static str>,
}

const FILE: &str = include_str!("../../../words/antonyms.txt");

/// Words with which a clause or a question may mean something other than that its state holds.
const TURNING: &str = "not, no, none, never, nobody, nothing, cannot, without, unless, except, only, until, \
                       if, when, once, or, than, other, others, otherwise, default, exception, exceptions, \
                       instead, before, nicht, kein, keine, nie, ohne, nur, bis, wenn, außer, oder, andere, \
                       anderen, pas, aucun, aucune, jamais, sans, sauf, ou, si, autres, seulement, sin, \
                       ningún, nunca, salvo, solo, otros, senza, nessun, mai, tranne, altri, geen, niet, \
                       nooit, zonder, alleen, andere, sem, nenhum, não, nunca, apenas, outros";
/// Verbs that state a condition.
const STATES: &str = "is, are, was, were, be, been, being, remain, remains, stay, stays, ist, sind, werden, \
                      wird, bleiben, bleibt, est, sont, restent, reste, es, son, está, están, è, sono, \
                      vengono, zijn, worden, wordt, são, é, estão";
/// Words that may be between such a verb and the state.
const BETWEEN: &str = "all, always, still, currently, fully, completely, generally, usually, kept, left, \
                       held, stored, saved, sent, transmitted, in, being, been, securely, publicly, both, \
                       immer, vollständig, alle, im, gespeichert, toujours, stockées, en, siempre, sempre";
/// Prepositions before a state.
const IN: &str = "in, im, en";
/// The maximum number of words beside the state word of a question that name its subject.
const ABOUT: usize = 4;
/// The maximum number of words before or after a verb that name the subject of a text.
const NEAR: usize = 4;

fn pairs() -> &'static [Pair] {
    static PAIRS: OnceLock<Vec<Pair>> = OnceLock::new();
    PAIRS.get_or_init(|| lines(FILE).flat_map(read).collect())
}

/// The pairs of a line of the file.
fn read(line: &'static str) -> Vec<Pair> {
    let words = |it: &'static str| it.split(',').map(str::trim).collect::<Vec<_>>();
    let both = line.split_once('|').map(|(one, other)| (words(one), words(other)));
    let first = line.split_once('>').map(|(asked, excluded)| (words(asked), words(excluded)));
    let turned = both.clone().map(|(one, other)| (other, one));
    let all = both.into_iter().chain(turned).chain(first);
    all.map(|(asked, excluded)| Pair { asked, excluded }).collect()
}

/// The part of a text that excludes a yes to the question, worded to follow "its text".
pub fn excludes(text: &str, question: &str) -> Option<String> {
    let asked = split(question);
    if asked.iter().any(|it| listed(TURNING, it)) {
        return None;
    }
    let said = first_sentence(text)?;
    pairs().iter().find_map(|pair| {
        let has = |words: &[String], list: &[&str]| words.iter().any(|it| list.contains(&it.as_str()));
        let at = asked.iter().position(|it| pair.asked.contains(&it.as_str()))?;
        if has(&asked, &pair.excluded) || has(&split(text), &pair.asked) {
            return None;
        }
        let beside = asked.iter().enumerate().filter(|it| it.0 != at && it.0.abs_diff(at) <= ABOUT);
        let about: BTreeSet<String> = beside.flat_map(|it| stems(it.1)).collect();
        let clauses = said.split([',', ';', ':', '(', ')', '–', '—']).map(split);
        clauses
            .filter(|words| !words.iter().any(|it| listed(TURNING, it)))
            .find_map(|it| states(&it, pair, &about))
    })
}

/// The words of a clause that state an excluded condition of the question's subject (`about`).
fn states(clause: &[String], pair: &Pair, about: &BTreeSet<String>) -> Option<String> {
    let names = |words: &[String]| words.iter().any(|it| !stems(it).is_disjoint(about));
    let at = clause.iter().position(|it| pair.excluded.contains(&it.as_str()))?;
    let (before, behind) = (clause.get(..at)?, clause.get(at + 1..)?);
    let word = clause.get(at)?;
    let near = |words: &[String]| names(words.get(words.len().saturating_sub(NEAR)..).unwrap_or_default());
    // `All ports are open`, but not `They are open standards`
    let ends = behind.first().is_none_or(|it| stems(it).is_empty());
    let verb = before
        .iter()
        .rposition(|it| !listed(BETWEEN, it))
        .filter(|verb| before.get(*verb).is_some_and(|it| listed(STATES, it)));
    let stated = ends && verb.is_some_and(|verb| near(before.get(..verb).unwrap_or_default()));
    // `We retain data`, `Acme keeps data`
    let ours = before.last().is_some_and(|it| it == "we" || word.ends_with('s'));
    let done = ours && names(behind.get(..NEAR.min(behind.len())).unwrap_or_default());
    // `We store passwords in plaintext`
    let held = before.last().is_some_and(|it| listed(IN, it)) && near(before.get(..at.saturating_sub(1))?);
    let from = verb.unwrap_or(at.saturating_sub(1));
    let shown =
        || clause.get(from..(at + 1 + usize::from(done)).min(clause.len())).unwrap_or_default().join(" ");
    (stated || done || held).then(|| format!("says `{}`", shown()))
}

/// Why an entry's yes does not answer a different wording than that of its question.
pub fn against_wording(given: &ResolvedAnswer, question: &str) -> Option<String> {
    let own = || excludes(&given.text, &given.question);
    let why = Some(())
        .filter(|()| given.verdict == Some(Verdict::Yes))
        .and_then(|()| excludes(&given.text, question))?;
    own().is_none().then(|| format!("its verdict is `yes`, but its text {why}"))
}

/// The first sentence of a text, or the one after a bare yes.
fn first_sentence(text: &str) -> Option<&str> {
    let mut sentences = text.split(['.', '!', '\n']).map(str::trim).filter(|it| !it.is_empty());
    let first = sentences.next()?;
    if split(first).len() > 1 { Some(first) } else { sentences.next() }
}

/// The words of a text in lower case.
fn split(text: &str) -> Vec<String> {
    let plain = text.to_lowercase().replace('\u{2019}', "'").replace("n't", " not");
    plain.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_with_the_opposite_of_the_question_are_detected() {
        for (question, text) in [
            ("Are the ports closed?", "Yes. All ports are open to the internet."),
            ("Are unused ports closed?", "Ports stay open."),
            ("Is data deleted after termination?", "Yes. We retain data for 30 days after termination."),
            (
                "Is customer data deleted at the end of the contract?",
                "Acme keeps customer data for ten years.",
            ),
            ("Do you delete customer data?", "Customer data is retained for ten years."),
            ("Is access restricted?", "Yes. Access is unrestricted."),
            ("Do you restrict access to production?", "Access to production is unrestricted."),
            ("Is customer data encrypted at rest?", "Customer data is stored in plaintext."),
            ("Are passwords encrypted?", "We store passwords in plaintext."),
            ("Is MFA enabled for administrators?", "MFA is disabled for all administrators."),
            ("Is multi-factor authentication mandatory?", "Multi-factor authentication is optional."),
            ("Are personal devices prohibited?", "Personal devices are allowed."),
            ("Do you prohibit removable media?", "We allow removable media on all devices."),
            ("Are environments separated?", "Environments are shared."),
            ("Is the source code private?", "The source code is public."),
            ("Sind die Ports geschlossen?", "Alle Ports sind offen."),
            ("Ist der Zugriff eingeschränkt?", "Der Zugriff ist uneingeschränkt."),
            ("Les ports sont-ils fermés ?", "Tous les ports sont ouverts."),
            ("¿Están los puertos cerrados?", "Los puertos están abiertos."),
        ] {
            assert!(excludes(text, question).is_some(), "{question} {text}");
        }
    }

    #[test]
    fn apparent_opposites_are_not_reported() {
        for (question, text) in [
            ("Are the ports closed?", "All ports are closed, and only 443 is open."),
            ("Are the ports closed?", "Only port 443 is open."),
            ("Are the ports closed?", "Our offices are open on weekdays."),
            ("Are ports closed by a firewall?", "No ports are open to the internet."),
            ("Is data deleted after termination?", "Data is retained for 30 days and then erased."),
            ("Is data deleted after termination?", "We retain invoices for ten years."),
            ("Is data deleted after termination?", "Data is kept until termination."),
            ("Are audit logs retained?", "Audit logs are deleted after a year."),
            ("Is traffic encrypted?", "Unencrypted traffic is rejected."),
            ("Are passwords encrypted?", "Passwords are never stored in plaintext."),
            ("Are unused accounts disabled?", "All other accounts are enabled with MFA."),
            ("Are accounts disabled when employees leave?", "Accounts are enabled by HR."),
            ("Is access not restricted?", "Access is unrestricted."),
            ("Is data deleted or retained?", "Data is retained."),
            (
                "Is customer data logically separated?",
                "Customer data is stored in a shared database with tenant ids.",
            ),
            ("Is there a public status page?", "Status pages of customers are private dashboards."),
            ("Are tickets closed within a week?", "Tickets are opened in the portal."),
            ("Is access to the service limited?", "Storage is unlimited."),
        ] {
            let found = excludes(text, question);
            assert!(found.is_none(), "{question} {text}: {found:?}");
        }
    }

    #[test]
    fn antonym_pairs_are_in_lower_case() {
        for line in lines(FILE) {
            assert!(!read(line).is_empty(), "{line}");
            assert_eq!(line, line.to_lowercase());
        }
    }
}
