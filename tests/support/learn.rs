//! Cases of `tests/cases/learn`, and the output of `learn` for them.

use std::{fs, path::Path};

/// What `learn` prints, without its progress.
pub fn printed(output: &std::process::Output) -> String {
    let output_text: String = crate::support::stderr(output)
        .lines()
        .filter(|it| !it.starts_with("factum: "))
        .map(|it| format!("{it}\n"))
        .collect();
    format!("{}{output_text}(exit code {})\n", crate::support::stdout(output), output.status.code().unwrap())
}

pub fn learn(root: &Path, arguments: &[&str]) -> std::process::Output {
    let review = root.join("review.yaml");
    let mut all = vec!["learn", review.to_str().unwrap()];
    all.extend(arguments);
    crate::support::factum(root, &all)
}

/// A copy of a case that may be changed.
pub fn copied(case: &Path) -> tempfile::TempDir {
    let dir = crate::support::copy(case);
    fs::copy(case.join("review.yaml"), dir.path().join("review.yaml")).unwrap();
    dir
}

pub fn case(name: &str) -> tempfile::TempDir {
    copied(&crate::support::sample().join("tests/cases/learn").join(name))
}

pub fn data(root: &Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    crate::support::tree(&root.join("data"))
}

/// Publishes every learned draft, as a person does by removing the `draft` lines.
pub fn publish(root: &Path) {
    let path = root.join("data/answers/learned.yaml");
    if let Ok(text) = std::fs::read_to_string(&path) {
        std::fs::write(&path, text.replace("  draft: yes\n", "").replace("  draft: yes\r\n", "")).unwrap();
    }
}
