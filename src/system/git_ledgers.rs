//! What git knows of the ledgers: files of theirs that were changed or deleted, and the seals in all commits.

use std::{collections::BTreeSet, path::Path};

use super::git_command::git;
use crate::{
    error::Error,
    ledger::{APPROVALS, SENT},
    project::{CommittedSeals, FormerFile},
};

/// Maximum number of deleted files that are looked at.
const DELETED: usize = 500;

/// What every listing of changes is asked for: names as they are, in one form, relative to the root.
const PLAIN: [&str; 4] = ["--no-renames", "--no-ext-diff", "--no-color", "--relative"];

/// Whether `root` is in a git repository whose last commit has files of `data/`.
pub fn has_committed_data(root: &Path) -> bool {
    let listed = git(root, &["ls-tree", "--name-only", "HEAD", "--", "data"]);
    listed.is_ok_and(|it| it.status.success() && !it.stdout.is_empty())
}

/// The files of the ledgers that the last commit has with other content than the folder, and the delivery
/// records that were deleted in a commit of this branch.
///
/// # Errors
/// Git cannot read them.
pub fn former_files(root: &Path) -> Result<Vec<FormerFile>, Error> {
    if !has_committed_data(root) {
        return Ok(vec![]);
    }
    let changed = ["--name-only", "--diff-filter=DMT", "-z", "HEAD", "--", APPROVALS, SENT];
    let changed = listed(root, &[&["diff"][..], &PLAIN, &changed].concat())?;
    let deleted = ["--full-history", "-m", "--diff-filter=D", "--name-only", "-z", "--format=commit:%H"];
    let deleted = listed(root, &[&["log"][..], &PLAIN, &deleted, &["HEAD", "--", SENT]].concat())?;
    let mut files = Vec::new();
    for path in changed.iter().filter(|it| !it.is_empty()) {
        files.extend(file(root, "HEAD", path, "the last commit has it")?);
    }
    let mut commit = String::new();
    let tokens = deleted.iter().map(|it| it.trim_start_matches('\n')).filter(|it| !it.is_empty());
    for token in tokens.take(DELETED) {
        let Some(id) = token.strip_prefix("commit:") else {
            let removed = format!("removed in commit {}", commit.get(..10).unwrap_or_default());
            // A merge removes what one of its parents has.
            for parent in ["^1", "^2"] {
                files.extend(file(root, &format!("{commit}{parent}"), token, &removed)?);
            }
            continue;
        };
        id.trim().clone_into(&mut commit);
    }
    Ok(files)
}

/// The seals of the entries of the ledgers in the commits of this branch, and of all branches.
///
/// # Errors
/// Git cannot read them.
pub fn committed_seals(root: &Path) -> Result<CommittedSeals, Error> {
    let patches = ["--full-history", "-m", "-p", "--unified=0", "--text", "--no-textconv", "--format="];
    let of = |revisions: &str| -> Result<BTreeSet<String>, Error> {
        let shown =
            git(root, &[&["log"][..], &PLAIN, &patches, &[revisions, "--", APPROVALS, SENT]].concat())?;
        let text = String::from_utf8_lossy(&shown.stdout);
        let seals = text.lines().filter_map(|it| it.strip_prefix('+')?.trim().strip_prefix("seal: "));
        Ok(seals.map(str::to_owned).collect())
    };
    Ok(CommittedSeals { here: of("HEAD")?, anywhere: of("--all")? })
}

/// The entries of a git listing, which are separated by null characters.
fn listed(root: &Path, arguments: &[&str]) -> Result<Vec<String>, Error> {
    let listed = git(root, arguments)?;
    Ok(String::from_utf8_lossy(&listed.stdout).split('\0').map(str::to_owned).collect())
}

/// The file of a revision, if it has it.
fn file(root: &Path, revision: &str, path: &str, state: &str) -> Result<Option<FormerFile>, Error> {
    let shown = git(root, &["cat-file", "blob", &format!("{revision}:./{path}")])?;
    let text = String::from_utf8(shown.stdout).ok().filter(|_| shown.status.success());
    Ok(text.map(|text| FormerFile { path: path.to_owned(), text, state: state.to_owned() }))
}
