//! Builds that fail without a contact: `expected.txt` has the output.

use std::path::Path;

use crate::support;

pub fn run(case: &Path) {
    let dir = support::copy(case);
    let output = support::factum(dir.path(), &["build", "--quiet"]);
    let shown =
        format!("{}\n(exit code {})\n", support::stderr(&output).trim_end(), output.status.code().unwrap());
    support::golden(&case.join("expected.txt"), &shown);
    assert!(!dir.path().join("out/public").exists());
}
