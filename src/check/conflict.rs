//! Conflicts: two facts that contradict each other about the same subject.

use std::collections::{BTreeMap, BTreeSet};

use super::Subject;
use crate::{
    diagnostic::{Diagnostic, codes},
    fact::{Certification, Entry, Ownership},
};

/// Two primary contacts for one role.
pub fn contacts(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let mut first = BTreeMap::new();
    for contact in subject
        .facts
        .contacts
        .iter()
        .filter(|contact| contact.body.primary.as_ref().is_some_and(|it| it.value))
    {
        for role in &contact.body.roles {
            let Some(other) = first.insert(role, contact) else { continue };
            let message = format!(
                "`{}` and `{}` are both the primary contact for {}",
                other.id,
                contact.id,
                role.word()
            );
            let finding = Diagnostic::new(codes::CONFLICTING_STATEMENTS, contact.place, message)
                .also(other.place, "the other contact");
            findings.push(finding.help("keep `primary: yes` on only one of them"));
        }
    }
}

/// Two certifications with the same name and different states, and one that is both the vendor's own and
/// inherited.
pub fn certifications(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let mut by_name = BTreeMap::new();
    for it in &subject.facts.certifications {
        let standing = it.body.standing(subject.on);
        if let Some((other, before)) = by_name.insert(standard(&it.body.name), (it, standing))
            && before != standing
        {
            let message = format!("`{}` and `{}` have the same name but different states", other.id, it.id);
            let finding = Diagnostic::new(codes::CONFLICTING_STATEMENTS, it.place, message)
                .also(other.place, "the other entry");
            findings.push(finding.help("keep one entry, and move what differs into its `history`"));
        }
        findings.extend(audited(it));
        if let (Some(from), Some(held @ (Ownership::Own | Ownership::Aligned | Ownership::SelfAssessed))) =
            (&it.body.inherited_from, it.body.held)
        {
            let message = format!("`{}` has `held: {}`, but also `inherited_from`", it.id, held.word());
            findings.push(
                Diagnostic::new(codes::CONFLICTING_STATEMENTS, from.id.place, message)
                    .help("write `held: inherited`, or remove `inherited_from`"),
            );
        }
    }
}

/// A name in one spelling: letters and digits, without `IEC` and the year of the edition. `ISO/IEC
/// 27001:2022` is `iso27001`.
fn standard(name: &str) -> String {
    let lower = name.to_lowercase();
    let mut words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    let is_year = |it: &str| it.parse().is_ok_and(|it: u16| (1990..2100).contains(&it));
    if let [before @ .., last] = words.as_slice()
        && is_year(last)
        && before.iter().any(|it| it.contains(|c: char| c.is_ascii_digit()))
    {
        words.pop();
    }
    words.retain(|it| *it != "iec");
    words.concat()
}

/// A claim that is not audited but names an auditor or a report.
fn audited(entry: &Entry<Certification>) -> Option<Diagnostic> {
    let held = entry.body.holder();
    let auditor = || entry.body.auditor.as_ref().map(|it| ("auditor", it.place));
    let report = || {
        entry
            .body
            .report
            .as_ref()
            .filter(|_| held == Ownership::Aligned)
            .map(|it| ("report", it.available.place))
    };
    if !matches!(held, Ownership::Aligned | Ownership::SelfAssessed) {
        return None;
    }
    let (field, place) = auditor().or_else(report)?;
    let what = if held == Ownership::Aligned { "an alignment" } else { "a self-assessment" };
    let article = if field == "auditor" { "an" } else { "a" };
    let message = format!("`{}` is {what}, so it cannot have {article} `{field}`", entry.id);
    Some(
        Diagnostic::new(codes::CONFLICTING_STATEMENTS, place, message)
            .help(format!("remove `{field}`, or correct `held`")),
    )
}

/// Two regions that are declared isolated from each other but share a zone; reported once for each pair.
pub fn regions(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let mut seen = BTreeSet::new();
    for region in &subject.facts.regions {
        for other in region
            .body
            .isolated_from
            .iter()
            .filter_map(|to| subject.facts.regions.iter().find(|it| it.id == to.target()))
        {
            if !seen.insert([&region.id, &other.id]) || seen.contains(&[&other.id, &region.id]) {
                continue;
            }
            let shared = region.body.locations.iter().filter_map(|it| it.zone.as_ref()).find_map(|zone| {
                let theirs = other
                    .body
                    .locations
                    .iter()
                    .filter_map(|it| it.zone.as_ref())
                    .find(|it| it.value == zone.value)?;
                Some((zone, theirs))
            });
            if let Some((zone, theirs)) = shared {
                let message = format!(
                    "`{}` is isolated from `{}`, but both are in `{}`",
                    region.id, other.id, zone.value
                );
                let finding = Diagnostic::new(codes::CONFLICTING_STATEMENTS, zone.place, message)
                    .also(theirs.place, "here too");
                let help = "give each its own zone, or remove `isolated_from`; if they are isolated within \
                            the zone, add `acknowledge: {finding: conflicting-statements, reason: …}` to \
                            this entry";
                findings.push(finding.help(help));
            }
        }
    }
}
