//! Finds statements of hand-written texts that typed facts contradict: dates, auditors, periods, numbers,
//! places, denials and claims about all facts of a kind.

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
pub use stated::{StatedFacts, TextContext};

use sentence::{Sentence, sentences};

/// Finds the contradictions of one subject in a sentence.
type Detector = fn(&StatedFacts, &Sentence, TextContext, &mut Vec<Contradiction>);

/// The detectors, one for each subject.
const DETECTORS: &[Detector] = &[
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

impl StatedFacts<'_> {
    /// The contradictions of a text, in its order.
    pub fn contradicted(&self, text: &str, around: TextContext) -> Vec<Contradiction> {
        let mut found: Vec<Contradiction> = Vec::new();
        for sentence in sentences(text, &self.names) {
            DETECTORS.iter().for_each(|detect| detect(self, &sentence, around, &mut found));
        }
        found.sort_by_key(|it| it.range.start);
        found.dedup();
        found
    }
}
