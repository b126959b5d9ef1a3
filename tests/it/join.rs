//! `join`: two branches that both approve, by one person on one day, lose nothing.

use crate::support;
use crate::support::legal;
use std::process::Command;

use crate::support::legal::{Desk, approved};

const LEDGER: &str = "data/approvals.yaml";

#[track_caller]
fn git(desk: &Desk, arguments: &[&str], succeeds: bool) {
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
    let output = Command::new("git").args(who).arg("-C").arg(desk.root()).args(arguments).output().unwrap();
    assert_eq!(
        output.status.success(),
        succeeds,
        "git {arguments:?}: {}{}",
        support::stdout(&output),
        support::stderr(&output)
    );
}

/// A repository in which two branches have approved different changes, and the branch `main` is checked out.
fn branches() -> Desk {
    let desk = approved();
    git(&desk, &["init", "-q"], true);
    let commit = |edit: &dyn Fn()| {
        edit();
        git(&desk, &["add", "data"], true);
        git(&desk, &["commit", "-q", "-m", "more"], true);
    };
    commit(&|| ());
    git(&desk, &["checkout", "-q", "-b", "other"], true);
    commit(&|| {
        desk.edit("data/measures.yaml", |it| it.replace("AES-256", "AES-512"));
        desk.approve_all();
    });
    git(&desk, &["checkout", "-q", "main"], true);
    commit(&|| {
        desk.edit("data/measures.yaml", |it| it.replace("kept for 90 days", "kept for 60 days"));
        desk.approve_all();
    });
    desk
}

#[track_caller]
fn whole(desk: &Desk) {
    let ledger = desk.read(LEDGER);
    assert_eq!(ledger.matches("- by: ").count(), 3, "{ledger}");
    legal::check(desk, 0);
    assert!(desk.review(&["--exit-code"]).contains("are as approved.\n"));
    desk.clean(&["build", "--require-approved"]);
}

#[test]
fn a_merge_that_git_leaves_unfinished_is_joined() {
    let desk = branches();
    git(&desk, &["merge", "-q", "other"], false);
    let said = legal::check(&desk, 1);
    assert!(said.contains("error[merge-conflict]") && said.contains("`factum join`"), "{said}");
    desk.clean(&["join"]);
    whole(&desk);
    git(&desk, &["add", LEDGER], true);
    git(&desk, &["commit", "-q", "-m", "joined"], true);
    // There is nothing to join any more.
    let again = desk.run(&["join"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(
        support::stderr(&again).contains("git has no merge in progress for `data/approvals.yaml`"),
        "{}",
        support::stderr(&again)
    );
}

#[test]
fn git_joins_by_itself_where_it_is_told_how() {
    let desk = branches();
    support::put(desk.root(), ".gitattributes", "data/approvals.yaml merge=factum\n");
    let driver = format!("'{}' join %A %B", env!("CARGO_BIN_EXE_factum"));
    git(&desk, &["config", "merge.factum.driver", &driver], true);
    git(&desk, &["merge", "-q", "-m", "joined", "other"], true);
    whole(&desk);
}

/// 80, then 90, then 80 again on one day: three entries, of which the last counts.
#[test]
fn the_same_words_approved_again_are_another_entry() {
    let desk = approved();
    for days in ["60", "90"] {
        desk.edit("data/measures.yaml", |it| {
            it.replace("for 90 days", &format!("for {days} days"))
                .replace("for 60 days", &format!("for {days} days"))
        });
        desk.approve_all();
    }
    desk.edit("data/measures.yaml", |it| it.replace("for 90 days", "for 60 days"));
    desk.approve_all();
    assert!(!legal::check(&desk, 0).contains("duplicate"));
    git(&desk, &["init", "-q"], true);
    git(&desk, &["add", "data"], true);
    git(&desk, &["commit", "-q", "-m", "all"], true);
    let whole = desk.read(LEDGER);
    let starts: Vec<usize> = whole.match_indices("- by: ").map(|(at, _)| at).collect();
    // The last one gone, or one in the midst: found against git, and by itself.
    desk.edit(LEDGER, |_| whole[..starts[3]].to_owned());
    let lost = desk.run(&["review", "--since", "HEAD"]);
    assert_eq!(lost.status.code(), Some(1));
    assert!(support::stderr(&lost).contains("error[removed-entry]"), "{}", support::stderr(&lost));
    desk.edit(LEDGER, |_| whole[..starts[2]].to_owned() + &whole[starts[3]..]);
    assert!(legal::check(&desk, 1).contains("error[removed-entry]: an approval before this one was removed"));
    desk.edit(LEDGER, |_| whole[..starts[2]].to_owned() + &whole[starts[3]..] + &whole[starts[2]..starts[3]]);
    assert!(
        legal::check(&desk, 0)
            .contains("warning[unordered-ledger]: this approval is listed before one that was given earlier")
    );
}

#[test]
fn comments_of_both_sides_stay_and_empty_ledgers_are_no_loss() {
    let desk = approved();
    let theirs = desk.read(LEDGER);
    let joined = |ours: &str, theirs: &str| {
        support::put(desk.root(), "ours.yaml", ours);
        support::put(desk.root(), "theirs.yaml", theirs);
        let [ours, theirs] = ["ours.yaml", "theirs.yaml"].map(|it| desk.path(it).display().to_string());
        desk.clean(&["join", &ours, &theirs]);
        desk.read("ours.yaml")
    };
    assert_eq!(joined("[]\n", &theirs).matches("- by: ").count(), 1);
    let commented = theirs.replace("\n- by: ", "\n# Agreed by phone.\n- by: ") + "# The end.\n";
    let both = joined("# only a comment of ours", &commented);
    for line in ["# only a comment of ours\n", "\n# Agreed by phone.\n- by: ", "# The end.\n"] {
        assert!(both.contains(line), "{line} in {both}");
    }
    desk.edit(LEDGER, |_| both);
    legal::check(&desk, 0);
    desk.clean(&["build", "--require-approved"]);
}

#[test]
fn a_version_that_is_broken_is_not_joined() {
    let desk = approved();
    let ours = desk.read(LEDGER);
    support::put(desk.root(), "ours.yaml", &ours);
    support::put(desk.root(), "theirs.yaml", ours.replacen("AES-256", "AES-512", 1));
    let [ours_file, theirs_file] = ["ours.yaml", "theirs.yaml"].map(|it| desk.path(it).display().to_string());
    let refused = desk.run(&["join", &ours_file, &theirs_file]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(
        support::stderr(&refused).contains("their version of the ledger is broken"),
        "{}",
        support::stderr(&refused)
    );
    assert_eq!(desk.read("ours.yaml"), ours);
    // The same twice is the same.
    desk.clean(&["join", &ours_file, &ours_file]);
    assert_eq!(desk.read("ours.yaml"), ours);
}
