//! Acknowledgements: a finding that an entry accepts by its code, with a reason.

use std::collections::BTreeMap;

use crate::{
    diagnostic::{Code, Diagnostic, FileId, Place, codes},
    fact::{AnyFact, Facts},
};

/// The codes of findings that are reported, or also reported, after the lints: when answers, pages and files are made.
pub const MADE_LATER: &[&Code] = &[
    codes::DEAD_LINK,
    codes::FIXED_VERDICT,
    codes::FUTURE_DATE,
    codes::INCOMPLETE_LIST,
    codes::LAPSED_BASIS,
    codes::LOST_PRODUCTS,
    codes::MISMATCHED_PIN,
    codes::MISSING_GLYPH,
    codes::PAST_QUESTION,
    codes::SECURITY_CONTACT,
    codes::UNBACKED_PHRASING,
    codes::UNBOUND_VERDICT,
    codes::UNSTATED_BASIS,
    codes::VERDICT_MISMATCH,
];

/// The findings without those that their own entries acknowledge, and the places of the acknowledgements that matched.
///
/// A finding belongs to the entry that contains its first place. A code whose level is fixed cannot be acknowledged.
pub fn apply(facts: &Facts, findings: Vec<Diagnostic>) -> (Vec<Diagnostic>, Vec<Place>) {
    if facts.all().all(|it| it.envelope().acknowledge.is_empty()) {
        return (findings, vec![]);
    }
    let entries = Entries::of(facts);
    let mut used = Vec::new();
    let mut kept = Vec::new();
    for finding in findings {
        let entry = entries.around(&finding);
        let matching =
            entry.and_then(|it| it.envelope().acknowledge.iter().find(|it| it.finding.code == finding.code));
        match matching {
            Some(it) if !finding.code.fixed => used.push(it.finding.place),
            _ => kept.push(finding),
        }
    }
    (kept, used)
}

/// The findings that are made after the lints, without those that are acknowledged. If they cover every audience,
/// `used` lists the acknowledgements that the lints matched, and one that matches nothing becomes a finding itself.
pub fn apply_later(facts: &Facts, findings: Vec<Diagnostic>, used: Option<&[Place]>) -> Vec<Diagnostic> {
    let (mut kept, of_these) = apply(facts, findings);
    if let Some(used) = used {
        kept.extend(unused(facts, &[used, &of_these].concat(), true));
    }
    kept
}

/// A finding for each acknowledgement that matches nothing: of the codes of the lints, or with `later` of [`MADE_LATER`].
pub fn unused(facts: &Facts, used: &[Place], later: bool) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for entry in facts.all() {
        let of_code =
            entry.envelope().acknowledge.iter().filter(|it| MADE_LATER.contains(&it.finding.code) == later);
        for it in of_code.filter(|it| !used.contains(&it.finding.place)) {
            let message =
                format!("`{}` acknowledges `{}`, but has no such finding", entry.id(), it.finding.code.name);
            let finding = Diagnostic::new(codes::UNUSED_ACKNOWLEDGEMENT, it.finding.place, message);
            findings.push(finding.help("delete this acknowledgement"));
        }
    }
    findings
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

    /// The entry that contains the first place: the last one that begins before it.
    fn around(&self, finding: &Diagnostic) -> Option<&'f dyn AnyFact> {
        let place = finding.labels.first()?.place;
        self.0.get(&place.file)?.range(..=place.start).next_back().map(|(_, it)| *it)
    }
}
