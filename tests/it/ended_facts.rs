//! Texts that name an ended fact in plain words are reported in any position.

use crate::support::{self, each_case};

const CERTIFICATIONS: &str = "
old: {name: ISO 27001, framework: ISO 27001, form: certificate, scope: Cloud, history: [{state: current, \
                              from: 2022-01-01, until: 2025-12-31}]}
short: {name: SOC 2, framework: SOC 2, form: attestation, scope: Cloud, history: [{state: withdrawn, from: \
                              2026-01-01}]}
long: {name: SOC 2 Type II, framework: SOC 2, form: attestation, scope: Cloud, history: [{state: current, \
                              from: 2026-01-01}]}
theirs: {name: ISO 27018, framework: ISO 27018, form: certificate, held: inherited, inherited_from: used, \
                              scope: Cloud, history: [{state: current, from: 2026-01-01}]}
running: {name: ISAE 3402 Type II, framework: ISAE 3402, form: attestation, scope: Cloud, history: [{state: \
                              in-progress, from: 2026-06-01}]}
clouds: {name: 'BSI C5:2020 Type 2', framework: BSI C5, form: attestation, scope: Cloud, history: [{state: \
                              expired, from: 2026-01-01}]}
coming: {name: ISO 42001, framework: ISO 42001, form: certificate, scope: Cloud, history: [{state: planned, \
                              expected: 2027-06-30}]}
";
const SUBPROCESSORS: &str = "
former: {name: Bygone Ltd, purpose: Mail, location: [Ireland], since: 2020-01-01, until: 2026-06-30}
used: {name: Used Ltd, purpose: Mail, location: [Ireland], since: 2020-01-01}
mailer: {name: Mailgrid Inc., purpose: Mail, location: [United States], since: 2020-01-01, until: 2026-06-30}
later: {name: Nordcloud Oy, purpose: Copies, location: [Finland], since: 2027-03-01}
";

/// Texts, and the ended fact that they name.
const TEXTS: &[(&str, &str)] = &[
    ("Our controls are certified to ISO 27001.", "certification/old"),
    ("We hold a SOC 2 report.", "certification/short"),
    ("Messages go out through Bygone Ltd.", "subprocessor/former"),
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
    ("Messages went through Bygone Ltd until June 2026.", ""),
    ("Our controls follow ISO 270012.", ""),
    ("Performed Ltd. is not meant.", ""),
    // Spellings.
    ("certified to iso/iec 27001", "certification/old"),
    ("We hold ISO/IEC\u{a0}27001.", "certification/old"),
    ("We hold ISO\u{2011}27001.", "certification/old"),
    ("We hold ISO\u{202f}27001 and more.", "certification/old"),
    ("We hold ISO IEC 27001.", "certification/old"),
    ("We are certified to ISO 9001, 14001 and 27001.", "certification/old"),
    ("We are certified to ISO/IEC **27001**.", "certification/old"),
    ("We are certified to ISO/IEC 27001:2022.", "certification/old"),
    ("See page 27001.", ""),
    ("An ISAE 3402 Type 2 report is available.", "certification/running"),
    ("We have passed ISAE3402 (Type II).", "certification/running"),
    ("We have an ISAE 3402 report.", "certification/running"),
    ("We have a BSI C5 report.", "certification/clouds"),
    ("We have a C5 report.", "certification/clouds"),
    ("See building C5.", ""),
    ("E-mails are sent through Mailgrid Inc. in the United States.", "subprocessor/mailer"),
    ("E-mails are sent through Mailgrid.", "subprocessor/mailer"),
    ("E-mails are sent through a mailgrid of our own.", ""),
    ("Copies are stored with Nordcloud Oy in Finland.", "subprocessor/later"),
    ("Copies are stored with Nordcloud.", "subprocessor/later"),
    ("Copies will be stored with Nordcloud from March 2027.", ""),
    // Words of other clauses do not affect the name.
    ("We hold ISO/IEC 27001 certification and data is kept until deletion.", "certification/old"),
    ("Former employees lose access at once, as our ISO 27001 certification requires.", "certification/old"),
    ("We no longer rely on paper: we are ISO 27001 certified.", "certification/old"),
    ("We have an ISAE 3402 report, and penetration tests are planned.", "certification/running"),
    ("We are ISO 27001 certified, until further notice.", "certification/old"),
    ("We hold ISO 27001, which our hosting provider does too.", "certification/old"),
    // Words of the clause, and its attachments.
    ("Until 2025, we were certified to ISO 27001.", ""),
    ("Our ISO 27001 certificate, which expired in 2025, is not renewed.", ""),
    ("We had certificates for ISO 27001 and BSI C5.", ""),
    ("Mailgrid was used until 30 June 2026.", ""),
    ("An ISAE 3402 audit is in progress.", ""),
    ("A certificate (such as ISO 27001) is issued by a certification body.", ""),
];

#[test]
fn a_text_that_names_an_ended_fact_is_reported() {
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
    let answers =
        each(&|at, text| format!("a{at}: {{question: Is it so with {at} things?, text: \"{text}\"}}\n"))
            + &each(&|at, text| {
                format!(
                    "n{at}: {{question: Is it not so with {at} things?, verdict: no, text: \"{text}\"}}\n"
                )
            })
            + "careful: {question: Do you hold a certificate now?, text: '{% if certification.old.in_force \
               %}We hold ISO 27001.{% else %}We hold none.{% endif %}'}\n";
    put("data/answers/more.yaml", &answers);
    let output = support::factum(dir.path(), &["check", "--as-of", "2026-11-26"]);
    let printed = support::stdout(&output) + &support::stderr(&output);
    assert_eq!(output.status.code(), Some(0), "{printed}");
    let found = |id: String| {
        let named = [format!("the text of `{id}` names "), format!("`{id}` is not given: its text names ")];
        printed.lines().find(|it| named.iter().any(|named| it.contains(named))).map(str::to_owned)
    };
    for (at, (text, ended)) in TEXTS.iter().enumerate() {
        for id in [format!("measure/m{at}"), format!("answer/a{at}")] {
            let line = found(id);
            assert_eq!(line.is_some(), !ended.is_empty(), "{text}: {line:?}\n{printed}");
            assert!(
                line.is_none_or(|it| it.starts_with("warning[lapsed-basis]") && it.contains(ended)),
                "{text}\n{printed}"
            );
        }
        // A no in the same clause may negate it.
        let denies = ["no", "not", "none", "without", "don't"];
        let denies = text.split(' ').any(|word| denies.contains(&word));
        let line = found(format!("answer/n{at}"));
        assert!(line.is_some() != ended.is_empty() || denies, "{text}: {line:?}");
    }
    assert_eq!(found("answer/careful".into()), None);
}

/// Texts of pages and titles are read like those of facts, for each audience.
#[test]
fn pages_and_titles_that_name_ended_or_hidden_facts_are_reported() {
    let dir = support::copy(&support::sample().join("tests/cases/given/vendor"));
    let put = |name: &str, text: &str| {
        support::put(dir.path(), name, format!("defaults: {{audience: public, source: handbook}}\n{text}"))
    };
    put("data/certifications.yaml", CERTIFICATIONS);
    let hidden = "hidden: {name: Darktide Ltd, audience: nda, purpose: Fraud, location: [Ireland], since: \
                  2020-01-01}\n";
    put("data/subprocessors.yaml", &format!("{SUBPROCESSORS}{hidden}"));
    let all = "{% for it in all(\"certification\") %}{{ it.name }}, {% endfor %}";
    let cases = [
        ("title: T", "We are certified to ISO 27001.", &["lapsed-basis"][..]),
        ("title: ISO 27001 certified", "Text.", &["lapsed-basis"]),
        ("title: T\nsummary: We hold an ISO 27001 certificate.", "Text.", &["lapsed-basis"]),
        ("title: T", "## We are ISO 27001 certified\n\nText.", &["lapsed-basis"]),
        ("title: T", "## ISO 27001\n\nText.", &[]),
        ("title: T", "Our ISO 27001 certificate expired in 2025.", &[]),
        ("title: T", "See [our certificates](https://example.com/iso-27001).", &[]),
        ("title: T", "E-mails are sent through [Mailgrid](https://mailgrid.example).", &["lapsed-basis"]),
        ("title: T", "Darktide looks for fraud.", &["named-above-audience"]),
        ("title: T\naudience: nda", "Darktide looks for fraud.", &[]),
        ("title: T", &format!("We hold {all}and more."), &["lapsed-basis"; 5]),
        (
            "title: T",
            "{% for it in all(\"certification\") %}{{ it.name }}: {{ it.status }}. {% endfor %}",
            &[],
        ),
    ];
    each_case(cases, |(front, text, expected)| {
        let page = format!("---\n{front}\n---\n{text}\n");
        support::put(dir.path(), "templates/pages/extra.md", &page);
        let output = support::factum(dir.path(), &["check", "--as-of", "2026-11-26"]);
        let printed = support::stdout(&output);
        let of_page = |it: &&str| it.contains("page `extra`");
        let found: Vec<&str> = printed.lines().filter(of_page).collect();
        assert_eq!(found.len(), expected.len(), "{page}{found:#?}");
        assert!(found.iter().zip(expected).all(|(it, code)| it.contains(code)), "{page}{found:#?}");
    });
    std::fs::remove_file(dir.path().join("templates/pages/extra.md")).unwrap();
    let site = |title: &str| {
        support::put(dir.path(), "data/site.yaml", format!("title: {title}\n"));
        support::stdout(&support::factum(dir.path(), &["check", "--as-of", "2026-11-26"]))
            .lines()
            .filter(|it| it.contains("the title of the site"))
            .count()
    };
    assert_eq!(site("ISO 27001 certified and SOC 2 Type II reported"), 1);
    assert_eq!(site("Trust by Darktide"), 1);
    assert_eq!(site("Acme Trust"), 0);
}

/// A text that was true when typed is not given after a certificate has ended; a person may state that the
/// name means something else.
#[test]
fn plain_text_answers_expire_with_the_facts_that_they_name() {
    let dir = support::copy(&support::sample().join("tests/cases/given/vendor"));
    let put = |name: &str, text: &str| {
        support::put(dir.path(), name, format!("defaults: {{audience: public, source: handbook}}\n{text}"))
    };
    put("data/certifications.yaml", CERTIFICATIONS);
    put("data/subprocessors.yaml", SUBPROCESSORS);
    put(
        "data/products.yaml",
        "acme-cloud: {name: Acme Cloud, hosted_by: vendor}\nacme-server: {name: Acme Server, hosted_by: \
         customer}\nclassic: {name: Acme Classic, hosted_by: vendor, valid: {until: 2026-06-30}}\n",
    );
    put(
        "data/policies.yaml",
        "new: {name: Supplier Security Policy, approved: 2026-08-01}\nplan: {name: Incident Response Plan, \
         approved: 2026-01-01, valid: {until: 2026-06-30}}\n",
    );
    put(
        "data/measures.yaml",
        "scim: {name: SCIM, topic: access-control, statement: Users are provisioned., valid: {until: \
         2026-06-30}}\n",
    );
    let more = "
logs-cloud: {name: Logwell Ltd, purpose: Logs, location: [Ireland], since: 2020-01-01, until: 2026-06-30, \
                products: [acme-cloud]}
logs-server: {name: Logwell Ltd, purpose: Logs, location: [Ireland], since: 2020-01-01, products: \
                [acme-server]}
errors: {name: 'Functional Tools, Inc. d/b/a Sentrywell', purpose: Errors, location: [Ireland], since: \
                2020-01-01, until: 2026-06-30}
cloud: {name: 'Northern Web Services, Inc.', purpose: Hosting, location: [Ireland], since: 2020-01-01, \
                until: 2026-06-30}
";
    put("data/subprocessors.yaml", &format!("{SUBPROCESSORS}{more}"));
    let accepted = "acknowledge: {finding: lapsed-basis, reason: The name of a room}";
    let of_other_words =
        "acknowledge: {finding: lapsed-basis, text_digest: 0123456789abcdef, reason: The name of a room}";
    let of_other_fact =
        "acknowledge: {finding: lapsed-basis, about: certification/short, reason: The name of a room}";
    let cases = [
        // A no denies the ended fact and does not claim it.
        (
            "question: Are sites of the company excluded?, verdict: no, text: We are certified to ISO 27001.",
            "2025-11-26",
            true,
        ),
        (
            "question: Are sites of the company excluded?, verdict: no, text: We are certified to ISO 27001.",
            "2026-11-26",
            false,
        ),
        (
            "question: Do you share mail?, verdict: no, text: Mailgrid keeps it in the EU.",
            "2026-11-26",
            false,
        ),
        ("question: Do you share mail?, verdict: no, text: We do not use Mailgrid.", "2026-11-26", true),
        // A fact that continues for another product only.
        (
            "question: Who keeps the logs of Acme Cloud?, products: acme-cloud, text: Logwell keeps logs of \
             Acme Cloud.",
            "2026-05-26",
            true,
        ),
        (
            "question: Who keeps the logs of Acme Cloud?, products: acme-cloud, text: Logwell keeps logs of \
             Acme Cloud.",
            "2026-11-26",
            false,
        ),
        (
            "question: Who keeps the logs of Acme Server?, products: acme-server, text: Logwell keeps logs \
             of Acme Server.",
            "2026-11-26",
            true,
        ),
        // Other names of a company.
        (
            "question: Which tool collects the errors of the service?, text: Sentrywell collects errors.",
            "2026-11-26",
            false,
        ),
        ("question: Where does the hosted service run?, text: It runs on NWS.", "2026-11-26", false),
        ("question: Where does the hosted service run?, text: It runs on AWS.", "2026-11-26", true),
        // Policies and measures as they appear in running text.
        (
            "question: Is there a plan for security incidents?, text: There is an incident response plan.",
            "2026-11-26",
            false,
        ),
        (
            "question: Is there a plan for security incidents?, text: There is a restart plan.",
            "2026-11-26",
            true,
        ),
        ("question: Is SCIM provisioning offered to users?, text: SCIM is offered.", "2026-05-26", true),
        ("question: Is SCIM provisioning offered to users?, text: SCIM is offered.", "2026-11-26", false),
        ("question: Are you certified?, verdict: yes, text: We are ISO27001 certified.", "2025-11-26", true),
        ("question: Are you certified?, verdict: yes, text: We are ISO27001 certified.", "2026-11-26", false),
        ("question: Are you ISO 27001 certified?, verdict: yes, text: \"Yes.\"", "2026-11-26", false),
        ("question: Are you ISO 27001 certified?, verdict: no, text: \"No.\"", "2026-11-26", true),
        ("question: Do you use Mailgrid?, verdict: yes, text: \"Yes.\"", "2026-11-26", false),
        ("question: Who sends your mail?, text: Mailgrid sends it.", "2026-05-26", true),
        ("question: Who sends your mail?, text: Mailgrid sends it.", "2026-11-26", false),
        ("question: Which product is it?, text: Acme Classic has it.", "2026-05-26", true),
        ("question: Which product is it?, text: Acme Classic has it.", "2026-11-26", false),
        ("question: Which product is it?, text: Acme Cloud has it.", "2026-11-26", true),
        ("question: Which rules are there?, text: The Supplier Security Policy.", "2026-05-26", false),
        ("question: Which rules are there?, text: The Supplier Security Policy.", "2026-11-26", true),
        (&format!("question: Which room is it?, text: The ISO 27001 room., {accepted}"), "2026-11-26", true),
        (
            &format!("question: Which room is it?, text: The ISO 27001 room., {of_other_words}"),
            "2026-11-26",
            false,
        ),
        (
            &format!("question: Which room is it?, text: The ISO 27001 room., {of_other_fact}"),
            "2026-11-26",
            false,
        ),
    ];
    each_case(cases, |(entry, day, given)| {
        let question = entry.trim_start_matches("question: ").split(", ").next().unwrap().to_owned();
        put("data/answers/more.yaml", &format!("asked: {{{entry}}}\n"));
        let file = dir.path().join("asked.csv");
        std::fs::write(
            &file,
            format!("ID,Question,Answer\n1,{question},\n2,Is the lawn mown?,\n3,Is it?,\n"),
        )
        .unwrap();
        let output = support::factum(dir.path(), &["answer", file.to_str().unwrap(), "--as-of", day]);
        assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
        let json = dir.path().join("out/public/questionnaires/asked/answers.json");
        let json: serde_json::Value = serde_json::from_slice(&std::fs::read(json).unwrap()).unwrap();
        assert_eq!(json["questions"][0]["tier"] == "answered", given, "{entry} on {day}: {json:#}");
    });
}
