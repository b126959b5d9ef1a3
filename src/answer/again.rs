//! Whether an answer that was delivered would be given to its question again.

use super::{
    library::{Alike, Library},
    products::NAME_IT,
    resolved::ResolvedAnswer,
};
use crate::ledger::{DeliveredItem, FoundBy, Sent};

/// Why an answer that was delivered would not be given to its question again.
pub struct NotGivenAgain {
    /// The reason, as a clause.
    pub why: String,
    /// It is about other products than the one that the customer is known to have asked about.
    pub other_product: bool,
}

impl Library<'_> {
    /// Why the entry with an id, whose answer was delivered, would not be given to the same question of the
    /// same customer now.
    pub fn not_again(&self, sent: &Sent, delivered: &DeliveredItem, id: &str) -> Option<NotGivenAgain> {
        let apart = |why: String| NotGivenAgain { why, other_product: false };
        let Some(given) = self.get(id) else { return self.why_held(id).map(|it| apart(it.words())) };
        let by_wording = delivered.found_by == Some(FoundBy::Wording);
        let not_asked = || if by_wording { self.not_asked(delivered, given) } else { None };
        self.other_than_asked(sent, delivered, given).or_else(|| not_asked().map(apart))
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
        // A person may choose an entry though nothing names the product.
        if sent.products.is_empty() && delivered.found_by == Some(FoundBy::Person) {
            let why = self.products.other(limits, &delivered.question)?;
            return Some(NotGivenAgain { why, other_product: true });
        }
        let asked_about = sent.products.iter().cloned().collect();
        let sections: Vec<String> = delivered.section.iter().cloned().collect();
        let why = self.products.against_for(&asked_about, limits, &delivered.question, &sections)?;
        Some(match why.strip_suffix(NAME_IT) {
            Some(unnamed) => NotGivenAgain { why: unnamed.to_owned(), other_product: false },
            None => NotGivenAgain { why, other_product: true },
        })
    }

    /// Why a question whose wording led to an entry does not lead to it now.
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
