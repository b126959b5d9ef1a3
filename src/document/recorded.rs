//! The dates that the ledgers record of changes.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::changes::{SubprocessorChange, lasting_name, newest_first};

/// The dates that the ledgers record of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recorded {
    /// The date on which it was first recorded.
    pub first: NaiveDate,
    /// Whether records existed before that date, so that it was not published earlier.
    pub new: bool,
    /// The date on which its present text was first recorded, if there was an earlier one.
    pub words: Option<NaiveDate>,
    /// Whether a notice to a customer states it differently, so that customers were not notified of its
    /// present text on the date in the data.
    pub notified_differently: bool,
}

/// The changes with the dates that the ledgers record for their names, newest first.
pub fn dated_by(
    mut changes: Vec<SubprocessorChange>,
    recorded: &BTreeMap<String, Recorded>,
) -> Vec<SubprocessorChange> {
    for it in &mut changes {
        let Some(record) = recorded.get(&lasting_name(&it.fact, &it.what, it.day)) else { continue };
        if record.notified_differently {
            it.words.clone_from(&it.sentence);
        }
        let known = it.published.map(|_| it.updated);
        let before = if record.new { it.notified_on } else { it.published };
        it.published = before.into_iter().chain([record.first]).min();
        let first = Some(record.first).filter(|_| record.new || known.is_none());
        it.updated = known.into_iter().chain(first).chain(record.words).max().unwrap_or(it.updated);
    }
    newest_first(&mut changes);
    changes
}
