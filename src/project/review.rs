//! The review of current claims against approved ones.

use std::collections::BTreeMap;

use super::{again::PublicationsByAudience, repository::Project, stopped::Stopped};
use crate::{
    diagnostic::Report,
    ledger::{DeliveredItem, Sent},
    review::{ClaimSet, Review, ReviewInputs, days_of_approval, review},
};

/// A review.
#[derive(Debug)]
pub struct ReviewResult<'p> {
    /// The review.
    pub review: Review<'p>,
    /// The current claims for the selected audiences.
    pub claims: ClaimSet,
    /// Findings about the ledgers.
    pub report: Report,
}

impl<'p> Project<'p> {
    /// The review, with changes by date within `days`.
    ///
    /// # Errors
    /// The data or the ledgers have errors.
    pub fn review(&self, days: u32) -> Result<ReviewResult<'p>, Stopped> {
        let current = self.claims()?;
        let in_effect = self.approvals()?;
        let mut report = current.report.clone();
        report.findings.extend(self.report(in_effect.findings.clone()).findings);
        if report.has_errors() {
            return Err(self.stopped(report));
        }
        self.inputs.progress.stage("looking for changes by date");
        let (loaded, on) = (self.loaded, self.inputs.on);
        let mut later = BTreeMap::new();
        for day in days_of_approval(&loaded.ledger, on, days) {
            later.insert(day, self.approvals_on(day)?.approvals);
        }
        let audiences = self.inputs.audiences();
        let sent = loaded.ledger.sent.iter().filter(|it| audiences.contains(&it.audience));
        let given = PublicationsByAudience::of(self, sent)?;
        let libraries = given.libraries(self)?;
        let not_again = |sent: &Sent, item: &DeliveredItem, id: &str| libraries.not_again(sent, item, id);
        let inputs = ReviewInputs {
            facts: &loaded.facts,
            ledger: &loaded.ledger,
            on,
            days,
            audiences: &audiences,
            claims: &current.claims,
            view: &self.view()?,
            approvals: &in_effect.approvals,
            later: &later,
            not_again: &not_again,
        };
        let review = review(&inputs, self);
        let review = Review { broken: self.broken_after(on), ..review };
        Ok(ReviewResult { review, claims: current.claims.up_to(&audiences), report })
    }
}
