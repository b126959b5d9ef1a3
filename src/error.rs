//! Why the program cannot go on: few variants, each naming the path at fault.
//!
//! What is wrong with the *data* is never an `Error`; it is a
//! [`Diagnostic`](crate::diagnostic::Diagnostic) with a place.

use std::{fmt, io, path::PathBuf};

/// A reason to stop with exit code 2.
#[derive(Debug)]
pub enum Error {
    /// A file or folder could not be read.
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// A file or folder could not be written; `out/` is as it was before.
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// There is no `data/` to read.
    NoData {
        /// The folder that should hold it.
        root: PathBuf,
    },
    /// The named thing does not exist, with names that come close.
    Unknown {
        /// What kind of thing was asked for.
        what: &'static str,
        /// The name that names nothing.
        name: String,
        /// Names that come close.
        near: Vec<String>,
    },
    /// Another build holds the lock for longer than one waits.
    Busy {
        /// The folder that is being written.
        path: PathBuf,
    },
    /// A customer's file is not taken.
    Refused {
        /// The file.
        path: PathBuf,
        /// What is wrong with it, to follow its name.
        message: String,
        /// What to do instead.
        help: String,
    },
    /// The command line or the environment says something impossible.
    Usage {
        /// What is impossible.
        message: String,
        /// What to do instead.
        help: String,
    },
    /// A part of the program broke its own promise; a defect to report.
    Internal {
        /// Which promise was broken.
        message: String,
    },
}

impl Error {
    /// What the reader can do about it, as an imperative; empty when there is nothing to say.
    pub fn help(&self) -> String {
        match self {
            Self::Read { .. } => "check that the path exists and may be read".into(),
            Self::Write { cause, .. } if cause.kind() == io::ErrorKind::StorageFull => {
                "free some disk space, then run the same command; the former output is untouched".into()
            }
            Self::Write { path, .. } if path.as_os_str() == "standard output" => String::new(),
            Self::Write { .. } => {
                "check that the folder exists and may be written; the former output is untouched".into()
            }
            Self::NoData { .. } => {
                "run `factum init` for a commented start, or name the folder with `--root DIR`".into()
            }
            Self::Unknown { near, .. } if near.is_empty() => String::new(),
            Self::Unknown { near, .. } => format!("did you mean `{}`?", near.join("`, `")),
            Self::Busy { .. } => "wait for the other build to end, then run the same command".into(),
            Self::Usage { help, .. } | Self::Refused { help, .. } => help.clone(),
            Self::Internal { .. } => "please report this with the input that causes it".into(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read { path, cause } => write!(f, "cannot read `{}`: {}", path.display(), reason(cause)),
            Self::Write { path, cause } => write!(f, "cannot write `{}`: {}", path.display(), reason(cause)),
            Self::NoData { root } => write!(f, "no folder `data` in `{}`", root.display()),
            Self::Unknown { what, name, .. } => write!(f, "no {what} `{}`", name.escape_debug()),
            Self::Busy { path } => write!(f, "another build is writing `{}`", path.display()),
            Self::Refused { path, message, .. } => write!(f, "`{}` {message}", path.display()),
            Self::Usage { message, .. } => f.write_str(message),
            Self::Internal { message } => write!(f, "internal error: {message}"),
        }
    }
}

impl std::error::Error for Error {}

/// The system's words for `cause`, without its error number.
fn reason(cause: &io::Error) -> String {
    let words = cause.to_string();
    let words = words.split(" (os error").next().unwrap_or_default();
    words.to_lowercase()
}

/// Up to three of `names` that come close to `name`, best first.
pub fn near<'a>(name: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let name = name.to_lowercase();
    let mut scored: Vec<_> = names
        .into_iter()
        .map(|it| (strsim::jaro_winkler(&name, &it.to_lowercase()), it))
        .filter(|(score, _)| *score > 0.82)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    scored.dedup_by(|a, b| a.1 == b.1);
    scored.into_iter().take(3).map(|(_, it)| it.to_owned()).collect()
}
