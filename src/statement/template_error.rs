//! Errors that filters and functions of templates report.

use minijinja::{Error, ErrorKind};

pub(super) fn wrong(message: String) -> Error {
    Error::new(ErrorKind::InvalidOperation, message)
}
