//! The wordings of entries that are not used: phrasings that are not approved, and those that name
//! something that the answer no longer contains.

use super::Library;
use crate::{
    answer::entries::{approved_phrasings::ApprovedPhrasings, resolved::ResolvedAnswer},
    matching::{Wordings, normal},
};

impl<'a> Library<'a> {
    /// Sets the approved phrasings, if approvals are kept.
    pub fn approved_phrasings(&mut self, approved: Option<&'a ApprovedPhrasings>) {
        self.approved = approved;
    }

    /// Whether a question matches an entry by its question, its proposition or an approved phrasing; true
    /// if no approvals are kept.
    pub fn is_approved_wording(&self, given: &ResolvedAnswer, question: &str) -> bool {
        let (Some(approved), Some(entry)) = (self.approved, self.affirmed_of(given)) else { return true };
        let own = approved.get(&given.id);
        let in_one_line = |it: &str| it.split_whitespace().collect::<Vec<_>>().join(" ");
        let (first, others) =
            entry.phrasings.split_first().map_or((None, &[][..]), |(it, rest)| (Some(it), rest));
        let others = others.iter().filter(|it| own.is_some_and(|own| own.contains(&in_one_line(it))));
        let affirmed = entry.proposition.iter().filter(|_| given.verdict.is_some());
        let mut wordings = Wordings::new(&self.vendor_names);
        for wording in first.into_iter().chain(others).chain(affirmed) {
            if normal(wording) == normal(question) {
                return true;
            }
            wordings.add(wording, 0);
        }
        !wordings.find(question).is_empty()
    }

    /// The entry whose phrasing equals a question, and the name in it that the answer does not contain.
    pub fn unbacked(&self, question: &str) -> Option<(&'a ResolvedAnswer, &str)> {
        let (at, name) = self.unbacked.get(&normal(question))?;
        self.given.get(*at).map(|given| (*given, name.as_str()))
    }
}
