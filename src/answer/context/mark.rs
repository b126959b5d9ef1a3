//! A text around a question that may change what it asks, and why.

use super::read_texts::Stands;

/// A text around a question that may change what it asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The text, or the sentence of it that may change the question.
    pub text: String,
    /// The whole text.
    pub whole: String,
    /// Why it may change the question.
    pub why: String,
    /// Where it is.
    pub stands: Stands,
    /// Digests of the texts that it represents, if there are several.
    pub digests: Vec<String>,
    /// These texts in full, in the same order.
    pub texts: Vec<String>,
    /// For each of these texts, or for the single text, the digests of the questions in whose rows it is.
    pub beside: Vec<Vec<String>>,
    /// Whether an unknown word is the only objection.
    pub unknown: bool,
}

impl Mark {
    /// A mark for one text.
    pub fn new(stands: Stands, text: &str, whole: &str, why: String) -> Self {
        let (text, whole) = (text.to_owned(), whole.to_owned());
        Self { text, whole, why, stands, digests: vec![], texts: vec![], beside: vec![], unknown: false }
    }
}
