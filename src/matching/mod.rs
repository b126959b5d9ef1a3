//! Which library entry answers a question: BM25 over phrasings and whole entries, a logistic confidence, and polarity.
//!
//! Pure: texts in, candidates out. It knows nothing of facts, files or audiences.

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

/// An entry that may answer a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The entry, counted from 0 in the order in which the index was made.
    pub entry: usize,
    /// Its rank's score, from 0 to 1: the share of what a perfect entry would have had.
    pub score: f64,
    /// The chance that it is the right one, from 0 to 1.
    pub confidence: f64,
    /// The question's words that it has, as the question spells them.
    pub matched: Vec<String>,
    /// The question's words that it has not.
    pub unmatched: Vec<String>,
    /// Why a yes or no of the entry may not be copied to the question, though the rest fits: `asks about "outside"`.
    pub polarity: Option<String>,
}

/// The library, ready to be searched.
#[derive(Debug)]
pub struct Index {}

impl Index {
    /// Reads the entries.
    pub fn new(_entries: &[Entry]) -> Self {
        Self {}
    }

    /// The best candidates for a question, best first, at most `count`.
    pub fn search(&self, _query: Query, _count: usize) -> Vec<Candidate> {
        Vec::new()
    }
}

/// At or above it a match is given.
pub const ANSWER: f64 = 0.85;
/// At or above it a match is suggested.
pub const REVIEW: f64 = 0.2;

/// How alike two wordings of a question are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// The same but for case, punctuation and numbering.
    Exact,
    /// The same words that carry meaning.
    Near,
    /// Most of them, and no cue that turns the meaning.
    Reworded,
    /// Another question.
    Other,
}

/// How alike two wordings are.
pub fn likeness(a: &str, b: &str) -> Likeness {
    if normal(a) == normal(b) { Likeness::Exact } else { Likeness::Other }
}

/// A wording without case, punctuation and numbering.
pub fn normal(text: &str) -> String {
    text.to_lowercase().split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What kind of answer a text asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// Yes or no.
    YesNo,
    /// Words.
    Open,
    /// Nothing; it states.
    Statement,
}

/// What kind of answer a text asks for.
pub fn asks(text: &str) -> Asks {
    if text.trim_end().ends_with('?') { Asks::YesNo } else { Asks::Statement }
}
