//! Reads an earlier state of `data/` and `templates/` from git into a temporary folder, with the `git`
//! program, which supports every kind of repository. The repository is not changed.

use std::{
    fs,
    io::{self, BufRead, BufReader, Read, Write},
    path::{Component, Path, PathBuf},
    process::{Output, Stdio},
};

use chrono::NaiveDate;
use tempfile::TempDir;

use super::{
    git_command::{LIMIT, command, git, git_not_found, usage},
    git_ledgers,
};
use crate::{
    error::Error,
    project::{CommittedSeals, DataHistory, FormerFile},
};

/// The history of a folder in a git repository.
#[derive(Debug)]
pub struct Git {
    /// The folder that contains `data/`.
    pub root: PathBuf,
}

impl DataHistory for Git {
    fn checkout(&self, revision: &str) -> Result<TempDir, Error> {
        checkout(&self.root, revision)
    }

    fn last_commit_until(&self, on: NaiveDate) -> Option<String> {
        last_commit_until(&self.root, on)
    }

    fn has_committed_data(&self) -> bool {
        git_ledgers::has_committed_data(&self.root)
    }

    fn former_ledgers(&self) -> Result<Vec<FormerFile>, Error> {
        git_ledgers::former_files(&self.root)
    }

    fn committed_seals(&self) -> Result<CommittedSeals, Error> {
        git_ledgers::committed_seals(&self.root)
    }
}

/// The files of `revision` under `root`, in a new folder.
///
/// # Errors
/// Git, the repository or the revision does not exist, or the revision has no data.
fn checkout(root: &Path, revision: &str) -> Result<TempDir, Error> {
    let inside = git(root, &["rev-parse", "--is-inside-work-tree"])?;
    if !inside.status.success() {
        return Err(usage(
            format!("`{}` is not in a git repository: {}", root.display(), error_text(&inside)),
            "compare with a folder instead: `factum review --against DIR`",
        ));
    }
    let commit_name = format!("{revision}^{{commit}}");
    let commit = git(root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit_name])?;
    let commit_id = String::from_utf8_lossy(&commit.stdout).trim().to_owned();
    if !commit.status.success() || commit_id.is_empty() {
        return Err(no_revision(root, revision)?);
    }
    let listed = git(root, &["ls-tree", "-r", "-z", &commit_id, "--", "data", "templates"])?;
    if !listed.status.success() {
        return Err(usage(
            format!("git cannot list `{revision}`: {}", error_text(&listed)),
            "check the repository: `git fsck`",
        ));
    }
    let files = parse(&listed.stdout);
    if let Some(link) = links(&listed.stdout).first() {
        return Err(usage(
            format!(
                "`{}` is a symbolic link in `{}`, and its target cannot be read there",
                link.escape_debug(),
                revision.escape_debug()
            ),
            "check out that revision elsewhere and compare with it: `git worktree add DIR REV`, `factum \
             review --against DIR`",
        ));
    }
    if !files.iter().any(|(_, path)| path.starts_with("data/")) {
        return Err(no_data(root, revision, &commit_id)?);
    }
    let folder = tempfile::tempdir().map_err(|cause| Error::Write { path: std::env::temp_dir(), cause })?;
    extract(root, &files, folder.path())?;
    Ok(folder)
}

/// The last commit of the checked-out branch up to and including the day `on` in the machine's time zone, if
/// there is one.
fn last_commit_until(root: &Path, on: NaiveDate) -> Option<String> {
    let listed = git(root, &["rev-list", "-1", &format!("--before={on}T23:59:59"), "HEAD"]).ok()?;
    let commit = String::from_utf8_lossy(&listed.stdout).trim().to_owned();
    (listed.status.success() && !commit.is_empty()).then_some(commit)
}

/// A side of an unfinished merge.
#[derive(Debug, Clone, Copy)]
pub enum Side {
    /// The branch that is checked out.
    Ours = 2,
    /// The branch that is merged into it.
    Theirs = 3,
}

/// The version of a file below `root` on one side of an unfinished merge (gitrevisions, `:<n>:<path>`).
///
/// # Errors
/// Git does not exist, or no merge of the file is in progress.
pub fn side(root: &Path, side: Side, path: &str) -> Result<String, Error> {
    let name = format!(":{}:./{path}", side as u8);
    let shown = git(root, &["cat-file", "blob", &name])?;
    if !shown.status.success() {
        return Err(usage(
            format!("git has no merge in progress for `{path}`: {}", error_text(&shown)),
            "join two versions that you have as files: `factum join OURS THEIRS`",
        ));
    }
    String::from_utf8(shown.stdout)
        .map_err(|_| usage(format!("`{path}` is not UTF-8 on one side"), "see `factum explain not-utf8`"))
}

fn error_text(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    text.lines().next().unwrap_or_default().trim_start_matches("fatal: ").to_owned()
}

fn no_revision(root: &Path, revision: &str) -> Result<Error, Error> {
    let shallow = git(root, &["rev-parse", "--is-shallow-repository"])?;
    let shallow = String::from_utf8_lossy(&shallow.stdout).trim() == "true";
    let message = format!("git does not know the revision `{}`", revision.escape_debug());
    Ok(if shallow {
        usage(
            message + ", and this clone is shallow",
            "fetch the rest of the history: `git fetch --unshallow` (in CI: `fetch-depth: 0`)",
        )
    } else {
        usage(
            message,
            "see `git log --oneline -- data` and `git tag`; for a branch on the server, run `git fetch` and \
             use `origin/NAME`",
        )
    })
}

/// The error for a revision without `data/` below `root`, with the place where it has one.
fn no_data(root: &Path, revision: &str, commit: &str) -> Result<Error, Error> {
    let all = git(root, &["ls-tree", "-r", "-z", "--full-tree", "--name-only", commit])?;
    let text = String::from_utf8_lossy(&all.stdout).into_owned();
    let place = text.split('\0').find_map(|it| it.strip_suffix("data/vendor.yaml"));
    let help = match place {
        Some("") => "it was at the top of the repository then: check out that revision elsewhere and use \
                     `--against DIR`"
            .to_owned(),
        Some(folder) => format!(
            "it was in `{folder}` then: check out that revision elsewhere and use `--against DIR/{}`",
            folder.trim_end_matches('/')
        ),
        None => "name a revision that has the data: `git log --oneline -- data`".to_owned(),
    };
    Ok(Error::Rejected { message: format!("`{}` has no `data` folder here", revision.escape_debug()), help })
}

/// The paths of symbolic links.
fn links(listed: &[u8]) -> Vec<String> {
    let entries = listed.split(|it| *it == 0).filter(|it| it.starts_with(b"120000 "));
    entries
        .filter_map(|it| String::from_utf8_lossy(it).split_once('\t').map(|(_, path)| path.to_owned()))
        .collect()
}

/// Object and path of each regular file, without links and submodules.
fn parse(listed: &[u8]) -> Vec<(String, String)> {
    let entries = listed.split(|it| *it == 0).filter(|it| !it.is_empty());
    let entry = |it: &[u8]| {
        let text = std::str::from_utf8(it).ok()?;
        let (head, path) = text.split_once('\t')?;
        let mut head = head.split(' ');
        let (mode, object) = (head.next()?, head.nth(1)?);
        let plain = Path::new(path).components().all(|it| matches!(it, Component::Normal(_)));
        (mode.starts_with("100") && plain).then(|| (object.to_owned(), path.to_owned()))
    };
    entries.filter_map(entry).collect()
}

/// Writes the objects to their paths below `folder`.
fn extract(root: &Path, files: &[(String, String)], folder: &Path) -> Result<(), Error> {
    let mut child = command(root, &["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(git_not_found)?;
    let broken = || {
        usage(
            "git stopped while the earlier data was being read".into(),
            "run the same command again; see `git fsck`",
        )
    };
    let (Some(mut stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(broken());
    };
    let mut stdout = BufReader::new(stdout);
    let mut left = LIMIT;
    let mut result = Ok(());
    for (object, path) in files {
        result = read_object(&mut stdin, &mut stdout, object, &mut left)
            .map_err(|_| broken())
            .and_then(|bytes| {
                bytes.ok_or_else(|| {
                    usage(
                        "the earlier data is larger than 1 GiB".into(),
                        "compare with a folder: `--against DIR`",
                    )
                })
            })
            .and_then(|bytes| {
                let target = folder.join(path);
                let parent = target.parent().unwrap_or(folder);
                fs::create_dir_all(parent)
                    .and_then(|()| fs::write(&target, bytes))
                    .map_err(|cause| Error::Write { path: target, cause })
            });
        if result.is_err() {
            break;
        }
    }
    drop(stdin);
    // The exit code is irrelevant once everything is read.
    let _ = child.kill().and_then(|()| child.wait());
    result
}

/// The bytes of one object (git-cat-file, "BATCH OUTPUT"); `None` if it exceeds the limit.
fn read_object(
    stdin: &mut impl Write,
    stdout: &mut impl BufRead,
    object: &str,
    left: &mut u64,
) -> io::Result<Option<Vec<u8>>> {
    stdin.write_all(format!("{object}\n").as_bytes())?;
    stdin.flush()?;
    let mut head = String::new();
    stdout.read_line(&mut head)?;
    let size: u64 = head
        .trim_end()
        .rsplit(' ')
        .next()
        .and_then(|it| it.parse().ok())
        .ok_or(io::ErrorKind::InvalidData)?;
    if size > *left {
        return Ok(None);
    }
    *left -= size;
    let mut bytes = Vec::new();
    stdout.by_ref().take(size).read_to_end(&mut bytes)?;
    let mut end = [0];
    stdout.read_exact(&mut end)?;
    Ok(Some(bytes))
}
