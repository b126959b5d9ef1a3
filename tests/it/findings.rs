//! Every finding has a case: a folder `tests/cases/check/<code>` with `data/` (and `templates/`), and what `check` prints
//! in `expected.txt`. A file `arguments` beside it replaces the arguments `check`; other commands report on standard error.

use crate::support;
use std::{collections::BTreeSet, fs};

use factum::diagnostic::CODES;

#[test]
fn cases_print_what_is_expected() {
    for case in support::cases("check") {
        let arguments = fs::read_to_string(case.join("arguments")).unwrap_or_else(|_| "check".into());
        let arguments: Vec<_> = arguments.split_whitespace().collect();
        let output = support::factum(&case, &arguments);
        let printed = support::stdout(&output) + &if arguments.contains(&"check") { String::new() } else { support::stderr(&output) };
        let actual = format!("{}\n(exit code {})\n", printed.trim_end(), output.status.code().unwrap());
        support::golden(&case.join("expected.txt"), &actual);
    }
}

#[test]
fn every_code_has_a_case_that_shows_it() {
    let cases: BTreeSet<String> = support::cases("check").iter().map(|it| it.file_name().unwrap().to_string_lossy().into_owned()).collect();
    // A file of more than 8 MiB is not kept: `tests/commands.rs` makes one.
    for code in CODES.iter().filter(|it| it.name != "file-too-large") {
        assert!(cases.contains(code.name), "no case tests/cases/check/{}", code.name);
        let expected = support::sample().join("tests/cases/check").join(code.name).join("expected.txt");
        let shown = fs::read_to_string(expected).unwrap();
        let mark = format!("{}[{}]", code.level.word(), code.name);
        assert!(shown.contains(&mark), "the case `{}` does not show `{mark}`", code.name);
    }
}

#[test]
fn every_code_has_a_page() {
    for code in CODES {
        let output = support::factum(support::sample(), &["explain", code.name]);
        let page = support::stdout(&output);
        assert_eq!(output.status.code(), Some(0));
        assert!(page.starts_with("# ") && page.contains("## Example") && page.contains("## How to mend it"), "page of {}", code.name);
    }
}
