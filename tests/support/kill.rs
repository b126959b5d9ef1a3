//! Killing a process at a defined stage of its writing.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Child,
    time::{Duration, Instant},
};

/// A process that is still running after this time has failed.
const TIMEOUT: Duration = Duration::from_secs(60);

/// Kills a process as soon as the files in `folder` have changed `changes` times, and waits for its end.
/// Returns whether it was killed; a process that ends earlier is not.
#[track_caller]
pub fn kill_after_changes(child: Child, folder: &Path, changes: usize) -> bool {
    let mut before = sizes(folder);
    let mut seen = 0;
    kill_when(child, || {
        let now = sizes(folder);
        if now != before {
            (before, seen) = (now, seen + 1);
        }
        seen >= changes
    })
}

/// Kills a process as soon as `is_reached` returns true, and waits for its end. Returns whether it was
/// killed; a process that ends earlier is not.
#[track_caller]
pub fn kill_when(mut child: Child, mut is_reached: impl FnMut() -> bool) -> bool {
    let begun = Instant::now();
    while !is_reached() && child.try_wait().unwrap().is_none() {
        assert!(begun.elapsed() < TIMEOUT, "the process neither reaches the stage nor ends");
    }
    let is_running = child.try_wait().unwrap().is_none();
    // It may end by itself right now.
    let _ = child.kill();
    child.wait().unwrap();
    is_running
}

/// How many files of at most `limit` are in the folders in `parent` whose names begin with `prefix`.
pub fn count_files(parent: &Path, prefix: &str, limit: usize) -> usize {
    let entries = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten();
    let begins = |entry: &fs::DirEntry| entry.file_name().to_string_lossy().starts_with(prefix);
    let mut open: Vec<_> = entries(parent).filter(begins).map(|entry| entry.path()).collect();
    let mut count = 0;
    while let Some(folder) = open.pop() {
        for entry in entries(&folder) {
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => open.push(entry.path()),
                _ => count += 1,
            }
            if count == limit {
                return count;
            }
        }
    }
    count
}

/// The sizes of all files in a folder, at any depth.
fn sizes(folder: &Path) -> BTreeMap<PathBuf, u64> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            match entry.metadata() {
                Ok(it) if it.is_dir() => open.push(entry.path()),
                Ok(it) => drop(files.insert(entry.path(), it.len())),
                // It was deleted in the meantime.
                Err(_) => (),
            }
        }
    }
    files
}
