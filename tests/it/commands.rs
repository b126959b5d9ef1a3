//! Each command as a person or a script uses it: its output, its files and its exit code.

use crate::support::{self, each_case, factum, golden, put, sample, stderr, stdout};
use std::fs;

use factum::fact::KINDS;

#[test]
fn the_starter_builds_without_a_warning() {
    let dir = tempfile::tempdir().unwrap();
    let made = factum(dir.path(), &["init"]);
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    let checked = factum(dir.path(), &["check", "--deny", "warnings"]);
    assert_eq!((checked.status.code(), stdout(&checked).as_str()), (Some(0), ""), "{}", stderr(&checked));
    // The tests run for 2026-01-01; its certificate ends two years later.
    let later = stdout(&factum(dir.path(), &["check", "--as-of", "2027-12-15"]));
    assert!(
        later.contains("warning[ends-soon]: the certificate of `certification/iso-27001` expires ")
            && later.contains("in 17 days (2028-01-01)"),
        "{later}"
    );
    let built = factum(dir.path(), &["build", "--deny", "warnings"]);
    assert_eq!(built.status.code(), Some(0), "{}", stderr(&built));
    assert!(dir.path().join("out/public/site/index.html").is_file());
}

#[test]
fn the_starter_refers_to_existing_schemas() {
    let dir = tempfile::tempdir().unwrap();
    factum(dir.path(), &["init", "acme"]);
    let data = dir.path().join("acme/data");
    let mut named = 0;
    for (path, bytes) in support::tree(&data).into_iter().filter(|(path, _)| path.ends_with(".yaml")) {
        let text = String::from_utf8(bytes).unwrap();
        let schema = text
            .lines()
            .next()
            .unwrap()
            .strip_prefix("# yaml-language-server: $schema=")
            .unwrap_or_else(|| unreachable!("{path} names no schema"));
        assert!(data.join(&path).parent().unwrap().join(schema).is_file(), "{path} names {schema}");
        named += 1;
    }
    assert!(named > 10);
}

#[test]
fn init_overwrites_nothing() {
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), "data/vendor.yaml", "mine");
    let before = support::tree(dir.path());
    let output = factum(dir.path(), &["init"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("already exists"));
    assert_eq!(support::tree(dir.path()), before);
}

#[test]
fn trace_shows_the_source_and_the_uses_of_a_fact() {
    // The golden omits the files that a build without PDFs does not write.
    let shown = |id: &str| {
        let output = factum(sample(), &["trace", id, "--as-of", "2026-11-22"]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        stdout(&output)
            .lines()
            .filter(|it| !it.contains(".pdf  ("))
            .map(|it| it.trim_end().to_owned() + "\n")
            .collect::<String>()
    };
    for (id, file) in [
        ("certification/soc2-type-2", "certification.txt"),
        ("certification/soc2-type-2/status", "statement.txt"),
        ("answer/isms", "answer.txt"),
    ] {
        golden(&sample().join("tests/cases/trace").join(file), &shown(id));
    }
    #[cfg(feature = "pdf")]
    {
        let all = stdout(&factum(sample(), &["trace", "certification/soc2-type-2"]));
        assert!(all.contains("pdf/handbook.pdf") && all.contains("pdf/certification-status.pdf"));
    }
}

#[test]
fn trace_suggests_similar_ids() {
    let output = factum(sample(), &["trace", "certification/soc2-type-3"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("did you mean `certification/soc2-type-"), "{}", stderr(&output));
}

#[test]
fn trace_hides_facts_above_the_audience() {
    let public = factum(sample(), &["trace", "conflict/bounty-programme"]);
    assert_eq!(public.status.code(), Some(2));
    assert!(!stderr(&public).contains("did you mean `conflict"));
}

#[test]
fn every_schema_is_printed_and_describes_its_fields() {
    each_case(KINDS, |kind| {
        let name = kind.file.trim_end_matches(".yaml");
        let output = factum(sample(), &["schema", name]);
        let schema: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
        let entry = if kind.is_singleton { &schema } else { &schema["additionalProperties"] };
        for (field, schema) in entry["properties"].as_object().unwrap() {
            assert!(
                schema["description"].as_str().is_some_and(|it| it.len() > 5),
                "{name}: `{field}` is not described"
            );
        }
        assert_eq!(entry["additionalProperties"], serde_json::json!(false));
    });
    let missing = factum(sample(), &["schema", "certification"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(stderr(&missing).contains("`certifications`"));
}

#[test]
fn explain_prints_the_page_or_suggests_similar_codes() {
    let page = factum(sample(), &["explain", "missing-evidence"]);
    assert!(stdout(&page).starts_with("# "));
    let none = factum(sample(), &["explain", "missing-evidnce"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(stderr(&none).contains("`missing-evidence`"));
    let all = stdout(&factum(sample(), &["explain"]));
    assert_eq!(all.lines().count(), factum::diagnostic::CODES.len());
}

#[test]
fn completions_contain_the_commands() {
    let cases = ["bash", "zsh", "fish", "powershell", "elvish"];
    each_case(cases, |shell| {
        let output = factum(sample(), &["completions", shell]);
        assert_eq!(output.status.code(), Some(0));
        assert!(stdout(&output).contains("trace") && stdout(&output).contains("audience"), "{shell}");
    });
}

#[test]
fn every_help_has_examples() {
    let cases =
        ["init", "check", "build", "calendar", "timeline", "trace", "explain", "schema", "completions"];
    each_case(cases, |command| {
        let output = factum(sample(), &[command, "--help"]);
        assert!(stdout(&output).contains("Examples:"), "{command}");
    });
    assert!(stdout(&factum(sample(), &["--help"])).contains(
        "Exit codes: 0 no errors (warnings may be reported); 1 errors found; 2 factum could not run."
    ));
}

#[test]
fn commands_fail_without_facts() {
    let dir = tempfile::tempdir().unwrap();
    let cases = [&["check"][..], &["build"], &["trace", "vendor"]];
    each_case(cases, |command| {
        let output = factum(dir.path(), command);
        assert_eq!(output.status.code(), Some(2));
        assert!(
            stderr(&output).contains("has no `data` folder") && stderr(&output).contains("factum init"),
            "{}",
            stderr(&output)
        );
    });
    assert!(support::tree(dir.path()).is_empty());
}

#[test]
fn an_invalid_as_of_date_is_rejected() {
    let cases = ["2026-02-30", "yesterday", "26-1-1", "99999-01-01", "2026-1-1"];
    each_case(cases, |day| {
        let output = factum(sample(), &["check", "--as-of", day]);
        assert_eq!(output.status.code(), Some(2), "{day}");
    });
}

#[test]
fn source_date_epoch_is_the_default_date() {
    let run = |epoch: &str| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_factum"));
        command.env("SOURCE_DATE_EPOCH", epoch).arg("--root").arg(sample()).arg("check").output().unwrap()
    };
    assert!(stderr(&run("1741046400")).contains("as of 2025-03-04"));
    let garbage = run("soon");
    assert_eq!(garbage.status.code(), Some(2));
    assert!(stderr(&garbage).contains("SOURCE_DATE_EPOCH is `soon`"));
}

#[test]
fn quiet_prints_findings_only() {
    let output = factum(sample(), &["check", "-q"]);
    assert_eq!(stderr(&output), "");
    assert!(stdout(&output).contains("warning["));
}

#[test]
fn colours_are_shown_when_asked_for() {
    let plain = factum(sample(), &["check"]);
    let coloured = factum(sample(), &["check", "--color", "always"]);
    assert!(!stdout(&plain).contains('\u{1b}'));
    assert!(stdout(&coloured).contains('\u{1b}'));
}

#[test]
fn a_file_that_is_too_large_is_rejected() {
    let dir = support::copy(sample());
    put(dir.path(), "data/measures.yaml", "# ".to_owned() + &"x".repeat(9 << 20));
    let output = factum(dir.path(), &["check"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stdout(&output).contains("error[file-too-large]") && stdout(&output).contains("data/measures.yaml")
    );
}

#[test]
fn the_embedded_files_are_those_in_the_folders() {
    let listed = |lists: &[(&str, &str)], under: &str| -> Vec<String> {
        lists.iter().map(|(path, _)| format!("{under}{path}")).collect()
    };
    let mut embedded = listed(factum::load::EMBEDDED, "");
    embedded.extend(listed(factum::load::STARTER, "starter/"));
    embedded.sort();
    let root = sample().join("templates");
    let mut there: Vec<_> = support::tree(&root).into_keys().filter(|it| !it.starts_with("fonts/")).collect();
    there.sort();
    assert_eq!(embedded, there);
    for (path, text) in factum::load::EMBEDDED {
        assert_eq!(*text, fs::read_to_string(root.join(path)).unwrap(), "{path}");
    }
}
