//! A claim before and after, as rules see it.

use super::{figures, vocabulary::RuleWords};
use crate::{
    fact::{FactState, Standing, Usage},
    ledger::Claim,
};

/// Context about the fact of a claim.
#[derive(Debug, Clone, Copy)]
pub struct FactContext {
    /// Whether the fact is new to the audience, which had claims about other facts before.
    pub is_new: bool,
    /// Whether the audience has no claims about the fact any more.
    pub is_removed: bool,
    /// The current state of the fact that the audience sees, for kinds with ranked states.
    pub state: Option<FactState>,
    /// Whether it is based on a weakened fact.
    pub depends_on_weakened: bool,
}

/// A claim before and after.
pub struct ClaimPair<'c> {
    /// The kind of the fact.
    pub about: &'c str,
    /// The claim before, if there was one.
    pub before: Option<&'c Claim>,
    /// The claim now, if there is one.
    pub after: Option<&'c Claim>,
    /// Context about the fact.
    pub fact: FactContext,
}

impl ClaimPair<'_> {
    /// The state of the fact before.
    pub fn was(&self) -> Option<FactState> {
        self.before.and_then(|it| it.state)
    }

    /// The current state: a certificate is not lost because one statement is withdrawn.
    pub fn is(&self) -> Option<FactState> {
        self.after.and_then(|it| it.state).or(self.fact.state)
    }

    /// What could be claimed about the certification before, and what can be claimed now; `Unknown` where no
    /// state is recorded. `None` for other fact types.
    pub fn standings(&self) -> Option<(Standing, Standing)> {
        let standing = |state| match state {
            Some(FactState::Certification(standing)) => standing,
            _ => Standing::Unknown,
        };
        (self.about == "certification").then(|| (standing(self.was()), standing(self.is())))
    }

    /// Whether the subprocessor is no longer used.
    pub fn is_former(&self) -> bool {
        self.is() == Some(FactState::Subprocessor(Usage::Former))
    }

    /// Both texts, if they differ.
    pub fn texts(&self) -> Option<(&str, &str)> {
        self.before?.text.as_deref().zip(self.after?.text.as_deref()).filter(|(old, new)| old != new)
    }

    /// Whether a stated field of a fact, found by the beginning of its line, changed.
    pub fn field(&self, name: &str) -> bool {
        let line = |text: &str| text.lines().find(|it| it.starts_with(name)).map(str::to_owned);
        self.texts().is_some_and(|(old, new)| line(old).is_some() && line(old) != line(new))
    }

    /// Whether a duration in it increased.
    pub fn longer_at_all(&self) -> bool {
        self.texts().is_some_and(|(old, new)| figures::longer(old, new))
    }

    /// Whether a duration in it increased, and either text has one of `words`.
    pub fn longer(&self, words: RuleWords) -> bool {
        self.texts().is_some_and(|(old, new)| {
            figures::longer(old, new) && (figures::has_any(old, words) || figures::has_any(new, words))
        })
    }
}
