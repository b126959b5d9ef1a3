//! Verdicts in the words of customers' lists and headings.

use super::languages::{IN_FULL, IN_PART, NOT, UNSURE_AFTER_NOT, WORDS, is_plain};
use crate::{
    fact::Verdict,
    matching::{ReplyKind, reply_kind},
    questionnaire::{Choices, composed},
    word_list::listed,
};

/// The maximum number of a list item.
const LIST: u32 = 1000;

/// The verdict of a customer's word: a known word, or a word for yes with a modifier that makes it a no
/// (`not in place`, `voldoet niet`) or a partial answer (`partially met`).
pub fn verdict_of(word: &str) -> Option<Verdict> {
    let word = plain(word);
    if !word.contains(' ') {
        return known(&word);
    }
    known(&word).or_else(|| full(&word)).or_else(|| in_part(&word)).or_else(|| negated(&word))
}

/// The verdict of a word as the answer to this text. A word that rates compliance (`Pass`, `Not met`) says
/// whether a requirement is met; for a question it is neither yes nor no.
pub fn verdict_on(asked: &str, word: &str) -> Option<Verdict> {
    verdict_of(word).filter(|_| is_plain_verdict(word) || !is_question(asked))
}

/// Whether a text is a question, and not a statement or requirement.
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
/// partial answer, and `not yet` announces something: they are left for a person.
fn negated(word: &str) -> Option<Verdict> {
    let french = word.strip_prefix("ne ").and_then(|it| it.strip_suffix(" pas"));
    let clear =
        |it: &str| known(it) == Some(Verdict::Yes) && !listed(IN_FULL, it) && !listed(UNSURE_AFTER_NOT, it);
    french.into_iter().chain(beside(word, NOT)).any(clear).then_some(Verdict::No)
}

/// The rest of a text after one of these words is removed from its beginning or end.
fn beside<'a>(word: &'a str, modifiers: &'a str) -> impl Iterator<Item = &'a str> {
    modifiers.split(", ").flat_map(move |modifier| {
        let behind = word.strip_prefix(modifier).and_then(|it| it.strip_prefix(' '));
        let before = word.strip_suffix(modifier).and_then(|it| it.strip_suffix(' '));
        behind.into_iter().chain(before)
    })
}

/// The list value for `verdict`, in the list's own spelling; `None` if there is none or more than one.
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

/// Whether a value is one letter, which may abbreviate another word: `N` in `C, P, N`.
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

/// Whether two texts are equal except for whitespace, case and the encoding of accents.
pub fn alike(one: &str, other: &str) -> bool {
    plain(one) == plain(other)
}

/// The verdict of a value, or of a longer one whose parts all have the same verdict: `Yes – compliant`,
/// `2 - No`, `N/A (not applicable)`. A value with additional text (`Yes, since 2019`) claims more than a
/// verdict, and is left for a person.
pub fn meaning(value: &str) -> Option<Verdict> {
    if let Some(whole) = verdict_of(value) {
        return Some(whole);
    }
    let said: Vec<_> = parts(value).map(verdict_of).collect();
    let first = said.first().copied().flatten()?;
    said.iter().all(|it| *it == Some(first)).then_some(first)
}

/// The parts of a list value, without its number in the list; a year is not such a number.
fn parts(value: &str) -> impl Iterator<Item = &str> {
    let numbers = |it: &str| it.parse::<u32>().is_ok_and(|it| it < LIST);
    let parts =
        value.split([',', ';', ':', '–', '—', '(', ')', '=']).flat_map(|it| it.split(" - ")).map(str::trim);
    parts.filter(move |it| !it.is_empty() && !numbers(it))
}

/// Whether a word is only a yes, a no or another verdict.
pub fn is_plain_verdict(word: &str) -> bool {
    is_plain(&plain(word))
}

/// Whether the values for a verdict rate compliance (`Pass`, `Not met`) although the question is answered
/// with yes or no: the value for the verdict does, or all values for the opposite do.
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
    // A single letter may begin other texts: `N. Virginia`.
    verdict_of(first).filter(|_| first.len() > 1 && first.len() < text.len())
}

/// A text for comparison: in lower case, with composed accents, and one space for whitespace and for
/// hyphens within words.
fn plain(word: &str) -> String {
    let word = composed(word.trim().trim_end_matches(['.', '!'])).to_lowercase().replace('\u{2019}', "'");
    let hyphen = |c: char| matches!(c, '-' | '\u{2010}' | '\u{2011}');
    let words = word
        .split_whitespace()
        .flat_map(|it| it.split(move |c| hyphen(c) && it.len() > c.len_utf8()))
        .filter(|it| !it.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The display name of a verdict.
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
