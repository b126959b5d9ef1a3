//! Provenance: each fact needs a source, results need evidence, and expected fields should be stated.

use super::Subject;
use crate::{
    diagnostic::{Diagnostic, codes},
    fact::read::Leaf,
};

/// Fact types that need no source: they are the vendor's own records, or sources themselves.
const NO_SOURCE: [&str; 3] = ["source", "conflict", "questionnaire"];

/// A fact without a source. Answers rest on facts that have sources.
pub fn missing_source(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let needs = |kind: &str| !NO_SOURCE.contains(&kind) && kind != "answer";
    for fact in subject.facts.all().filter(|it| needs(it.id().kind) && it.envelope().source.is_empty()) {
        let finding =
            Diagnostic::new(codes::MISSING_SOURCE, fact.place(), format!("`{}` has no source", fact.id()));
        findings.push(
            finding.help(
                "add `source:` with the id of an entry in `data/sources.yaml`, here or under `defaults:`",
            ),
        );
    }
}

/// Typed counts without a result file, and named files that do not exist.
pub fn missing_evidence(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for scan in subject.facts.scans.iter().filter(|it| it.body.result.is_none()) {
        let words = if scan.body.counts.is_some() {
            "has manually entered counts instead of a scan result file"
        } else {
            "has no result"
        };
        let finding = Diagnostic::new(codes::MISSING_EVIDENCE, scan.place, format!("`{}` {words}", scan.id));
        findings
            .push(finding.help("put the tool's JSON into `data/evidence/` and set `result:` to its name"));
    }
    for fact in subject.facts.all() {
        fact.leaves(&mut |leaf| {
            let Leaf::Evidence(path) = leaf else { return };
            if !subject.facts.evidence.present.contains(&path.value) {
                let message = format!("`data/evidence/{}` does not exist", path.value);
                findings.push(
                    Diagnostic::new(codes::MISSING_EVIDENCE, path.place, message)
                        .help("add the file, or remove its name here"),
                );
            }
        });
    }
}

/// Expected fields that are not stated. They are left out everywhere and never invented.
pub fn not_stated(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for fact in subject.facts.all() {
        let unstated = fact.unstated();
        if unstated.is_empty() {
            continue;
        }
        let message = format!("`{}` does not state: {}", fact.id(), unstated.join(", "));
        findings.push(Diagnostic::new(codes::NOT_STATED, fact.place(), message).help(
            "add each value if a source states it; missing values are left out of sentences and shown as \
             “—” in tables",
        ));
    }
}

/// A field that is published only together with one of other fields.
struct DependentField {
    kind: &'static str,
    field: &'static str,
    others: &'static [&'static str],
}

const SAID_BESIDE: &[DependentField] = &[
    DependentField { kind: "programme", field: "eligibility", others: &["bounties", "eligible_classes"] },
    DependentField { kind: "programme", field: "currency", others: &["bounties"] },
    DependentField { kind: "programme", field: "report_helps", others: &["report_needs"] },
    DependentField { kind: "region", field: "isolated", others: &["isolated_from"] },
    DependentField { kind: "product", field: "guide_url", others: &["guide"] },
];

/// A field that is not published because the field that it belongs to is missing.
pub fn unused_field(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for fact in subject.facts.all() {
        let has = |name: &str| fact.fields().iter().any(|(it, _)| it == name);
        for DependentField { field, others, .. } in SAID_BESIDE.iter().filter(|it| it.kind == fact.id().kind)
        {
            let Some((_, place)) = fact.fields().iter().find(|(it, _)| it == field) else { continue };
            if !others.iter().any(|it| has(it)) {
                let message = format!("`{field}` is not published without `{}`", others.join("` or `"));
                let finding = Diagnostic::new(codes::UNUSED_FIELD, *place, message);
                findings.push(finding.help(format!("delete `{field}`, or add `{}`", others.join("` or `"))));
            }
        }
    }
}
