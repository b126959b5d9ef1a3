//! Entries that must not be used, and why.

use chrono::NaiveDate;

use crate::fact::{Answer, AnyFact, Audience, Entry};

/// Why an entry is not used although it may match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Withheld {
    /// It is for a narrower audience and must not be shown to this one.
    Audience(Audience),
    /// It is a draft.
    Draft,
    /// Its review was due on this date.
    Overdue(NaiveDate),
    /// It is not valid on the effective date.
    NotNow,
    /// It claims more than its facts support on the effective date.
    Contradicted,
    /// A typed fact contradicts its text.
    Disputed,
    /// Its verdict does not match its text or its proposition.
    Mismatched,
    /// It is about a period that moves with the calendar, and has no review date.
    Undated,
    /// Nothing states that its verdict was written for its present text.
    Unbound,
    /// It needs facts that the audience does not see.
    Incomplete,
    /// It makes a claim about something that is not stated.
    Unstated,
    /// It is limited to products, and names a fact of others.
    OtherProducts,
}

impl Withheld {
    /// The reason, as a clause.
    pub fn words(self) -> String {
        match self {
            Self::Audience(needed) => format!("it is for the {} audience", needed.word()),
            Self::Draft => "it is a draft (remove its line `draft: yes`)".into(),
            Self::Overdue(due) => format!("its review was due on {due}"),
            Self::Contradicted => "it claims more than its facts allow on the effective date".into(),
            Self::Disputed => "a fact contradicts it; `factum check` shows which".into(),
            Self::Mismatched => "its verdict does not fit its text; `factum check` shows why".into(),
            Self::Undated => {
                "it is about a period or a date that may have passed; `factum check` shows which".into()
            }
            Self::Unbound => "its verdict has not been confirmed for its current text".into(),
            Self::Incomplete => "the answer needs facts that are restricted to a narrower audience".into(),
            Self::OtherProducts => "its facts have no product in common".into(),
            Self::Unstated => "the answer needs a fact that is not stated".into(),
            Self::NotNow => "it does not hold on the effective date".into(),
        }
    }
}

/// Why an entry must not be used.
pub fn hold(entry: &Entry<Answer>, audience: Audience, on: NaiveDate) -> Option<Withheld> {
    let envelope = entry.envelope();
    let needed = envelope.audience.unwrap_or(Audience::Internal);
    if needed > audience {
        return Some(Withheld::Audience(needed));
    }
    if entry.draft() {
        return Some(Withheld::Draft);
    }
    overdue(entry, on).map(Withheld::Overdue)
}

/// The date on which the review of an entry was due, if it has passed.
pub fn overdue(entry: &Entry<Answer>, on: NaiveDate) -> Option<NaiveDate> {
    let review = entry.envelope().review.as_ref()?;
    // If the last review is in the future, no review has taken place.
    if review.last.value > on {
        return Some(on);
    }
    review.every.after(review.last.value).filter(|due| *due < on)
}
