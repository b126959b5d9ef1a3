//! What something means at a glance.

/// What something means at a glance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Nothing in particular.
    #[default]
    Plain,
    /// Holds.
    Good,
    /// Under way, or to be looked at.
    Open,
    /// Does not hold.
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
