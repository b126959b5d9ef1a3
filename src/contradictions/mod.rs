//! What texts written by hand say that typed facts contradict: dates, auditors, periods, numbers, places,
//! what is denied and what is said of all.

mod amount;
mod auditor;
mod country;
mod denied;
mod denied_facts;
mod found;
mod general;
mod moment;
mod named;
mod passed;
mod period;
mod place;
mod sentence;
mod stated;
mod subject;
mod table;
mod validity;

pub use country::names_country;
pub use found::Contradiction;
pub use stated::{Around, Stated};

use sentence::{Sentence, sentences};

/// Reads a sentence and adds what contradicts it.
type Reader = fn(&Stated, &Sentence, Around, &mut Vec<Contradiction>);

/// Every reader, one for each subject.
const READERS: &[Reader] = &[
    denied::denied,
    named::names,
    validity::dates,
    auditor::auditors,
    period::periods,
    amount::headcounts,
    amount::bounties,
    place::places,
    general::general,
];

impl Stated<'_> {
    /// What in a text is contradicted by typed facts, in the order of the text.
    pub fn contradicted(&self, text: &str, around: Around) -> Vec<Contradiction> {
        let mut found: Vec<Contradiction> = Vec::new();
        for sentence in sentences(text, &self.names) {
            READERS.iter().for_each(|read| read(self, &sentence, around, &mut found));
        }
        found.sort_by_key(|it| it.range.start);
        found.dedup();
        found
    }
}
