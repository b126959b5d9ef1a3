//! Names that people choose (files, customers, dates), and what killed runs leave behind.

use std::fs;

use crate::support::{self, factum, put, sample, stderr, stdout};

const LIST: &str =
    "Question,Answer\nDo you have a SOC 2 report?,\nIs data encrypted at rest?,\nDo you keep audit logs?,\n";

/// The folders of questionnaires after answering one file with each name separately.
fn folders(names: &[&str]) -> Vec<String> {
    let dir = support::copy(sample());
    for name in names {
        put(dir.path(), name, LIST);
        let output = factum(dir.path(), &["answer", dir.path().join(name).to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(0), "{name}: {}", stderr(&output));
    }
    let entries = fs::read_dir(dir.path().join("out/public/questionnaires")).unwrap();
    let mut found: Vec<_> = entries.map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
    found.sort();
    found
}

#[test]
fn every_file_has_its_own_folder() {
    let names = ["a b.csv", "a;b.csv", "a-b.csv", "..csv", "🔒.csv"];
    let found = folders(&names);
    assert_eq!(found.len(), names.len(), "{found:?}");
    assert!(found.contains(&"a-b".to_owned()), "a plain name is its folder's: {found:?}");
    assert_eq!(folders(&["a;b.csv", "a;b.csv"]).len(), 1, "the same name has the same folder");
}

#[test]
fn a_customer_name_is_printed_on_one_line() {
    let dir = support::copy(sample());
    put(dir.path(), "list.csv", LIST);
    let file = dir.path().join("list.csv");
    let output = factum(
        dir.path(),
        &["answer", file.to_str().unwrap(), "--customer", "Acme\nwarning: \u{1b}[2Jnothing"],
    );
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let output = factum(dir.path(), &["sent"]);
    let printed = stdout(&output) + &stderr(&output);
    assert!(printed.contains("Acme warning: [2Jnothing") && !printed.contains("\nwarning: "), "{printed}");
    let odd = dir.path().join("x\nwarning: y.csv");
    let output = factum(dir.path(), &["answer", odd.to_str().unwrap()]);
    assert!(
        stderr(&output).contains("x\\nwarning: y.csv") && !stderr(&output).contains("\nwarning: "),
        "{}",
        stderr(&output)
    );
}

#[test]
fn dates_must_be_complete_and_in_the_supported_years() {
    let output = factum(sample(), &["check", "--as-of", "9999-12-31"]);
    assert!(stderr(&output).contains("the year must be between 1900 and 9000"), "{}", stderr(&output));
    let output = factum(sample(), &["check", "--as-of", "31.12.2026"]);
    assert!(stderr(&output).contains("write year, month and day"), "{}", stderr(&output));
}

#[test]
fn temporary_files_of_a_killed_run_are_ignored() {
    let dir = support::copy(sample());
    let before = stdout(&factum(dir.path(), &["check"]));
    put(dir.path(), "data/.approvals.yaml.waiting", "half a ledg");
    put(dir.path(), "data/.measures.yaml.waiting", "half a");
    assert_eq!(stdout(&factum(dir.path(), &["check"])), before);
    let read = stdout(&factum(dir.path(), &["review", "--as-of", "2090-01-01"]));
    let digest = read.lines().last().unwrap().rsplit(' ').next().unwrap().to_owned();
    let output = factum(
        dir.path(),
        &["approve", "--all", "--by", "Jane Doe", "--reviewed", &digest, "--as-of", "2090-01-01"],
    );
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let left: Vec<_> =
        fs::read_dir(dir.path().join("data")).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert!(!left.iter().any(|it| it.to_string_lossy().ends_with(".waiting")), "{left:?}");
}
