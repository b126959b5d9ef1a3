//! A paragraph of a filled document.

/// A paragraph of a filled document that is not empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// A digest of its words; spaces and the way in which they are parted do not count.
    pub digest: String,
    /// Its row in the customer's document; `None` if it was added for an answer.
    pub row: Option<u32>,
    /// The row of the question whose answer it holds.
    pub answers: Option<u32>,
    /// What is before the answer in it: `Answer:`.
    pub head: String,
    /// What is behind the answer in it.
    pub tail: String,
}

impl Paragraph {
    /// What is in the answer's place in a text that has taken the place of this paragraph.
    pub fn answer<'a>(&self, text: &'a str) -> &'a str {
        let text = text.trim();
        let text = text.strip_prefix(self.head.trim()).unwrap_or(text);
        text.strip_suffix(self.tail.trim()).unwrap_or(text).trim()
    }
}
