//! What a fact, statement or answer is based on, as text for the terminal and as JSON.

use serde::Serialize;

use super::json_text::json_text;
use crate::{diagnostic::human::visible, document::Trace};

/// The trace as text.
pub fn human(trace: &Trace) -> String {
    let mut out = format!("{}\n\nbased on\n", trace.id);
    for it in &trace.rests_on {
        out += &format!("  {}  ({})\n      lines: {}\n", it.fact, it.place, it.fields);
    }
    out += "\nsays\n";
    if trace.says.is_empty() {
        out += "  nothing: it is not published on this date and for this audience; `factum check` says why\n";
    }
    for it in &trace.says {
        out += &format!("  {}  ({})\n      {}\n", it.id, it.place, visible(&it.text.replace('\n', " ")));
        if let Some(approved) = it.approved {
            out += if approved { "      approved\n" } else { "      not approved\n" };
        }
    }
    out += "\npublished in\n";
    for it in &trace.containing_files {
        out += &format!("  {}  ({})\n", it.file, it.how);
    }
    out
}

/// A trace as a file.
#[derive(Serialize)]
struct TraceFile<'a> {
    /// The version of the format; incremented by incompatible changes.
    version: u32,
    /// The trace.
    #[serde(flatten)]
    trace: &'a Trace,
}

/// The trace as JSON, version 1.
pub fn json(trace: &Trace) -> String {
    json_text(&TraceFile { version: 1, trace })
}
