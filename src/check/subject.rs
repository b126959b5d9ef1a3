//! What a lint looks at.

use chrono::NaiveDate;

use crate::{fact::Facts, ledger::Sent};

/// What a lint looks at.
pub struct Subject<'a> {
    /// The facts.
    pub facts: &'a Facts,
    /// The effective date.
    pub on: NaiveDate,
    /// The deliveries to customers.
    pub sent: &'a [Sent],
}
