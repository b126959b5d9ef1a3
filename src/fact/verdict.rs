//! What an answer says in one word.

use super::read::words;

words! {
    /// The verdict of an answer.
    pub enum Verdict {
        /// The proposition is true.
        Yes "yes" Good,
        /// It is false.
        No "no" Bad,
        /// It is partly true.
        Partial "partial" Open,
        /// It does not apply.
        NotApplicable "not-applicable",
    }
}
