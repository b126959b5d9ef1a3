//! Audiences: each fact has one, and refers to nothing above it.

use std::collections::BTreeMap;

use super::Subject;
use crate::{
    diagnostic::{Diagnostic, codes},
    fact::{Audience, read::Leaf},
};

/// An entry that states no audience; it is kept internal.
pub fn missing_audience(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for fact in subject.facts.all().filter(|it| it.envelope().audience.is_none()) {
        let message = format!("`{}` states no audience, so it is kept internal", fact.id());
        let finding = Diagnostic::new(codes::MISSING_AUDIENCE, fact.place(), message);
        findings.push(finding.help("add `audience: public` (or `nda`, `internal`), here or under `defaults:`"));
    }
}

/// A fact that refers to one above its own audience.
pub fn leaked(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let facts: BTreeMap<_, _> = subject.facts.all().map(|it| (it.id().clone(), it)).collect();
    for fact in subject.facts.all() {
        let own = audience(fact.envelope().audience);
        fact.leaves(&mut |leaf| {
            let Leaf::Reference { target, place } = leaf else { return };
            let Some(other) = facts.get(&target) else { return };
            let above = audience(other.envelope().audience);
            if above > own {
                let message = format!("`{}` is {}, but refers to `{target}`, which is {}", fact.id(), own.word(), above.word());
                let finding = Diagnostic::new(codes::LEAKED_AUDIENCE, place, message).label(format!("{} here", above.word()));
                let help = format!("take this name out, or make one of both facts {} or {}", above.word(), own.word());
                findings.push(finding.also(other.place(), "stated here").help(help));
            }
        });
    }
}

/// The audience of an entry; one that states none is internal.
fn audience(stated: Option<Audience>) -> Audience {
    stated.unwrap_or(Audience::Internal)
}
