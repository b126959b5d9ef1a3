//! Files of `data/` with other texts: each is replaced in one step, and all of them or, as far as the system lets, none.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use super::output::{self, WriteLock};
use crate::{
    error::Error,
    library::Edit,
    load::{LEDGER_LIMIT, read_bytes},
};

/// How the names of texts end that wait to take the places of files.
const WAITING: &str = ".waiting";

/// A file, the text that waits beside it, and what it held.
struct Staged<'e> {
    target: PathBuf,
    waiting: PathBuf,
    edit: &'e Edit,
}

/// Replaces the files under `root`. One that is otherwise than the edit says has been changed by somebody: then nothing is.
pub fn replace(root: &Path, edits: &[Edit]) -> Result<(), Error> {
    replace_alone(&output::alone(root)?, root, edits)
}

/// The same for a command that has kept the others away since it read the files.
pub fn replace_alone(_: &WriteLock, root: &Path, edits: &[Edit]) -> Result<(), Error> {
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

/// The file itself, where the path is a link; checked to hold what the edit is about.
fn target(root: &Path, edit: &Edit, made: &mut Vec<PathBuf>) -> Result<PathBuf, Error> {
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
    // It holds what was read, or is another: then its size may be another too.
    if read_bytes(&real, LEDGER_LIMIT)? != before.as_bytes() {
        return Err(changed(&edit.path));
    }
    Ok(real)
}

fn changed(path: &str) -> Error {
    Error::Usage {
        message: format!("`{path}` was changed in the meantime"),
        help: "run the same command again".into(),
    }
}

/// A hidden file, which is no fact: if a kill leaves it, the next run that writes beside it takes it away.
fn beside(target: &Path) -> PathBuf {
    let name = target.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
    target.with_file_name(format!(".{name}{WAITING}"))
}

/// Takes away what runs that were killed left beside a file; nobody else is writing now.
fn tidy(target: &Path) {
    let beside = target.parent().map(fs::read_dir).into_iter().flatten().flatten().flatten();
    let left = |it: &fs::DirEntry| {
        let name = it.file_name().to_string_lossy().into_owned();
        name.starts_with('.') && name.ends_with(WAITING)
    };
    beside.filter(left).for_each(|it| drop(fs::remove_file(it.path())));
}

fn stage(it: &Staged) -> Result<(), Error> {
    let put = || {
        match fs::remove_file(&it.waiting) {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => return Err(cause),
            _ => {}
        }
        let mut file = fs::File::create_new(&it.waiting)?;
        file.write_all(it.edit.after.as_bytes())?;
        if it.edit.before.is_some() {
            file.set_permissions(fs::metadata(&it.target)?.permissions())?;
        }
        file.sync_all()
    };
    put().map_err(|cause| Error::Write { path: it.target.clone(), cause })
}

/// Puts every file into its place; where one does not go, those before it go back.
fn commit(staged: &[Staged]) -> Result<(), Error> {
    for (at, it) in staged.iter().enumerate() {
        if let Err(cause) = fs::rename(&it.waiting, &it.target) {
            staged.iter().take(at).for_each(restore);
            return Err(Error::Write { path: it.target.clone(), cause });
        }
    }
    Ok(())
}

fn restore(it: &Staged) {
    let _ = match &it.edit.before {
        Some(before) => fs::write(&it.waiting, before).and_then(|()| fs::rename(&it.waiting, &it.target)),
        None => fs::remove_file(&it.target),
    };
}
