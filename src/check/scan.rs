//! Scans: results that cannot be read, and results beyond the rule.

use super::Subject;
use crate::{
    diagnostic::{Diagnostic, codes},
    fact::Outcome,
};

/// A result file that is no scan result.
pub fn broken_evidence(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for scan in &subject.facts.scans {
        let Some(file) = &scan.body.result else { continue };
        if let Some(Err(why)) = subject.facts.evidence.results.get(&file.0.value) {
            let message = format!("`data/evidence/{}` {why}", file.0.value);
            findings.push(Diagnostic::new(codes::BROKEN_EVIDENCE, file.0.place, message).help("write it anew: `grype IMAGE -o json`"));
        }
    }
}

/// A result beyond its pass rule.
pub fn failed(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for scan in &subject.facts.scans {
        let Some(counts) = scan.body.known_counts(&subject.facts.evidence, subject.on) else { continue };
        if scan.body.outcome(counts) == Outcome::Failed {
            let found = [("critical", &counts.critical), ("high", &counts.high), ("medium", &counts.medium), ("low", &counts.low)];
            let words: Vec<_> = found.iter().filter_map(|(name, it)| it.as_ref().map(|it| format!("{} {name}", it.value))).collect();
            let rule = &scan.body.pass;
            let ruled = [("critical", &rule.critical), ("high", &rule.high), ("medium", &rule.medium), ("low", &rule.low)];
            let most: Vec<_> = ruled.iter().filter_map(|(name, it)| it.as_ref().map(|it| format!("{} {name}", it.value))).collect();
            let message = format!("`{}` fails its pass rule: {} found, at most {} allowed", scan.id, words.join(", "), most.join(", "));
            findings.push(
                Diagnostic::new(codes::SCAN_FAILED, scan.place, message)
                    .help("mend the findings and scan again; until then the page says that the scan failed"),
            );
        }
    }
}
