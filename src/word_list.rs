//! Word lists: a text with commas in the code, or a file in `words/` that can be edited without knowledge of
//! the code.

use std::{
    cell::RefCell,
    collections::{HashMap, HashSet},
    sync::OnceLock,
};

thread_local! {
    /// The parsed texts, by address and length.
    static TEXTS: RefCell<HashMap<(*const u8, usize), HashSet<&'static str>>> = RefCell::default();
}

/// Whether `word` is one of the words or phrases of a text that are separated by commas.
pub fn listed(text: &'static str, word: &str) -> bool {
    TEXTS.with_borrow_mut(|texts| {
        let words = || text.split(", ").map(str::trim).collect();
        texts.entry((text.as_ptr(), text.len())).or_insert_with(words).contains(word)
    })
}

/// A list in a file. Words or phrases are separated by lines or commas, and `#` begins a comment.
pub struct WordList {
    text: &'static str,
    words: OnceLock<HashSet<&'static str>>,
}

/// The legal forms of companies, in lower case.
pub static LEGAL_FORMS: WordList = WordList::new(include_str!("../words/legal-forms.txt"));

impl WordList {
    /// A list from the text of a file.
    pub const fn new(text: &'static str) -> Self {
        Self { text, words: OnceLock::new() }
    }

    /// Whether a word or phrase is in the list.
    pub fn has(&self, word: &str) -> bool {
        self.words.get_or_init(|| self.iter().collect()).contains(word)
    }

    /// The words and phrases, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> + use<> {
        lines(self.text).flat_map(items)
    }
}

/// The lines of a word file, without comments and empty lines.
pub fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    let without_comment = |it: &'static str| it.split('#').next().unwrap_or_default().trim();
    text.lines().map(without_comment).filter(|it| !it.is_empty())
}

/// The words and phrases of a line, which are separated by commas.
pub fn items(line: &'static str) -> impl Iterator<Item = &'static str> {
    line.split(',').map(str::trim).filter(|it| !it.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_phrases_are_matched_as_a_whole() {
        static LIST: WordList = WordList::new("# Fruit\napple, red currant\n\npear # a tree\n");
        assert!(LIST.has("apple") && LIST.has("red currant") && LIST.has("pear"));
        assert!(!LIST.has("currant") && !LIST.has("Fruit") && !LIST.has(""));
        assert_eq!(LIST.iter().collect::<Vec<_>>(), ["apple", "red currant", "pear"]);
        assert!(listed("one, two words, three", "two words") && !listed("one, two words", "words"));
    }

    #[test]
    fn word_lists_are_in_lower_case_without_duplicates() {
        let words: Vec<_> = LEGAL_FORMS.iter().collect();
        assert!(words.iter().all(|it| it.to_lowercase() == **it), "{words:?}");
        assert_eq!(words.iter().collect::<HashSet<_>>().len(), words.len());
    }
}
