//! Typed verdicts and texts expire with the facts that they are based on.

use crate::answer_validity::{AnswerCase, assert_given, given, vendor};
use crate::support::{self, each_case};
use std::fs;

use serde_json::Value as Json;

#[test]
fn a_typed_verdict_expires_with_its_facts() {
    let by = |expression: &str| {
        format!(
            "verdict: {{expression: \"{expression}\"}}, text: '{{{{ say(\"certification/exp/summary\") }}}}'"
        )
    };
    let entries = [
        ("follows".to_owned(), by("certification.exp.verdict")),
        ("says".to_owned(), "text: '{{ say(\"certification/exp/summary\") }}'".to_owned()),
        (
            "holds".to_owned(),
            "verdict: {expression: certification.cur.verdict}, text: '{{ say(\"certification/cur/summary\") \
             }}'"
            .to_owned(),
        ),
        ("sold".to_owned(), "verdict: no, text: Customer data is not sold.".to_owned()),
    ];
    // Whether each is given by a pin, and by a decision: a pin does not state for which version of a
    // generated text its verdict was chosen.
    let cases = [
        ("follows", "yes", false, false),
        ("follows", "partial", false, false),
        ("follows", "no", true, true),
        ("says", "yes", false, false),
        ("says", "no", false, true),
        ("holds", "yes", true, true),
        ("sold", "yes", false, false),
        ("sold", "no", true, true),
    ];
    each_case(cases, |(entry, verdict, own, file)| {
        let dir = vendor(&entries);
        let pin = |customer: &str| {
            format!(
                "defaults: {{audience: public}}\nown:\n  title: Own\n{customer}  questions: [{{id: Q1, \
                 answer: {entry}, verdict: {verdict}}}, {{answer: mfa-staff}}]\n"
            )
        };
        support::put(dir.path(), "data/questionnaires/own.yaml", pin(""));
        let (given, found) = given(&dir);
        assert_eq!(given[0].1, own.then(|| Json::from(verdict)), "{entry} {verdict}: {found}");
        assert_eq!(found.contains("is not given to this question"), !own, "{found}");
        // The same by a customer's pin, and by a decision.
        let question = format!("Is {entry} so?");
        let answered = |dir: &std::path::Path| {
            support::put(
                dir,
                "q.csv",
                format!("ID,Question,Answer\nQ1,{question},\nQ2,Are backups taken every day?,\n"),
            );
            let output =
                support::factum(dir, &["answer", dir.join("q.csv").to_str().unwrap(), "--customer", "Eta"]);
            assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
            let answers: Json = serde_json::from_slice(
                &fs::read(dir.join("out/public/questionnaires/eta--q/answers.json")).unwrap(),
            )
            .unwrap();
            answers["questions"][0].clone()
        };
        support::put(dir.path(), "data/questionnaires/own.yaml", pin("  customer: Eta\n"));
        let pinned = answered(dir.path());
        assert_eq!(pinned["verdict"].as_str(), own.then_some(verdict), "{pinned}");
        assert!(own || pinned["tier"] == "review", "{pinned}");
        let both = |reason: String| {
            reason.contains("the questionnaire `own` says") && reason.contains(&format!("`answer/{entry}`"))
        };
        assert!(
            own || pinned["reasons"]
                .as_array()
                .unwrap()
                .iter()
                .any(|it| both(it.to_string()) || entry == "says"),
            "{pinned}"
        );
        // A decision that contradicts the text of the entry is rejected.
        if (entry, verdict) == ("sold", "yes") {
            return;
        }
        fs::remove_file(dir.path().join("data/questionnaires/own.yaml")).unwrap();
        answered(dir.path());
        let review = dir.path().join("out/public/questionnaires/eta--q/review.yaml");
        let text = fs::read_to_string(&review).unwrap();
        let decision = format!("decision: {{answer: {entry}, verdict: {verdict}, by: Jane}}");
        fs::write(&review, text.replacen("decision: {}", &decision, 1)).unwrap();
        let decided = answered(dir.path());
        assert_eq!(decided["verdict"].as_str(), file.then_some(verdict), "{decided}");
        assert!(file || decided["reasons"].to_string().contains("decide again"), "{decided}");
        // The file may be forwarded: the name of the person who decided is internal.
        assert!(!decided.to_string().contains("Jane"), "{decided}");
        assert!(fs::read_to_string(&review).unwrap().contains(&decision), "the decision is kept");
    });
}

#[test]
fn texts_that_name_a_lapsed_certificate_must_state_its_status() {
    let names_both = "We hold {{ certification.exp.name }} and {{ certification.cur.name }}.";
    let say =
        "{{ certification.exp.name }}: {{ certification.exp.status }}. We hold {{ certification.cur.name }}.";
    let only = "We hold {{ certification.cur.name }}.";
    let either = "{% if certification.exp.in_force %}We hold {{ certification.exp.name }}.{% else %}Not \
                  now.{% endif %}";
    let any = "certification.exp.in_force or certification.cur.in_force";
    let cases = [
        (any, names_both, None),
        (any, say, Some("yes")),
        (any, only, Some("yes")),
        ("certification.exp.state == 'expired'", names_both, None),
        (
            "'partial' if certification.cur.in_force and not certification.exp.in_force else 'no'",
            names_both,
            None,
        ),
        ("certification.exp.verdict", names_both, None),
        ("certification.exp.verdict", either, Some("no")),
        ("certification.exp.verdict", only, None),
        ("certification.cur.verdict", only, Some("yes")),
        ("certification.first.verdict", "We prepare for {{ certification.first.name }}.", None),
        ("certification.first.verdict", "{{ say(\"certification/first/summary\") }}", Some("no")),
    ];
    let case = |(number, (expression, text, verdict)): (usize, &(&str, &str, Option<&str>))| AnswerCase {
        id: format!("l{number}"),
        fields: format!("verdict: {{expression: \"{expression}\"}}, text: '{text}'"),
        expected: verdict.map(Json::from),
    };
    assert_given(&cases.iter().enumerate().map(case).collect::<Vec<_>>());
}

#[test]
fn a_question_about_the_past_is_not_answered_with_current_facts() {
    let case = support::sample().join("tests/cases/check/past-question");
    let dir = support::case(&case);
    let questions = [
        ("Have you undergone a SOC 2 audit?", None),
        ("Have you ever been certified to ISO/IEC 27001?", Some("yes")),
        ("Have you completed a SOC 2 audit in the past?", Some("yes")),
        ("Do you have a SOC 2 report?", Some("no")),
    ];
    let rows: String = questions.iter().map(|(question, _)| format!("{question},\n")).collect();
    support::put(dir.path(), "q.csv", format!("Question,Answer\n{rows}"));
    let file = dir.path().join("q.csv").display().to_string();
    let output = support::factum(dir.path(), &["answer", &file, "--customer", "Eta"]);
    assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
    let answers = fs::read(dir.path().join("out/public/questionnaires/eta--q/answers.json")).unwrap();
    let answers: Json = serde_json::from_slice(&answers).unwrap();
    for (asked, (question, verdict)) in answers["questions"].as_array().unwrap().iter().zip(questions) {
        assert_eq!(asked["verdict"].as_str(), verdict, "{question}: {asked}");
    }
}
