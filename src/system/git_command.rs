//! Runs the `git` program.

use std::{
    io,
    path::Path,
    process::{Command, Output, Stdio},
};

use super::child;
use crate::error::Error;

/// Maximum size of what git prints, in bytes.
pub const LIMIT: u64 = 1 << 30;

/// Runs git in a folder.
///
/// # Errors
/// It does not exist, or its output is too large.
pub fn git(root: &Path, arguments: &[&str]) -> Result<Output, Error> {
    child::output(&mut command(root, arguments), b"", LIMIT).map_err(git_not_found)
}

/// The command `git` with arguments, in a folder.
pub fn command(root: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    command
        .arg("-C")
        .arg(root)
        .args(arguments)
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .stdout(Stdio::piped());
    command
}

/// The error that git is not there.
pub fn git_not_found(cause: io::Error) -> Error {
    usage(
        format!("`git` cannot be run: {cause}"),
        "install git, or compare with a folder: `factum review --against DIR`",
    )
}

/// An error with help.
pub fn usage(message: String, help: &str) -> Error {
    Error::Rejected { message, help: help.into() }
}
