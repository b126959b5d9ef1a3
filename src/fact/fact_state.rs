//! The state of a fact on one day, for the fact types whose states can be weakened.

use super::{Certification, Kind, Scan, ScanOutcome, Standing, Subprocessor, Usage};
use crate::markup::Tone;

/// The state of a fact on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactState {
    /// What may be claimed about a certification.
    Certification(Standing),
    /// Whether a subprocessor is used.
    Subprocessor(Usage),
    /// The outcome of a scan.
    Scan(ScanOutcome),
}

impl FactState {
    /// The section of the templates of these fact types that says the state.
    pub const SECTION: &'static str = "status";

    /// What the state means at a glance.
    pub fn tone(self) -> Tone {
        match self {
            Self::Certification(it) => it.tone(),
            Self::Subprocessor(it) => it.tone(),
            Self::Scan(it) => it.tone(),
        }
    }

    /// The derived field of a fact of type `kind` that contains its state; `None` if its states are not
    /// ranked.
    pub fn field(kind: &str) -> Option<&'static str> {
        match kind {
            Certification::NAME => Some("state"),
            Subprocessor::NAME => Some("standing"),
            Scan::NAME => Some("outcome"),
            _ => None,
        }
    }

    /// The state that `word` names for facts of type `kind`.
    pub fn from_word(kind: &str, word: &str) -> Option<Self> {
        match kind {
            Certification::NAME => Standing::from_word(word).map(Self::Certification),
            Subprocessor::NAME => Usage::from_word(word).map(Self::Subprocessor),
            Scan::NAME => ScanOutcome::from_word(word).map(Self::Scan),
            _ => None,
        }
    }

    /// The word in data and ledgers.
    pub fn word(self) -> &'static str {
        match self {
            Self::Certification(it) => it.word(),
            Self::Subprocessor(it) => it.word(),
            Self::Scan(it) => it.word(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_state_is_read_from_its_word() {
        let certifications =
            Standing::ALL.iter().map(|it| (Certification::NAME, FactState::Certification(*it)));
        let subprocessors = Usage::ALL.iter().map(|it| (Subprocessor::NAME, FactState::Subprocessor(*it)));
        let scans = ScanOutcome::ALL.iter().map(|it| (Scan::NAME, FactState::Scan(*it)));
        for (kind, state) in certifications.chain(subprocessors).chain(scans) {
            assert_eq!(FactState::from_word(kind, state.word()), Some(state));
            assert!(FactState::field(kind).is_some(), "{kind}");
        }
        assert_eq!(FactState::from_word("region", "used"), None);
        assert_eq!(FactState::from_word(Subprocessor::NAME, "passed"), None);
    }
}
