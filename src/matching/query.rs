//! The input of a search: entries, a question and settings.

/// The searched texts of a library entry.
#[derive(Debug, Clone, Default)]
pub struct SearchEntry<'a> {
    /// The topic that the entry is filed under.
    pub topic: Option<&'a str>,
    /// Its question, followed by its other phrasings.
    pub phrasings: Vec<&'a str>,
    /// The sentence that a yes affirms.
    pub proposition: Option<&'a str>,
    /// The text of its answer.
    pub text: &'a str,
}

/// A question and its context.
#[derive(Debug, Clone, Copy, Default)]
pub struct Query<'a> {
    /// Its text.
    pub text: &'a str,
    /// The headings above it.
    pub sections: &'a [String],
}

/// Which inputs a search uses; `examples/fit_matching.rs` measures with and without each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Synonyms and abbreviations of the domain.
    pub synonyms: bool,
    /// The headings above the question.
    pub headings: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { synonyms: true, headings: true }
    }
}
