//! What may be named around a question without changing what it asks: known topics, the vendor, the customer.

use std::collections::BTreeSet;

use super::surroundings::compared;

/// The words that may stand around a question.
#[derive(Debug, Clone)]
pub struct KnownWords<'a> {
    /// The stems of the library's own topics.
    pub topics: &'a BTreeSet<String>,
    /// The words of the vendor's names, and of the customer's where it is known.
    pub names: &'a BTreeSet<String>,
    /// The names of products, word by word, that the customer is not known to ask about; none where there is only one product.
    pub products: Vec<(&'a str, &'a [String])>,
    /// Texts that a person has read, and that change nothing; as they are compared.
    pub read: &'a BTreeSet<String>,
    /// The current year.
    pub year: i32,
}

/// No words, or texts, at all.
pub(super) static NONE: BTreeSet<String> = BTreeSet::new();

impl Default for KnownWords<'_> {
    fn default() -> Self {
        Self { topics: &NONE, names: &NONE, products: vec![], read: &NONE, year: 0 }
    }
}

impl KnownWords<'_> {
    /// Whether a person has read this text, and it changes nothing.
    pub(super) fn is_read(&self, text: &str) -> bool {
        !self.read.is_empty() && self.read.contains(&compared(text))
    }

    /// The product that a text names.
    pub(super) fn product(&self, text: &[String]) -> Option<&str> {
        let names = |words: &[String]| !words.is_empty() && text.windows(words.len()).any(|it| it == words);
        self.products.iter().find(|it| names(it.1)).map(|it| it.0)
    }
}
