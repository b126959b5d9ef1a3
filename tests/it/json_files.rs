//! JSON files: each is written from one type, which reads it back unchanged; where a schema is published, the
//! files comply with it.

use std::fs;

use factum::{
    diagnostic::json::FindingsFile,
    render::{FactsFile, Manifest, calendar::CalendarFile, json_text, schemas},
};
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    against_schema::Comparison,
    support::{copy, factum, sample, stdout},
};

/// Reads a file into its type, and asserts that nothing is lost.
fn read_back<T: Serialize + DeserializeOwned>(text: &str) -> T {
    let file: T = serde_json::from_str(text).unwrap_or_else(|it| panic!("{it}: {text}"));
    assert_eq!(json_text(&file), text);
    file
}

#[test]
fn builds_are_read_back_and_facts_comply_with_their_schema() {
    let dir = copy(sample());
    let schema = schemas().into_iter().find(|it| it.name == "facts.json").unwrap().schema;
    for audience in ["public", "nda", "internal"] {
        let output = factum(dir.path(), &["build", "--as-of", "2026-11-22", "--audience", audience]);
        assert_eq!(output.status.code(), Some(0));
        let read = |name: &str| fs::read_to_string(dir.path().join("out").join(audience).join(name)).unwrap();
        let manifest: Manifest = read_back(&read("manifest.json"));
        assert!(manifest.files.len() > 10 && manifest.audience.word() == audience);
        let facts = read("facts.json");
        let file: FactsFile = read_back(&facts);
        assert!(file.statements.len() > 50 && file.facts.len() > 8);
        let mut comparison = Comparison::default();
        comparison.compare("", &serde_json::from_str(&facts).unwrap(), &schema);
        assert!(comparison.problems.is_empty(), "{audience}: {}", comparison.problems.join("\n"));
    }
}

#[test]
fn calendars_and_findings_are_read_back() {
    for audience in ["public", "internal"] {
        let arguments = ["calendar", "--format", "json", "--days", "900", "--audience", audience];
        let file: CalendarFile = read_back(&stdout(&factum(sample(), &arguments)));
        assert!(!file.events.is_empty(), "{audience}");
    }
    let case = sample().join("tests/cases/check/security-txt-expired");
    let file: FindingsFile = read_back(&stdout(&factum(&case, &["check", "--format", "json"])));
    assert!(!file.findings.is_empty() && file.findings.iter().all(|it| !it.places.is_empty()));
}
