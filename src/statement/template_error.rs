//! Errors of template filters and functions.

use minijinja::{Error, ErrorKind};

pub(super) fn wrong(message: String) -> Error {
    Error::new(ErrorKind::InvalidOperation, message)
}
