//! Texts that deny what facts state: `We use no subprocessors` beside a list of subprocessors.

use super::{Subject, wording::each_text};
use crate::{
    diagnostic::{Diagnostic, Level, codes},
    fact::{AnyFact, over},
    names::{Word, without_tags, words},
};

/// Nouns in the languages of texts, each word by word.
type Nouns = &'static [&'static [&'static str]];

/// What may be denied.
const SUBPROCESSORS: Nouns = &[
    &["subprocessors"],
    &["sub", "processors"],
    &["unterauftragsverarbeiter"],
    &["unterauftragnehmer"],
    &["sous", "traitants"],
    &["sous", "traitant"],
    &["subencargados"],
    &["sub", "responsabili"],
    &["subverwerkers"],
    &["subcontratantes"],
];
const COOKIES: Nouns = &[&["cookies"], &["cookie"]];
const BOUNTIES: Nouns = &[&["bounties"], &["bounty"], &["bug", "bounties"], &["bug", "bounty"]];
/// Words that deny the noun behind them.
const NO: &str = "no keine kein aucun aucune ningún ninguna nessun nessuna geen nenhum nenhuma";
/// Words that deny a verb, and words that may stand between them and the noun.
const NOT: &str = "not nicht";
const BETWEEN: &str = "use uses using set sets pay pays offer offers have engage employ any";
/// Words behind the noun with which the sentence still denies all of it.
const GOES_ON: &str = "are is at all set sets used paid pays offered engaged werden wird sind ein gesetzt eingesetzt verwendet and or und oder et y e en";

/// A text that denies what facts state.
pub fn denied(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let facts = subject.facts;
    let used = facts.subprocessors.iter().find(|it| {
        told(*it, subject) && it.body.products.is_empty() && over(*it, &facts.evidence, subject.on).is_none()
    });
    let cookie = facts.cookies.iter().find(|it| told(*it, subject) && it.body.products.is_empty());
    let pays = facts.programme.iter().find(|it| {
        told(*it, subject)
            && it.body.bounties.iter().any(|row| row.most.as_ref().is_some_and(|it| it.value > 0))
    });
    let stated: [(Nouns, Option<&dyn AnyFact>); 3] = [
        (SUBPROCESSORS, used.map(|it| it as _)),
        (COOKIES, cookie.map(|it| it as _)),
        (BOUNTIES, pays.map(|it| it as _)),
    ];
    each_text(subject, &mut |text, _| {
        let own = without_tags(text);
        let words = words(&own);
        for (nouns, fact) in stated {
            let Some(fact) = fact.filter(|_| denies(&own, &words, nouns)) else { continue };
            let noun = nouns.first().map(|it| it.join(" ")).unwrap_or_default();
            let message = format!("this text says that there are no {noun}, but `{}` states one", fact.id());
            let mut finding = Diagnostic::new(codes::CONFLICTING_STATEMENTS, text.place, message)
                .also(fact.place(), "stated here")
                .help("say what the facts say, or say for which product it holds");
            // The text may mean something else.
            finding.level = Level::Warning;
            findings.push(finding);
        }
    });
}

fn told(fact: &dyn AnyFact, subject: &Subject) -> bool {
    !fact.draft() && fact.envelope().holds(subject.on)
}

/// Whether a text denies a noun without a limit: not `no subprocessors outside the EU`.
fn denies(text: &str, words: &[Word], nouns: Nouns) -> bool {
    let is_among = |at: Option<usize>, table: &str| {
        at.and_then(|it| words.get(it))
            .is_some_and(|it| table.split_whitespace().any(|word| word == it.folded))
    };
    let ends = |at: usize| {
        let (Some(one), Some(two)) = (words.get(at), words.get(at + 1)) else { return true };
        let between = text.get(one.range.end..two.range.start).unwrap_or_default();
        between.contains(['.', ';', '!', '?', '\n']) || is_among(Some(at + 1), GOES_ON)
    };
    let negated = |at: usize| {
        let mut before = at.checked_sub(1);
        if is_among(before, NO) {
            return true;
        }
        while is_among(before, BETWEEN) {
            before = before.and_then(|it| it.checked_sub(1));
        }
        before.is_some_and(|it| it + 1 < at) && is_among(before, NOT)
    };
    let is_noun = |at: usize, noun: &[&str]| {
        words
            .get(at..at + noun.len())
            .is_some_and(|here| here.iter().zip(noun).all(|(it, word)| it.folded == *word))
    };
    (0..words.len())
        .any(|at| nouns.iter().any(|noun| is_noun(at, noun) && negated(at) && ends(at + noun.len() - 1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_denied_without_a_limit_is_found() {
        for text in [
            "We use no subprocessors.",
            "No subprocessors are used.",
            "We do not use any subprocessors",
            "Wir setzen keine Unterauftragsverarbeiter ein.",
            "We use no subprocessors and no others.",
        ] {
            assert!(denies(text, &words(text), SUBPROCESSORS), "{text}");
        }
        for text in [
            "We use no subprocessors outside the European Union.",
            "We use no other subprocessors.",
            "Not all subprocessors are listed.",
            "No subprocessors without a contract are used.",
        ] {
            assert!(!denies(text, &words(text), SUBPROCESSORS), "{text}");
        }
        assert!(denies("No cookies are set.", &words("No cookies are set."), COOKIES));
        assert!(!denies("No advertising cookies.", &words("No advertising cookies."), COOKIES));
        assert!(denies("No bug bounties are paid.", &words("No bug bounties are paid."), BOUNTIES));
    }
}
