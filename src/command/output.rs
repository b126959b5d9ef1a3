//! `out/<audience>`: replaced as a whole, or not at all.
//!
//! The files are written into a folder beside it, which then changes places with it in one step. Whatever happens on the
//! way (full disk, a kill), the former folder stands. A lock keeps two builds apart; the system frees it when its holder ends.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use crate::{error::Error, fact::Audience, write::File};

/// How long to wait for another build.
const PATIENCE: Duration = Duration::from_secs(60);
/// Folders that a build which was killed may have left.
const STAGED: &str = ".new-";
const FORMER: &str = ".old-";

/// Puts `files` in the place of `out/<audience>` under `root`.
pub fn replace(root: &Path, audience: Audience, files: &[File]) -> Result<(), Error> {
    let out = root.join("out");
    let target = out.join(audience.word());
    let fail = |path: &Path| {
        let path = path.to_owned();
        move |cause| Error::Write { path, cause }
    };
    real_folder(&out)?;
    fs::create_dir_all(&out).map_err(fail(&out))?;
    let _lock = lock(&out)?;
    tidy(&out);
    real_folder(&target)?;
    let staged = fresh(&out, audience)?;
    let made = stage(&staged, files).and_then(|()| swap(&staged, &target).map_err(fail(&target)));
    // Whatever is left there now (the former output, or what could not be finished) is of no use; the next build tries again.
    let _ = fs::remove_dir_all(&staged);
    made
}

/// A new folder beside the target. What an earlier build left and nobody may remove has its name already.
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

/// Refuses to write through a link or over a file.
fn real_folder(path: &Path) -> Result<(), Error> {
    match fs::symlink_metadata(path) {
        Ok(it) if !it.is_dir() => {
            let what = if it.is_symlink() { "it is a link; factum writes into real folders only" } else { "it is a file, not a folder" };
            Err(Error::Write { path: path.to_owned(), cause: io::Error::other(what) })
        }
        _ => Ok(()),
    }
}

fn lock(out: &Path) -> Result<fs::File, Error> {
    let path = out.join(".lock");
    if fs::symlink_metadata(&path).is_ok_and(|it| !it.is_file()) {
        return Err(Error::Write { path, cause: io::Error::other("it is no regular file; take it away") });
    }
    let open = fs::File::options().create(true).truncate(false).write(true).open(&path);
    let file = open.map_err(|cause| Error::Write { path: path.clone(), cause })?;
    let begun = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(fs::TryLockError::WouldBlock) if begun.elapsed() < PATIENCE => std::thread::sleep(Duration::from_millis(20)),
            Err(fs::TryLockError::WouldBlock) => return Err(Error::Busy { path: out.to_owned() }),
            Err(fs::TryLockError::Error(cause)) => return Err(Error::Write { path, cause }),
        }
    }
}

/// Clears away what a killed build left; a former folder that has no successor goes back to its place. What resists is
/// left: it is in nobody's way.
fn tidy(out: &Path) {
    for entry in fs::read_dir(out).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !entry.file_type().is_ok_and(|it| it.is_dir()) {
            continue;
        }
        let place = name.strip_prefix(FORMER).map(|audience| out.join(audience)).filter(|it| !it.exists());
        let _ = match place {
            Some(place) => fs::rename(entry.path(), place),
            None if name.starts_with(STAGED) || name.starts_with(FORMER) => fs::remove_dir_all(entry.path()),
            None => Ok(()),
        };
    }
}

/// Lets the two folders change places. Afterwards `staged` holds what `target` held, or is gone.
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

/// For file systems that cannot exchange: a kill between the two steps is mended by the next build's [`tidy`].
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
