//! What may be named around a question without changing what it asks: known topics, the vendor, the customer.

use std::collections::BTreeSet;

/// The words that may stand around a question.
#[derive(Debug, Clone)]
pub struct KnownWords<'a> {
    /// The stems of the library's own topics.
    pub topics: &'a BTreeSet<String>,
    /// The words of the vendor's names, and of the customer's where it is known.
    pub names: &'a BTreeSet<String>,
    /// The names of products, word by word, that the customer is not known to ask about; none where there is only one product.
    pub products: Vec<(&'a str, &'a [String])>,
    /// The current year.
    pub year: i32,
}

/// No words at all.
static NONE: BTreeSet<String> = BTreeSet::new();

impl Default for KnownWords<'_> {
    fn default() -> Self {
        Self { topics: &NONE, names: &NONE, products: vec![], year: 0 }
    }
}

impl KnownWords<'_> {
    /// The product that a text names.
    pub(super) fn product(&self, text: &[String]) -> Option<&str> {
        let names = |words: &[String]| !words.is_empty() && text.windows(words.len()).any(|it| it == words);
        self.products.iter().find(|it| names(it.1)).map(|it| it.0)
    }
}
