//! The data with which a past delivery is compared, and removed records outside git.

use std::{fs, path::Path};

use crate::support::{
    self, each_case,
    legal::{AUTUMN, Workspace, approved, check},
};

const LIST: &str =
    "No,Question,Answer\n1,Are you certified to ISO/IEC 27001?,\n2,Is customer data encrypted at rest?,\n";

/// Runs git at noon on a day of October 2026.
#[track_caller]
fn git(folder: &Path, day: u32, arguments: &[&str]) {
    let date = format!("2026-10-{day:02}T12:00:00");
    let mut command = support::git(folder);
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
    let cases = [true, false];
    each_case(cases, |kept| {
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
        // On the 5th, the text changes.
        workspace.on(AUTUMN + 4 * DAY);
        workspace.edit("data/measures.yaml", |it| it.replace("AES-256", "AES-128"));
        workspace.approve_all();
        commit(&workspace, 5);
        workspace.on(AUTUMN + 9 * DAY);
        let note = "1 answer of `ems-gmbh--list` differs from what ";
        // Earlier deliveries were correct then; later ones are not.
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
    });
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
    let printed = check(&workspace, 1);
    assert!(printed.contains("error[removed-entry]") && printed.contains(record), "{printed}");
    // It is not recreated under another date.
    workspace.on(AUTUMN + 3 * DAY);
    let rejected = workspace.run(&["sent"]);
    assert_eq!(rejected.status.code(), Some(1), "{}", support::stderr(&rejected));
    assert!(
        support::stderr(&rejected).contains("restore it from a backup") && !workspace.path(record).exists()
    );
    support::put(workspace.root(), record, &text);
    check(&workspace, 0);
    // The last approval.
    let ledger = workspace.read("data/approvals.yaml");
    workspace.edit("data/measures.yaml", |it| it.replace("AES-256", "AES-128"));
    workspace.approve_all();
    check(&workspace, 0);
    workspace.edit("data/approvals.yaml", |_| ledger);
    let printed = check(&workspace, 1);
    assert!(
        printed.contains("an approval was written here but is no longer in `data/approvals.yaml`"),
        "{printed}"
    );
    // If that was intended, the file is deleted; an unreadable one counts as missing.
    for text in [None, Some("{"), Some("[]"), Some("{\"sent\": [1, {}], \"approvals\": 7}")] {
        let _ = fs::remove_file(workspace.path("out/ledgers.json"));
        text.iter().for_each(|it| support::put(workspace.root(), "out/ledgers.json", it));
        check(&workspace, 0);
    }
}

/// A repository with the approvals committed, and a delivery that is recorded and not committed.
fn recorded() -> (Workspace, &'static str) {
    let workspace = approved();
    git(workspace.root(), 1, &["init", "-q", "-b", "main"]);
    commit(&workspace, 1);
    answer(&workspace);
    sent(&workspace, &[]);
    (workspace, "data/sent/2026-10-01-ems-gmbh-list.yaml")
}

/// `check` and `sent` report the missing last record with these words; once it is restored, they succeed.
#[track_caller]
fn is_missed(workspace: &Workspace, record: &str, text: &str, words: &str) {
    let printed = check(workspace, 1);
    assert!(printed.contains("error[removed-entry]") && printed.contains(words), "{printed}");
    assert_eq!(printed.matches("error[removed-entry]").count(), 1, "{printed}");
    let rejected = workspace.run(&["sent"]);
    assert_eq!(rejected.status.code(), Some(1), "{}", support::stderr(&rejected));
    assert!(support::stderr(&rejected).contains("removed-entry") && !workspace.path(record).exists());
    support::put(workspace.root(), record, text);
    check(workspace, 0);
}

#[test]
fn in_a_git_repository_a_last_record_that_was_never_committed_is_missed() {
    let (workspace, record) = recorded();
    let text = workspace.read(record);
    check(&workspace, 0);
    fs::remove_file(workspace.path(record)).unwrap();
    is_missed(&workspace, record, &text, "was written here but is now missing or changed");
    // So is a missing approval.
    let ledger = workspace.read("data/approvals.yaml");
    workspace.edit("data/measures.yaml", |it| it.replace("AES-256", "AES-128"));
    workspace.approve_all();
    workspace.edit("data/approvals.yaml", |_| ledger);
    assert!(check(&workspace, 1).contains("an approval was written here but is no longer"));
    // A removal on purpose is reported as such.
    fs::remove_file(workspace.path("out/ledgers.json")).unwrap();
    check(&workspace, 0);
}

#[test]
fn in_a_git_repository_a_last_record_that_was_committed_is_missed() {
    let (workspace, record) = recorded();
    let text = workspace.read(record);
    commit(&workspace, 2);
    // In a clone, only git shows it.
    for kept in [true, false] {
        if !kept {
            fs::remove_dir_all(workspace.path("out")).unwrap();
            answer(&workspace);
            let _ = fs::remove_file(workspace.path("out/ledgers.json"));
        }
        fs::remove_file(workspace.path(record)).unwrap();
        let words = "the record of the delivery to Ems GmbH on 2026-10-01 was here and has been removed";
        is_missed(&workspace, record, &text, &format!("{words} (the last commit has it)"));
        // Also after its removal is committed.
        fs::remove_file(workspace.path(record)).unwrap();
        commit(&workspace, 3);
        is_missed(&workspace, record, &text, &format!("{words} (removed in commit "));
        commit(&workspace, 4);
    }
    // It is the same record under another name.
    fs::rename(workspace.path(record), workspace.path("data/sent/renamed.yaml")).unwrap();
    check(&workspace, 0);
    commit(&workspace, 5);
    check(&workspace, 0);
}

#[test]
fn a_record_that_only_another_branch_has_is_not_missed() {
    let (workspace, record) = recorded();
    let text = workspace.read(record);
    git(workspace.root(), 2, &["checkout", "-q", "-b", "other"]);
    commit(&workspace, 2);
    git(workspace.root(), 2, &["checkout", "-q", "main"]);
    assert!(!workspace.path(record).exists());
    check(&workspace, 0);
    git(workspace.root(), 2, &["checkout", "-q", "other"]);
    check(&workspace, 0);
    // A merge that drops the record removes it.
    git(workspace.root(), 3, &["checkout", "-q", "main"]);
    workspace.edit("data/measures.yaml", |it| it + "# Other work.\n");
    commit(&workspace, 3);
    git(workspace.root(), 3, &["merge", "-q", "--no-ff", "--no-commit", "other"]);
    git(workspace.root(), 3, &["rm", "-q", "-f", record]);
    commit(&workspace, 4);
    fs::remove_file(workspace.path("out/ledgers.json")).unwrap();
    is_missed(&workspace, record, &text, "(removed in commit ");
}
