//! Pages that list the subprocessors, though not all of them: customers read such a list as complete (GDPR,
//! Art. 28 (2)).

use chrono::NaiveDate;

use super::page::{FenceContent, PageTemplate};
use crate::{
    diagnostic::{Diagnostic, codes},
    fact::{AnyFact, Audience, Facts, NotValid, not_valid},
};

/// A finding for each subprocessor that a page with a list of subprocessors leaves out because of its
/// audience.
pub fn partial(template: &PageTemplate, facts: &Facts, on: NaiveDate) -> Vec<Diagnostic> {
    let lists = template.fences.iter().any(|fence| match &fence.content {
        FenceContent::Statements(placement) => {
            placement.only.is_none() && placement.each.as_ref().is_some_and(|it| it.value == "subprocessor")
        }
        _ => false,
    });
    let readers = template.front.audience.unwrap_or_default();
    let audience = |it: &dyn AnyFact| it.envelope().audience.unwrap_or(Audience::Internal);
    let ended = |it: &dyn AnyFact| not_valid(it, &facts.evidence, on) == Some(NotValid::Ended);
    let hidden = facts
        .subprocessors
        .iter()
        .filter(|it| lists && audience(*it) > readers && !it.draft() && !ended(*it));
    hidden
        .map(|page| {
            let message = format!(
                "the subprocessor list on {} page `{}` omits `{}`, whose audience is `{}`",
                readers.word(),
                template.name,
                page.id,
                audience(page).word()
            );
            Diagnostic::new(codes::INCOMPLETE_LIST, page.place, message).help(
                "set the subprocessor's audience to that of the page, or state on the page that the list is \
                 incomplete and accept the finding with `acknowledge`",
            )
        })
        .collect()
}
