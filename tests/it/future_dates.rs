//! A date after the effective date has not happened yet: it is a finding, and nothing is stated about it.

use crate::support::{self, each_case};
use std::{collections::BTreeSet, fs};

use factum::fact::HAPPENED;
use serde_json::Value as Json;

/// The fields that may have a future date.
const MAY_BE_TO_COME: &[&str] = &[
    "certification.history.expected",
    "certification.history.from",
    "certification.history.period.from",
    "certification.history.period.until",
    "certification.history.until",
    "certification.period.from",
    "certification.period.until",
    "policy.next_review",
    "subprocessor.changes.from",
    "subprocessor.since",
    "subprocessor.until",
];

/// The paths of dates in the schema of a field.
fn dates(path: &str, schema: &Json, found: &mut BTreeSet<String>) {
    if schema["format"] == "date" {
        found.insert(path.to_owned());
    }
    for (name, inner) in schema["properties"].as_object().into_iter().flatten() {
        dates(&format!("{path}.{name}"), inner, found);
    }
    for inner in
        ["oneOf", "anyOf"].iter().flat_map(|it| schema[*it].as_array()).flatten().chain(schema.get("items"))
    {
        dates(path, inner, found);
    }
}

/// Each field with a date must be in one of the two tables.
#[test]
fn every_date_field_is_classified_as_past_or_possibly_future() {
    let mut found = BTreeSet::new();
    for kind in factum::fact::KINDS {
        for field in (kind.field_schemas)() {
            dates(&format!("{}.{}", kind.name, field.name), &field.schema, &mut found);
        }
    }
    let within =
        |it: &factum::fact::EventDateField| it.within.map_or(String::new(), |name| format!(".{name}"));
    let happened = HAPPENED
        .iter()
        .filter(|it| !it.kind.is_empty())
        .map(|it| format!("{}.{}{}", it.kind, it.field, within(it)));
    let known: BTreeSet<String> = MAY_BE_TO_COME.iter().map(|it| (*it).to_owned()).chain(happened).collect();
    assert_eq!(found, known);
}

#[test]
fn future_events_are_not_stated() {
    let dir = support::copy(&support::sample().join("tests/cases/check/future-date"));
    let output = support::factum(dir.path(), &["build"]);
    let found = support::stdout(&output) + &support::stderr(&output);
    assert_eq!(output.status.code(), Some(0), "{found}");
    let facts: Json =
        serde_json::from_slice(&fs::read(dir.path().join("out/public/facts.json")).unwrap()).unwrap();
    let all = facts["statements"].as_array().unwrap();
    let text = |id: &str| all.iter().find(|it| it["id"] == id).map_or("", |it| it["text"].as_str().unwrap());
    let planned = "The approval of a policy on business continuity is planned for 1 March 2999: Business \
                   Continuity Policy, version 1.0.";
    assert_eq!(text("policy/continuity/summary"), planned);
    assert_eq!(text("policy/continuity/availability"), "Not yet approved");
    assert_eq!(["policy/continuity/version", "policy/continuity/next-review"].map(text), ["", ""]);
    assert!(
        text("vendor/headcounts").contains("30") && !text("vendor/headcounts").contains("40"),
        "{}",
        text("vendor/headcounts")
    );
    assert_eq!(text("scan/images/status"), "No known result for this date");
    // The yes based on the policy is withheld, and so is an answer that has not been reviewed yet.
    assert!(found.contains("`answer/continuity` is not given"), "{found}");
    let page = fs::read_to_string(dir.path().join("out/public/site/index.html")).unwrap();
    assert!(!page.contains("2999-06-01"), "{page}");
    let list = dir.path().join("list.csv");
    fs::write(
        &list,
        "ID,Question,Answer\n1,Are backups taken every day?,\n2,Do you have a business continuity policy?,\n",
    )
    .unwrap();
    support::factum(dir.path(), &["answer", list.to_str().unwrap()]);
    let filled = fs::read_to_string(dir.path().join("out/public/questionnaires/list/list.csv")).unwrap();
    assert!(
        !filled.to_lowercase().contains("yes") && !filled.contains("Backups are taken every day."),
        "{filled}"
    );
}

#[test]
fn facts_json_says_no_more_than_the_pages() {
    let dir = support::copy(support::sample());
    let add = |path: &str, entry: &str| {
        let text = fs::read_to_string(dir.path().join(path)).unwrap();
        support::put(dir.path(), path, format!("{text}\n{entry}"));
    };
    let history = "- {state: planned, from: 2025-01-01, expected: 2027-01-01, note: \
         A note on this step}\n    - {state: current, from: 2027-01-01}";
    add(
        "data/certifications.yaml",
        &format!(
            "tisax:\n  name: TISAX\n  framework: TISAX\n  form: certificate\n  audience: public\n  \
             history:\n    {history}\n"
        ),
    );
    add(
        "data/policies.yaml",
        "access:\n  name: Access policy\n  availability: not-shared\n  url: https://example.com/access\n  \
         audience: public\n",
    );
    let cases = [("public", false), ("nda", false), ("internal", true)];
    each_case(cases, |(audience, shown)| {
        let output = support::factum(dir.path(), &["build", "--audience", audience]);
        assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
        let facts = fs::read_to_string(dir.path().join("out").join(audience).join("facts.json")).unwrap();
        for kept in ["A note on this step", "https://example.com/access"] {
            assert_eq!(facts.contains(kept), shown, "{audience}: {kept}");
        }
        let json: Json = serde_json::from_str(&facts).unwrap();
        let steps = json["facts"]["certification"]["tisax"]["history"].as_array().unwrap().len();
        assert_eq!(steps, if shown { 2 } else { 1 }, "{audience}");
    });
}
