//! Texts that name in plain words what has ended: a finding, wherever they stand.

use crate::support;

const CERTIFICATIONS: &str = "
old: {name: ISO 27001, framework: ISO 27001, form: certificate, scope: Cloud, history: [{state: current, from: 2022-01-01, until: 2025-12-31}]}
short: {name: SOC 2, framework: SOC 2, form: attestation, scope: Cloud, history: [{state: withdrawn, from: 2026-01-01}]}
long: {name: SOC 2 Type II, framework: SOC 2, form: attestation, scope: Cloud, history: [{state: current, from: 2026-01-01}]}
theirs: {name: ISO 27018, framework: ISO 27018, form: certificate, held: inherited, inherited_from: used, scope: Cloud, history: [{state: current, from: 2026-01-01}]}
coming: {name: ISO 42001, framework: ISO 42001, form: certificate, scope: Cloud, history: [{state: planned, expected: 2027-06-30}]}
";
const SUBPROCESSORS: &str = "
former: {name: Former Ltd, purpose: Mail, location: [Ireland], since: 2020-01-01, until: 2026-06-30}
used: {name: Used Ltd, purpose: Mail, location: [Ireland], since: 2020-01-01}
";

/// Texts, and what they name that has ended.
const TEXTS: &[(&str, &str)] = &[
    ("Our controls are certified to ISO 27001.", "certification/old"),
    ("We hold a SOC 2 report.", "certification/short"),
    ("Messages go out through Former Ltd.", "subprocessor/former"),
    ("We hold a SOC 2 Type II report.", ""),
    ("Messages go out through Used Ltd.", ""),
    ("We prepare for ISO 42001.", ""),
    ("We hold an ISO/IEC 42001:2023 certificate.", "certification/coming"),
    ("Our service is certified to ISO42001.", "certification/coming"),
    ("An ISO 42001 certificate is planned.", ""),
    ("Our data centres are certified to ISO 27018.", "certification/theirs"),
    ("The ISO 27018 certificate is our provider's.", ""),
    ("We keep mail until it is read. Our controls are certified to ISO/IEC 27001.", "certification/old"),
    ("Our ISO 27001 certificate expired, and is to be renewed.", ""),
    ("Messages went through Former Ltd until June 2026.", ""),
    ("Our controls follow ISO 270012.", ""),
    ("Performed Ltd. is not meant.", ""),
];

#[test]
fn a_text_that_names_what_has_ended_is_found() {
    let dir = support::copy(&support::sample().join("tests/cases/given/vendor"));
    let put = |name: &str, text: &str| {
        support::put(dir.path(), name, format!("defaults: {{audience: public, source: handbook}}\n{text}"))
    };
    put("data/certifications.yaml", CERTIFICATIONS);
    put("data/subprocessors.yaml", SUBPROCESSORS);
    let each = |line: &dyn Fn(usize, &str) -> String| -> String {
        TEXTS.iter().enumerate().map(|(at, (text, _))| line(at, text)).collect()
    };
    put(
        "data/measures.yaml",
        &each(&|at, text| format!("m{at}: {{name: M{at}, topic: people, statement: \"{text}\"}}\n")),
    );
    let answers = each(&|at, text| {
        format!("a{at}: {{question: Is it so with {at} things?, text: \"{text}\"}}\n")
    }) + &each(&|at, text| {
        format!("n{at}: {{question: Is it not so with {at} things?, verdict: no, text: \"{text}\"}}\n")
    }) + "told: {question: Do you hold a certificate now?, text: '{% if certification.old.in_force %}We hold ISO 27001.{% else %}We hold none.{% endif %}'}\n";
    put("data/answers/more.yaml", &answers);
    let output = support::factum(dir.path(), &["check", "--as-of", "2026-11-26"]);
    let said = support::stdout(&output) + &support::stderr(&output);
    assert_eq!(output.status.code(), Some(0), "{said}");
    let found = |id: String| {
        said.lines().find(|it| it.contains(&format!("the text of `{id}` names "))).map(str::to_owned)
    };
    for (at, (text, ended)) in TEXTS.iter().enumerate() {
        for id in [format!("measure/m{at}"), format!("answer/a{at}")] {
            let line = found(id);
            assert_eq!(line.is_some(), !ended.is_empty(), "{text}: {line:?}\n{said}");
            assert!(
                line.is_none_or(|it| it.starts_with("warning[lapsed-basis]") && it.contains(ended)),
                "{text}\n{said}"
            );
        }
        assert_eq!(found(format!("answer/n{at}")), None, "{text}");
    }
    assert_eq!(found("answer/told".into()), None);
}
