//! Decisions become part of `data/`: in place, with evidence, and answered from the second time on.
//!
//! A case is a folder `tests/cases/learn/<case>` with `data/`, `review.yaml`, and the output of `learn` in
//! `expected.txt`: the diff, then its messages.

use crate::support::{
    self, each_case,
    learn::{case, copied, data, learn, printed},
    put,
};
use std::fs;

#[test]
fn comments_and_order_are_kept() {
    each_case(support::cases("learn"), |folder| {
        let dir = copied(&folder);
        let before = data(dir.path());
        learn(dir.path(), &["--yes"]);
        for (path, text) in before {
            let after = fs::read_to_string(dir.path().join("data").join(&path)).unwrap();
            let comments = |text: &str| {
                text.lines().filter_map(|it| Some(it.split_once('#')?.1.to_owned())).collect::<Vec<_>>()
            };
            let mut found = comments(&after).into_iter();
            for comment in comments(std::str::from_utf8(&text).unwrap()) {
                assert!(
                    found.any(|it| it == comment),
                    "{path} lost or moved the comment `{comment}` in {}",
                    folder.display()
                );
            }
        }
    });
}

#[test]
fn nothing_is_written_without_confirmation() {
    let dir = case("phrasings");
    let before = data(dir.path());
    let asked = learn(dir.path(), &[]);
    assert_eq!(asked.status.code(), Some(1));
    assert!(support::stderr(&asked).contains("not running in a terminal; pass `--yes` to confirm"));
    let dry = learn(dir.path(), &["--dry-run"]);
    assert_eq!(dry.status.code(), Some(0));
    assert_eq!(support::stdout(&dry), support::stdout(&asked));
    assert!(support::stdout(&dry).contains("+    - "));
    assert_eq!(before, data(dir.path()));
}

#[test]
fn line_endings_are_kept() {
    let cases = [true, false];
    each_case(cases, |final_newline| {
        let dir = case("pins-in-place");
        for path in ["data/answers.yaml", "data/questionnaires/acme-2026.yaml"] {
            let text = fs::read_to_string(dir.path().join(path)).unwrap().replace('\n', "\r\n");
            put(dir.path(), path, if final_newline { text.as_str() } else { text.trim_end() });
        }
        // The last entry as well.
        let review = fs::read_to_string(dir.path().join("review.yaml")).unwrap();
        put(dir.path(), "data/answers/learned.yaml", if final_newline { "# Ours.\r\n" } else { "# Ours." });
        put(
            dir.path(),
            "review.yaml",
            review
                + "\n  - id: \"9\"\n    question: Who are the owners of your systems?\n    decision: {text: \
                   \"We.\\nAll of us.\"}\n",
        );
        let output = learn(dir.path(), &["--yes"]);
        assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
        for (path, text) in data(dir.path()) {
            let text = String::from_utf8(text).unwrap();
            if text.contains('\r') {
                assert_eq!(
                    text.matches('\n').count(),
                    text.matches("\r\n").count(),
                    "{path} has two kinds of line ends"
                );
                assert_eq!(text.ends_with('\n'), final_newline, "the end of {path}");
            }
        }
        assert!(
            data(dir.path())["answers/learned.yaml"].starts_with(b"# Ours.\r\n\r\n# From") || !final_newline
        );
    });
}

#[test]
fn a_failed_write_changes_nothing() {
    let dir = case("phrasings");
    // No file can be created in this folder, because it is not a folder.
    put(dir.path(), "data/questionnaires", "in the way");
    let before = data(dir.path());
    let output = learn(dir.path(), &["--yes"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(support::stderr(&output).contains("cannot write"), "{}", support::stderr(&output));
    assert_eq!(before, data(dir.path()));
}

#[test]
fn a_folder_created_by_a_failed_run_is_removed() {
    let dir = case("custom-text");
    put(dir.path(), "data/questionnaires", "in the way");
    let output = learn(dir.path(), &["--yes"]);
    assert_eq!(output.status.code(), Some(2), "{}", printed(&output));
    assert!(!dir.path().join("data/answers").exists());
}

#[test]
fn a_stale_temporary_file_is_ignored_and_deleted_by_the_next_run() {
    let dir = case("phrasings");
    put(dir.path(), "data/.answers.yaml.waiting", "half: [a text");
    let output = learn(dir.path(), &["--yes"]);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
    assert!(data(dir.path()).keys().all(|it| !it.contains(".waiting")));
}

#[cfg(unix)]
#[test]
fn symbolic_links_and_permissions_are_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let dir = case("phrasings");
    let real = dir.path().join("kept.yaml");
    fs::rename(dir.path().join("data/answers.yaml"), &real).unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("../kept.yaml", dir.path().join("data/answers.yaml")).unwrap();
    assert_eq!(learn(dir.path(), &["--yes"]).status.code(), Some(0));
    assert!(dir.path().join("data/answers.yaml").is_symlink());
    assert!(fs::read_to_string(&real).unwrap().contains("data: of customers"));
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn a_read_only_file_is_not_replaced() {
    let dir = case("phrasings");
    let path = dir.path().join("data/answers.yaml");
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let before = data(dir.path());
    let output = learn(dir.path(), &["--yes"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(support::stderr(&output).contains("it is read-only"));
    assert_eq!(before, data(dir.path()));
}

#[test]
fn data_with_errors_must_be_fixed_first() {
    let dir = case("phrasings");
    put(dir.path(), "data/products.yaml", "x: {nam: X}\n");
    let output = learn(dir.path(), &["--yes"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(support::stderr(&output).contains("fix these errors first"));
}

#[test]
fn a_site_that_cannot_be_built_does_not_prevent_learning() {
    let dir = case("phrasings");
    // Without a reporting address there is no security.txt, and no site.
    fs::remove_file(dir.path().join("data/contacts.yaml")).unwrap();
    assert_eq!(support::factum(dir.path(), &["build"]).status.code(), Some(1));
    let output = learn(dir.path(), &["--yes"]);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
}

#[test]
fn a_file_that_is_not_a_questionnaire_is_rejected() {
    let dir = case("phrasings");
    put(dir.path(), "prices.csv", "Item,Price\nApple,1\nPear,2\n");
    let output = support::factum(
        dir.path(),
        &["learn", "--from", dir.path().join("prices.csv").to_str().unwrap(), "--yes"],
    );
    assert_eq!(output.status.code(), Some(2));
    assert!(support::stderr(&output).contains("is not a questionnaire"), "{}", support::stderr(&output));
}

#[test]
fn custom_text_stays_with_its_audience() {
    let cases = [
        ("audience: nda\n", &[][..], "nda"),
        ("", &[], "internal"),
        ("audience: nda\n", &["--audience", "public"], "public"),
    ];
    each_case(cases, |(line, flag, expected)| {
        let dir = case("phrasings");
        put(
            dir.path(),
            "review.yaml",
            format!(
                "{line}file: a.xlsx\nquestions:\n  - question: Who are the owners of your systems?\n    \
                 decision: {{text: We., by: Jane}}\n"
            ),
        );
        let mut arguments = vec!["--yes"];
        arguments.extend(flag);
        assert_eq!(learn(dir.path(), &arguments).status.code(), Some(0));
        let learned = String::from_utf8(data(dir.path())["answers/learned.yaml"].clone()).unwrap();
        assert!(learned.contains(&format!("  audience: {expected}\n")), "{learned}");
    });
}

#[test]
fn customers_wordings_are_not_published() {
    let dir = case("phrasings");
    assert_eq!(learn(dir.path(), &["--yes"]).status.code(), Some(0));
    assert_eq!(support::factum(dir.path(), &["build"]).status.code(), Some(0));
    for (path, bytes) in support::tree(&dir.path().join("out")) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(
            !text.contains("data: of customers") && !text.contains("Acme 2026"),
            "{path} tells how a customer asked"
        );
    }
}
