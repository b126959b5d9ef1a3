//! What happened to an answer that a customer was given: one sentence for each kind of change, for notices
//! and lists.

use super::{delivered::DeliveredClaim, now::Now};
use crate::{answer::verdict_label, fact::Verdict, ledger::Claim};

/// How something that a customer was given has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alteration {
    /// The verdict changed.
    Verdict,
    /// It was given without a verdict, and now has one.
    VerdictAdded,
    /// It was given with a verdict, and now has none.
    VerdictRemoved,
    /// The text changed; the verdict is the same.
    TextBesideVerdict,
    /// The text changed; no verdict was given.
    Text,
    /// The customer was told that it is no longer stated, and it is stated again.
    StatedAgain,
    /// The customer was told that it is available only under an NDA, and it is available without one again.
    Unrestricted,
    /// Text and verdict are the same, but it is available only under an NDA.
    Restricted,
    /// Text or verdict changed, and it is available only under an NDA.
    RestrictedAndChanged,
    /// It is not published to this audience any more.
    Withdrawn,
    /// A change of a subprocessor of which the customer was notified is stated differently in the same
    /// notice.
    NoticeReplaced,
    /// A change of which the customer was notified is stated differently now.
    NoticeChanged,
    /// A change of which the customer was notified is not stated any more, and it is known what holds
    /// instead, or what the customer can expect.
    NoticeContinues,
    /// A change of which the customer was notified is not stated any more.
    NoticeWithdrawn,
}

/// The words for one kind of change.
struct Words {
    alteration: Alteration,
    /// For lists: what happened, in a few words.
    label: &'static str,
    /// For the customer: exactly what happened. `{before}` and `{after}` are the verdicts.
    sentence: &'static str,
    /// What precedes the current answer; `None` if it is not shown.
    then: Option<&'static str>,
}

const WORDS: &[Words] = &[
    Words {
        alteration: Alteration::Verdict,
        label: "the answer has changed",
        sentence: "The answer was “{before}” and is now “{after}”.",
        then: Some("The answer is now:"),
    },
    Words {
        alteration: Alteration::VerdictAdded,
        label: "a verdict was added",
        sentence: "Our earlier answer did not include a yes or no; it is now “{after}”.",
        then: Some("The answer is now:"),
    },
    Words {
        alteration: Alteration::VerdictRemoved,
        label: "the verdict was removed",
        sentence: "We withdraw the response “{before}”; the answer no longer includes a yes or no.",
        then: Some("The answer is now:"),
    },
    Words {
        alteration: Alteration::TextBesideVerdict,
        label: "the text has changed",
        sentence: "The answer is still “{after}”, but its text has changed.",
        then: Some("The answer is now:"),
    },
    Words {
        alteration: Alteration::Text,
        label: "the text has changed",
        sentence: "The text of this answer has changed.",
        then: Some("The answer is now:"),
    },
    Words {
        alteration: Alteration::StatedAgain,
        label: "stated again",
        sentence: "We have reinstated this answer.",
        then: Some("The answer is now:"),
    },
    Words {
        alteration: Alteration::Unrestricted,
        label: "available without an NDA",
        sentence: "It is now available without an NDA.",
        then: Some("The answer is now:"),
    },
    Words {
        alteration: Alteration::Restricted,
        label: "unchanged, but now available only under an NDA",
        sentence: "The answer is unchanged but is now available only under an NDA.",
        then: None,
    },
    Words {
        alteration: Alteration::RestrictedAndChanged,
        label: "changed, and now available only under an NDA",
        sentence: "The answer has changed. The current answer is available only under an NDA.",
        then: None,
    },
    Words {
        alteration: Alteration::Withdrawn,
        label: "no longer stated",
        sentence: "We withdraw this answer; please do not rely on it any longer.",
        then: None,
    },
    Words {
        alteration: Alteration::NoticeReplaced,
        label: "changed",
        sentence: "This notice is replaced by the one under “Changes to our subprocessors”.",
        then: None,
    },
    Words {
        alteration: Alteration::NoticeChanged,
        label: "changed",
        sentence: "We have changed this notice.",
        then: Some("It now reads:"),
    },
    Words {
        alteration: Alteration::NoticeContinues,
        label: "no longer stated",
        sentence: "We withdraw this notice. {instead}",
        then: None,
    },
    Words {
        alteration: Alteration::NoticeWithdrawn,
        label: "no longer stated",
        sentence: "We withdraw this notice.",
        then: None,
    },
];

impl Alteration {
    /// How something has changed; `None` if it holds, was replaced by a later delivery, or is custom text.
    pub fn of(delivered: &DeliveredClaim) -> Option<Self> {
        let item = delivered.item;
        match &delivered.now {
            Now::Holds | Now::Withheld(_) | Now::Superseded | Now::Unknown => None,
            Now::Unsaid if item.claim.named().change().is_some() => Some(Self::NoticeWithdrawn),
            Now::Unsaid => Some(Self::Withdrawn),
            Now::NoticeChanged(_) => Some(Self::NoticeChanged),
            Now::Continues(_) => Some(Self::NoticeContinues),
            Now::Restricted(claim) if item.same_wording_as(claim) => Some(Self::Restricted),
            Now::Restricted(_) => Some(Self::RestrictedAndChanged),
            Now::Changed(_) if item.restricted => Some(Self::Unrestricted),
            Now::Changed(_) if item.claim.text.is_none() => Some(Self::StatedAgain),
            Now::Changed(_) if !item.includes_verdict() => Some(Self::Text),
            Now::Changed(claim) => Some(match (item.claim.verdict, claim.verdict) {
                (None, None) => Self::Text,
                (None, Some(_)) => Self::VerdictAdded,
                (Some(_), None) => Self::VerdictRemoved,
                (Some(before), Some(after)) if before == after => Self::TextBesideVerdict,
                _ => Self::Verdict,
            }),
        }
    }

    fn words(self) -> Option<&'static Words> {
        WORDS.iter().find(|it| it.alteration == self)
    }

    /// What happened, in a few words.
    pub fn label(self) -> &'static str {
        self.words().map_or("", |it| it.label)
    }

    /// What happened, as a sentence for the customer.
    pub fn sentence(self, it: &DeliveredClaim) -> String {
        let verdict = |it: Option<Verdict>| it.map_or("", verdict_label);
        let now = it.now.claim().and_then(|it| it.verdict);
        let sentence = self.words().map_or("", |it| it.sentence);
        let instead = if let Now::Continues(instead) = &it.now { instead } else { "" };
        sentence
            .replace("{before}", verdict(it.item.claim.verdict))
            .replace("{after}", verdict(now))
            .replace("{instead}", instead)
    }

    /// The words that precede the current answer; `None` if the customer is not shown it.
    pub fn then(self) -> Option<&'static str> {
        self.words()?.then
    }
}

/// A verdict that the text does not begin with already.
pub fn verdict_apart(claim: &Claim) -> Option<&'static str> {
    let words = claim.text.as_deref().unwrap_or_default();
    claim.verdict.map(verdict_label).filter(|it| !begins_with(words, it))
}

/// Whether a text already begins with its verdict: `Yes, regularly.`
fn begins_with(words: &str, verdict: &str) -> bool {
    words
        .to_lowercase()
        .strip_prefix(&verdict.to_lowercase())
        .is_some_and(|it| !it.starts_with(char::is_alphanumeric))
}
