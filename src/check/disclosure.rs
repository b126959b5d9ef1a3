//! Audiences: each fact should state one, and must not refer to a fact with a narrower one.

use std::collections::BTreeMap;

use super::Subject;
use crate::{
    diagnostic::{Diagnostic, codes},
    fact::{Audience, FactId, KINDS, Text, read::Leaf},
};

/// An entry without an audience; it is treated as internal.
pub fn missing_audience(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for fact in subject.facts.all().filter(|it| it.envelope().audience.is_none()) {
        let message = format!("`{}` has no audience, so it is treated as internal", fact.id());
        let finding = Diagnostic::new(codes::MISSING_AUDIENCE, fact.place(), message);
        findings
            .push(finding.help("add `audience: public` (or `nda`, `internal`), here or under `defaults:`"));
    }
}

/// A fact that refers to one with a narrower audience.
pub fn leaked(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let facts: BTreeMap<_, _> = subject.facts.all().map(|it| (it.id().clone(), it)).collect();
    for fact in subject.facts.all() {
        let own = audience(fact.envelope().audience);
        let mut references = Vec::new();
        fact.leaves(&mut |leaf| match leaf {
            Leaf::Reference { target, place } => references.push((target, place)),
            Leaf::Template(text) | Leaf::Expression(text) => {
                references.extend(named_in(text).into_iter().map(|it| (it, text.place)))
            }
            _ => {}
        });
        for (target, place) in references {
            let Some(other) = facts.get(&target) else { continue };
            let above = audience(other.envelope().audience);
            if above > own {
                let message = format!(
                    "`{}` {}, but refers to `{target}`, which {}",
                    fact.id(),
                    restriction(own),
                    restriction(above)
                );
                let finding = Diagnostic::new(codes::LEAKED_AUDIENCE, place, message)
                    .label(format!("this fact {}", restriction(above)));
                let help = format!(
                    "remove this reference, or set `audience: {}` on `{}`, or set `audience: {}` on \
                     `{target}`",
                    above.word(),
                    fact.id(),
                    own.word()
                );
                findings.push(finding.also(other.place(), "defined here").help(help));
            }
        }
    }
}

/// Which readers may see a fact of an audience, as words that follow it.
fn restriction(audience: Audience) -> &'static str {
    match audience {
        Audience::Public => "is public",
        Audience::Nda => "is restricted to the NDA audience",
        Audience::Internal => "is restricted to the internal audience",
    }
}

/// The facts that a template names: `kind["id"]`, `vendor`, or `say("kind/id/section")`.
pub(super) fn named_in(template: &Text) -> Vec<FactId> {
    let mut references = Vec::new();
    for kind in KINDS {
        for (at, _) in template.match_indices(kind.name) {
            let before = template.get(..at).unwrap_or_default().chars().next_back();
            let after = template.get(at + kind.name.len()..).unwrap_or_default();
            if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.')) {
                continue;
            }
            let quoted = after
                .trim_start()
                .strip_prefix('[')
                .map(str::trim_start)
                .and_then(|it| it.strip_prefix(['"', '\'']));
            let id = match (kind.is_singleton, quoted.or_else(|| after.strip_prefix('/'))) {
                (false, None) if after.starts_with('.') => {
                    after.split(|c: char| !c.is_ascii_alphanumeric()).nth(1).unwrap_or_default()
                }
                (true, _) if after.starts_with(['.', '/']) => kind.name,
                (false, Some(rest)) => {
                    rest.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).next().unwrap_or_default()
                }
                _ => continue,
            };
            references.push(FactId::new(kind.name, id));
        }
    }
    references
}

/// The audience of an entry; internal if none is stated.
fn audience(stated: Option<Audience>) -> Audience {
    stated.unwrap_or(Audience::Internal)
}
