//! `out/<audience>`, which is replaced completely or not at all.
//!
//! The files are written to a folder next to it, which is then exchanged with it atomically. Whatever
//! happens before (full disk, kill), the previous folder is kept. A lock excludes concurrent builds; the
//! system releases it when its holder ends.
//!
//! It also contains the folders of customers' questionnaires with their decisions. These are replaced one by
//! one, and a build keeps them.

use std::{
    collections::BTreeSet,
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use crate::{
    error::Error,
    fact::Audience,
    project::{QUESTIONNAIRES, REVIEW, questionnaire},
    render::File,
};

/// The maximum time to wait for another build.
const LOCK_TIMEOUT: Duration = Duration::from_secs(60);
/// The prefix of folders that a killed build may have left.
const STAGED: &str = ".new-";
const FORMER: &str = ".old-";

/// Replaces `out/<audience>` under `root` by `files`; customers' questionnaires are kept.
///
/// # Errors
/// The folder cannot be written or replaced.
pub fn replace(root: &Path, audience: Audience, files: &[File]) -> Result<(), Error> {
    let target = root.join("out").join(audience.word());
    exchange_folder(root, audience, &target, files, None)
}

/// Replaces one customer's questionnaire, `out/<audience>/questionnaires/<name>` under `root`, by `files`.
/// Files in it that are not in `ours`, the files that were written before, are kept.
///
/// # Errors
/// The folder cannot be written or replaced.
pub fn replace_questionnaire(
    root: &Path,
    audience: Audience,
    name: &str,
    files: &[File],
    ours: &BTreeSet<String>,
) -> Result<(), Error> {
    exchange_folder(root, audience, &questionnaire(root, audience, name), files, Some(ours))
}

/// Replaces the folder `out/<name>` under `root` by `files`.
///
/// # Errors
/// The folder cannot be written or replaced.
pub fn replace_notices(root: &Path, name: &str, files: &[File]) -> Result<(), Error> {
    exchange_folder(root, Audience::Internal, &root.join("out").join(name), files, None)
}

fn exchange_folder(
    root: &Path,
    audience: Audience,
    target: &Path,
    files: &[File],
    ours: Option<&BTreeSet<String>>,
) -> Result<(), Error> {
    let out = root.join("out");
    let fail = |path: &Path| {
        let path = path.to_owned();
        move |cause| Error::Write { path, cause }
    };
    real_folder(&out)?;
    fs::create_dir_all(&out).map_err(fail(&out))?;
    let _lock = lock(&out)?;
    tidy(&out);
    for folder in target.ancestors().take_while(|it| *it != out) {
        real_folder(folder)?;
    }
    let parent = target.parent().unwrap_or(&out);
    fs::create_dir_all(parent).map_err(fail(parent))?;
    let staged = fresh(&out, audience)?;
    let kept = || ours.map_or(Ok(()), |it| keep(target, &staged, it).map_err(fail(target)));
    let made = stage(&staged, files)
        .and_then(|()| kept())
        .and_then(|()| swap(&staged, target).map_err(fail(target)));
    // It now contains the previous output, or an unfinished one.
    rescue(&staged, &out.join(audience.word()));
    let _ = fs::remove_dir_all(&staged);
    made
}

/// Moves customers' questionnaires from a former output to the new one, unless it has them.
fn rescue(former: &Path, current: &Path) {
    for entry in fs::read_dir(former.join(QUESTIONNAIRES)).into_iter().flatten().flatten() {
        let folder = entry.path();
        let place = current.join(QUESTIONNAIRES).join(entry.file_name());
        if folder.join(REVIEW).is_file() && !place.exists() {
            let _ =
                fs::create_dir_all(current.join(QUESTIONNAIRES)).and_then(|()| fs::rename(&folder, place));
        }
    }
}

/// A new folder next to the target. Its name may be taken by a folder of an earlier build that cannot be
/// deleted.
fn fresh(out: &Path, audience: Audience) -> Result<PathBuf, Error> {
    let mut number = 0;
    loop {
        let path = out.join(format!("{STAGED}{}-{number}", audience.word()));
        match fs::create_dir(&path) {
            Ok(()) => return Ok(path),
            Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists && number < 1000 => number += 1,
            Err(cause) => return Err(Error::Write { path, cause }),
        }
    }
}

/// Writes every file below `staged`.
fn stage(staged: &Path, files: &[File]) -> Result<(), Error> {
    let put = |path: &Path, bytes: &[u8]| {
        fs::create_dir_all(path.parent().unwrap_or(staged))?;
        fs::File::create_new(path)?.write_all(bytes)
    };
    for file in files {
        let path = staged.join(&file.path);
        put(&path, &file.bytes).map_err(|cause| Error::Write { path, cause })?;
    }
    Ok(())
}

/// Copies files and folders that a person put into a folder to `staged`, unless one with that name exists
/// there.
fn keep(folder: &Path, staged: &Path, ours: &BTreeSet<String>) -> io::Result<()> {
    let mut open = vec![(folder.to_owned(), staged.to_owned())];
    while let Some((from, to)) = open.pop() {
        let entries = match fs::read_dir(&from) {
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => continue,
            entries => entries?,
        };
        for entry in entries {
            let entry = entry?;
            let (kind, place) = (entry.file_type()?, to.join(entry.file_name()));
            if from == folder && ours.contains(entry.file_name().to_string_lossy().as_ref()) {
                continue;
            }
            if kind.is_dir() {
                fs::create_dir_all(&place)?;
                open.push((entry.path(), place));
            } else if kind.is_file() && !place.exists() {
                fs::copy(entry.path(), place)?;
            }
        }
    }
    Ok(())
}

/// Refuses to write through a link or over a file.
fn real_folder(path: &Path) -> Result<(), Error> {
    match fs::symlink_metadata(path) {
        Ok(it) if !it.is_dir() => {
            let what = if it.is_symlink() {
                "it is a symbolic link; factum writes to real folders only"
            } else {
                "it is a file, not a folder"
            };
            Err(Error::Write { path: path.to_owned(), cause: io::Error::other(what) })
        }
        _ => Ok(()),
    }
}

/// Excludes other commands that write, until it is dropped.
#[derive(Debug)]
pub struct WriteLock(#[expect(dead_code, reason = "holds the file lock until it is dropped")] fs::File);

/// Waits until no other command is writing, and locks `out/`.
///
/// # Errors
/// `out/` cannot be written, or another command holds the lock for too long.
pub fn lock_for_writing(root: &Path) -> Result<WriteLock, Error> {
    let out = root.join("out");
    real_folder(&out)?;
    fs::create_dir_all(&out).map_err(|cause| Error::Write { path: out.clone(), cause })?;
    lock(&out).map(WriteLock)
}

fn lock(out: &Path) -> Result<fs::File, Error> {
    let path = out.join(".lock");
    if fs::symlink_metadata(&path).is_ok_and(|it| !it.is_file()) {
        return Err(Error::Write { path, cause: io::Error::other("it is not a regular file; remove it") });
    }
    let open = fs::File::options().create(true).truncate(false).write(true).open(&path);
    let file = open.map_err(|cause| Error::Write { path: path.clone(), cause })?;
    let begun = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(fs::TryLockError::WouldBlock) if begun.elapsed() < LOCK_TIMEOUT => {
                std::thread::sleep(Duration::from_millis(20))
            }
            Err(fs::TryLockError::WouldBlock) => return Err(Error::Busy { path: out.to_owned() }),
            Err(fs::TryLockError::Error(cause)) => return Err(Error::Write { path, cause }),
        }
    }
}

/// Deletes what a killed build left, and restores a previous folder without a successor. Files that cannot be
/// deleted are ignored.
fn tidy(out: &Path) {
    for audience in Audience::ALL {
        let questionnaires = out.join(audience.word()).join(QUESTIONNAIRES);
        for entry in fs::read_dir(&questionnaires).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if let Some(place) =
                name.strip_prefix(FORMER).map(|it| questionnaires.join(it)).filter(|it| !it.exists())
            {
                let _ = fs::rename(entry.path(), place);
            }
        }
    }
    for entry in fs::read_dir(out).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !entry.file_type().is_ok_and(|it| it.is_dir()) {
            continue;
        }
        let place = name.strip_prefix(FORMER).map(|audience| out.join(audience)).filter(|it| !it.exists());
        let audience = Audience::ALL.iter().find(|it| name.contains(it.word()));
        if let (None, Some(audience)) = (&place, audience) {
            // A build that was killed after the exchange has not moved these yet.
            rescue(&entry.path(), &out.join(audience.word()));
        }
        let _ = match place {
            Some(place) => fs::rename(entry.path(), place),
            None if name.starts_with(STAGED) || name.starts_with(FORMER) => fs::remove_dir_all(entry.path()),
            None => Ok(()),
        };
    }
}

/// Exchanges the two folders. Afterwards `staged` has the content of `target`, or does not exist.
fn swap(staged: &Path, target: &Path) -> io::Result<()> {
    if !target.exists() {
        return fs::rename(staged, target);
    }
    match exchange(staged, target) {
        Err(cause) if is_unsupported(&cause) => swap_in_two_steps(staged, target),
        other => other,
    }
}

fn is_unsupported(cause: &io::Error) -> bool {
    matches!(cause.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(staged: &Path, target: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, staged, CWD, target, RenameFlags::EXCHANGE).map_err(io::Error::from)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// For file systems without atomic exchange. If the program is killed between the two steps, [`tidy`] in the
/// next build repairs the state.
fn swap_in_two_steps(staged: &Path, target: &Path) -> io::Result<()> {
    let name = target.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
    let former: PathBuf = target.with_file_name(format!("{FORMER}{name}"));
    fs::rename(target, &former)?;
    if let Err(cause) = fs::rename(staged, target) {
        fs::rename(&former, target)?;
        return Err(cause);
    }
    let _ = fs::remove_dir_all(&former);
    Ok(())
}
