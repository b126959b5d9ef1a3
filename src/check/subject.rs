//! The input of a lint.

use chrono::NaiveDate;

use crate::{fact::Facts, ledger::Sent};

/// The input of a lint.
pub struct Subject<'a> {
    /// The facts.
    pub facts: &'a Facts,
    /// The effective date.
    pub on: NaiveDate,
    /// The deliveries to customers.
    pub sent: &'a [Sent],
}
