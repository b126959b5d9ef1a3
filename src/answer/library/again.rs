//! Whether an answer that was delivered would be given to its question again.

use super::{
    Alike, Library,
    pins::Pin,
    related::{is_same, own},
};
use crate::{
    answer::entries::{products::NAME_IT, resolved::ResolvedAnswer},
    fact::Verdict,
    ledger::{DeliveredItem, FoundBy, Sent},
    matching::normal,
};

/// Why an answer that was delivered would not be given to its question again.
pub struct NotGivenAgain {
    /// The reason, as a clause.
    pub why: String,
    /// Whether it is about other products than the customer is known to have asked about, or is no longer
    /// pinned to the question: its present text is not for this customer.
    pub not_theirs: bool,
}

impl Library<'_> {
    /// Why the entry with an id, whose answer was delivered, would not be given to the same question of the
    /// same customer now.
    pub fn not_again(&self, sent: &Sent, delivered: &DeliveredItem, id: &str) -> Option<NotGivenAgain> {
        let apart = |why: String| NotGivenAgain { why, not_theirs: false };
        let Some(given) = self.get(id) else { return self.why_held(id).map(|it| apart(it.words())) };
        let by_wording = delivered.found_by == Some(FoundBy::Wording);
        let not_asked = || if by_wording { self.not_asked(delivered, given) } else { None };
        let not_pinned =
            || Some(NotGivenAgain { why: self.not_pinned(sent, delivered, given)?, not_theirs: true });
        self.other_than_asked(sent, delivered, given).or_else(not_pinned).or_else(|| not_asked().map(apart))
    }

    /// Why an entry is not about the products that the customer asked about.
    fn other_than_asked(
        &self,
        sent: &Sent,
        delivered: &DeliveredItem,
        given: &ResolvedAnswer,
    ) -> Option<NotGivenAgain> {
        let at = *self.by_id.get(&given.id)?;
        let limits = self.products_of.get(at)?.as_deref()?;
        // A person may choose an entry even if no product is named.
        if sent.products.is_empty() && delivered.found_by == Some(FoundBy::Person) {
            let why = self.products.other(limits, &delivered.question)?;
            return Some(NotGivenAgain { why, not_theirs: true });
        }
        let asked_about = sent.products.iter().cloned().collect();
        let sections: Vec<String> = delivered.section.iter().cloned().collect();
        let why = self.products.against_for(&asked_about, limits, &delivered.question, &sections)?;
        Some(match why.strip_suffix(NAME_IT) {
            Some(unnamed) => NotGivenAgain { why: unnamed.to_owned(), not_theirs: false },
            None => NotGivenAgain { why, not_theirs: true },
        })
    }

    /// Why an entry is not what this customer's question is now pinned to. Records do not state which pin
    /// was used, so every pin that may have been used counts.
    fn not_pinned(&self, sent: &Sent, delivered: &DeliveredItem, given: &ResolvedAnswer) -> Option<String> {
        let found_by = delivered.found_by?;
        let asks = |pin: &Pin| own(pin, self).is_some_and(|it| is_same(it, &delivered.question));
        let pins: Vec<Pin> =
            self.pins.followed_for(&sent.customer).filter(|it| asks(it) && may_lead(it, delivered)).collect();
        if pins.iter().any(|it| gives(it, delivered, given)) {
            return None;
        }
        if let Some(other) = pins.iter().find(|it| leads(it, delivered)) {
            return Some(instead(other));
        }
        let is_gone = found_by == FoundBy::Pin && self.not_asked(delivered, given).is_some();
        is_gone.then(|| "no questionnaire pins this question to the answer any more".into())
    }

    /// Why a question whose wording matched an entry no longer matches it.
    fn not_asked(&self, delivered: &DeliveredItem, given: &ResolvedAnswer) -> Option<String> {
        let alike = || self.same_wording(&delivered.question);
        let exact = self.known(&delivered.question);
        let found = exact.map_or_else(alike, |given| vec![Alike { given, by_yes_only: false }]);
        match found.as_slice() {
            [] => Some("none of its wordings asks this question any more".into()),
            [one] if one.given.id == given.id => self.affirms_other(given, &delivered.question),
            [one] => Some(format!("`{}` has the wording of this question now", one.given.id)),
            several => {
                let ids: Vec<_> = several.iter().map(|it| format!("`{}`", it.given.id)).collect();
                Some(format!("{} have the wording of this question", ids.join(" and ")))
            }
        }
    }
}

/// Whether a pin whose question was delivered may have led to the answer: by its id, or by its words.
fn may_lead(pin: &Pin, delivered: &DeliveredItem) -> bool {
    let is_id = pin.id.is_none() || delivered.number.is_none() || pin.id == delivered.number.as_deref();
    let within =
        |section: &str| delivered.section.as_deref().is_none_or(|it| normal(it).contains(&normal(section)));
    is_id || pin.section.is_none_or(within)
}

/// Whether a pin whose question was delivered certainly applies to it now: by the customer's id of the
/// question, or by a text with the same meaning in any context.
fn leads(pin: &Pin, delivered: &DeliveredItem) -> bool {
    let same = pin.question.is_some_and(|it| normal(it) == normal(&delivered.question));
    let is_id = pin.decided && pin.id.is_some() && pin.id == delivered.number.as_deref();
    same && (is_id || (!pin.is_placed() && pin.answer.is_some()))
}

/// Whether a pin gives what was delivered of an entry.
fn gives(pin: &Pin, delivered: &DeliveredItem, given: &ResolvedAnswer) -> bool {
    // A list's own word may mean any verdict.
    let verdict = pin.verdict.and_then(Verdict::from_word);
    let same = verdict.is_none_or(|it| delivered.claim.verdict == Some(it) || !delivered.includes_verdict());
    same && pin.answer == Some(&*given.id.id)
}

/// What a pin gives instead, as a clause.
fn instead(pin: &Pin) -> String {
    let name = &pin.questionnaire.id;
    match (pin.answer, pin.verdict) {
        (Some(id), Some(word)) => {
            format!("the questionnaire `{name}` answers this question with `{id}` and `{word}` now")
        }
        (Some(id), None) => format!("the questionnaire `{name}` answers this question with `{id}` now"),
        (None, Some(word)) => {
            format!("the questionnaire `{name}` answers this question with `{word}` only now")
        }
        (None, None) => format!("the questionnaire `{name}` leaves this question blank now"),
    }
}
