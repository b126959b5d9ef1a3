//! What is searched, for what, and with what.

/// An entry of the library, as it is searched.
#[derive(Debug, Clone, Default)]
pub struct Entry<'a> {
    /// The field it belongs to.
    pub topic: Option<&'a str>,
    /// Its question, first, and its other phrasings.
    pub phrasings: Vec<&'a str>,
    /// What a yes affirms.
    pub proposition: Option<&'a str>,
    /// Its answer's words.
    pub text: &'a str,
}

/// A question, as it is searched for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Query<'a> {
    /// Its words.
    pub text: &'a str,
    /// The headings it stands under.
    pub sections: &'a [String],
}

/// What is used of what is there; the program that fits the confidence measures with and without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// The trade's synonyms and abbreviations.
    pub synonyms: bool,
    /// The headings that a question stands under.
    pub headings: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { synonyms: true, headings: true }
    }
}
