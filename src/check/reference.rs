//! References: each must name an existing fact, and facts must not rest on each other in a cycle.

use std::collections::{BTreeMap, BTreeSet};

use super::Subject;
use crate::{
    diagnostic::{Diagnostic, Place, codes},
    error::near,
    fact::{FactId, Facts, read::Leaf},
};

/// A reference to a fact that does not exist.
pub fn dangling(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let known: BTreeSet<_> = subject.facts.all().map(|it| it.id().clone()).collect();
    // Only the first hundred wrong references get a suggestion, because comparing with every id is expensive.
    let mut suggestions = 100;
    for fact in subject.facts.all() {
        fact.leaves(&mut |leaf| {
            let Leaf::Reference { target, place } = leaf else { return };
            if known.contains(&target) {
                return;
            }
            if let Some(finding) = unread(subject.facts, &target, place) {
                return findings.push(finding);
            }
            let ids = known.iter().filter(|it| it.kind == target.kind && suggestions > 0).map(|it| &*it.id);
            let close = near(&target.id, ids);
            suggestions = usize::saturating_sub(suggestions, 1);
            let finding =
                Diagnostic::new(codes::DANGLING_REFERENCE, place, format!("there is no `{target}`"));
            findings.push(if close.is_empty() {
                finding.help(add(subject.facts, &target))
            } else {
                finding.did_you_mean(&close)
            });
        });
    }
    for programme in &subject.facts.programme {
        let classes: Vec<_> = programme.body.classes.iter().map(|it| it.id.0.value.as_str()).collect();
        let used = programme
            .body
            .bounties
            .iter()
            .filter_map(|it| it.class.as_ref())
            .chain(&programme.body.eligible_classes);
        for id in used.filter(|it| !classes.contains(&it.0.value.as_str())) {
            let message = format!("there is no class `{}` in the programme", id.0.value);
            let close = near(&id.0, classes.iter().copied());
            findings
                .push(Diagnostic::new(codes::DANGLING_REFERENCE, id.0.place, message).did_you_mean(&close));
        }
    }
}

/// A reference to an entry, or to a file, that has an error itself.
fn unread(facts: &Facts, target: &FactId, place: Place) -> Option<Diagnostic> {
    let entry = facts.files.unread.get(target).map(|it| (*it, "fix the errors in this entry first"));
    let file = || facts.files.broken.get(target.kind).map(|it| (*it, "fix this error first"));
    let (error, help) = entry.or_else(file)?;
    let message = format!("`{target}` could not be read");
    Some(
        Diagnostic::new(codes::DANGLING_REFERENCE, place, message)
            .also(error, help)
            .help("fix the errors at the other place first: this one may disappear with them"),
    )
}

fn add(facts: &Facts, target: &FactId) -> String {
    match crate::fact::KINDS.iter().find(|it| it.name == target.kind) {
        Some(kind) if kind.is_singleton => format!("create `data/{}`, or remove this reference", kind.file),
        Some(kind) if facts.files.folders.contains(kind.name) => {
            let folder = kind.file.trim_end_matches(".yaml");
            format!("add `{}` to a file in `data/{folder}/`, or remove this reference", target.id)
        }
        kind => {
            format!(
                "add `{}` to `data/{}`, or remove this reference",
                target.id,
                kind.map_or("", |it| it.file)
            )
        }
    }
}

/// Facts that rest on each other in a cycle.
pub fn cyclic(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let graph: BTreeMap<FactId, Vec<(FactId, Place)>> = subject
        .facts
        .all()
        .filter(|it| !it.envelope().rests_on.is_empty())
        .map(|it| {
            (it.id().clone(), it.envelope().rests_on.iter().map(|to| (to.target.clone(), to.place)).collect())
        })
        .collect();
    let mut done = BTreeSet::new();
    for start in graph.keys() {
        for (ring, place) in cycles_from(start, &graph, &mut done) {
            let mut names: Vec<_> = ring.iter().map(|it| format!("`{it}`")).collect();
            if names.len() > 8 {
                names.splice(4..names.len() - 3, ["…".to_owned()]);
            }
            let names = names.join(" -> ");
            let finding =
                Diagnostic::new(codes::CYCLIC_REFERENCE, place, format!("circular reference: {names}"));
            findings.push(finding.help("remove one of the `rests_on` references"));
        }
    }
}

/// The cycles that are reachable from `start`, with the reference that closes each. Not recursive, because a
/// chain may be long.
fn cycles_from(
    start: &FactId,
    graph: &BTreeMap<FactId, Vec<(FactId, Place)>>,
    done: &mut BTreeSet<FactId>,
) -> Vec<(Vec<FactId>, Place)> {
    if done.contains(start) {
        return vec![];
    }
    let mut path = vec![(start.clone(), 0)];
    let mut on_path = BTreeSet::from([start.clone()]);
    let mut found = Vec::new();
    while let Some((here, next)) = path.last_mut() {
        let Some((to, place)) = graph.get(here).and_then(|it| it.get(*next)) else {
            on_path.remove(here);
            done.insert(here.clone());
            path.pop();
            continue;
        };
        *next += 1;
        if on_path.contains(to) {
            let from = path.iter().position(|(it, _)| it == to).unwrap_or_default();
            let mut ring: Vec<_> = path.iter().skip(from).map(|(it, _)| it.clone()).collect();
            ring.push(to.clone());
            found.push((ring, *place));
        } else if !done.contains(to) {
            on_path.insert(to.clone());
            path.push((to.clone(), 0));
        }
    }
    found
}
