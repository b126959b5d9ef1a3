//! A text as words with their separators: clauses, possessives, and plural endings in parentheses, as in
//! `provider(s)`.

use super::known::KnownWords;
use crate::matching::plain_words;

/// A word with its position in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhraseWord<'t> {
    /// The word as it is written.
    pub text: &'t str,
    /// The word in lower case.
    pub word: String,
    /// Whether it belongs to a complete name of the vendor, its product or the customer.
    pub of_name: bool,
    /// Whether it is a possessive: `vendor's`.
    pub owns: bool,
    /// Whether it is a singular or plural form: `provider(s)`.
    pub several: bool,
}

/// The clauses of a text, separated by punctuation, as words.
pub fn clauses<'t>(text: &'t str, known: &KnownWords) -> Vec<Vec<PhraseWord<'t>>> {
    let mut rest = text;
    let mut clauses: Vec<Vec<PhraseWord>> = vec![vec![]];
    while let Some(start) = rest.find(char::is_alphanumeric) {
        let (between, from) = rest.split_at(start);
        let end = from.find(|it: char| !it.is_alphanumeric()).unwrap_or(from.len());
        let (word, after) = from.split_at(end);
        // Hyphens and apostrophes occur within words; any other punctuation ends a clause.
        if between
            .contains(|it: char| !(it.is_whitespace() || matches!(it, '-' | '\'' | '\u{2019}' | '\u{2011}')))
        {
            clauses.push(vec![]);
        }
        let possessive = ["'s", "\u{2019}s"].iter().find_map(|it| after.strip_prefix(it));
        let possessive = possessive.filter(|it| !it.starts_with(char::is_alphanumeric));
        let plural = ending(after);
        rest = possessive.or(plural).unwrap_or(after);
        let phrase_word = PhraseWord {
            text: word,
            word: word.to_lowercase(),
            of_name: false,
            owns: possessive.is_some(),
            several: plural.is_some(),
        };
        clauses.last_mut().into_iter().for_each(|it| it.push(phrase_word.clone()));
    }
    mark_names(&mut clauses, known);
    clauses.retain(|it| !it.is_empty());
    clauses
}

/// The text after an optional plural ending: `(s)`, `(en)`, `/s`.
fn ending(after: &str) -> Option<&str> {
    let inner = after.strip_prefix('(')?.split_once(')')?;
    let letters = !inner.0.is_empty() && inner.0.len() <= 4 && inner.0.chars().all(char::is_alphabetic);
    letters.then_some(inner.1)
}

fn mark_names(clauses: &mut [Vec<PhraseWord>], known: &KnownWords) {
    for clause in clauses {
        let words: Vec<Vec<String>> = clause.iter().map(|it| plain_words(it.text)).collect();
        let named = known.named(&words.concat(), &[]);
        let mut named = named.into_iter();
        for (phrase_word, words) in clause.iter_mut().zip(&words) {
            let of_name = named.by_ref().take(words.len()).filter(|it| *it).count();
            phrase_word.of_name = !words.is_empty() && of_name == words.len();
        }
    }
}
