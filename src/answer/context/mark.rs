//! A text around a question that may change what it asks, and why.

use super::read_texts::Stands;

/// A text around a question that may change what it asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The text, or the sentence of it that may.
    pub text: String,
    /// The text as a whole.
    pub whole: String,
    /// Why it may.
    pub why: String,
    /// Where it is.
    pub stands: Stands,
    /// Digests of the texts that it stands for, where these are many.
    pub digests: Vec<String>,
    /// These texts in full, in the same order.
    pub texts: Vec<String>,
    /// The digests of the questions in whose rows each of these texts stands, or the one text.
    pub beside: Vec<Vec<String>>,
    /// The only objection to it is an unknown word.
    pub unknown: bool,
}

impl Mark {
    /// A mark of one text.
    pub fn new(stands: Stands, text: &str, whole: &str, why: String) -> Self {
        let (text, whole) = (text.to_owned(), whole.to_owned());
        Self { text, whole, why, stands, digests: vec![], texts: vec![], beside: vec![], unknown: false }
    }
}
