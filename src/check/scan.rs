//! Scans: results that cannot be read or do not show that the scan passes.

use super::Subject;
use crate::{
    diagnostic::{Diagnostic, codes},
    fact::{Entry, Number, Scan, ScanOutcome, SeverityCounts},
};

/// A result file that is not a readable scan result.
pub fn broken_evidence(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for scan in &subject.facts.scans {
        let Some(file) = &scan.body.result else { continue };
        if let Some(Err(why)) = scan.body.read_result(&subject.facts.evidence) {
            let message = format!("`data/evidence/{}` {why}", file.0.value);
            findings.push(
                Diagnostic::new(codes::BROKEN_EVIDENCE, file.0.place, message)
                    .help("run the scan again and replace the file: `grype IMAGE -o json`"),
            );
        }
    }
}

/// Pass criteria that name no severity, so that nothing can pass or fail.
pub fn empty_rule(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for scan in &subject.facts.scans {
        let rule = &scan.body.pass;
        if [&rule.critical, &rule.high, &rule.medium, &rule.low].iter().all(|it| it.is_none()) {
            let place = scan.fields.iter().find(|it| it.0 == "pass").map_or(scan.place, |it| it.1);
            let message = format!("the pass criteria of `{}` name no severity", scan.id);
            findings.push(
                Diagnostic::new(codes::MISSING_FIELD, place, message)
                    .help("set how many findings of a severity are allowed: `pass: {critical: 0, high: 0}`"),
            );
        }
    }
}

/// A result that does not show that the scan passes: it exceeds the rule, leaves findings out, or is out of
/// date.
pub fn failed(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let evidence = &subject.facts.evidence;
    for scan in &subject.facts.scans {
        let Some(counts) = scan.body.known_counts(evidence, subject.on) else { continue };
        let (message, help) = match scan.body.outcome_on(evidence, subject.on) {
            ScanOutcome::Failed => (
                exceeded(scan, counts),
                "fix the findings and scan again; until then the page says that the scan failed",
            ),
            ScanOutcome::Outdated => {
                let outdated = scan.body.outdated(evidence, subject.on);
                let last = outdated.map_or(String::new(), |it| format!(" since {it}"));
                (
                    format!("the result of `{}` has been out of date{last}", scan.id),
                    "add a newer result, or correct `runs`; until then the page says that the result is out \
                     of date",
                )
            }
            ScanOutcome::Unknown if counts.left_out() > 0 => (unrated(scan, counts), unrated_help(counts)),
            ScanOutcome::Passed | ScanOutcome::Unknown => continue,
        };
        findings.push(Diagnostic::new(codes::SCAN_FAILED, scan.place, message).help(help));
    }
}

/// The message for a result with more findings than allowed.
fn exceeded(scan: &Entry<Scan>, counts: &SeverityCounts) -> String {
    let found = [
        ("critical", &counts.critical),
        ("high", &counts.high),
        ("medium", &counts.medium),
        ("low", &counts.low),
        ("without a severity", &counts.unrated),
    ];
    let rule = &scan.body.pass;
    let most =
        [("critical", &rule.critical), ("high", &rule.high), ("medium", &rule.medium), ("low", &rule.low)];
    format!(
        "`{}` fails its pass criteria: {} found, at most {} allowed",
        scan.id,
        listed(&found),
        listed(&most)
    )
}

/// The message for a result with findings of unknown severity.
fn unrated(scan: &Entry<Scan>, counts: &SeverityCounts) -> String {
    format!(
        "it is unknown whether `{}` meets its pass criteria, because findings cannot be rated: {}",
        scan.id,
        listed(&[("ignored by the tool", &counts.ignored), ("without a severity", &counts.unrated)])
    )
}

fn unrated_help(counts: &SeverityCounts) -> &'static str {
    match counts.ignored {
        None => {
            "find out the severity of these findings and scan again; until then the page says that the \
             outcome is unknown"
        }
        Some(_) => {
            "fix these findings, or scan again without ignore rules; until then the page says that the \
             outcome is unknown"
        }
    }
}

/// The counts that are stated, in words.
fn listed(counts: &[(&str, &Option<Number>)]) -> String {
    let words = counts.iter().filter_map(|(name, it)| it.as_ref().map(|it| format!("{} {name}", it.value)));
    words.collect::<Vec<_>>().join(", ")
}
