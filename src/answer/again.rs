//! Whether an answer that was delivered would be given to its question again.

use super::{
    library::{Alike, Library},
    products::NAME_IT,
    resolved::ResolvedAnswer,
};
use crate::ledger::{FoundBy, Sent, Told};

impl Library<'_> {
    /// Why the entry with an id, whose answer was delivered, would not be given to the same question of the
    /// same customer now, as a clause.
    pub fn not_again(&self, sent: &Sent, told: &Told, id: &str) -> Option<String> {
        let Some(given) = self.get(id) else { return self.why_held(id).map(|it| it.words()) };
        let by_wording = told.found_by == Some(FoundBy::Wording);
        let not_asked = || if by_wording { self.not_asked(told, given) } else { None };
        self.other_than_asked(sent, told, given).or_else(not_asked)
    }

    /// Why an entry is not about the products that the customer asked about.
    fn other_than_asked(&self, sent: &Sent, told: &Told, given: &ResolvedAnswer) -> Option<String> {
        let at = *self.by_id.get(&given.id)?;
        let limits = self.products_of.get(at)?.as_deref()?;
        // A person may choose an entry though nothing names the product.
        if sent.products.is_empty() && told.found_by == Some(FoundBy::Person) {
            return self.products.other(limits, &told.question);
        }
        let asked_about = sent.products.iter().cloned().collect();
        let sections: Vec<String> = told.section.iter().cloned().collect();
        let why = self.products.against_for(&asked_about, limits, &told.question, &sections)?;
        Some(why.strip_suffix(NAME_IT).map_or(why.clone(), str::to_owned))
    }

    /// Why a question whose wording led to an entry does not lead to it now.
    fn not_asked(&self, told: &Told, given: &ResolvedAnswer) -> Option<String> {
        let alike = || self.same_wording(&told.question);
        let exact = self.known(&told.question);
        let found = exact.map_or_else(alike, |given| vec![Alike { given, by_yes_only: false }]);
        match found.as_slice() {
            [] => Some("none of its wordings asks this question any more".into()),
            [one] if one.given.id == given.id => self.affirms_other(given, &told.question),
            [one] => Some(format!("`{}` has the wording of this question now", one.given.id)),
            several => {
                let ids: Vec<_> = several.iter().map(|it| format!("`{}`", it.given.id)).collect();
                Some(format!("{} have the wording of this question", ids.join(" and ")))
            }
        }
    }
}
