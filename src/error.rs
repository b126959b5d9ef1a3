//! The reasons why a command stops, with the path concerned.
//!
//! A problem in the *data* is never an `Error`; it is a [`Diagnostic`](crate::diagnostic::Diagnostic) with a
//! location.

use std::{
    io,
    path::PathBuf,
    sync::Mutex,
    thread::{self, ThreadId},
};

/// A reason to stop with exit code 2.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be read.
    #[error("cannot read `{}`: {}", path.display(), reason(cause))]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// The system's error.
        cause: io::Error,
    },
    /// A file or folder could not be written; `out/` is unchanged.
    #[error("cannot write `{}`: {}", path.display(), reason(cause))]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// The system's error.
        cause: io::Error,
    },
    /// There is no `data/` folder.
    #[error("`{}` has no `data` folder", root.display())]
    NoData {
        /// The folder that should contain it.
        root: PathBuf,
    },
    /// Something with this name does not exist; with similar names.
    #[error("no {what} `{}`", name.escape_debug())]
    Unknown {
        /// The kind of thing.
        what: &'static str,
        /// The unknown name.
        name: String,
        /// Similar names.
        near: Vec<String>,
    },
    /// Another build held the lock for too long.
    #[error("another build is writing `{}`", path.display())]
    Busy {
        /// The folder that is being written.
        path: PathBuf,
    },
    /// A file cannot be used.
    #[error("`{}` {message}", path.display())]
    Refused {
        /// The file.
        path: PathBuf,
        /// The problem, worded to follow the file's name.
        message: String,
        /// The fix.
        help: String,
    },
    /// The command cannot be carried out: its arguments, the environment, or the state of the data or of the
    /// machine do not allow it.
    #[error("{message}")]
    Rejected {
        /// The problem.
        message: String,
        /// The fix.
        help: String,
    },
    /// An invariant of the program does not hold; a bug to report.
    #[error("internal error: {message}")]
    Internal {
        /// The invariant.
        message: String,
    },
    /// The program panicked; a bug to report.
    #[error("factum crashed{}: {panic}", while_doing(doing))]
    Crashed {
        /// What it was doing, as in "answering `list.xlsx`"; empty if that is not known.
        doing: String,
        /// The panic message and its location in the source code.
        panic: String,
    },
}

impl Error {
    /// The exit code of a program that stopped for one of these reasons.
    pub const EXIT_CODE: u8 = 2;

    /// How to fix it, as an imperative; empty if there is no advice.
    pub fn help(&self) -> String {
        match self {
            Self::Read { .. } => "check that the path exists and is readable".into(),
            Self::Write { cause, .. } if cause.kind() == io::ErrorKind::StorageFull => {
                "free some disk space, then run the same command again; the previous output is unchanged"
                    .into()
            }
            Self::Write { path, .. } if path.as_os_str() == "standard output" => String::new(),
            Self::Write { .. } => {
                "check that the folder exists and is writable; the previous output is unchanged".into()
            }
            Self::NoData { .. } => {
                "run `factum init` to create a starter project, or pass the folder with `--root DIR`".into()
            }
            Self::Unknown { near, .. } if near.is_empty() => String::new(),
            Self::Unknown { near, .. } => format!("did you mean `{}`?", near.join("`, `")),
            Self::Busy { .. } => "wait for the other build to finish, then run the same command again".into(),
            Self::Rejected { help, .. } | Self::Refused { help, .. } => help.clone(),
            Self::Internal { .. } | Self::Crashed { .. } => "this is a bug in factum: please report it with \
                                                             this message and, if you can, the input that \
                                                             causes it"
                .into(),
        }
    }
}

/// The last panic of each thread: its message and location.
static PANICS: Mutex<Vec<(ThreadId, String)>> = Mutex::new(Vec::new());

/// Keeps panics for the code that catches them, see [`panic_of`], instead of printing them.
pub fn record_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let message = panic.payload_as_str().unwrap_or("no message");
        let location = panic.location().map_or_else(|| "an unknown location".to_owned(), ToString::to_string);
        let own = thread::current().id();
        let mut panics = PANICS.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        panics.retain(|(thread, _)| *thread != own);
        panics.push((own, format!("{message} (at {location})")));
    }));
}

/// The message and location of the last panic on a thread. If there was none, of the last panic on any
/// thread, which may have worked for this one.
pub fn panic_of(thread: ThreadId) -> String {
    let panics = PANICS.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let own = panics.iter().find(|(it, _)| *it == thread).or(panics.last());
    own.map_or_else(|| "no message was recorded".to_owned(), |(_, panic)| panic.clone())
}

/// ` while` and what the program was doing, if known.
fn while_doing(doing: &str) -> String {
    if doing.is_empty() { String::new() } else { format!(" while {doing}") }
}

/// The system's message for `cause`, without its error number.
fn reason(cause: &io::Error) -> String {
    let words = cause.to_string();
    let words = words.split(" (os error").next().unwrap_or_default();
    words.to_lowercase()
}

/// Up to three of `names` that are similar to `name`, best first.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crash_message_contains_the_panic_and_its_location() {
        record_panics();
        let thread = thread::spawn(|| panic!("row {} is missing", 7));
        let id = thread.thread().id();
        assert!(thread.join().is_err());
        drop(std::panic::take_hook());
        let crash = Error::Crashed { doing: "answering `list.csv`".into(), panic: panic_of(id) };
        let message = crash.to_string();
        let begins = format!("factum crashed while answering `list.csv`: row 7 is missing (at {}:", file!());
        assert!(message.starts_with(&begins), "{message}");
        assert!(crash.help().contains("please report it"), "{}", crash.help());
    }
}
