//! What a delivery of a past day is compared with, and records that were taken out where no git knows of
//! them.

use std::{fs, path::Path, process::Command};

use crate::support;
use crate::support::legal::{AUTUMN, Workspace, approved, check};

const LIST: &str =
    "No,Question,Answer\n1,Are you certified to ISO/IEC 27001?,\n2,Is customer data encrypted at rest?,\n";

/// Runs git, at noon of a day of October 2026.
#[track_caller]
fn git(folder: &Path, day: u32, arguments: &[&str]) {
    let date = format!("2026-10-{day:02}T12:00:00");
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args([
        "-c",
        "user.name=Test",
        "-c",
        "user.email=test@example.com",
        "-c",
        "init.defaultBranch=main",
    ]);
    let output = command
        .args(arguments)
        .env("GIT_COMMITTER_DATE", &date)
        .env("GIT_AUTHOR_DATE", &date)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", support::stderr(&output));
}

fn commit(workspace: &Workspace, day: u32) {
    git(workspace.root(), day, &["add", "data"]);
    git(workspace.root(), day, &["commit", "-q", "-m", "data"]);
}

fn answer(workspace: &Workspace) {
    support::put(workspace.root(), "list.csv", LIST);
    let path = workspace.path("list.csv").display().to_string();
    workspace.clean(&["answer", &path, "--customer", "Ems GmbH"]);
}

fn sent(workspace: &Workspace, arguments: &[&str]) -> String {
    let output = workspace.run(&[&["sent"], arguments].concat());
    assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
    support::stderr(&output)
}

const DAY: u64 = 86_400;

#[test]
fn a_past_delivery_is_compared_with_the_data_of_its_date() {
    for kept in [true, false] {
        let mut workspace = approved();
        answer(&workspace);
        let commit = |workspace: &Workspace, day: u32| {
            if kept {
                commit(workspace, day)
            }
        };
        if kept {
            git(workspace.root(), 1, &["init", "-q"]);
        }
        commit(&workspace, 1);
        // On the 5th, other words are said.
        workspace.on(AUTUMN + 4 * DAY);
        workspace.edit("data/measures.yaml", |it| it.replace("AES-256", "AES-128"));
        workspace.approve_all();
        commit(&workspace, 5);
        workspace.on(AUTUMN + 9 * DAY);
        let note = "1 answer of `ems-gmbh--list` differs from what ";
        // What was sent before held then; what is sent after does not.
        let early = sent(&workspace, &["--on", "2026-10-04"]);
        assert_eq!(early.contains(note), !kept, "{early}");
        assert_eq!(
            early.contains("the current data (no commit has the data of that day) says for 2026-10-04"),
            !kept,
            "{early}"
        );
        let records: Vec<_> =
            fs::read_dir(workspace.path("data/sent")).unwrap().map(|it| it.unwrap().path()).collect();
        records.iter().for_each(|it| fs::remove_file(it).unwrap());
        let _ = fs::remove_file(workspace.path("out/ledgers.json"));
        let late = sent(&workspace, &["--on", "2026-10-06"]);
        assert!(late.contains(note) && late.contains("for 2026-10-06: `answer/"), "{late}");
        assert_eq!(late.contains("the data of commit "), kept, "{late}");
    }
}

#[test]
fn a_removed_last_record_is_reported_outside_git() {
    let mut workspace = approved();
    answer(&workspace);
    sent(&workspace, &[]);
    let record = "data/sent/2026-10-01-ems-gmbh-list.yaml";
    let text = workspace.read(record);
    check(&workspace, 0);
    fs::remove_file(workspace.path(record)).unwrap();
    let said = check(&workspace, 1);
    assert!(said.contains("error[removed-entry]") && said.contains(record), "{said}");
    // Nor is it made again under another date.
    workspace.on(AUTUMN + 3 * DAY);
    let refused = workspace.run(&["sent"]);
    assert_eq!(refused.status.code(), Some(1), "{}", support::stderr(&refused));
    assert!(
        support::stderr(&refused).contains("restore it from a backup") && !workspace.path(record).exists()
    );
    support::put(workspace.root(), record, &text);
    check(&workspace, 0);
    // The last approval.
    let ledger = workspace.read("data/approvals.yaml");
    workspace.edit("data/measures.yaml", |it| it.replace("AES-256", "AES-128"));
    workspace.approve_all();
    check(&workspace, 0);
    workspace.edit("data/approvals.yaml", |_| ledger);
    let said = check(&workspace, 1);
    assert!(
        said.contains("an approval was written here but is no longer in `data/approvals.yaml`"),
        "{said}"
    );
    // If that was intended, the file is deleted; one that cannot be read counts as missing.
    for text in [None, Some("{"), Some("[]"), Some("{\"sent\": [1, {}], \"approvals\": 7}")] {
        let _ = fs::remove_file(workspace.path("out/ledgers.json"));
        text.iter().for_each(|it| support::put(workspace.root(), "out/ledgers.json", it));
        check(&workspace, 0);
    }
}

#[test]
fn no_ledger_counter_file_is_written_in_a_git_repository() {
    let workspace = approved();
    git(workspace.root(), 1, &["init", "-q"]);
    commit(&workspace, 1);
    let _ = fs::remove_file(workspace.path("out/ledgers.json"));
    answer(&workspace);
    sent(&workspace, &[]);
    assert!(!workspace.path("out/ledgers.json").exists());
}
