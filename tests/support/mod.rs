//! Shared by the tests: running the binary, cases in folders, goldens.
//!
//! `UPDATE=1 cargo test` rewrites the goldens; read the diff before committing.

pub mod document;
pub mod filling;
pub mod form;
pub mod generate;
pub mod given;
pub mod grid;
pub mod kill;
pub mod learn;
pub mod legal;
pub mod pdf;
pub mod resave;
pub mod rows;
pub mod workbook;

use snapbox::{Assert, Data, assert::Action, data::DataFormat};
use std::{
    env, fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// `git` in a folder, with an author and a name for the first branch.
pub fn git(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args([
        "-c",
        "user.name=Test",
        "-c",
        "user.email=test@example.com",
        "-c",
        "init.defaultBranch=main",
    ]);
    command
}

/// The default effective date of the tests.
pub const DAY: &str = "2026-01-01";

/// Runs the binary with `arguments` on the folder `root`.
pub fn factum(root: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_factum"));
    command.env_remove("SOURCE_DATE_EPOCH").env("NO_COLOR", "1");
    if !arguments.contains(&"--as-of") {
        command.args(["--as-of", DAY]);
    }
    command.arg("--root").arg(root).args(arguments).output().unwrap()
}

/// Standard output as text.
pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Standard error as text.
pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Compares `actual` with the file at `expected`, or rewrites that file.
#[track_caller]
pub fn golden(expected: &Path, actual: &str) {
    let action = if env::var_os("UPDATE").is_some() { Action::Overwrite } else { Action::Verify };
    let wanted_text = Data::read_from(expected, Some(DataFormat::Text)).raw();
    Assert::new().action(action).normalize_paths(false).eq(actual, wanted_text);
}

/// The folders in `tests/cases/<name>`, in order.
pub fn cases(name: &str) -> Vec<PathBuf> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(name);
    let mut cases: Vec<_> =
        fs::read_dir(dir).unwrap().map(|it| it.unwrap().path()).filter(|it| it.is_dir()).collect();
    cases.sort();
    cases
}

/// The project's own folder, with the sample data.
pub fn sample() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The text of a file of the sample.
pub fn sample_text(path: &str) -> String {
    std::fs::read_to_string(sample().join(path)).unwrap()
}

/// A temporary folder with a copy of `from`'s `data/` (and `templates/`, if it has one and is not the
/// project).
///
/// If a case has a file `base`, its files are laid over the folder `tests/cases/bases/NAME` that it names;
/// lines `without PATH` omit files of the base.
pub fn copy(from: &Path) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    if let Ok(base) = fs::read_to_string(from.join("base")) {
        let mut lines = base.lines();
        copy_dir(&sample().join("tests/cases/bases").join(lines.next().unwrap()), dir.path());
        for line in lines {
            let path = line.strip_prefix("without ").unwrap_or_else(|| panic!("{}: {line}", from.display()));
            fs::remove_file(dir.path().join(path)).unwrap();
        }
    }
    for part in ["data", "templates"] {
        if from.join(part).is_dir() && (part == "data" || from != sample()) {
            copy_dir(&from.join(part), &dir.path().join(part));
        }
    }
    dir
}

/// A temporary folder with a copy of a whole case, including its former `out/`.
pub fn case(from: &Path) -> tempfile::TempDir {
    let dir = copy(from);
    if from.join("out").is_dir() {
        copy_dir(&from.join("out"), &dir.path().join("out"));
    }
    dir
}

fn copy_dir(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_dir(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Writes `text` to `path` below `root`, and creates missing folders.
pub fn put(root: &Path, path: &str, text: impl AsRef<[u8]>) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Every file below `root`, by path, with its bytes.
pub fn tree(root: &Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    let mut files = std::collections::BTreeMap::new();
    let mut open = vec![root.to_owned()];
    while let Some(dir) = open.pop() {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                files.insert(
                    path.strip_prefix(root).unwrap().to_string_lossy().into_owned(),
                    fs::read(&path).unwrap(),
                );
            }
        }
    }
    files
}

/// Calls `check` with each case, and panics at the end if any call panicked. The output of the test has the
/// message of each failed case.
#[track_caller]
pub fn each_case<Case>(cases: impl IntoIterator<Item = Case>, mut check: impl FnMut(Case)) {
    let mut count = 0;
    let mut failed = Vec::new();
    for case in cases {
        count += 1;
        if catch_unwind(AssertUnwindSafe(|| check(case))).is_err() {
            failed.push(count);
        }
    }
    assert!(count > 0, "there is no case");
    assert!(failed.is_empty(), "{} of {count} cases failed: numbers {failed:?}", failed.len());
}
