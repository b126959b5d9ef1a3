//! Whether a calculated verdict says more than its reports and certificates allow: tried by supposing that
//! they stand otherwise.

use std::collections::{BTreeMap, BTreeSet};

use super::resolved::{is_unknown, verdict_from};
use crate::{
    fact::{FactId, Standing, Verdict},
    statement::{Engine, StateComparisons, Supposed, TemplateSource, compared},
};

/// The fields of a certification that are true or yes only of the vendor's own, or name how it stands.
const PLAIN: &[&str] = &["in_force", "is_current", "state", "verdict"];

/// How many of the others are taken away one by one.
const SINGLY: usize = 16;

/// A yes, or a part of one, with what it was calculated from.
pub struct Calculated<'a> {
    /// What calculates it.
    pub engine: &'a Engine<'a>,
    /// The expression.
    pub script: TemplateSource<'a>,
    /// What the expression asked for.
    pub read: &'a BTreeSet<(FactId, String)>,
    /// What it came to.
    pub verdict: Verdict,
    /// The reports and certificates that it asked for.
    pub all: BTreeSet<&'a FactId>,
}

impl Calculated<'_> {
    /// The report or certificate that does not allow the verdict, and on which it rests all the same. It does
    /// where the expression looks at more than whether it is held, where the verdict would be another if it
    /// stood otherwise, where it would never be, and where it would be the same if nothing were held at all.
    /// Whoever compares its state with the very word says what is meant.
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

    /// Whether the expression reads no more of a certification than whether it is held.
    fn reads_plainly(&self, id: &FactId) -> bool {
        let mut fields = self.read.iter().filter(|(it, field)| it == id && !field.is_empty()).peekable();
        fields.peek().is_some() && fields.all(|(_, field)| PLAIN.contains(&field.as_str()))
    }

    /// Whether it ever matters how this one stands: with the others as they are, without one of them, or
    /// without all. What is read and never matters was not asked whether it is held.
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

    /// The verdict if these stood otherwise; a failure is no verdict.
    fn supposing<'f>(&self, how: impl IntoIterator<Item = (&'f FactId, Standing)>) -> Option<Verdict> {
        let supposed: Supposed = how.into_iter().map(|(id, it)| (id.clone(), it)).collect();
        let value = self.engine.evaluate_supposing(self.script, supposed)?;
        // What is not known of the day gives no verdict, and claims nothing.
        if is_unknown(&value) { Some(Verdict::No) } else { verdict_from(&value).ok() }
    }
}
