//! The tone of a value, which renderers show as a colour.

/// The tone of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Neutral.
    #[default]
    Plain,
    /// Good: something is in force or complete.
    Good,
    /// Open: something is in progress or needs attention.
    Open,
    /// Bad: something has ended, failed or is missing.
    Bad,
}

impl Tone {
    /// The word for style sheets.
    pub fn word(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Good => "good",
            Self::Open => "open",
            Self::Bad => "bad",
        }
    }
}
