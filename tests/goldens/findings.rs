//! Findings: `data/` (and `templates/`), and what `check` prints in `expected.txt`. A file `base` names a
//! folder of `tests/cases/bases` with what several cases share. A file `arguments` replaces the arguments
//! `check`; other commands report on standard error.

use std::{fs, path::Path};

use crate::support;

pub fn run(case: &Path) {
    let arguments = fs::read_to_string(case.join("arguments")).unwrap_or_else(|_| "check".into());
    let arguments: Vec<_> = arguments.split_whitespace().collect();
    // A case without a base is checked in place, because some have links to files outside of it.
    let folder = case.join("base").is_file().then(|| support::case(case));
    let root = folder.as_ref().map_or(case, |it| it.path());
    let output = support::factum(root, &arguments);
    let mut printed = support::stdout(&output);
    if !arguments.contains(&"check") {
        printed += &support::stderr(&output);
    }
    let actual = format!("{}\n(exit code {})\n", printed.trim_end(), output.status.code().unwrap());
    support::golden(&case.join("expected.txt"), &actual);
}
