//! The documentation is correct: links lead to files, and printed examples match the output of factum.

use std::{fs, path::Path};

use crate::support::{copy, each_case, factum, put, sample, sample_text, stdout, tree};

/// Every document of the project: path and text.
pub fn documents() -> Vec<(String, String)> {
    let mut paths: Vec<String> =
        tree(&sample().join("docs")).into_keys().map(|it| format!("docs/{it}")).collect();
    paths.retain(|it| it.ends_with(".md"));
    let others = ["CHANGELOG.md", "CONTRIBUTING.md", "README.md", "SECURITY.md", "tests/README.md"];
    paths.extend(others.map(str::to_owned));
    paths.into_iter().map(|path| (path.clone(), sample_text(&path))).collect()
}

#[test]
fn links_lead_to_files() {
    let mut broken = Vec::new();
    for (path, text) in documents() {
        let folder = sample().join(Path::new(&path).parent().unwrap());
        for link in text.split("](").skip(1).filter_map(|it| it.split([')', '#']).next()) {
            if !link.is_empty() && !link.starts_with("https://") && !folder.join(link).exists() {
                broken.push(format!("{path}: {link}"));
            }
        }
    }
    assert!(broken.is_empty(), "broken links:\n{}", broken.join("\n"));
}

#[test]
fn the_documented_finding_is_one_of_the_sample() {
    let expected_review = stdout(&factum(sample(), &["check"]));
    let cases = ["README.md", "docs/publishing.md"];
    each_case(cases, |path| {
        let shown = example(path, "[undated-certification]");
        assert!(
            expected_review.contains(&shown),
            "{path} shows\n{shown}\nwhich `factum check` does not print"
        );
    });
}

/// The example of `docs/legal.md` is an extract of the review that `tests/it/legal.rs` expects.
#[test]
fn the_documented_review_matches_the_test() {
    let expected_review = sample_text("tests/cases/legal/expected/review.txt");
    for line in example("docs/legal.md", "certification-lost").lines() {
        assert!(
            expected_review.lines().any(|it| it == line),
            "docs/legal.md shows `{line}`, which the review does not print"
        );
    }
}

#[test]
fn the_documented_filled_file_matches_the_output() {
    let path = "docs/architecture.md";
    let dir = copy(sample());
    put(dir.path(), "questions.csv", example(path, "report?,,") + "\n");
    let file = dir.path().join("questions.csv");
    factum(dir.path(), &["answer", file.to_str().unwrap(), "--as-of", "2025-03-04"]);
    let filled = dir.path().join("out/public/questionnaires/questions/questions.csv");
    assert_eq!(fs::read_to_string(filled).unwrap().trim_end(), example(path, "No. The SOC"));
}

/// The fenced block of `path` that contains `mark`.
fn example(path: &str, mark: &str) -> String {
    let text = sample_text(path);
    let blocks = text.split("```text\n").skip(1).filter_map(|it| it.split("```").next());
    blocks
        .filter(|it| it.contains(mark))
        .map(|it| it.trim_end().to_owned())
        .next()
        .unwrap_or_else(|| panic!("{path} has no `{mark}`"))
}
