//! The status of reports and certificates on a date, and what answers may state about them. Each row of the
//! tables is a case.

use crate::support::{self, each_case};
use std::fs;

use serde_json::Value as Json;

pub const DAY: &str = "2026-11-26";

/// A vendor with these certifications and answers, each with its id and fields.
pub fn vendor(certifications: &[(&str, &str)], answers: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = support::copy(&support::sample().join("tests/cases/given/vendor"));
    let hosts = "defaults: {audience: public, source: handbook}\naws: {name: AWS, purpose: Hosting, \
                 location: [Ireland], since: 2020-01-01}\n";
    support::put(dir.path(), "data/subprocessors.yaml", hosts);
    let entries = |fields: &[(&str, &str)], own: &dyn Fn(&str) -> String| {
        let lines: String =
            fields.iter().map(|(id, fields)| format!("{id}: {{{}, {fields}}}\n", own(id))).collect();
        format!("defaults: {{audience: public, source: handbook}}\n{lines}")
    };
    let named = |id: &str| format!("name: {}, framework: {id}, scope: Cloud", id.to_uppercase());
    support::put(dir.path(), "data/certifications.yaml", entries(certifications, &named));
    let asked = |id: &str| {
        format!(
            "question: Is {id} so?, proposition: It is {id}., text: Whether it is {id} or not follows the \
             facts."
        )
    };
    support::put(dir.path(), "data/answers/more.yaml", entries(answers, &asked));
    dir
}

/// What is published for the public, and the findings.
fn built(dir: &tempfile::TempDir) -> (Json, String) {
    let output = support::factum(dir.path(), &["build", "--as-of", DAY]);
    let found = support::stdout(&output) + &support::stderr(&output);
    assert_eq!(output.status.code(), Some(0), "{found}");
    (serde_json::from_slice(&fs::read(dir.path().join("out/public/facts.json")).unwrap()).unwrap(), found)
}

fn statement<'j>(facts: &'j Json, id: &str) -> &'j str {
    let found = facts["statements"].as_array().unwrap().iter().find(|it| it["id"] == id);
    found.map_or("", |it| it["text"].as_str().unwrap())
}

#[test]
fn a_lapse_is_stated_until_the_renewal() {
    let cases = [
        (
            "form: certificate, history: [{state: in-progress, from: 2026-01-01, expected: 2026-12-24}]",
            "in-progress",
            "no",
            "Certification to ISO is in progress and expected by 24 December 2026.",
        ),
        (
            "form: certificate, history: [{state: current, from: 2023-11-26, until: 2026-11-25}, {state: \
             in-progress, from: 2026-11-26, expected: 2026-12-24}]",
            "lapsed",
            "no",
            "Certification to ISO expired on 25 November 2026; the renewal is in progress and expected by \
             24 December 2026.",
        ),
        (
            "form: attestation, history: [{state: current, from: 2023-11-26}, {state: withdrawn, from: \
             2026-09-01}, {state: planned, from: 2026-10-01}]",
            "lapsed",
            "no",
            "The most recent ISO report is no longer valid; the next report is planned.",
        ),
        (
            "form: certificate, history: [{state: current, from: 2023-01-01}, {state: withdrawn, from: \
             2024-01-01}, {state: in-progress, from: 2026-10-01}]",
            "lapsed",
            "no",
            "Certification to ISO is no longer held; the renewal is in progress.",
        ),
        (
            "form: certificate, history: [{state: current, from: 2023-01-01, until: 2026-01-31}, {state: \
             in-progress, from: 2026-02-01, expected: 2026-11-01}]",
            "overdue",
            "no",
            "Certification to ISO expired on 31 January 2026; the renewal was expected by 1 November 2026, \
             and there has been no update since.",
        ),
    ];
    each_case(cases, |(fields, state, verdict, summary)| {
        let (facts, found) = built(&vendor(&[("iso", fields)], &[]));
        let fact = &facts["facts"]["certification"]["iso"];
        assert_eq!(
            (fact["state"].as_str(), fact["verdict"].as_str()),
            (Some(state), Some(verdict)),
            "{fields}"
        );
        assert_eq!(statement(&facts, "certification/iso/summary"), summary);
        assert_eq!(
            statement(&facts, "certification/iso/status").contains("xpired"),
            summary.contains("expired"),
            "{fields}"
        );
        assert_eq!(
            found.contains("expired-certification"),
            summary.contains("renewal") || summary.contains("next report"),
            "{found}"
        );
    });
}

#[test]
fn not_held_states_the_holder() {
    let cases = [
        ("form: certificate, auditor: Zert", "Acme does not hold a HITRUST certificate."),
        ("form: attestation, held: own", "Acme does not hold a HITRUST report."),
        (
            "form: certificate, held: inherited, inherited_from: aws",
            "AWS does not hold a HITRUST certificate.",
        ),
        ("form: certificate, held: inherited", "The subprocessor does not hold a HITRUST certificate."),
        ("form: certificate, held: aligned", "Acme is not aligned with HITRUST."),
        ("form: certificate, held: self-assessed", "Acme has not assessed itself against HITRUST."),
    ];
    each_case(cases, |(fields, summary)| {
        let (facts, _) =
            built(&vendor(&[("hitrust", &format!("{fields}, history: [{{state: not-held}}]"))], &[]));
        assert_eq!(statement(&facts, "certification/hitrust/summary"), summary);
        // There was no audit, and no period is covered.
        assert_eq!(statement(&facts, "certification/hitrust/auditor"), "", "{fields}");
        assert_eq!(statement(&facts, "certification/hitrust/scope"), "", "{fields}");
    });
    let since = "form: certificate, held: aligned, history: [{state: not-held, from: 2026-01-01}]";
    let (facts, _) = built(&vendor(&[("hitrust", since)], &[]));
    assert_eq!(statement(&facts, "certification/hitrust/summary"), "Acme is not aligned with HITRUST.");
}

#[test]
fn a_report_on_an_old_period_states_the_period() {
    let fields = "form: attestation, period: {from: 2015-01-01, until: 2015-12-31}, history: [{state: \
                  current, from: 2016-01-01}]";
    let (facts, _) = built(&vendor(&[("old", fields)], &[]));
    let statement_text = statement(&facts, "certification/old/summary");
    assert!(
        statement_text.contains("The report covers the period 1 January 2015 to 31 December 2015."),
        "{statement_text}"
    );
}

/// An expression that evaluates to yes for a certificate of others is a finding, and its answer is not given.
#[test]
fn an_expression_cannot_turn_a_certificate_of_others_into_yes() {
    let current = "history: [{state: current, from: 2026-01-01}]";
    let of = |holder: &str| format!("form: certificate, {holder}, {current}");
    let lapsed = "form: certificate, history: [{state: current, from: 2023-11-26, until: 2026-11-25}, \
                  {state: in-progress, from: 2026-11-26, expected: 2026-12-24}]";
    let certifications = [
        ("own", of("held: own")),
        ("aligned", of("held: aligned")),
        ("assessed", of("held: self-assessed")),
        ("inherited", of("inherited_from: aws")),
        ("lapsed", lapsed.to_owned()),
    ];
    let certifications: Vec<_> = certifications.iter().map(|(id, fields)| (*id, fields.as_str())).collect();
    let cases = [
        ("own.in_force", Some("yes")),
        ("own.applies", Some("yes")),
        ("aligned.in_force", Some("no")),
        ("assessed.in_force", Some("no")),
        ("inherited.in_force", Some("no")),
        ("lapsed.in_force", Some("no")),
        ("aligned.verdict", Some("no")),
        ("lapsed.verdict", Some("no")),
        ("aligned.applies", None),
        ("assessed.applies", None),
        ("inherited.since != '2020'", None),
        ("aligned.state == 'aligned'", Some("yes")),
        ("assessed.state == 'x' or certification['aligned'].applies", None),
        ("own.in_force or certification.aligned.applies", Some("yes")),
        ("lapsed.expected and 'partial'", None),
    ];
    each_case(cases, |(expression, verdict)| {
        let answer = format!("verdict: {{expression: \"certification.{expression}\"}}");
        let dir = vendor(&certifications, &[("x", &answer)]);
        let questions = "defaults: {audience: public}\nown: {title: Own, questions: [{id: y, answer: \
                         encryption-at-rest}, {id: x, answer: x}]}\n";
        support::put(dir.path(), "data/questionnaires/own.yaml", questions);
        let (_, found) = built(&dir);
        let answers: Json = serde_json::from_slice(
            &fs::read(dir.path().join("out/public/questionnaires/own/answers.json")).unwrap(),
        )
        .unwrap();
        assert_eq!(answers["questions"][1]["verdict"].as_str(), verdict, "{expression}: {found}");
        assert_eq!(found.contains("fixed-verdict"), verdict.is_none(), "{expression}: {found}");
    });
}

/// The vendor of these cases has used its provider since 2020.
#[test]
fn certificates_are_not_inherited_before_the_provider_is_used() {
    let fields = "form: certificate, inherited_from: aws, history: [{state: current, from: 2010-01-01, \
                  until: 2015-12-31}, {state: current, from: 2016-01-01}]";
    let dir = vendor(&[("iso", fields)], &[]);
    let shown = support::stdout(&support::factum(dir.path(), &["timeline", "--as-of", DAY]));
    assert!(shown.contains("2020") && !shown.contains("2010") && !shown.contains("2016"), "{shown}");
}

/// The state, the verdict, the summary, and the timeline of a history.
#[test]
fn a_history_states_only_what_is_known() {
    let cases = [
        // The expiry date is the last day of validity, not the last day of being expired.
        (
            "form: certificate, history: [{state: current, from: 2025-02-01, until: 2026-01-31}, {state: \
             expired, from: 2026-02-01, until: 2026-12-31}]",
            ("expired", "no", "Certification to ISO expired on 31 January 2026."),
            "Certified from 1 February 2025 until 31 January 2026; not valid from 1 February 2026 until 31 \
             December 2026",
        ),
        (
            "form: certificate, history: [{state: current, from: 2025-02-01, until: 2026-01-31}, {state: \
             expired, from: 2026-02-01}]",
            ("expired", "no", "Certification to ISO expired on 31 January 2026."),
            "Certified from 1 February 2025 until 31 January 2026; expired on 31 January 2026",
        ),
        (
            "form: certificate, history: [{state: expired, until: 2026-12-31}]",
            ("expired", "no", "Certification to ISO expired."),
            "Expired, start date not stated, until 31 December 2026",
        ),
        // A last step without a date keeps what is known of the years before.
        (
            "form: certificate, history: [{state: current, from: 2023-01-01, until: 2025-12-31}, {state: \
             expired}]",
            ("expired", "no", "Certification to ISO expired on 31 December 2025."),
            "Certified from 1 January 2023 until 31 December 2025; expired, start date not stated",
        ),
        (
            "form: certificate, history: [{state: current, from: 2023-01-01, until: 2025-12-31}, {state: \
             withdrawn}]",
            ("withdrawn", "no", "Certification to ISO has been withdrawn."),
            "Certified from 1 January 2023 until 31 December 2025; withdrawn, start date not stated",
        ),
        (
            "form: certificate, history: [{state: current, from: 2023-01-01, until: 2025-12-31}, {state: \
             not-held}]",
            ("not-held", "no", "Acme does not hold an ISO certificate."),
            "Certified from 1 January 2023 until 31 December 2025",
        ),
        (
            "form: certificate, history: [{state: current, from: 2023-01-01, until: 2028-12-31}, {state: \
             withdrawn}]",
            ("withdrawn", "no", "Certification to ISO has been withdrawn."),
            "",
        ),
        // The start of the next audit does not end a report; a certificate has an end, which is not stated.
        (
            "form: attestation, history: [{state: current, from: 2025-06-01}, {state: in-progress, from: \
             2026-08-01, expected: 2026-12-01}]",
            (
                "current",
                "yes",
                "Acme has an ISO report. Scope: Cloud. The current report is dated 1 June 2025.",
            ),
            "Report issued 1 June 2025; next report expected by 1 December 2026",
        ),
        // The expected date of the next report has passed, and the last report is still current.
        (
            "form: attestation, history: [{state: current, from: 2025-06-01}, {state: in-progress, from: \
             2026-08-01, expected: 2026-10-01}]",
            (
                "current",
                "yes",
                "Acme has an ISO report. Scope: Cloud. The current report is dated 1 June 2025.",
            ),
            "Report issued 1 June 2025; next report expected by 1 October 2026, no update since",
        ),
        // Ongoing states have a start date, and the next audit continues after its expected date.
        (
            "form: attestation, history: [{state: current, from: 2025-02-14, until: 2026-02-13}, {state: \
             in-progress, from: 2026-03-01, expected: 2026-10-01}]",
            (
                "overdue",
                "no",
                "The most recent ISO report was current until 13 February 2026; the next report was \
                 expected by 1 October 2026, and there has been no update since.",
            ),
            "Report issued 14 February 2025, considered current until 13 February 2026; no current report \
             since 14 February 2026; next audit in progress since 1 March 2026; next report expected by 1 \
             October 2026, no update since",
        ),
        // A report is issued on a date; it needs no end.
        (
            "form: attestation, history: [{state: current, from: 2024-12-15}, {state: current, from: \
             2025-12-15}]",
            (
                "current",
                "yes",
                "Acme has an ISO report. Scope: Cloud. The current report is dated 15 December 2025.",
            ),
            "Report issued 15 December 2024; report issued 15 December 2025",
        ),
        // A provider's certificate is valid before the provider is used.
        (
            "form: certificate, inherited_from: aws, history: [{state: current, from: 2019-01-01, until: \
             2027-01-01}]",
            ("inherited", "no", "AWS is certified to ISO."),
            "Certificate of AWS, valid from 1 January 2019 to 1 January 2027 (subprocessor since 1 January \
             2020)",
        ),
        (
            "form: certificate, history: [{state: current}]",
            ("current", "yes", "Acme is certified to ISO (validity not stated)."),
            "",
        ),
        (
            "form: certificate, history: [{state: current, from: 2025-06-01}, {state: in-progress, from: \
             2026-08-01, expected: 2026-12-01}]",
            ("unknown", "unknown", "The status of ISO on this date is not known."),
            "",
        ),
    ];
    each_case(cases, |(fields, (state, verdict, words), chart)| {
        let dir = vendor(&[("iso", fields)], &[]);
        let (facts, found) = built(&dir);
        let fact = &facts["facts"]["certification"]["iso"];
        assert_eq!(
            (fact["state"].as_str(), fact["verdict"].as_str()),
            (Some(state), Some(verdict)),
            "{fields}"
        );
        let statement_text = statement(&facts, "certification/iso/summary");
        assert!(statement_text.starts_with(words), "{fields}: {statement_text}");
        let open = found.contains("the `current` step of `certification/iso` has no end date")
            || found.contains("the next audit of `certification/iso` has begun; without an end date");
        let is_open = fields.contains("from: 2025-06-01") || fields.contains("[{state: current}]");
        assert_eq!(open, is_open, "{found}");
        let shown =
            support::stdout(&support::factum(dir.path(), &["timeline", "--as-of", DAY, "--format", "html"]));
        assert!(shown.contains(chart), "{fields}: {shown}");
    });
    // On a date in the years before the certification.
    let fields = "form: certificate, history: [{state: current, from: 2023-01-01, until: 2025-12-31}, \
                  {state: expired}]";
    let dir = vendor(&[("iso", fields)], &[]);
    let shown = support::stdout(&support::factum(dir.path(), &["timeline", "--as-of", "2024-06-01"]));
    assert!(shown.contains("Certified") && !shown.contains("Expired"), "{shown}");
}

#[test]
fn a_planned_certificate_of_a_former_provider_is_reported() {
    let cases = [
        ("history: [{state: planned, expected: 2027-02-02}]", true),
        ("history: [{state: in-progress, from: 2026-01-01}]", true),
        ("history: [{state: current, from: 2026-01-01}]", true),
        ("history: [{state: current, from: 2023-01-01, until: 2026-01-01}]", false),
        ("history: [{state: not-held}]", false),
    ];
    each_case(cases, |(history, expected)| {
        let dir = vendor(&[("iso", &format!("form: certificate, inherited_from: aws, {history}"))], &[]);
        let file = dir.path().join("data/subprocessors.yaml");
        let hosts = fs::read_to_string(&file).unwrap();
        fs::write(&file, hosts.replace("since: 2020-01-01", "since: 2020-01-01, until: 2026-06-30")).unwrap();
        let found = support::stdout(&support::factum(dir.path(), &["check", "--as-of", DAY]));
        assert_eq!(found.contains("which was used only until 2026-06-30"), expected, "{history}: {found}");
    });
}
