//! Whether a calculated verdict says more than its reports and certificates allow: tried by supposing that they stand otherwise.

use std::collections::{BTreeMap, BTreeSet};

use super::given::{is_unknown, verdict_from};
use crate::{
    fact::{FactId, Standing, Verdict},
    statement::{Compared, Engine, Script, Supposed, compared},
};

/// The fields of a certification that are true or yes only of the vendor's own, or name how it stands.
const PLAIN: &[&str] = &["in_force", "is_current", "state", "verdict"];

/// A yes, or a part of one, with what it was calculated from.
pub struct Calculated<'a> {
    /// What calculates it.
    pub engine: &'a Engine<'a>,
    /// The expression.
    pub script: Script<'a>,
    /// What the expression asked for.
    pub read: &'a BTreeSet<(FactId, String)>,
    /// What it came to.
    pub verdict: Verdict,
    /// The reports and certificates that it asked for.
    pub all: BTreeSet<&'a FactId>,
}

impl Calculated<'_> {
    /// The report or certificate that does not allow the verdict, and on which it rests all the same. It does where the
    /// expression looks at more than whether it is held, where the verdict would be another if it stood otherwise, and where it
    /// would be the same if nothing were held at all. Whoever compares its state with the very word says what is meant.
    pub fn says_too_much<'f>(&self, not_held: &BTreeMap<&'f FactId, Standing>) -> Option<(&'f FactId, Standing)> {
        let compared: Compared = compared(self.script.text);
        let named = |id: &FactId, standing: Standing| {
            standing != Standing::Unknown && compared.contains(&(id.id.to_string(), standing.word().to_owned()))
        };
        let (meant, others): (Vec<_>, Vec<_>) = not_held.iter().map(|(id, it)| (*id, *it)).partition(|(id, it)| named(id, *it));
        let rests = |id: &FactId| {
            !self.reads_plainly(id) || Standing::NOTHING_HELD.into_iter().any(|it| self.supposing([id], it) != Some(self.verdict))
        };
        let found = others.iter().find(|(id, _)| rests(id)).copied();
        found.or_else(|| {
            let first = others.first().or(meant.first()).copied()?;
            let mut worlds = Standing::NOTHING_HELD.into_iter().filter(|it| !meant.iter().any(|(_, meant)| meant == it));
            let claims =
                |it: Standing| matches!(self.supposing(self.all.iter().copied(), it), None | Some(Verdict::Yes | Verdict::Partial));
            worlds.any(claims).then_some(first)
        })
    }

    /// Whether the expression reads no more of a certification than whether it is held.
    fn reads_plainly(&self, id: &FactId) -> bool {
        let mut fields = self.read.iter().filter(|(it, field)| it == id && !field.is_empty()).peekable();
        fields.peek().is_some() && fields.all(|(_, field)| PLAIN.contains(&field.as_str()))
    }

    /// The verdict if these stood otherwise; a failure is no verdict.
    fn supposing<'f>(&self, ids: impl IntoIterator<Item = &'f FactId>, standing: Standing) -> Option<Verdict> {
        let supposed: Supposed = ids.into_iter().map(|it| (it.clone(), standing)).collect();
        let value = self.engine.evaluate_supposing(self.script, supposed)?;
        // What is not known of the day gives no verdict, and claims nothing.
        if is_unknown(&value) { Some(Verdict::No) } else { verdict_from(&value).ok() }
    }
}
