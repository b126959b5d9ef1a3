//! A vendor's folder with the data of `tests/cases/legal`, on dates that the tests set.

use crate::support::kill::kill_after_changes;
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// 2026-10-01, in seconds since 1970-01-01.
pub const AUTUMN: u64 = 1_790_812_800;
/// 2027-02-10: the certificate of 2027-01-31 has lapsed.
pub const WINTER: u64 = 1_802_217_600;

/// The line of the library with the verdict on encryption.
pub const VERDICT: &str =
    "  verdict: {expression: \"'yes' if 'encrypted' in measure['encryption'].statement else 'unknown'\"}\n";

pub const NEW_SUBPROCESSOR: &str = "
mailer:
  name: Mailer
  purpose: Sending of messages
  location: Ireland
  data: addresses
  since: 2027-04-01
  products: cloud
";

/// The date of a time in seconds since 1970-01-01, as the clock of test builds is set.
pub fn day(seconds: u64) -> String {
    let first = chrono::NaiveDate::from_ymd_opt(1970, 1, 1).unwrap();
    (first + chrono::Days::new(seconds / 86_400)).to_string()
}

/// A vendor's folder, and the current date in it.
pub struct Workspace {
    dir: tempfile::TempDir,
    today: u64,
}

impl Workspace {
    pub fn new(today: u64) -> Self {
        Self::at(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/legal"), today)
    }

    /// With the data of another case.
    pub fn at(case: &Path, today: u64) -> Self {
        Self { dir: crate::support::copy(case), today }
    }

    pub fn on(&mut self, today: u64) {
        self.today = today;
    }

    pub fn root(&self) -> &Path {
        self.dir.path()
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|it| unreachable!("{path}: {it}"))
    }

    pub fn edit(&self, path: &str, change: impl FnOnce(String) -> String) {
        let text = fs::read_to_string(self.path(path)).unwrap_or_default();
        crate::support::put(self.root(), path, change(text));
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_factum"));
        command.env_remove("SOURCE_DATE_EPOCH").env("FACTUM_CLOCK", day(self.today)).env("NO_COLOR", "1");
        command.arg("--root").arg(self.root()).args(arguments);
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Runs a command that must succeed; returns its output.
    #[track_caller]
    pub fn clean(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", crate::support::stderr(&output));
        crate::support::stdout(&output)
    }

    #[track_caller]
    pub fn review(&self, arguments: &[&str]) -> String {
        self.clean(&[&["review"], arguments].concat())
    }

    #[track_caller]
    pub fn approve_all(&self) {
        let digest = digest(&self.review(&[]));
        self.clean(&["approve", "--all", "--by", "Jane Doe", "--reviewed", &digest]);
    }

    /// Answers one of the case's files for a customer.
    #[track_caller]
    pub fn customer(&self, file: &str, customer: &str) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/legal").join(file);
        self.clean(&["answer", &path.display().to_string(), "--customer", customer]);
    }
}

/// Kills a command at several stages of its writing: in each run after one more change of `folder`.
/// `workspace` creates its input; `is_written` checks the result, and returns whether the command had written
/// it.
pub fn kill_at_each_change(
    workspace: impl Fn() -> Workspace,
    arguments: impl Fn(&Workspace) -> Vec<String>,
    folder: &str,
    is_written: impl Fn(&Workspace) -> bool,
) {
    let start = |workspace: &Workspace| {
        workspace
            .command(&arguments(workspace).iter().map(String::as_str).collect::<Vec<_>>())
            .spawn()
            .unwrap()
    };
    let complete = workspace();
    assert!(start(&complete).wait().unwrap().success());
    let mut outcomes = vec![is_written(&complete)];
    for changes in 0..8 {
        let workspace = workspace();
        let child = start(&workspace);
        kill_after_changes(child, &workspace.path(folder), changes);
        outcomes.push(is_written(&workspace));
    }
    assert!(
        outcomes.contains(&true) && outcomes.contains(&false),
        "killed too early or too late: {outcomes:?}"
    );
}

/// The digest in the last line of a review.
#[track_caller]
pub fn digest(review: &str) -> String {
    let last = review.lines().last().unwrap_or_default();
    last.strip_prefix("review digest: ")
        .unwrap_or_else(|| unreachable!("the review ends with `{last}`"))
        .to_owned()
}

/// A workspace in which everything is approved.
pub fn approved() -> Workspace {
    let workspace = Workspace::new(AUTUMN);
    workspace.approve_all();
    workspace
}

/// The same, after the answers to one of the case's files were sent to a customer.
#[track_caller]
pub fn delivered(file: &str, customer: &str) -> Workspace {
    let workspace = approved();
    workspace.customer(file, customer);
    workspace.clean(&["sent"]);
    workspace
}

/// The output of `check`, which must end with this exit code.
#[track_caller]
pub fn check(workspace: &Workspace, code: i32) -> String {
    let output = workspace.run(&["check"]);
    assert_eq!(
        output.status.code(),
        Some(code),
        "{}{}",
        crate::support::stdout(&output),
        crate::support::stderr(&output)
    );
    crate::support::stdout(&output)
}

/// The messages of `sent`, which must succeed.
#[track_caller]
pub fn sent(workspace: &Workspace, further: &[&str]) -> String {
    let output = workspace.run(&[&["sent"], further].concat());
    assert_eq!(output.status.code(), Some(0), "{}", crate::support::stderr(&output));
    crate::support::stderr(&output)
}

/// The names of the records of deliveries, in order.
pub fn records(workspace: &Workspace) -> Vec<String> {
    let entries = fs::read_dir(workspace.path("data/sent")).into_iter().flatten().flatten();
    let mut names: Vec<_> = entries.map(|it| it.file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
