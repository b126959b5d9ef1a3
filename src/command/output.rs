//! `out/<audience>`: replaced as a whole, or not at all.
//!
//! The files are written into a folder beside it, which then changes places with it in one step. Whatever happens on the
//! way (full disk, a kill), the former folder stands. A lock keeps two builds apart; the system frees it when its holder ends.

use std::{
    fs, io,
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
    tidy(&out).map_err(fail(&out))?;
    real_folder(&target)?;
    let staged = tempfile::Builder::new().prefix(&format!("{STAGED}{}-", audience.word())).tempdir_in(&out).map_err(fail(&out))?;
    for file in files {
        let path = staged.path().join(&file.path);
        put(&path, &file.bytes).map_err(fail(&path))?;
    }
    readable(staged.path()).map_err(fail(staged.path()))?;
    // From here on the folder is ours to move, not the guard's to remove under its first name.
    let staged = staged.keep();
    let swapped = swap(&staged, &target);
    if swapped.is_err() {
        // The former output stands; what was staged is of no use.
        let _ = fs::remove_dir_all(&staged);
    }
    swapped.map_err(fail(&target))?;
    match fs::remove_dir_all(&staged) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => Err(fail(&staged)(cause)),
        _ => Ok(()),
    }
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

/// Clears away what a killed build left; a former folder that has no successor goes back to its place.
fn tidy(out: &Path) -> io::Result<()> {
    for entry in fs::read_dir(out)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !entry.file_type()?.is_dir() {
            continue;
        }
        if let Some(audience) = name.strip_prefix(FORMER) {
            let place = out.join(audience);
            if !place.exists() {
                fs::rename(entry.path(), place)?;
                continue;
            }
        }
        if name.starts_with(STAGED) || name.starts_with(FORMER) {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes)
}

/// A temporary folder is its maker's alone; a site is for a web server to read.
fn readable(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o755))?;
    }
    let _ = folder;
    Ok(())
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
    fs::remove_dir_all(&former)
}
