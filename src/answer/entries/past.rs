//! Questions about the past whose verdict is based on the present state.

use super::{
    grounds::{Grounds, expression, place_of_verdict},
    resolved::ResolvedAnswer,
    tense::{EVER, asks_about_the_past, ever},
};
use crate::{
    audience_view::Disclosed,
    diagnostic::{Diagnostic, codes},
    fact::{FactId, Verdict},
};

/// The fields of a certification that say whether it is held on the effective date.
const PRESENT: &[&str] = &["applies", "in_force", "is_current", "state", "status", "verdict"];

impl Grounds<'_> {
    /// The reports and certificates of which the expression reads only the present state.
    fn read_of_today<'g>(&self, given: &'g ResolvedAnswer, fact: &Disclosed) -> Vec<&'g FactId> {
        if expression(fact).is_none() {
            return vec![];
        }
        let reads_ever = |id: &FactId| given.read.iter().any(|(it, field)| it == id && field == EVER);
        let today =
            given.read.iter().filter(|(_, field)| PRESENT.contains(&field.as_str())).map(|(id, _)| id);
        let mut found: Vec<_> = today.filter(|id| id.kind == "certification" && !reads_ever(id)).collect();
        found.dedup();
        found
    }

    /// Why the verdict does not answer a question about the past: it is not a yes, and the report or
    /// certificate was held before.
    pub fn held_before(&self, given: &ResolvedAnswer, fact: &Disclosed) -> Option<FactId> {
        given.verdict.filter(|it| *it != Verdict::Yes)?;
        self.read_of_today(given, fact).into_iter().find(|id| self.was_ever_current(id)).cloned()
    }

    pub(super) fn was_ever_current(&self, id: &FactId) -> bool {
        self.view.get(id).and_then(|it| it.data.get(EVER)).is_some_and(|it| it.says("yes"))
    }

    /// The finding that a question about the past is answered with the present state.
    pub fn of_today(&self, given: &ResolvedAnswer, fact: &Disclosed) -> Option<Diagnostic> {
        let id = self.read_of_today(given, fact).into_iter().next()?;
        let entry = self.facts.answers.iter().find(|it| it.id == given.id)?;
        let wordings = entry.body.phrasings.iter().map(|it| it.value.as_str());
        let asked =
            [given.question.as_str()].into_iter().chain(wordings).find(|it| asks_about_the_past(it))?;
        let message = format!(
            "the question `{asked}` of `{}` asks about the past, but its verdict reads whether `{id}` is \
             held on the effective date",
            given.id
        );
        Some(Diagnostic::new(codes::PAST_QUESTION, place_of_verdict(fact), message).help(ever(id)))
    }
}
