//! Which questions are answered, and which only get suggestions: each case is a folder of `tests/cases/given` with a customer's
//! `questions.csv`; `expected.txt` says of each question what was given, and why it was not.

use std::{fmt::Write, fs, path::Path};

use serde_json::Value as Json;

use crate::support;

/// Cases that are answered with more than their name.
const ARGUMENTS: &[(&str, &[&str])] =
    &[("headings", &["--map", "question=B answer=C section=A header=1"]), ("products-named", &["--product", "acme-server"])];

#[test]
fn only_what_is_known_in_its_context_is_answered() {
    let cases = support::cases("given").into_iter().filter(|it| it.join("questions.csv").is_file());
    for case in cases {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        let dir = support::copy(&support::sample().join("tests/cases/given/vendor"));
        let file = case.join("questions.csv");
        let own = ARGUMENTS.iter().find(|it| it.0 == name).map_or(&[][..], |it| it.1);
        let output = support::factum(dir.path(), &[&["answer", file.to_str().unwrap()], own].concat());
        assert_eq!(output.status.code(), Some(0), "{name}: {}", support::stderr(&output));
        support::golden(&case.join("expected.txt"), &given(dir.path(), "questions"));
    }
}

/// What was given to each question, and why.
fn given(root: &Path, name: &str) -> String {
    let json: Json =
        serde_json::from_slice(&fs::read(root.join("out/public/questionnaires").join(name).join("answers.json")).unwrap()).unwrap();
    let word = |it: &Json| it.as_str().unwrap_or("-").to_owned();
    let mut text = String::new();
    for remark in json["remarks"].as_array().unwrap() {
        writeln!(text, "note: {}", word(remark)).unwrap();
    }
    for it in json["questions"].as_array().unwrap() {
        writeln!(text, "{} {}", word(&it["id"]), word(&it["text"])).unwrap();
        match it["tier"].as_str() {
            Some("answered") => writeln!(text, "    {}: {} {}", word(&it["how"]), word(&it["verdict"]), word(&it["answer"])).unwrap(),
            _ => writeln!(text, "    {}, suggested: {}", word(&it["tier"]), word(&it["candidates"][0]["answer"])).unwrap(),
        }
        for reason in it["reasons"].as_array().unwrap() {
            writeln!(text, "    {}", word(reason)).unwrap();
        }
    }
    text
}
