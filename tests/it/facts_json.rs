//! `facts.json` contains no more than the pages of its audience.

use crate::support::{self, each_case};
use std::fs;

use serde_json::{Value as Json, json};

const DAY: &str = "2026-11-27";

/// A change of a file: `from` is replaced by `to`, or `to` is added at its end.
struct Change<'a> {
    path: &'a str,
    from: Option<&'a str>,
    to: &'a str,
}

/// The facts in `facts.json` of a public build of the sample with these changes.
fn facts(changes: &[Change]) -> Json {
    let dir = support::copy(support::sample());
    for Change { path, from, to } in changes {
        let text = fs::read_to_string(dir.path().join(path)).unwrap();
        let changed = match from {
            Some(from) => {
                assert!(text.contains(from), "{path}: {from}");
                text.replace(from, to)
            }
            None => text.clone() + to,
        };
        support::put(dir.path(), path, changed);
    }
    let output = support::factum(dir.path(), &["build", "--as-of", DAY]);
    assert_eq!(output.status.code(), Some(0), "{}", support::stdout(&output) + &support::stderr(&output));
    let text = fs::read(dir.path().join("out/public/facts.json")).unwrap();
    serde_json::from_slice::<Json>(&text).unwrap()["facts"].take()
}

#[test]
fn a_question_without_a_published_answer_has_none_in_facts_json() {
    let faq = "data/questionnaires/vendor-faq.yaml";
    let pins = "    - {id: \"8.1\", section: X, answer: iso-27001, verdict: yes}\n\x20   - {id: \"8.2\", \
                section: X, question: Do you store data unencrypted?, answer: encryption-at-rest, verdict: \
                yes}\n\x20   - {id: \"8.3\", section: X, question: Is there a draft?, answer: draft, \
                verdict: yes}\n\x20   - {id: \"8.4\", section: X, answer: encryption-at-rest}\n";
    let draft =
        "draft: {question: Is it so?, text: So., draft: yes, audience: public, source: page-security}\n";
    let ended = "    - {state: current, from: 2023-12-01, until: 2026-11-05}\n";
    let certifications = support::sample_text("data/certifications.yaml");
    let iso = certifications.split("  name: ISO 27001\n").nth(1).unwrap();
    let former = iso.lines().find(|it| it.contains("state: current")).unwrap().to_owned() + "\n";
    let changed = iso.replacen(&former, ended, 1);
    let facts = facts(&[
        Change { path: faq, from: None, to: pins },
        Change { path: "data/answers/vendor-faq.yaml", from: None, to: draft },
        Change { path: "data/certifications.yaml", from: Some(iso), to: &changed },
    ]);
    let questions = facts["questionnaire"]["vendor-faq"]["questions"].as_array().unwrap();
    let of = |id: &str| questions.iter().find(|it| it["id"] == id).unwrap();
    let cases = ["8.1", "8.2", "8.3"];
    each_case(cases, |id| {
        assert!(of(id)["answer"].is_null() && of(id)["verdict"].is_null(), "{}", of(id));
        assert!(of(id)["question"].is_string(), "{}", of(id));
    });
    assert_eq!(
        (&of("8.4")["answer"], &of("8.4")["verdict"]),
        (&json!("answer/encryption-at-rest"), &json!("yes"))
    );
    // No page says how to get the report of an ended certificate.
    assert!(facts["certification"]["iso-27001"]["report"].is_null(), "{}", facts["certification"]);
    assert!(facts["certification"]["soc2-type-1"]["report"].is_object(), "{}", facts["certification"]);
}

#[test]
fn a_policy_that_is_not_yet_approved_has_no_url() {
    let policy = |approved: &str| {
        let text = format!(
            "\nbackups: {{name: Backup Policy, version: \"2\", approved: {approved}, availability: \
                published, url: \"https://example.com/b\", audience: public, source: page-security}}\n"
        );
        facts(&[Change { path: "data/policies.yaml", from: None, to: &text }])["policy"]["backups"].take()
    };
    let cases = [("2027-03-01", false), ("2026-03-01", true)];
    each_case(cases, |(approved, stated)| {
        let policy = policy(approved);
        for field in ["availability", "url", "version"] {
            assert_eq!(policy[field].is_string(), stated, "{approved} {field}: {policy}");
        }
    });
}

#[test]
fn a_remark_on_a_source_stays_internal() {
    let sources = "data/sources.yaml";
    let note = "\nmail: {title: Mail, dated: 2026-01-01, note: from Bob do not show, audience: public}\n";
    let built = |audience: &str| {
        let dir = support::copy(support::sample());
        support::put(dir.path(), sources, support::sample_text(sources) + note);
        let output = support::factum(dir.path(), &["build", "--as-of", DAY, "--audience", audience]);
        assert_eq!(output.status.code(), Some(0), "{}", support::stdout(&output) + &support::stderr(&output));
        let files = support::tree(&dir.path().join("out").join(audience));
        files.values().map(|it| String::from_utf8_lossy(it).into_owned()).collect::<String>()
    };
    let cases = [("public", false), ("nda", false), ("internal", true)];
    each_case(cases, |(audience, is_visible)| {
        assert_eq!(built(audience).contains("from Bob do not show"), is_visible, "{audience}");
    });
}

/// All files of a public build of these certifications on a date as one text, and the output of `timeline`
/// and `calendar`.
fn certified(certifications: &str, day: &str) -> String {
    let dir = support::case(&support::sample().join("tests/cases/check/former-period"));
    support::put(dir.path(), "data/certifications.yaml", certifications);
    let output = support::factum(dir.path(), &["build", "--as-of", day]);
    assert_eq!(output.status.code(), Some(0), "{}", support::stdout(&output) + &support::stderr(&output));
    let files = support::tree(&dir.path().join("out/public"));
    let mut all: String = files.values().map(|it| String::from_utf8_lossy(it).into_owned()).collect();
    for format in ["human", "json", "svg", "html"] {
        all +=
            &support::stdout(&support::factum(dir.path(), &["timeline", "--format", format, "--as-of", day]));
    }
    all
}

#[test]
fn an_expected_date_is_never_shown_as_an_event() {
    let certificates = "defaults: {audience: public, source: register}\nsoc2: {name: SOC 2 Type II, \
                        framework: SOC 2, form: attestation, held: own, history: [{state: in-progress, \
                        expected: 2025-04-15}, {state: current, until: 2027-03-31}]}\niso: {name: ISO \
                        27001, framework: ISO 27001, form: certificate, held: own, scope: All, history: \
                        [{state: planned, from: 2024-01-01, expected: 2024-06-12}, {state: in-progress, \
                        expected: 2025-04-15}, {state: current}]}\n";
    let all = certified(certificates, "2026-02-03");
    let cases = [("2025-04-15", "15 April 2025"), ("2024-06-12", "12 June 2024")];
    each_case(cases, |(short, long)| {
        for day in [short, long] {
            for before in ["assumed ", "ince ", "from ", "on ", "\"from\": \"", "\"since\": \"", "start "] {
                assert!(!all.contains(&format!("{before}{day}")), "{before}{day}");
            }
        }
        assert!(!all.contains(&format!("  {short}  ..........  ")), "{short}");
    });
    assert!(!all.contains("expected by"), "a promise that another step has followed is over");
}

#[test]
fn the_period_of_a_report_is_not_shown_for_its_renewal() {
    let soc = |period: &str, second: &str| {
        format!(
            "defaults: {{audience: public, source: register}}\nsoc2: {{name: SOC 2 Type II, framework: SOC \
             2, form: attestation, held: own, period: {{{period}}}, history: [{{state: current, from: \
             2024-02-01, until: 2025-01-31}}, {{state: current, {second}}}]}}\n"
        )
    };
    let old = "from: 2023-01-01, until: 2023-12-31";
    let new = "from: 2024-01-01, until: 2024-12-31";
    let renewed = "from: 2025-02-01, until: 2026-01-31";
    let sentence = |first: &str, last: &str| format!("The report covers the period {first} to {last}.");
    let (of_old, of_new) =
        (sentence("1 January 2023", "31 December 2023"), sentence("1 January 2024", "31 December 2024"));
    let cases = [
        (old, renewed, "2025-06-01", None),
        (new, renewed, "2025-06-01", Some(&of_new)),
        (old, renewed, "2024-06-01", Some(&of_old)),
        (new, renewed, "2024-06-01", None),
        (old, "until: 2026-01-31", "2025-06-01", None),
        (new, "until: 2026-01-31", "2025-06-01", Some(&of_new)),
        (old, &format!("{renewed}, period: {{{new}}}"), "2025-06-01", Some(&of_new)),
    ];
    each_case(cases, |(period, second, day, shown)| {
        let all = certified(&soc(period, second), day);
        for sentence in [&of_old, &of_new] {
            assert_eq!(
                all.contains(sentence.as_str()),
                shown == Some(sentence),
                "{period} {second} {day}: {sentence}"
            );
        }
        // A step may have its own period.
        if !second.contains("period") {
            assert_eq!(all.contains("\"period\": {"), shown.is_some(), "{period} {second} {day}");
        }
    });
}
