//! Two versions of a ledger of approvals, to which two branches have each appended, as one.

use std::collections::HashSet;

use chrono::NaiveDate;

use crate::fact::parse_date;

/// The entries of both, each once, the oldest first; what stands before the first entry is ours. Lines are not changed.
pub fn join(ours: &str, theirs: &str) -> String {
    let (head, mut entries) = entries(ours);
    let (_, new) = self::entries(theirs);
    let known: HashSet<&str> = entries.iter().map(|it| name(it)).collect();
    let new: Vec<&str> = new.into_iter().filter(|it| !known.contains(name(it))).collect();
    entries.extend(new);
    // Stable: of one day, ours come first, and each side keeps its order.
    entries.sort_by_key(|it| day(it));
    let mut joined = head.to_owned();
    for entry in entries {
        joined += entry;
        if !joined.ends_with('\n') {
            joined.push('\n');
        }
    }
    joined
}

/// What stands before the first entry, and the entries with what stands after each.
fn entries(text: &str) -> (&str, Vec<&str>) {
    let mut starts: Vec<usize> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_start_matches('\u{feff}').starts_with("- ") {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().copied().skip(1).chain([text.len()]);
    let head = text.get(..starts.first().copied().unwrap_or(text.len())).unwrap_or_default();
    (head, starts.iter().zip(ends).filter_map(|(start, end)| text.get(*start..end)).collect())
}

/// What an entry is known by: its seal, or all of it where it has none.
fn name(entry: &str) -> &str {
    entry.lines().find_map(|it| it.trim_end().strip_prefix("  seal: ")).unwrap_or(entry)
}

fn day(entry: &str) -> Option<NaiveDate> {
    entry.lines().find_map(|it| parse_date(it.trim_end().strip_prefix("  on: ")?))
}
