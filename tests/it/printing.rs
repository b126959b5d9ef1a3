//! PDF pages: content that is longer than a page continues on the next one, in every kind of block.

use std::fs;

use crate::support::{self, pdf};

/// Text for more than a page, with a last sentence that may change its meaning.
fn long(name: &str) -> String {
    format!("{}Last of the {name}.", "Words that go on over many lines, and further. ".repeat(120))
}

/// More items than a page has lines.
fn many(name: &str) -> String {
    format!("[{}, Last of the {name}]", vec!["An item of a list"; 120].join(", "))
}

/// The visible text of a PDF, without spaces.
fn shown(bytes: &[u8]) -> String {
    pdf::without_space(&pdf::body(bytes))
}

/// A vendor with long texts in every kind of fact that a page or a table shows.
fn vendor() -> tempfile::TempDir {
    let dir = support::copy(&support::sample().join("tests/cases/given/vendor"));
    let certificate = |id: &str, scope: &str| {
        let fields =
            "form: certificate, held: own, auditor: Zert, history: [{state: current, from: 2026-01-01}]";
        format!("{id}: {{name: \"{id}\", framework: ISO/IEC 27001, {fields}, scope: \"{scope}\"}}\n")
    };
    let many_certificates: String = (0..30).map(|it| certificate(&format!("number-{it}"), "Cloud")).collect();
    let entries = [
        ("certifications.yaml", many_certificates + &certificate("long", &long("scope"))),
        ("policies.yaml", format!("access: {{name: Access, covers: \"{}\"}}\n", long("policy"))),
        (
            "measures/long.yaml",
            format!("x: {{name: X, topic: logging, statement: \"{}\"}}\n", long("measure")),
        ),
        (
            "practices.yaml",
            format!("p: {{name: P, purpose: \"{}\", collects: {}}}\n", long("practice"), many("collected")),
        ),
        ("regions.yaml", format!("eu: {{name: EU, locations: [{{place: \"{}\"}}]}}\n", long("region"))),
        (
            "subprocessors.yaml",
            format!("s: {{name: S, purpose: \"{}\", location: {}}}\n", long("purpose"), many("locations")),
        ),
        ("cookies.yaml", format!("c: {{name: C, purpose: \"{}\"}}\n", long("cookie"))),
    ];
    for (file, fields) in entries {
        support::put(
            dir.path(),
            &format!("data/{file}"),
            format!("defaults: {{audience: public, source: handbook}}\n{fields}"),
        );
    }
    let channels = "channels: [{name: mail, email: security@example.com}]";
    let programme = format!(
        "audience: public\nsource: handbook\n{channels}\nout_of_scope: [{{what: \"{}\"}}]\n",
        long("programme")
    );
    support::put(dir.path(), "data/programme.yaml", programme);
    let answer =
        "question: Are penetration tests done?, proposition: Penetration tests are done., verdict: yes";
    let answer = format!(
        "defaults: {{audience: public, source: handbook}}\npen: {{{answer}, text: \"{}\"}}\n",
        long("answer")
    );
    support::put(dir.path(), "data/answers/long.yaml", answer);
    dir
}

#[test]
fn every_text_is_printed_completely() {
    let dir = vendor();
    let root = dir.path();
    let output = support::factum(root, &["build"]);
    assert_eq!(output.status.code(), Some(0), "{}{}", support::stdout(&output), support::stderr(&output));
    let files = support::tree(&root.join("out/public"));
    let texts = ["scope", "policy", "measure", "practice", "region", "purpose", "cookie", "programme"];
    let handbook = shown(&files["pdf/handbook.pdf"]);
    for name in texts.iter().chain(&["collected", "locations"]) {
        assert!(handbook.contains(&format!("Lastofthe{name}")), "the handbook cuts off `{name}`");
    }
    assert!(
        shown(&files["pdf/certification-status.pdf"]).contains("Lastofthescope."),
        "the sheet cuts off the scope"
    );

    let list = root.join("q.csv");
    fs::write(
        &list,
        "ID,Question,Answer,Comment\n1,Are penetration tests done?,,\n2,Is customer data encrypted at \
         rest?,,\n3,Are backups taken every day?,,\n",
    )
    .unwrap();
    let output = support::factum(root, &["answer", list.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
    let answered = support::tree(&root.join("out/public/questionnaires"));
    let mut answers = answered.iter().filter(|(path, _)| path.ends_with("answers.pdf"));
    assert!(answers.any(|(_, it)| shown(it).contains("Lastoftheanswer.")), "the answers are cut off");

    let review = shown(&support::factum(root, &["review", "--format", "pdf"]).stdout);
    for name in texts.iter().chain(&["answer"]) {
        assert!(review.contains(&format!("Lastofthe{name}")), "the review cuts off `{name}`");
    }
}
