//! What a delivery of a past day is compared with, and records that were taken out where no git knows of
//! them.

use std::{fs, path::Path, process::Command};

use crate::support;
use crate::support::legal::{AUTUMN, Desk, approved, check};

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

fn commit(desk: &Desk, day: u32) {
    git(desk.root(), day, &["add", "data"]);
    git(desk.root(), day, &["commit", "-q", "-m", "data"]);
}

fn answer(desk: &Desk) {
    support::put(desk.root(), "list.csv", LIST);
    let path = desk.path("list.csv").display().to_string();
    desk.clean(&["answer", &path, "--customer", "Ems GmbH"]);
}

fn sent(desk: &Desk, arguments: &[&str]) -> String {
    let output = desk.run(&[&["sent"], arguments].concat());
    assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
    support::stderr(&output)
}

const DAY: u64 = 86_400;

#[test]
fn a_delivery_of_a_past_day_is_compared_with_the_data_of_that_day() {
    for kept in [true, false] {
        let mut desk = approved();
        answer(&desk);
        let commit = |desk: &Desk, day: u32| {
            if kept {
                commit(desk, day)
            }
        };
        if kept {
            git(desk.root(), 1, &["init", "-q"]);
        }
        commit(&desk, 1);
        // On the 5th, other words are said.
        desk.on(AUTUMN + 4 * DAY);
        desk.edit("data/measures.yaml", |it| it.replace("AES-256", "AES-128"));
        desk.approve_all();
        commit(&desk, 5);
        desk.on(AUTUMN + 9 * DAY);
        let note = "1 answer of `ems-gmbh--list` differs from what ";
        // What was sent before held then; what is sent after does not.
        let early = sent(&desk, &["--on", "2026-10-04"]);
        assert_eq!(early.contains(note), !kept, "{early}");
        assert_eq!(
            early.contains("the current data (no commit has the data of that day) says for 2026-10-04"),
            !kept,
            "{early}"
        );
        let records: Vec<_> =
            fs::read_dir(desk.path("data/sent")).unwrap().map(|it| it.unwrap().path()).collect();
        records.iter().for_each(|it| fs::remove_file(it).unwrap());
        let _ = fs::remove_file(desk.path("out/ledgers.json"));
        let late = sent(&desk, &["--on", "2026-10-06"]);
        assert!(late.contains(note) && late.contains("for 2026-10-06: `answer/"), "{late}");
        assert_eq!(late.contains("the data of commit "), kept, "{late}");
    }
}

#[test]
fn outside_of_git_a_last_record_that_was_taken_out_is_missed() {
    let mut desk = approved();
    answer(&desk);
    sent(&desk, &[]);
    let record = "data/sent/2026-10-01-ems-gmbh-list.yaml";
    let text = desk.read(record);
    check(&desk, 0);
    fs::remove_file(desk.path(record)).unwrap();
    let said = check(&desk, 1);
    assert!(said.contains("error[removed-entry]") && said.contains(record), "{said}");
    // Nor is it made again under another date.
    desk.on(AUTUMN + 3 * DAY);
    let refused = desk.run(&["sent"]);
    assert_eq!(refused.status.code(), Some(1), "{}", support::stderr(&refused));
    assert!(support::stderr(&refused).contains("restore it from a backup") && !desk.path(record).exists());
    support::put(desk.root(), record, &text);
    check(&desk, 0);
    // The last approval.
    let ledger = desk.read("data/approvals.yaml");
    desk.edit("data/measures.yaml", |it| it.replace("AES-256", "AES-128"));
    desk.approve_all();
    check(&desk, 0);
    desk.edit("data/approvals.yaml", |_| ledger);
    let said = check(&desk, 1);
    assert!(
        said.contains("an approval was written here but is no longer in `data/approvals.yaml`"),
        "{said}"
    );
    // If that was intended, the file is deleted; one that cannot be read counts as missing.
    for text in [None, Some("{"), Some("[]"), Some("{\"sent\": [1, {}], \"approvals\": 7}")] {
        let _ = fs::remove_file(desk.path("out/ledgers.json"));
        text.iter().for_each(|it| support::put(desk.root(), "out/ledgers.json", it));
        check(&desk, 0);
    }
}

#[test]
fn in_a_git_repository_no_ledgers_file_is_written() {
    let desk = approved();
    git(desk.root(), 1, &["init", "-q"]);
    commit(&desk, 1);
    let _ = fs::remove_file(desk.path("out/ledgers.json"));
    answer(&desk);
    sent(&desk, &[]);
    assert!(!desk.path("out/ledgers.json").exists());
}
