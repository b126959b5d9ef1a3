//! `join`: nothing is lost if two branches approve, even by the same person on the same date.

use crate::support::{
    self, each_case,
    legal::{self, Workspace, approved},
};
use std::process::Command;

const LEDGER: &str = "data/approvals.yaml";

#[track_caller]
fn git(workspace: &Workspace, arguments: &[&str], succeeds: bool) {
    let who = [
        "-c",
        "user.name=T",
        "-c",
        "user.email=t@example.com",
        "-c",
        "init.defaultBranch=main",
        "-c",
        "commit.gpgsign=false",
    ];
    let output =
        Command::new("git").args(who).arg("-C").arg(workspace.root()).args(arguments).output().unwrap();
    assert_eq!(
        output.status.success(),
        succeeds,
        "git {arguments:?}: {}{}",
        support::stdout(&output),
        support::stderr(&output)
    );
}

/// A repository with two branches that have approved different changes; `main` is checked out.
fn branches() -> Workspace {
    let workspace = approved();
    git(&workspace, &["init", "-q"], true);
    let commit = |edit: &dyn Fn()| {
        edit();
        git(&workspace, &["add", "data"], true);
        git(&workspace, &["commit", "-q", "-m", "more"], true);
    };
    commit(&|| ());
    git(&workspace, &["checkout", "-q", "-b", "other"], true);
    commit(&|| {
        workspace.edit("data/measures.yaml", |it| it.replace("AES-256", "AES-512"));
        workspace.approve_all();
    });
    git(&workspace, &["checkout", "-q", "main"], true);
    commit(&|| {
        workspace.edit("data/measures.yaml", |it| it.replace("kept for 90 days", "kept for 60 days"));
        workspace.approve_all();
    });
    workspace
}

#[track_caller]
fn assert_complete(workspace: &Workspace) {
    let ledger = workspace.read(LEDGER);
    assert_eq!(ledger.matches("- by: ").count(), 3, "{ledger}");
    legal::check(workspace, 0);
    assert!(workspace.review(&["--exit-code"]).contains("are as approved.\n"));
    workspace.clean(&["build", "--require-approved"]);
}

#[test]
fn a_merge_that_git_leaves_unfinished_is_joined() {
    let workspace = branches();
    git(&workspace, &["merge", "-q", "other"], false);
    let printed = legal::check(&workspace, 1);
    assert!(printed.contains("error[merge-conflict]") && printed.contains("`factum join`"), "{printed}");
    workspace.clean(&["join"]);
    assert_complete(&workspace);
    git(&workspace, &["add", LEDGER], true);
    git(&workspace, &["commit", "-q", "-m", "joined"], true);
    // There is nothing left to join.
    let again = workspace.run(&["join"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(
        support::stderr(&again).contains("git has no merge in progress for `data/approvals.yaml`"),
        "{}",
        support::stderr(&again)
    );
}

#[test]
fn git_joins_ledgers_with_a_configured_merge_driver() {
    let workspace = branches();
    support::put(workspace.root(), ".gitattributes", "data/approvals.yaml merge=factum\n");
    let driver = format!("'{}' join %A %B", env!("CARGO_BIN_EXE_factum"));
    git(&workspace, &["config", "merge.factum.driver", &driver], true);
    git(&workspace, &["merge", "-q", "-m", "joined", "other"], true);
    assert_complete(&workspace);
}

/// 80, then 90, then 80 again on the same date: three entries, the last of which counts.
#[test]
fn approving_the_same_text_again_adds_an_entry() {
    let workspace = approved();
    for days in ["60", "90"] {
        workspace.edit("data/measures.yaml", |it| {
            it.replace("for 90 days", &format!("for {days} days"))
                .replace("for 60 days", &format!("for {days} days"))
        });
        workspace.approve_all();
    }
    workspace.edit("data/measures.yaml", |it| it.replace("for 90 days", "for 60 days"));
    workspace.approve_all();
    assert!(!legal::check(&workspace, 0).contains("duplicate"));
    git(&workspace, &["init", "-q"], true);
    git(&workspace, &["add", "data"], true);
    git(&workspace, &["commit", "-q", "-m", "all"], true);
    let assert_complete = workspace.read(LEDGER);
    let starts: Vec<usize> = assert_complete.match_indices("- by: ").map(|(at, _)| at).collect();
    // A missing last entry is found with git, one in the middle without it.
    workspace.edit(LEDGER, |_| assert_complete[..starts[3]].to_owned());
    let lost = workspace.run(&["review", "--since", "HEAD"]);
    assert_eq!(lost.status.code(), Some(1));
    assert!(support::stderr(&lost).contains("error[removed-entry]"), "{}", support::stderr(&lost));
    workspace.edit(LEDGER, |_| assert_complete[..starts[2]].to_owned() + &assert_complete[starts[3]..]);
    assert!(
        legal::check(&workspace, 1).contains("error[removed-entry]: an approval before this one was removed")
    );
    workspace.edit(LEDGER, |_| {
        assert_complete[..starts[2]].to_owned()
            + &assert_complete[starts[3]..]
            + &assert_complete[starts[2]..starts[3]]
    });
    assert!(
        legal::check(&workspace, 0)
            .contains("warning[unordered-ledger]: this approval is listed before one that was given earlier")
    );
}

#[test]
fn comments_of_both_sides_are_kept_and_empty_ledgers_are_accepted() {
    let workspace = approved();
    let theirs = workspace.read(LEDGER);
    let joined = |ours: &str, theirs: &str| {
        support::put(workspace.root(), "ours.yaml", ours);
        support::put(workspace.root(), "theirs.yaml", theirs);
        let [ours, theirs] = ["ours.yaml", "theirs.yaml"].map(|it| workspace.path(it).display().to_string());
        workspace.clean(&["join", &ours, &theirs]);
        workspace.read("ours.yaml")
    };
    assert_eq!(joined("[]\n", &theirs).matches("- by: ").count(), 1);
    let commented = theirs.replace("\n- by: ", "\n# Agreed by phone.\n- by: ") + "# The end.\n";
    let both = joined("# only a comment of ours", &commented);
    let cases = ["# only a comment of ours\n", "\n# Agreed by phone.\n- by: ", "# The end.\n"];
    each_case(cases, |line| {
        assert!(both.contains(line), "{line} in {both}");
    });
    workspace.edit(LEDGER, |_| both);
    legal::check(&workspace, 0);
    workspace.clean(&["build", "--require-approved"]);
}

#[test]
fn a_broken_ledger_is_not_joined() {
    let workspace = approved();
    let ours = workspace.read(LEDGER);
    support::put(workspace.root(), "ours.yaml", &ours);
    support::put(workspace.root(), "theirs.yaml", ours.replacen("AES-256", "AES-512", 1));
    let [ours_file, theirs_file] =
        ["ours.yaml", "theirs.yaml"].map(|it| workspace.path(it).display().to_string());
    let rejected = workspace.run(&["join", &ours_file, &theirs_file]);
    assert_eq!(rejected.status.code(), Some(2));
    assert!(
        support::stderr(&rejected).contains("their version of the ledger is broken"),
        "{}",
        support::stderr(&rejected)
    );
    assert_eq!(workspace.read("ours.yaml"), ours);
    // Two identical versions give the same version.
    workspace.clean(&["join", &ours_file, &ours_file]);
    assert_eq!(workspace.read("ours.yaml"), ours);
}
