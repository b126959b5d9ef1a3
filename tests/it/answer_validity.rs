//! Answers are not stronger than their facts on the effective date. Each row of the tables is a case.

use crate::support::{self, each_case};
use std::fs;

use serde_json::Value as Json;

const DAY: &str = "2026-11-26";

const CERTIFICATIONS: &[(&str, &str)] = &[
    ("cur", "history: [{state: current, from: 2026-01-01}]"),
    ("second", "history: [{state: current, from: 2026-01-01}]"),
    ("aligned", "held: aligned, history: [{state: current, from: 2026-01-01}]"),
    ("inherited", "inherited_from: aws, history: [{state: current, from: 2026-01-01}]"),
    ("exp", "history: [{state: current, from: 2023-01-01, until: 2025-12-31}]"),
    ("gone", "history: [{state: withdrawn, from: 2026-01-01}]"),
    ("none", "history: [{state: not-held}]"),
    ("planned", "history: [{state: planned, expected: 2027-06-30}]"),
    ("overdue", "history: [{state: planned, expected: 2026-06-30}]"),
    ("first", "history: [{state: in-progress, from: 2026-01-01}]"),
    ("unknown", "history: [{state: current, from: 2027-01-01}]"),
];

/// A vendor with these entries (id and fields), and with a questionnaire that asks each of them.
pub fn vendor(answers: &[(String, String)]) -> tempfile::TempDir {
    let dir = support::copy(&support::sample().join("tests/cases/given/vendor"));
    let put = |name: &str, text: String| {
        support::put(dir.path(), name, format!("defaults: {{audience: public, source: handbook}}\n{text}"))
    };
    let hosts = "aws: {name: AWS, purpose: Hosting, location: [Ireland], since: 2020-01-01}\nformer: {name: \
                 Former Ltd, purpose: Mail, location: [Ireland], since: 2020-01-01, until: \
                 2026-06-30}\nfuture: {name: Future Ltd, purpose: Chat, location: [Chad], since: \
                 2027-06-30}\n";
    put("data/subprocessors.yaml", hosts.into());
    let certifications = CERTIFICATIONS.iter().map(|(id, fields)| {
        format!(
            "{id}: {{name: {}, framework: {id}, form: certificate, scope: Cloud, {fields}}}\n",
            id.to_uppercase()
        )
    });
    put("data/certifications.yaml", certifications.collect());
    let measure =
        |id: &str, more: &str| format!("{id}: {{name: {id}, topic: people, statement: It is so., {more}}}\n");
    let measures = [
        ("old", "valid: {until: 2026-06-30}"),
        ("new", "valid: {from: 2027-06-30}"),
        ("held", "owner: Jane"),
    ];
    put("data/measures.yaml", measures.iter().map(|(id, more)| measure(id, more)).collect());
    put("data/policies.yaml", "draft: {name: Draft, approved: 2027-01-01}\n".into());
    let scans = "failing: {tool: Scanner, target: The image, counts: {critical: 2, scanned: 2026-11-01}, \
                 pass: {critical: 0}}\n";
    put("data/scans.yaml", scans.into());
    put(
        "data/answers/more.yaml",
        answers.iter().map(|(id, fields)| format!("{id}: {{question: Is {id} so?, {fields}}}\n")).collect(),
    );
    let own = answers.iter().map(|(id, _)| format!("    - {{id: {id}, answer: {id}}}\n")).collect::<String>();
    support::put(
        dir.path(),
        "data/questionnaires/own.yaml",
        format!("defaults: {{audience: public}}\nown:\n  title: Own\n  questions:\n{own}"),
    );
    dir
}

/// The verdict and text of each answer that the public gets in the vendor's own questionnaire, and the
/// findings.
pub fn given(dir: &tempfile::TempDir) -> (Vec<(String, Option<Json>)>, String) {
    let output = support::factum(dir.path(), &["build", "--as-of", DAY]);
    let found = support::stdout(&output) + &support::stderr(&output);
    assert_eq!(output.status.code(), Some(0), "{found}");
    let answers: Json = serde_json::from_slice(
        &fs::read(dir.path().join("out/public/questionnaires/own/answers.json")).unwrap(),
    )
    .unwrap();
    let questions = answers["questions"].as_array().unwrap().iter();
    let all = questions.map(|it| {
        (
            it["id"].as_str().unwrap().to_owned(),
            Some(it["verdict"].clone()).filter(|_| it["answer"].is_string()),
        )
    });
    (all.collect(), found)
}

/// An answer, and the verdict with which it is expected to be given.
pub struct AnswerCase {
    pub id: String,
    pub fields: String,
    /// `None` if it is not given, null if it is given without a verdict.
    pub expected: Option<Json>,
}

/// Asserts that all answers are given as expected, and that those that are not given are reported.
#[track_caller]
pub fn assert_given(cases: &[AnswerCase]) {
    let answers: Vec<_> = cases.iter().map(|it| (it.id.clone(), it.fields.clone())).collect();
    let (given, found) = given(&vendor(&answers));
    let mut wrong = Vec::new();
    for (AnswerCase { id, fields, expected }, (_, given)) in cases.iter().zip(&given) {
        if expected != given {
            wrong.push(format!("{id}: {{{fields}}} gives {given:?}"));
        }
        if given.is_none() && !found.contains(&format!("`answer/{id}` is not given")) {
            wrong.push(format!("no message about {id}: {{{fields}}}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}\n{found}");
}

#[test]
fn no_expression_evaluates_to_yes_without_a_valid_certificate() {
    let expressions = [
        ("'{}' != 'x' and not certification['{}'].lapsed", "yes"),
        ("certification['{}'].state != 'not-held'", "yes"),
        ("not (certification['{}'].state == 'not-held')", "yes"),
        ("'no' if certification['{}'].state == 'not-held' else 'yes'", "yes"),
        ("not certification['{}'].overdue", "yes"),
        ("certification['{}'].holder == 'own'", "yes"),
        ("certification['{}'].since is defined", "yes"),
        ("certification['{}'] is defined", "yes"),
        ("'partial' if certification['{}'] is defined else 'no'", "partial"),
        ("certification['{}'].status != 'Expired'", "yes"),
        ("'yes' if certification['{}'].verdict != 'no' else 'no'", "yes"),
        ("not certification['{}'].in_force", "no"),
        ("say('certification/{}/summary') != 'x'", "yes"),
        ("'yes'", "yes"),
        ("'partial'", "partial"),
    ];
    let text = |id: &str| format!("text: '{{{{ say(\"certification/{id}/summary\") }}}}'");
    let mut cases = Vec::new();
    for (number, (expression, current)) in expressions.iter().enumerate() {
        for (id, _) in CERTIFICATIONS.iter() {
            let expression = expression.replace("{}", id);
            let fields = format!("verdict: {{expression: \"{expression}\"}}, {}", text(id));
            // Statements about a missing certificate are allowed, because they say no more than no.
            let no = match (*id, number) {
                ("exp" | "gone" | "none" | "planned" | "overdue", 4) if *id == "overdue" => true,
                ("none", 1..=3) | ("exp", 9) => true,
                ("aligned" | "inherited" | "exp" | "gone" | "none" | "planned" | "overdue" | "first", 10) => {
                    true
                }
                ("exp" | "gone" | "none" | "planned" | "overdue" | "first", 6) => cases_without_since(id),
                ("aligned" | "inherited", 5) => true,
                _ => false,
            };
            // These do not read anything that could change them, and are not bound to the text.
            let unbound = matches!(number, 7 | 8 | 13 | 14);
            let expected = match *id {
                _ if unbound => None,
                "cur" | "second" => Some(Json::from(*current)),
                "first" if *current == "partial" => Some(Json::from("partial")),
                _ if no => Some(Json::from("no")),
                _ => None,
            };
            cases.push(AnswerCase { id: format!("e{number}-{id}"), fields, expected });
        }
    }
    assert_given(&cases);
}

/// The ids of certificates whose start date is not known.
fn cases_without_since(id: &str) -> bool {
    matches!(id, "exp" | "none" | "planned" | "overdue")
}

#[test]
fn a_yes_based_on_another_certificate_is_given() {
    let cases = [
        ("certification.exp.in_force or certification.cur.in_force", Some("yes")),
        ("certification.exp.verdict == 'yes' or certification.cur.verdict == 'yes'", Some("yes")),
        ("certification.exp.in_force and certification.cur.in_force", Some("no")),
        (
            "'partial' if certification.cur.in_force and not certification.exp.in_force else 'no'",
            Some("partial"),
        ),
        ("certification.exp.state == 'expired'", Some("yes")),
        ("certification.aligned.state in ['aligned', 'current']", Some("yes")),
        ("certification.exp.state != 'not-held' and certification.cur.in_force", None),
        ("certification.exp.verdict is defined and certification.cur.in_force", None),
        ("[certification.exp.verdict][0] and certification.cur.in_force", None),
        (
            "certification.cur.in_force and (certification.exp.in_force or certification.aligned.is_current \
             or true)",
            None,
        ),
        (
            "certification.cur.in_force and (certification.exp.in_force or certification.second.in_force)",
            Some("yes"),
        ),
        ("certification.cur.in_force and not certification.exp.in_force", Some("yes")),
        ("certification.unknown.in_force or certification.cur.in_force", Some("yes")),
        ("certification.unknown.in_force", None),
        ("certification.unknown.verdict", None),
        ("certification.unknown.state == 'unknown'", None),
        ("all('certification') | selectattr('in_force') | list | length > 0", Some("yes")),
    ];
    let words = "text: '{{ say(\"certification/exp/summary\") }} {{ say(\"certification/cur/summary\") }}'";
    let case = |(number, (expression, verdict)): (usize, &(&str, Option<&str>))| AnswerCase {
        id: format!("o{number}"),
        fields: format!("verdict: {{expression: \"{expression}\"}}, {words}"),
        expected: verdict.map(Json::from),
    };
    assert_given(&cases.iter().enumerate().map(case).collect::<Vec<_>>());
}

#[test]
fn a_word_is_not_accepted_as_a_condition() {
    let expressions = [
        "certification.exp.verdict and certification.cur.verdict",
        "'yes' if certification.exp.verdict else 'no'",
        "not certification['exp']['state']",
        "(certification.exp.verdict | lower) or false",
        "certification.cur.in_force and certification.exp.verdict and true",
    ];
    let cases = expressions.iter().map(|it| format!("verdict: {{expression: \"{it}\"}}, text: It is so."));
    for fields in cases.chain(["text: \"{% if certification.exp.verdict %}It is so.{% else %}It is not.{% \
                                endif %}\""
        .into()])
    {
        let output =
            support::factum(vendor(&[("x".into(), fields.clone())]).path(), &["build", "--as-of", DAY]);
        let found = support::stdout(&output) + &support::stderr(&output);
        assert!(
            found.contains("template-error") && found.contains("this is a word, not a condition"),
            "{fields}: {found}"
        );
    }
}

#[test]
fn answers_based_on_an_ended_fact_are_not_given() {
    let ended = [
        "measure/old",
        "measure/new",
        "subprocessor/former",
        "subprocessor/future",
        "policy/draft",
        "scan/failing",
        "certification/exp",
        "certification/planned",
    ];
    let mut cases = Vec::new();
    for (number, fact) in ended.iter().enumerate() {
        for (verdict, expected) in
            [("yes", None), ("partial", None), ("", None), ("no", Some(Json::from("no")))]
        {
            // With a yes based on these, the build fails.
            if verdict == "yes" && fact.starts_with("certification") {
                continue;
            }
            let fields = if verdict.is_empty() { String::new() } else { format!("verdict: {verdict}, ") };
            let fields = format!("{fields}text: It is so., rests_on: {fact}");
            cases.push(AnswerCase { id: format!("r{number}{verdict}"), fields, expected });
        }
    }
    let words = [
        // It names a company as if it were still used.
        (
            "text: 'From {{ subprocessor[\"former\"].location | join(\"; \") }}, by {{ \
             subprocessor[\"former\"].name }}.'",
            None,
        ),
        ("verdict: yes, text: '{{ say(\"subprocessor/former/summary\") }}'", None),
        ("verdict: yes, text: '{{ say(\"subprocessor/future/summary\") }}'", None),
        ("text: '{{ certification.exp.name }} is held by us.'", None),
        // These state the status themselves.
        ("text: '{{ say(\"subprocessor/former/summary\") }}'", Some(Json::Null)),
        ("text: '{{ say(\"certification/exp/summary\") }}'", Some(Json::Null)),
        // A typed verdict is given only with the text for which it was typed.
        ("verdict: no, text: '{{ say(\"certification/exp/summary\") }}'", None),
        (
            "verdict: {expression: \"'yes' if all('subprocessor') | selectattr('standing', 'equalto', \
             'used') | list else 'no'\"}, text: '{% for it in all(\"subprocessor\") if it.standing == \
             \"used\" %}{{ it.name }}{% endfor %}'",
            Some(Json::from("yes")),
        ),
        ("text: '{{ say(\"certification/unknown/summary\") }}'", None),
        ("verdict: no, text: '{{ say(\"certification/unknown/summary\") }}'", None),
        ("verdict: yes, text: It is so., rests_on: measure/held", Some(Json::from("yes"))),
    ];
    cases.extend(words.iter().enumerate().map(|(number, (fields, expected))| {
        let (id, fields) = (format!("w{number}"), (*fields).to_owned());
        AnswerCase { id, fields, expected: expected.clone() }
    }));
    assert_given(&cases);
}

#[test]
fn no_statement_is_based_on_an_ended_fact() {
    let day = |fact: &str| {
        let dir = vendor(&[]);
        let measure = format!(
            "y: {{name: Y, topic: people, statement: It is so., audience: public, source: handbook, \
             rests_on: {fact}}}\n"
        );
        support::put(dir.path(), "data/measures/more.yaml", measure);
        let text = fs::read_to_string(dir.path().join("data/measures.yaml")).unwrap();
        fs::remove_file(dir.path().join("data/measures.yaml")).unwrap();
        support::put(dir.path(), "data/measures/first.yaml", text);
        let output = support::factum(dir.path(), &["check", "--as-of", DAY]);
        support::stdout(&output) + &support::stderr(&output)
    };
    let cases = [
        ("measure/old", Some("was valid only until 2026-06-30")),
        ("measure/new", Some("is not valid until 2027-06-30")),
        ("subprocessor/former", Some("was used only until 2026-06-30")),
        ("subprocessor/future", Some("is not used until 2027-06-30")),
        ("policy/draft", Some("is not approved yet")),
        ("scan/failing", Some("failed")),
        ("measure/held", None),
        ("subprocessor/aws", None),
    ];
    each_case(cases, |(fact, why)| {
        let found = day(fact);
        match why {
            Some(why) => assert!(
                found.contains(&format!("error[lapsed-basis]: `measure/y` rests on `{fact}`, which {why}")),
                "{found}"
            ),
            None => assert!(!found.contains("lapsed-basis"), "{found}"),
        }
    });
}
