//! Acknowledgements: a finding that an entry accepts by its code, with a reason.

use std::collections::BTreeMap;

use crate::{
    diagnostic::{Diagnostic, FileId, codes},
    fact::{AnyFact, Facts},
};

/// The findings without those that their own entries acknowledge, and a finding for each acknowledgement that nothing matches.
///
/// A finding belongs to the entry in which the place at fault is. What cannot be changed by a level cannot be acknowledged.
pub fn apply(facts: &Facts, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if facts.all().all(|it| it.envelope().acknowledge.is_empty()) {
        return findings;
    }
    let entries = Entries::of(facts);
    let mut used = Vec::new();
    let mut kept = Vec::new();
    for finding in findings {
        let entry = entries.around(&finding);
        let matching = entry.and_then(|it| it.envelope().acknowledge.iter().find(|it| it.finding.code == finding.code));
        match matching {
            Some(it) if !finding.code.fixed => used.push(it.finding.place),
            _ => kept.push(finding),
        }
    }
    for entry in facts.all() {
        for it in entry.envelope().acknowledge.iter().filter(|it| !used.contains(&it.finding.place)) {
            let message = format!("`{}` acknowledges `{}`, which is not found in it", entry.id(), it.finding.code.name);
            let finding = Diagnostic::new(codes::UNUSED_ACKNOWLEDGEMENT, it.finding.place, message);
            kept.push(finding.help("delete this acknowledgement"));
        }
    }
    kept
}

/// The entries of each file, by their first bytes.
struct Entries<'f>(BTreeMap<FileId, BTreeMap<u32, &'f dyn AnyFact>>);

impl<'f> Entries<'f> {
    fn of(facts: &'f Facts) -> Self {
        let mut files: BTreeMap<FileId, BTreeMap<u32, &dyn AnyFact>> = BTreeMap::new();
        for fact in facts.all() {
            files.entry(fact.place().file).or_default().insert(fact.place().start, fact);
        }
        Self(files)
    }

    /// The entry in which the place at fault is: the last one that begins before it.
    fn around(&self, finding: &Diagnostic) -> Option<&'f dyn AnyFact> {
        let place = finding.labels.first()?.place;
        self.0.get(&place.file)?.range(..=place.start).next_back().map(|(_, it)| *it)
    }
}
