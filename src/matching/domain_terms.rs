//! The vocabulary of the domain: stop words, common words, synonyms, phrases and abbreviations, from the
//! files in `words/`.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use super::{
    stem::stem,
    words::{Word, starts_with},
};
use crate::word_list::{WordList, items, lines};

static STOP_WORDS: WordList = WordList::new(include_str!("../../words/stop-words.txt"));
static QUESTION_WORDS: WordList = WordList::new(include_str!("../../words/question-words.txt"));
const SYNONYMS: &str = include_str!("../../words/synonyms.txt");
const PHRASES: &str = include_str!("../../words/phrases.txt");
const ABBREVIATIONS: &str = include_str!("../../words/abbreviations.txt");

/// Whether a word, in lower case, is ignored by a search.
pub(super) fn is_stop_word(plain: &str) -> bool {
    STOP_WORDS.has(plain)
}

/// The vocabulary that is looked up by stem or by first word.
pub(super) static DOMAIN_TERMS: LazyLock<DomainTerms> = LazyLock::new(DomainTerms::new);

/// A phrase and the term that replaces it.
struct Phrase {
    words: Vec<&'static str>,
    term: &'static str,
}

/// See [`DOMAIN_TERMS`].
pub(super) struct DomainTerms {
    question_stems: HashSet<String>,
    synonyms: HashMap<String, String>,
    abbreviations: HashMap<&'static str, &'static str>,
    /// By their first word, the longest first.
    phrases: HashMap<&'static str, Vec<Phrase>>,
}

impl DomainTerms {
    fn new() -> Self {
        let mut synonyms = HashMap::new();
        for group in lines(SYNONYMS) {
            let mut words = items(group).map(stem);
            let Some(first) = words.next() else { continue };
            synonyms.extend(words.map(|it| (it, first.clone())));
            synonyms.insert(first.clone(), first);
        }
        let mut phrases: HashMap<_, Vec<Phrase>> = HashMap::new();
        for (term, texts) in lines(PHRASES).filter_map(|it| it.split_once(':')) {
            for text in items(texts) {
                let words: Vec<&str> = text.split(' ').collect();
                let Some(first) = words.first() else { continue };
                phrases.entry(*first).or_default().push(Phrase { words, term });
            }
        }
        for phrases in phrases.values_mut() {
            phrases.sort_by_key(|it| std::cmp::Reverse(it.words.len()));
        }
        let abbreviations = lines(ABBREVIATIONS).filter_map(|it| it.split_once(':'));
        Self {
            question_stems: QUESTION_WORDS.iter().map(stem).collect(),
            synonyms,
            abbreviations: abbreviations.map(|(short, long)| (short, long.trim())).collect(),
            phrases,
        }
    }

    /// Whether a stem is common in questions on any subject.
    pub fn is_question_stem(&self, stem: &str) -> bool {
        self.question_stems.contains(stem)
    }

    /// The stem that stands for a stem and its synonyms.
    pub fn synonym(&self, stem: &str) -> Option<&String> {
        self.synonyms.get(stem)
    }

    /// The words that an abbreviation stands for. `word` is in lower case, `written` as in the text: `MFA`,
    /// `mfa`, `NDAs`; `IDS`, but not `IDs`.
    pub fn expanded(&self, word: &str, written: &str) -> Option<&'static str> {
        let is_capitals = |text: &str| text.len() > 1 && text.bytes().all(|it| it.is_ascii_uppercase());
        let plural = written.strip_suffix('s').filter(|it| is_capitals(it));
        let singular = plural.map(str::to_lowercase);
        self.abbreviations
            .get(singular.as_deref().unwrap_or(word))
            .or_else(|| self.abbreviations.get(plural.unwrap_or(written)))
            .copied()
    }

    /// The term of the phrase that words begin with, and the number of its words.
    pub fn phrase(&self, words: &[Word]) -> Option<(&'static str, usize)> {
        let known = self.phrases.get(words.first()?.plain.as_str())?;
        let phrase = known.iter().find(|it| starts_with(words, &it.words))?;
        Some((phrase.term, phrase.words.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::{super::words::words, *};

    #[test]
    fn every_line_of_the_files_is_read() {
        for file in [PHRASES, ABBREVIATIONS] {
            assert!(lines(file).all(|it| it.contains(": ")));
        }
        let distinct: HashSet<_> = lines(ABBREVIATIONS).filter_map(|it| it.split_once(':')).collect();
        assert_eq!(DOMAIN_TERMS.abbreviations.len(), distinct.len());
    }

    #[test]
    fn abbreviations_in_capitals_are_only_expanded_in_capitals() {
        for (written, expected) in [
            ("MFA", Some("multifactor authentication")),
            ("mfa", Some("multifactor authentication")),
            ("NDAs", Some("confidentiality agreement")),
            ("IDS", Some("intrusion detection")),
            ("IDs", None),
            ("ids", None),
            ("data", None),
        ] {
            assert_eq!(DOMAIN_TERMS.expanded(&written.to_lowercase(), written), expected, "{written}");
        }
    }

    #[test]
    fn the_longest_phrase_is_found() {
        for (text, expected) in [
            ("penetration testing report", Some(("pentest", 2))),
            ("single sign on", Some(("sso", 3))),
            ("single tenant", None),
            ("", None),
        ] {
            assert_eq!(DOMAIN_TERMS.phrase(&words(text)), expected, "{text}");
        }
    }
}
