//! The levels of findings.

use serde::{Deserialize, Serialize};

/// The level of a finding. Ordered by severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Not reported.
    Allow,
    /// Reported; the build continues.
    Warning,
    /// Reported; nothing is written and the exit code is 1.
    Error,
}

impl Level {
    /// The word used in `data/site.yaml` and in the JSON format.
    pub fn word(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The level that `word` names.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Allow, Self::Warning, Self::Error].into_iter().find(|it| it.word() == word)
    }
}
