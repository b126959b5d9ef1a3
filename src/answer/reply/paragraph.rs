//! A paragraph of a filled document.

/// A paragraph of a filled document that is not empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// A digest of its text, independent of whitespace and line breaks.
    pub digest: String,
    /// Its row in the customer's document; `None` if it was added for an answer.
    pub row: Option<u32>,
    /// The row of the question that it answers.
    pub answers: Option<u32>,
    /// The text before the answer in it: `Answer:`.
    pub head: String,
    /// The text after the answer in it.
    pub tail: String,
}

impl Paragraph {
    /// The answer in a text that has replaced this paragraph.
    pub fn answer<'a>(&self, text: &'a str) -> &'a str {
        let text = text.trim();
        let text = text.strip_prefix(self.head.trim()).unwrap_or(text);
        text.strip_suffix(self.tail.trim()).unwrap_or(text).trim()
    }
}
