//! A test for each case in a folder: `cargo test --test goldens -- check/lapsed-basis` runs one of them.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that fails must panic"
)]

#[path = "../support/mod.rs"]
#[expect(dead_code, reason = "`it` uses the rest")]
mod support;

mod csv;
mod docx;
mod findings;
mod form_yaml;
mod given;
mod learn;
mod mapping;
mod site;
mod vsaq;
mod xlsx;

use std::{path::Path, process::ExitCode};

use libtest_mimic::{Arguments, Trial};

/// The cases in one folder of `tests/cases`.
struct Suite {
    folder: &'static str,
    /// The file without which a folder is not a case.
    input: &'static str,
    /// Compares one case with its goldens; panics if they differ.
    run: fn(&Path),
}

const SUITES: &[Suite] = &[
    Suite { folder: "check", input: ".", run: findings::run },
    Suite { folder: "csv", input: ".", run: csv::run },
    Suite { folder: "docx", input: "body.xml", run: docx::run },
    Suite { folder: "form_yaml", input: ".", run: form_yaml::run },
    Suite { folder: "given", input: "questions.csv", run: given::run },
    Suite { folder: "learn", input: "review.yaml", run: learn::run },
    Suite { folder: "mapping", input: "form.txt", run: mapping::run },
    Suite { folder: "site", input: "data", run: site::run },
    Suite { folder: "vsaq", input: ".", run: vsaq::run },
    Suite { folder: "xlsx", input: "parts", run: xlsx::run },
];

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let mut trials = Vec::new();
    for suite in SUITES {
        let cases: Vec<_> =
            support::cases(suite.folder).into_iter().filter(|case| case.join(suite.input).exists()).collect();
        assert!(!cases.is_empty(), "tests/cases/{} has no case", suite.folder);
        for case in cases {
            let name = format!("{}/{}", suite.folder, case.file_name().unwrap().to_string_lossy());
            let run = suite.run;
            trials.push(Trial::test(name, move || {
                run(&case);
                Ok(())
            }));
        }
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}
