//! Words -> terms: the stems by which texts on the same subject are found.

use std::{collections::BTreeSet, ops::Range};

use super::{
    domain_terms::{DOMAIN_TERMS, is_stop_word},
    stem::stem,
    words::words,
};

/// The weight of a word that is common in questions on any subject.
const QUESTION_WORD: f64 = 0.7;
/// The weight of a word that is only an example.
const EXAMPLE: f64 = 0.4;

/// A term of a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Term {
    /// Equal for all forms and synonyms of a word.
    pub stem: String,
    /// Its byte range in the text.
    pub at: Range<usize>,
    /// The weight of the word itself, from 0 to 1.
    pub weight: f64,
}

/// The terms of a text, in order, with repetitions. `synonyms` is whether phrases, abbreviations and synonyms
/// are replaced.
pub(super) fn terms(text: &str, synonyms: bool) -> Vec<Term> {
    let words = words(text);
    let mut terms = Vec::new();
    let mut rest = words.as_slice();
    while let Some((first, after)) = rest.split_first() {
        let phrase = if synonyms { DOMAIN_TERMS.phrase(rest) } else { None };
        let (replaced, count) = phrase.unwrap_or((&first.plain, 1));
        let at = first.at.start..rest.get(count - 1).unwrap_or(first).at.end;
        let written = text.get(first.at.clone()).unwrap_or_default();
        for word in replaced.split(' ') {
            let expanded = if synonyms { DOMAIN_TERMS.expanded(word, written) } else { None };
            let parts = expanded.unwrap_or(word).split(' ');
            terms.extend(parts.filter_map(|it| term(it, at.clone(), first.example, synonyms)));
        }
        rest = after.get(count - 1..).unwrap_or_default();
    }
    terms
}

/// The distinct stems of a text without stop words; nothing is replaced.
pub fn stems(text: &str) -> BTreeSet<String> {
    words(text).into_iter().filter(|it| !is_stop_word(&it.plain)).map(|it| stem(&it.plain)).collect()
}

/// The words of a text in lower case, in American spelling and without possessives.
pub fn plain_words(text: &str) -> Vec<String> {
    words(text).into_iter().map(|it| it.plain).collect()
}

fn term(word: &str, at: Range<usize>, example: bool, synonyms: bool) -> Option<Term> {
    if is_stop_word(word) {
        return None;
    }
    let mut stem = stem(word);
    let is_digit = stem.len() == 1 && stem.bytes().all(|it| it.is_ascii_digit());
    let is_common = DOMAIN_TERMS.is_question_stem(&stem) || is_adverb_of_manner(word) || is_digit;
    if let (true, Some(synonym)) = (synonyms, DOMAIN_TERMS.synonym(&stem)) {
        stem.clone_from(synonym);
    }
    let weight = match (example, is_common) {
        (true, _) => EXAMPLE,
        (false, true) => QUESTION_WORD,
        (false, false) => 1.0,
    };
    Some(Term { stem, at, weight })
}

/// Whether a word says how something is done, not what: `formally`. `polarity` compares those that limit a
/// question.
fn is_adverb_of_manner(word: &str) -> bool {
    word.len() > 5
        && word.ends_with("ly")
        && !["family", "assembly", "supply", "externally", "internally", "annually", "monthly", "quarterly"]
            .contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_stems_with_phrases_abbreviations_and_synonyms_replaced() {
        for (text, replaced, literal) in [
            ("Is data encrypted?", "data encrypt", "data encrypt"),
            ("staff", "employe", "staff"),
            ("MFA", "multifactor authent", "mfa"),
            ("pen testing", "pentest", "pen test"),
            ("Is it so?", "", ""),
        ] {
            let stems =
                |synonyms| terms(text, synonyms).into_iter().map(|it| it.stem).collect::<Vec<_>>().join(" ");
            assert_eq!((stems(true), stems(false)), (replaced.to_owned(), literal.to_owned()), "{text}");
        }
    }

    #[test]
    fn common_words_and_examples_weigh_less() {
        let weights = |text| terms(text, true).into_iter().map(|it| it.weight).collect::<Vec<_>>();
        assert_eq!(weights("provide encryption"), [QUESTION_WORD, 1.0]);
        assert_eq!(weights("disks such as tapes"), [1.0, EXAMPLE]);
    }
}
