//! New files, written one by one.

use std::{fs, path::Path};

use crate::{error::Error, load::is_taken, render::File};

/// Writes files below a folder.
///
/// # Errors
/// One cannot be written.
pub fn write(folder: &Path, files: &[File]) -> Result<(), Error> {
    for file in files {
        let path = folder.join(&file.path);
        let parent = path.parent().unwrap_or(folder);
        let written = fs::create_dir_all(parent).and_then(|()| fs::write(&path, &file.bytes));
        written.map_err(|cause| Error::Write { path, cause })?;
    }
    Ok(())
}

/// The first of the files that exists below a folder.
pub fn taken<'f>(folder: &Path, files: &'f [File]) -> Option<&'f File> {
    files.iter().find(|it| is_taken(&folder.join(&it.path)))
}

/// Deletes those of the files that exist below a folder.
pub fn delete(folder: &Path, files: &[File]) {
    files.iter().for_each(|it| drop(fs::remove_file(folder.join(&it.path))));
}

/// Replaces a file atomically.
///
/// # Errors
/// It cannot be written.
pub fn replace(path: &Path, text: &str) -> Result<(), Error> {
    let temporary = path.with_extension("joined");
    let written = fs::write(&temporary, text).and_then(|()| fs::rename(&temporary, path));
    written.map_err(|cause| Error::Write { path: path.to_owned(), cause })
}
