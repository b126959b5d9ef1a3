//! Which questions are answered, and which only get suggestions: a customer's `questions.csv`, and in
//! `expected.txt` the answer to each question, or why there is none.

use std::path::Path;

use crate::support::{self, given::given};

/// Cases that need more arguments than their name.
const ARGUMENTS: &[(&str, &[&str])] = &[
    ("headings", &["--map", "question=B answer=C section=A header=1"]),
    ("products-named", &["--product", "acme-server"]),
];

pub fn run(case: &Path) {
    let name = case.file_name().unwrap().to_string_lossy().into_owned();
    let dir = support::copy(&support::sample().join("tests/cases/given/vendor"));
    let file = case.join("questions.csv");
    let own = ARGUMENTS.iter().find(|it| it.0 == name).map_or(&[][..], |it| it.1);
    let output = support::factum(dir.path(), &[&["answer", file.to_str().unwrap()], own].concat());
    assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
    support::golden(&case.join("expected.txt"), &given(dir.path(), "questions"));
}
