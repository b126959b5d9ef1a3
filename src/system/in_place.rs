//! Replaces files of `data/`, each atomically. If one fails, the others are restored if possible.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use super::output::{self, WriteLock};
use crate::{
    error::Error,
    library::FileEdit,
    load::{LEDGER_LIMIT, read_bytes},
};

/// Suffix of temporary files that are about to replace files.
const WAITING: &str = ".waiting";

/// A file, the temporary file next to it, and its previous content.
struct Staged<'e> {
    target: PathBuf,
    waiting: PathBuf,
    edit: &'e FileEdit,
}

/// Replaces the files under `root`. If one differs from the content that the edit expects, it was changed in
/// the meantime, and nothing is replaced.
///
/// # Errors
/// A file was changed in the meantime or cannot be written.
pub fn replace(root: &Path, edits: &[FileEdit]) -> Result<(), Error> {
    replace_locked(&output::lock_for_writing(root)?, root, edits)
}

/// Replaces the files under `root` for a command that has held the lock since it read them.
///
/// # Errors
/// A file was changed in the meantime or cannot be written.
pub fn replace_locked(_: &WriteLock, root: &Path, edits: &[FileEdit]) -> Result<(), Error> {
    edits.iter().for_each(|it| tidy(&root.join(&it.path)));
    let mut staged = Vec::new();
    let mut made = Vec::new();
    let result = edits.iter().try_for_each(|edit| {
        let target = target(root, edit, &mut made)?;
        let waiting = beside(&target);
        staged.push(Staged { target, waiting, edit });
        staged.last().map_or(Ok(()), stage)
    });
    let result = result.and_then(|()| commit(&staged));
    if result.is_err() {
        staged.iter().for_each(|it| drop(fs::remove_file(&it.waiting)));
        made.iter().rev().for_each(|it| drop(fs::remove_dir(it)));
    }
    result
}

/// The path of the file, with links resolved. Fails if its content is not what the edit expects.
fn target(root: &Path, edit: &FileEdit, made: &mut Vec<PathBuf>) -> Result<PathBuf, Error> {
    let path = root.join(&edit.path);
    let fail = |cause| Error::Write { path: path.clone(), cause };
    let Some(before) = &edit.before else {
        let folder = path.parent().unwrap_or(root);
        if fs::symlink_metadata(folder).is_err() {
            fs::create_dir(folder).map_err(fail)?;
            made.push(folder.to_owned());
        }
        return match fs::symlink_metadata(&path) {
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(path),
            Err(cause) => Err(fail(cause)),
            Ok(_) => Err(changed(&edit.path)),
        };
    };
    let real = path.canonicalize().map_err(fail)?;
    if fs::metadata(&real).map_err(fail)?.permissions().readonly() {
        return Err(fail(io::Error::other("it is read-only")));
    }
    // A changed content may also have another size.
    if read_bytes(&real, LEDGER_LIMIT)? != before.as_bytes() {
        return Err(changed(&edit.path));
    }
    Ok(real)
}

fn changed(path: &str) -> Error {
    Error::Rejected {
        message: format!("`{path}` was changed in the meantime"),
        help: "run the same command again".into(),
    }
}

/// A hidden file, which is not read as a fact. If a killed run leaves it, the next run that writes there
/// deletes it.
fn beside(target: &Path) -> PathBuf {
    let name = target.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
    target.with_file_name(format!(".{name}{WAITING}"))
}

/// Deletes files that killed runs left next to a file. The lock excludes other commands that write.
fn tidy(target: &Path) {
    let beside = target.parent().map(fs::read_dir).into_iter().flatten().flatten().flatten();
    let left = |it: &fs::DirEntry| {
        let name = it.file_name().to_string_lossy().into_owned();
        name.starts_with('.') && name.ends_with(WAITING)
    };
    beside.filter(left).for_each(|it| drop(fs::remove_file(it.path())));
}

fn stage(staged: &Staged) -> Result<(), Error> {
    let put = || {
        match fs::remove_file(&staged.waiting) {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => return Err(cause),
            _ => {}
        }
        let mut file = fs::File::create_new(&staged.waiting)?;
        file.write_all(staged.edit.after.as_bytes())?;
        if staged.edit.before.is_some() {
            file.set_permissions(fs::metadata(&staged.target)?.permissions())?;
        }
        file.sync_all()
    };
    put().map_err(|cause| Error::Write { path: staged.target.clone(), cause })
}

/// Moves every file into place; if one fails, the previous ones are restored.
fn commit(staged: &[Staged]) -> Result<(), Error> {
    for (at, it) in staged.iter().enumerate() {
        if let Err(cause) = fs::rename(&it.waiting, &it.target) {
            staged.iter().take(at).for_each(restore);
            return Err(Error::Write { path: it.target.clone(), cause });
        }
    }
    Ok(())
}

fn restore(staged: &Staged) {
    let _ = match &staged.edit.before {
        Some(before) => {
            fs::write(&staged.waiting, before).and_then(|()| fs::rename(&staged.waiting, &staged.target))
        }
        None => fs::remove_file(&staged.target),
    };
}
