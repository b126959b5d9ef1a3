//! Merges two versions of the approval ledger from two branches.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::approvals::read_approvals;
use crate::{diagnostic::FileId, error::Error, fact::parse_date};

/// The merged version: the distinct entries of both, the oldest first, each with the comments above it;
/// other comments are kept at the beginning and the end. Lines are not changed.
///
/// # Errors
/// One of the versions is malformed.
pub fn joined(ours: &str, theirs: &str) -> Result<String, Error> {
    for (side, text) in [("our", ours), ("their", theirs)] {
        let (_, findings) = read_approvals(FileId(0), text);
        if let Some(finding) = findings.iter().find(|it| it.code.fixed) {
            return Err(Error::Rejected {
                message: format!("{side} version of the ledger is broken: {}", finding.message),
                help: "fix it on its own branch first; `factum check` says where".into(),
            });
        }
    }
    Ok(join(ours, theirs))
}

fn join(ours: &str, theirs: &str) -> String {
    let (ours, theirs) = (Parts::of(ours), Parts::of(theirs));
    let known: HashSet<&str> = ours.entries.iter().map(|it| name(it)).collect();
    let new = theirs.entries.iter().copied().filter(|it| !known.contains(name(it)));
    let mut entries: Vec<&str> = ours.entries.iter().copied().chain(new).collect();
    // The sort is stable: on the same date, ours come first, and each side keeps its order.
    entries.sort_by_key(|it| day(it));
    let mut joined = String::new();
    for part in [ours.head, &unknown(theirs.head, ours.head)]
        .into_iter()
        .chain(entries)
        .chain([ours.tail, &unknown(theirs.tail, ours.tail)])
    {
        joined += part;
        if !joined.is_empty() && !joined.ends_with('\n') {
            joined.push('\n');
        }
    }
    joined
}

/// The lines of `theirs` that are not in `ours`.
fn unknown(theirs: &str, ours: &str) -> String {
    let known: HashSet<&str> = ours.lines().map(str::trim_end).collect();
    theirs
        .lines()
        .filter(|it| !it.trim().is_empty() && !known.contains(it.trim_end()))
        .map(|it| format!("{it}\n"))
        .collect()
}

/// A ledger: the comments up to the first empty line, the entries with the comments above each, and the
/// comments at the end.
struct Parts<'t> {
    head: &'t str,
    entries: Vec<&'t str>,
    tail: &'t str,
}

impl<'t> Parts<'t> {
    fn of(text: &'t str) -> Self {
        // An empty list that was written by hand.
        let text = if text.trim_start_matches('\u{feff}').trim() == "[]" { "" } else { text };
        let is_remark = |line: &str| {
            let line = line.trim_start_matches('\u{feff}').trim();
            line.is_empty() || line.starts_with('#')
        };
        let (mut starts, mut at, mut remarks, mut head) = (Vec::new(), 0, 0, None);
        for line in text.split_inclusive('\n') {
            if line.trim_start_matches('\u{feff}').starts_with("- ") {
                starts.push(remarks);
            }
            at += line.len();
            if !is_remark(line) {
                remarks = at;
            } else if starts.is_empty() && line.trim().is_empty() && head.is_none() {
                // A comment separated from the first entry by an empty line is about the whole file.
                (head, remarks) = (Some(at), at);
            }
        }
        let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
        let first = starts.first().copied().unwrap_or(remarks);
        let ends = starts.iter().copied().skip(1).chain([remarks]);
        let entries = starts.iter().zip(ends).map(|(from, to)| part(*from, to)).collect();
        Self { head: part(0, first), entries, tail: part(remarks, text.len()) }
    }
}

/// The identity of an entry: its seal, or its whole text if it has none.
fn name(entry: &str) -> &str {
    entry.lines().find_map(|it| it.trim_end().strip_prefix("  seal: ")).unwrap_or(entry)
}

fn day(entry: &str) -> Option<NaiveDate> {
    entry.lines().find_map(|it| parse_date(it.trim_end().strip_prefix("  on: ")?))
}
