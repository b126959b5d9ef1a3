//! Answers that name, as plain text, a report or certificate that is not in force or a company that is not
//! used: the text was written when it was, and has no reference to the fact.

use super::{
    contradicted::accepts, grounds::place_of_verdict, missing::products_of, resolved::ResolvedAnswer,
};
use crate::{
    audience_view::{AudienceView, Disclosed},
    diagnostic::{Diagnostic, Level, codes},
    fact::{Answer, Entry, FactId, Verdict, VerdictRule},
    names::Names,
};

/// The names in the texts of answers, for one audience.
pub struct NamedGrounds<'a> {
    /// The names on the effective date.
    pub names: Names<'a>,
    /// What the audience may see.
    pub view: &'a AudienceView,
}

/// The finding that an answer names a fact that is no longer in force, and whether the entry accepts it.
pub struct NamedRefusal {
    /// The finding.
    pub finding: Diagnostic,
    /// Whether the entry accepts it, because the text means something else by the name.
    pub accepted: bool,
}

impl NamedGrounds<'_> {
    /// Why an answer is not given: its text, or a question that it affirms with a typed verdict, names a
    /// fact that is not in force.
    pub fn refused(
        &self,
        given: &ResolvedAnswer,
        fact: &Disclosed,
        entry: Option<&Entry<Answer>>,
    ) -> Option<NamedRefusal> {
        // A no may deny what has ended, but must not claim it at the same time.
        let negative = matches!(given.verdict, Some(Verdict::No | Verdict::NotApplicable));
        let typed = entry.is_some_and(|it| matches!(it.body.verdict, Some(VerdictRule::Fixed(_))));
        let products: Vec<FactId> = products_of(fact).into_iter().collect();
        let in_text = self.names.stale_for(&given.text, &products).into_iter();
        let in_text = in_text.filter(|it| !(negative && it.is_denied)).map(|it| (it, "text"));
        let asked = if typed && !negative { self.names.stale_if_affirmed(&given.question) } else { vec![] };
        let mut found = in_text.chain(asked.into_iter().map(|it| (it, "question")));
        // Text that refers to a fact by reference is checked with the facts.
        let referred = |id: &FactId| given.facts.contains(id);
        let (mention, place) = found.find(|(it, _)| !referred(it.id) && it.audience <= self.view.audience)?;
        let message = format!("`{}` is not given: its {place} names {}", given.id, mention.in_words());
        let help = "state what holds now, or let the answer follow the fact (`verdict: {expression: …}`, \
                    `say(…)`); if it means something else by the name, accept the finding with `acknowledge`";
        let mut finding = Diagnostic::new(codes::LAPSED_BASIS, place_of_verdict(fact), message).help(help);
        finding.level = Level::Warning;
        let accepted = entry.is_some_and(|it| accepts(it, codes::LAPSED_BASIS, Some(mention.id), &finding));
        Some(NamedRefusal { finding, accepted })
    }
}
