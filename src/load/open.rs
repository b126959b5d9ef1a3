//! The only place where a file is opened to be read: regular files of bounded size.
//!
//! A pipe never ends or never begins, a device such as `/dev/zero` has no end, and a file may grow while it is read.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::Path,
};

use crate::error::Error;

/// The bytes of a regular file, or of the one that a link leads to, of at most `limit` bytes.
///
/// # Errors
/// It cannot be read, is not a regular file, or is larger.
pub fn read_bytes(path: &Path, limit: u64) -> Result<Vec<u8>, Error> {
    let fail = |cause| Error::Read { path: path.to_owned(), cause };
    let unfit =
        |message: String, help: &str| Error::Refused { path: path.to_owned(), message, help: help.into() };
    // A device may act when it is opened, so it is looked at first; what was opened may be another file, so it is looked at again.
    let named = fs::metadata(path).map_err(fail)?;
    if named.is_dir() {
        return Err(unfit("is a folder".into(), "name a file in it"));
    }
    let irregular =
        || unfit("is not a regular file".into(), "put a copy of the content into a file, and name that");
    if !named.is_file() {
        return Err(irregular());
    }
    let file = open(path).map_err(fail)?;
    let opened = file.metadata().map_err(fail)?;
    if !opened.is_file() {
        return Err(irregular());
    }
    let too_large = |size: u64| {
        unfit(
            format!("has {:.1} MiB; at most {} MiB are read", mebibytes(size), limit >> 20),
            "name a smaller file",
        )
    };
    if opened.len() > limit {
        return Err(too_large(opened.len()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(opened.len()).unwrap_or_default());
    file.take(limit + 1).read_to_end(&mut bytes).map_err(fail)?;
    if bytes.len() as u64 > limit { Err(too_large(bytes.len() as u64)) } else { Ok(bytes) }
}

/// The same of a file that is a UTF-8 text.
///
/// # Errors
/// The same, or it is not UTF-8.
pub fn read_text(path: &Path, limit: u64) -> Result<String, Error> {
    String::from_utf8(read_bytes(path, limit)?).map_err(|_| Error::Refused {
        path: path.to_owned(),
        message: "is not UTF-8".into(),
        help: "save the file as UTF-8 in your editor, then run the same command".into(),
    })
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
