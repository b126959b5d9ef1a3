//! The decisions of a review file that do not contradict each other.

use std::collections::BTreeMap;

use super::{
    Learned,
    resolve::{ResolvedDecision, resolve},
};
use crate::{
    answer::{Decisions, Library},
    matching::normal,
};

/// The meaning of each question's decision. A question in several contexts is learned for each. Nothing is
/// learned from a question with two different decisions in one context.
pub fn resolved<'a>(
    decisions: &'a Decisions,
    library: &Library,
    learned: &mut Learned,
) -> Vec<ResolvedDecision<'a>> {
    let mut groups: Vec<Vec<ResolvedDecision>> = Vec::new();
    let mut places: BTreeMap<_, usize> = BTreeMap::new();
    for decision in &decisions.all {
        let repeated = decisions.repeated.contains(&normal(&decision.question));
        match resolve(decision, repeated, library) {
            Err(finding) => learned.findings.push(finding),
            Ok(it) => {
                let place = (it.id.clone(), normal(&it.question), it.surroundings.clone());
                let at = *places.entry(place).or_insert(groups.len());
                match groups.get_mut(at) {
                    Some(group) => group.push(it),
                    None => groups.push(vec![it]),
                }
            }
        }
    }
    let mut resolved = Vec::new();
    for mut group in groups {
        let agreed = group.first().is_some_and(|first| group.iter().all(|it| it.agrees(first)));
        match agreed {
            true => resolved.extend(group.drain(..1)),
            false => learned.notes.extend(
                group
                    .first()
                    .map(|it| format!("`{}` has two different decisions; neither was learned", it.name())),
            ),
        }
    }
    resolved
}
