//! The words that the rules look for, from `words/review.yaml`.

use std::{collections::HashMap, sync::LazyLock};

use crate::{
    diagnostic::FileId,
    yaml::{Value, parse},
};

const FILE: &str = include_str!("../../words/review.yaml");

/// The lists by name.
static LISTS: LazyLock<HashMap<String, Vec<String>>> = LazyLock::new(|| lists(FILE).unwrap_or_default());

/// A list of words in `words/review.yaml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleWords {
    /// About how long data is kept.
    Retention,
    /// About service times.
    Service,
    /// Words that reverse a sentence.
    Not,
    /// Words that limit a sentence.
    Limits,
    /// Words that weaken a promise.
    Hedges,
    /// Words that make a promise.
    Promises,
    /// Locations of data.
    Places,
    /// Obsolete ciphers, digests and protocols.
    WeakCiphers,
    /// Ciphers, keys and protocols whose number says how strong they are.
    NumberedCiphers,
}

impl RuleWords {
    fn name(self) -> &'static str {
        match self {
            Self::Retention => "retention",
            Self::Service => "service",
            Self::Not => "not",
            Self::Limits => "limits",
            Self::Hedges => "hedges",
            Self::Promises => "promises",
            Self::Places => "places",
            Self::WeakCiphers => "weak_ciphers",
            Self::NumberedCiphers => "numbered_ciphers",
        }
    }

    /// Whether `word`, in lower case, is in the list.
    pub fn has(self, word: &str) -> bool {
        LISTS.get(self.name()).is_some_and(|it| it.iter().any(|known| known == word))
    }
}

/// The lists of a file; `None` if it is not a map of lists of texts.
fn lists(text: &str) -> Option<HashMap<String, Vec<String>>> {
    let Value::Map(entries) = parse(FileId(0), text, 0).ok()?.value else { return None };
    let mut lists = HashMap::new();
    for (name, node) in entries {
        let Value::List(items) = node.value else { return None };
        let words = items.into_iter().map(|it| match it.value {
            Value::Scalar { text, .. } => Some(text),
            _ => None,
        });
        lists.insert(name.text, words.collect::<Option<Vec<_>>>()?);
    }
    Some(lists)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_has_unique_lower_case_words() {
        let all = [
            RuleWords::Retention,
            RuleWords::Service,
            RuleWords::Not,
            RuleWords::Limits,
            RuleWords::Hedges,
            RuleWords::Promises,
            RuleWords::Places,
            RuleWords::WeakCiphers,
            RuleWords::NumberedCiphers,
        ];
        let lists = lists(FILE).unwrap();
        assert_eq!(lists.len(), all.len());
        for list in all {
            let words = &lists[list.name()];
            assert!(!words.is_empty(), "`{}` is empty", list.name());
            for (at, word) in words.iter().enumerate() {
                let plain = *word == word.to_lowercase() && !word.contains(char::is_whitespace);
                assert!(plain && !words[..at].contains(word), "`{word}` in `{}`", list.name());
            }
        }
    }
}
