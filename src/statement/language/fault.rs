//! Why a template is not accepted.

use std::ops::Range;

use minijinja::machinery::Span;

/// Why a template is not accepted, and the place in its text.
#[derive(Debug)]
pub struct Fault {
    /// The bytes of the template at fault.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do instead.
    pub help: String,
}

pub(super) fn fault(span: Span, message: impl Into<String>, help: impl Into<String>) -> Fault {
    Fault {
        range: span.start_offset as usize..span.end_offset as usize,
        message: message.into(),
        help: help.into(),
    }
}
