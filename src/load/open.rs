//! The only place where files are opened for reading: regular files of limited size.
//!
//! A pipe may block forever, a device such as `/dev/zero` has no end, and a file may grow while it is read.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use crate::error::Error;

/// The bytes of a regular file of at most `limit` bytes; links are followed.
///
/// # Errors
/// It cannot be read, is not a regular file, or is larger.
pub fn read_bytes(path: &Path, limit: u64) -> Result<Vec<u8>, Error> {
    let fail = |cause| Error::Read { path: path.to_owned(), cause };
    let unfit =
        |message: String, help: &str| Error::Refused { path: path.to_owned(), message, help: help.into() };
    // Opening a device may have effects, so the path is checked first; it may have changed since, so the open
    // file is checked again.
    let metadata = fs::metadata(path).map_err(fail)?;
    if metadata.is_dir() {
        return Err(unfit("is a folder".into(), "give the path of a file in it"));
    }
    let irregular =
        || unfit("is not a regular file".into(), "copy the content into a file, and give its path");
    if !metadata.is_file() {
        return Err(irregular());
    }
    let file = open(path).map_err(fail)?;
    let opened = file.metadata().map_err(fail)?;
    if !opened.is_file() {
        return Err(irregular());
    }
    let too_large = |size: u64| {
        unfit(
            format!("is {:.1} MiB; the limit is {} MiB", mebibytes(size), limit >> 20),
            "use a smaller file",
        )
    };
    if opened.len() > limit {
        return Err(too_large(opened.len()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(opened.len()).unwrap_or_default());
    file.take(limit + 1).read_to_end(&mut bytes).map_err(fail)?;
    if bytes.len() as u64 > limit { Err(too_large(bytes.len() as u64)) } else { Ok(bytes) }
}

/// The text of a regular UTF-8 file of at most `limit` bytes; links are followed.
///
/// # Errors
/// It cannot be read, is not a regular file, is larger, or is not UTF-8.
pub fn read_text(path: &Path, limit: u64) -> Result<String, Error> {
    String::from_utf8(read_bytes(path, limit)?).map_err(|_| Error::Refused {
        path: path.to_owned(),
        message: "is not UTF-8".into(),
        help: "save the file as UTF-8 in your editor, then run the same command".into(),
    })
}

/// The text of a file below `root`; `None` if the file or a folder on the way is a link, or if it has more
/// than `limit` bytes.
pub fn read_below(root: &Path, path: &str, limit: u64) -> Option<String> {
    let mut at = root.to_owned();
    for part in path.split('/') {
        at.push(part);
        if fs::symlink_metadata(&at).ok()?.file_type().is_symlink() {
            return None;
        }
    }
    read_text(&at, limit).ok()
}

/// The entries of a folder, sorted by path; empty if it cannot be read.
pub fn list(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<_> = entries.map(|it| it.path()).collect();
    paths.sort();
    paths
}

/// Whether there is anything at a path; links are not followed.
pub fn is_taken(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// A size in MiB, for people.
pub fn mebibytes(size: u64) -> f64 {
    size as f64 / f64::from(1 << 20)
}

/// Opens without waiting for the other end of a pipe.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags};
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC | OFlags::NOCTTY;
    Ok(rustix::fs::open(path, flags, Mode::empty())?.into())
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}
