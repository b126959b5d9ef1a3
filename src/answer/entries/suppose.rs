//! Checks whether a calculated verdict claims more than its reports and certificates allow, by evaluating
//! it with different states of them.

use std::collections::{BTreeMap, BTreeSet};

use super::resolved::{is_unknown, verdict_from};
use crate::{
    fact::{FactId, Standing, Verdict},
    statement::{Engine, StateComparisons, Supposed, TemplateSource, compared},
};

/// The fields of a certification that are true or yes only if the vendor itself holds it, or that name its
/// state.
const PLAIN: &[&str] = &["in_force", "is_current", "state", "verdict"];

/// The maximum number of other certifications that are removed one by one.
const SINGLY: usize = 16;

/// A yes or a partial verdict, with what it was calculated from.
pub struct Calculated<'a> {
    /// The engine that evaluates it.
    pub engine: &'a Engine<'a>,
    /// The expression.
    pub script: TemplateSource<'a>,
    /// What the expression read.
    pub read: &'a BTreeSet<(FactId, String)>,
    /// The resulting verdict.
    pub verdict: Verdict,
    /// The reports and certificates that it read.
    pub all: BTreeSet<&'a FactId>,
}

impl Calculated<'_> {
    /// The report or certificate that does not support the verdict although the verdict depends on it: the
    /// expression reads more than whether it is held, or the verdict would differ in another state, or no
    /// state would make a difference and the verdict would be the same with nothing held at all. An
    /// expression that compares its state with that very word is intended.
    pub fn says_too_much<'f>(
        &self,
        not_held: &BTreeMap<&'f FactId, Standing>,
    ) -> Option<(&'f FactId, Standing)> {
        let compared: StateComparisons = compared(self.script.text);
        let named = |id: &FactId, standing: Standing| {
            standing != Standing::Unknown
                && compared.contains(&(id.id.to_string(), standing.word().to_owned()))
        };
        let (meant, others): (Vec<_>, Vec<_>) =
            not_held.iter().map(|(id, it)| (*id, *it)).partition(|(id, it)| named(id, *it));
        let rests = |id: &FactId| {
            let another = || {
                Standing::NOTHING_HELD.into_iter().any(|it| self.supposing([(id, it)]) != Some(self.verdict))
            };
            !self.reads_plainly(id) || another() || !self.matters(id)
        };
        let found = others.iter().find(|(id, _)| rests(id)).copied();
        found.or_else(|| {
            let first = others.first().or(meant.first()).copied()?;
            let mut worlds =
                Standing::NOTHING_HELD.into_iter().filter(|it| !meant.iter().any(|(_, meant)| meant == it));
            let claims = |it: Standing| {
                matches!(
                    self.supposing(self.all.iter().map(|id| (*id, it))),
                    None | Some(Verdict::Yes | Verdict::Partial)
                )
            };
            worlds.any(claims).then_some(first)
        })
    }

    /// Whether the expression only reads whether a certification is held.
    fn reads_plainly(&self, id: &FactId) -> bool {
        let mut fields = self.read.iter().filter(|(it, field)| it == id && !field.is_empty()).peekable();
        fields.peek().is_some() && fields.all(|(_, field)| PLAIN.contains(&field.as_str()))
    }

    /// Whether the state of this one ever makes a difference: with the others as they are, without one of
    /// them, or without all. If it never does, the expression does not ask whether it is held.
    fn matters(&self, id: &FactId) -> bool {
        let others: Vec<&FactId> = self.all.iter().copied().filter(|it| *it != id).collect();
        let singly = others.iter().take(SINGLY).map(|it| vec![*it]);
        [others.clone(), vec![]].into_iter().chain(singly).any(|without| {
            let with = |standing| {
                self.supposing(without.iter().map(|it| (*it, Standing::NotHeld)).chain([(id, standing)]))
            };
            with(Standing::Own) != with(Standing::NotHeld)
        })
    }

    /// The verdict in these states; `None` if evaluation fails.
    fn supposing<'f>(&self, how: impl IntoIterator<Item = (&'f FactId, Standing)>) -> Option<Verdict> {
        let supposed: Supposed = how.into_iter().map(|(id, it)| (id.clone(), it)).collect();
        let value = self.engine.evaluate_supposing(self.script, supposed)?;
        // An unknown state gives no verdict and claims nothing.
        if is_unknown(&value) { Some(Verdict::No) } else { verdict_from(&value).ok() }
    }
}
