//! Verdicts in the words of customers' lists and headings.

use super::languages::{IN_FULL, IN_PART, NOT, UNSURE_AFTER_NOT, WORDS, is_plain};
use crate::{
    fact::Verdict,
    matching::{ReplyKind, reply_kind},
    questionnaire::{Choices, composed},
    word_list::listed,
};

/// Lists number fewer values.
const LIST: u32 = 1000;

/// The verdict that a customer's word stands for: one of the words that are known, or one of those for yes
/// with what turns it into a no (`not in place`, `voldoet niet`) or into a partial answer (`partially met`).
pub fn verdict_of(word: &str) -> Option<Verdict> {
    let word = plain(word);
    if !word.contains(' ') {
        return known(&word);
    }
    known(&word).or_else(|| full(&word)).or_else(|| in_part(&word)).or_else(|| negated(&word))
}

/// The verdict that a word gives as the answer to this text. A word that judges compliance (`Pass`, `Not
/// met`) says whether a requirement is met; to a question it is neither yes nor no.
pub fn verdict_on(asked: &str, word: &str) -> Option<Verdict> {
    verdict_of(word).filter(|_| is_plain_verdict(word) || !is_question(asked))
}

/// Whether a text asks, and does not state or require something.
pub fn is_question(text: &str) -> bool {
    reply_kind(text) != ReplyKind::Statement || text.contains(['?', '\u{ff1f}', '\u{bf}', '\u{61f}'])
}

fn known(word: &str) -> Option<Verdict> {
    WORDS.iter().find(|(_, words)| listed(words, word)).map(|(verdict, _)| *verdict)
}

/// `fully compliant`, `vollständig umgesetzt`.
fn full(word: &str) -> Option<Verdict> {
    beside(word, IN_FULL).find_map(known).filter(|it| *it == Verdict::Yes)
}

/// `partially in place`, `cumple parcialmente`, `teilweise umgesetzt`.
fn in_part(word: &str) -> Option<Verdict> {
    beside(word, IN_PART).find_map(known).filter(|it| *it == Verdict::Yes).map(|_| Verdict::Partial)
}

/// `not compliant`, `no cumple`, `voldoet niet`, `ne satisfait pas`. `Not fully compliant` may be a no or a
/// partial answer, and `not yet` announces something: they are for a person.
fn negated(word: &str) -> Option<Verdict> {
    let french = word.strip_prefix("ne ").and_then(|it| it.strip_suffix(" pas"));
    let clear =
        |it: &str| known(it) == Some(Verdict::Yes) && !listed(IN_FULL, it) && !listed(UNSURE_AFTER_NOT, it);
    french.into_iter().chain(beside(word, NOT)).any(clear).then_some(Verdict::No)
}

/// What is left of a text without one of these words at its beginning or its end.
fn beside<'a>(word: &'a str, modifiers: &'a str) -> impl Iterator<Item = &'a str> {
    modifiers.split(", ").flat_map(move |modifier| {
        let behind = word.strip_prefix(modifier).and_then(|it| it.strip_prefix(' '));
        let before = word.strip_suffix(modifier).and_then(|it| it.strip_suffix(' '));
        behind.into_iter().chain(before)
    })
}

/// The value of a list that says `verdict`, in the list's own spelling; `None` if no value or more than one
/// does.
pub fn choice(choices: &Choices, verdict: Verdict) -> Option<&str> {
    let whole: Vec<_> = choices.values.iter().filter(|it| verdict_of(it) == Some(verdict)).collect();
    let found = if whole.is_empty() {
        choices.values.iter().filter(|it| meaning(it) == Some(verdict)).collect()
    } else {
        whole
    };
    match found.as_slice() {
        [only] if !is_letter(only) || has_opposite(choices, verdict) => Some(only),
        _ => None,
    }
}

/// Whether a value is one letter, which may be short for another word: `N` of `C, P, N`.
fn is_letter(value: &str) -> bool {
    parts(value).all(|it| it.chars().count() == 1)
}

/// Whether a list has a value for the opposite of a yes or a no.
fn has_opposite(choices: &Choices, verdict: Verdict) -> bool {
    let opposite = if verdict == Verdict::Yes { Verdict::No } else { Verdict::Yes };
    choices.values.iter().any(|it| meaning(it) == Some(opposite))
}

/// The list's own spelling of a word that a person wrote.
pub fn spelled<'a>(choices: &'a Choices, word: &str) -> Option<&'a str> {
    let same = |it: &&String| it.trim() == word.trim();
    let alike = |it: &&String| plain(it) == plain(word);
    choices.values.iter().find(same).or_else(|| choices.values.iter().find(alike)).map(String::as_str)
}

/// Whether two texts are the same but for spaces, capitals and the way accents are written.
pub fn alike(one: &str, other: &str) -> bool {
    plain(one) == plain(other)
}

/// The verdict of a value as a whole, or of a longer one all of whose parts say the same: `Yes – compliant`,
/// `2 - No`, `N/A (not applicable)`. One that says more (`Yes, since 2019`) claims more than a verdict does,
/// and is for a person.
pub fn meaning(value: &str) -> Option<Verdict> {
    if let Some(whole) = verdict_of(value) {
        return Some(whole);
    }
    let said: Vec<_> = parts(value).map(verdict_of).collect();
    let first = said.first().copied().flatten()?;
    said.iter().all(|it| *it == Some(first)).then_some(first)
}

/// The parts of a value of a list, without its number in the list; a year is none.
fn parts(value: &str) -> impl Iterator<Item = &str> {
    let numbers = |it: &str| it.parse::<u32>().is_ok_and(|it| it < LIST);
    let parts =
        value.split([',', ';', ':', '–', '—', '(', ')', '=']).flat_map(|it| it.split(" - ")).map(str::trim);
    parts.filter(move |it| !it.is_empty() && !numbers(it))
}

/// Whether a word says yes, no or another verdict and nothing more.
pub fn is_plain_verdict(word: &str) -> bool {
    is_plain(&plain(word))
}

/// Whether the values for a verdict judge compliance (`Pass`, `Not met`) where a question is answered with
/// yes or no: the value that says the verdict does, or all those that say the opposite do.
pub fn judging(choices: &Choices, verdict: Verdict) -> bool {
    let judges = |verdict: Verdict| {
        let mut said = choices.values.iter().filter(|it| meaning(it) == Some(verdict)).peekable();
        said.peek().is_some()
            && said.all(|value| !is_plain(&plain(value)) && !parts(value).all(|it| is_plain(&plain(it))))
    };
    match verdict {
        Verdict::NotApplicable => false,
        Verdict::Partial => judges(Verdict::Partial) || judges(Verdict::Yes) || judges(Verdict::No),
        Verdict::Yes | Verdict::No => judges(Verdict::Yes) || judges(Verdict::No),
    }
}

/// The verdict that a text begins with: `Yes, since 2019`, `No – planned`.
pub fn verdict_begun(text: &str) -> Option<Verdict> {
    let first = text.split([',', ';', ':', '.', '–', '—', '(']).next()?.split(" - ").next()?;
    // One letter begins many things: `N. Virginia`.
    verdict_of(first).filter(|_| first.len() > 1 && first.len() < text.len())
}

/// A text as it is compared: in lower case, accents composed, with one space for spaces and for hyphens
/// within words.
fn plain(word: &str) -> String {
    let word = composed(word.trim().trim_end_matches(['.', '!'])).to_lowercase().replace('\u{2019}', "'");
    let hyphen = |c: char| matches!(c, '-' | '\u{2010}' | '\u{2011}');
    let words = word
        .split_whitespace()
        .flat_map(|it| it.split(move |c| hyphen(c) && it.len() > c.len_utf8()))
        .filter(|it| !it.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The verdict as a person says it.
pub fn verdict_label(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Yes => "Yes",
        Verdict::No => "No",
        Verdict::Partial => "Partially",
        Verdict::NotApplicable => "Not applicable",
    }
}

#[cfg(test)]
mod tests {
    use super::{choice, verdict_of};
    use crate::{fact::Verdict, questionnaire::Choices};

    #[test]
    fn list_values_are_recognised_with_their_negations() {
        let cases = [
            (
                Verdict::Yes,
                "Compliant, Fully-compliant, In Place, Cumple, umgesetzt, Vollständig umgesetzt, Voldoet, \
                 Sí, Si\u{301}, Met, Oui, Satisfait, Tak, Uppfylls, Valid",
            ),
            (
                Verdict::No,
                "Non Compliant, Non\u{2011}compliant, Do Not Comply, Does not comply, Not in Place, No \
                 cumple, nicht umgesetzt, Voldoet niet, Not satisfied, Ne satisfait pas, N’est pas \
                 conforme, Pas en place, Não cumpre, Na\u{303}o, Nie spełnia, Ej uppfyllt, Ikke oppfylt, \
                 Non soddisfatto, not available, Non-valid, Not valid, Invalid",
            ),
            (
                Verdict::Partial,
                "Partially in Place, Partially Comply, Partially satisfied, Cumple parcialmente, Voldoet \
                 deels, teilweise umgesetzt, Partiellement conforme, Parzialmente soddisfatto, Częściowo, \
                 Gedeeltelijk, Partial",
            ),
            (
                Verdict::NotApplicable,
                "N/A, NA, Not applicable, Not-applicable, No aplica, Niet van toepassing, entbehrlich, Nie \
                 dotyczy, Sans objet",
            ),
        ];
        for (verdict, words) in cases {
            for word in words.split(", ") {
                assert_eq!(verdict_of(word), Some(verdict), "{word}");
            }
        }
        for word in [
            "Not partially",
            "Not fully compliant",
            "Not yet implemented",
            "Not complete",
            "Partially not met",
            "nicht vollständig",
            "Planned",
            "Low",
            "",
        ] {
            assert_eq!(verdict_of(word), None, "{word}");
        }
    }

    #[test]
    fn no_value_is_chosen_when_two_have_the_same_meaning() {
        let list = |values: &[&str]| Choices {
            values: values.iter().map(|it| (*it).to_owned()).collect(),
            ..Choices::default()
        };
        assert_eq!(choice(&list(&["Yes", "Compliant", "No"]), Verdict::Yes), None);
        assert_eq!(choice(&list(&["Yes", "Yes - fully", "No"]), Verdict::Yes), Some("Yes"));
        assert_eq!(
            choice(&list(&["1 - Compliant", "0 - Non Compliant"]), Verdict::No),
            Some("0 - Non Compliant")
        );
        assert_eq!(choice(&list(&["Yes", "No"]), Verdict::Partial), None);
        assert_eq!(choice(&list(&["Y", "P", "N"]), Verdict::No), Some("N"));
        assert_eq!(choice(&list(&["Y - Yes", "N - No"]), Verdict::Yes), Some("Y - Yes"));
        for letters in [["C", "P", "N"], ["F", "P", "N"], ["M", "O", "R"]] {
            assert_eq!(choice(&list(&letters), Verdict::No), None, "{letters:?}");
            assert_eq!(choice(&list(&letters), Verdict::Yes), None, "{letters:?}");
        }
    }
}
