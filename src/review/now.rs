//! The current status of what was delivered.

use crate::ledger::Claim;

/// The current status of something that was delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Now {
    /// It is unchanged.
    Holds,
    /// Its text or verdict has changed.
    Changed(Claim),
    /// It is published under an NDA only, and was delivered to a wider audience. With the current claim.
    Restricted(Claim),
    /// It is no longer published to this audience.
    Unsaid,
    /// It is a subprocessor change that is stated differently now. With the current sentence.
    NoticeChanged(Claim),
    /// It is a subprocessor change that is no longer stated. With a sentence on what holds instead, or on
    /// what the customer can expect.
    Continues(String),
    /// It is unchanged, but would not be given to this question of this customer now: the reason, as a
    /// clause.
    Withheld(String),
    /// A later delivery to the customer replaced it.
    Superseded,
    /// It is custom text for this customer, so the data does not show whether it holds.
    Unknown,
}

impl Now {
    /// Whether it has changed since it was delivered.
    pub fn has_changed(&self) -> bool {
        !matches!(self, Self::Holds | Self::Withheld(_) | Self::Superseded | Self::Unknown)
    }

    /// Why it would not be given again, if it is unchanged.
    pub fn withheld(&self) -> Option<&str> {
        if let Self::Withheld(why) = self { Some(why) } else { None }
    }

    /// The current claim, if it is known and differs or is restricted.
    pub fn claim(&self) -> Option<&Claim> {
        match self {
            Self::Changed(claim) | Self::Restricted(claim) | Self::NoticeChanged(claim) => Some(claim),
            _ => None,
        }
    }
}
