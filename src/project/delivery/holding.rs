//! Whether the answers of a delivery are approved and still valid on the date of sending.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::sending::Sending;
use crate::{
    diagnostic::human::count,
    error::Error,
    fact::Audience,
    ledger::{DeliveredItem, EffectiveApprovals, Ledger, Sent},
    review::{ClaimSet, CurrentAnswers},
};

/// What a delivery is compared with: the claims and approvals on the date of sending.
pub struct SendingContext<'l> {
    /// The date of sending.
    pub on: NaiveDate,
    /// How messages name this data, as the beginning of a clause: `the data says`.
    pub subject: &'l str,
    /// The claims of this data on that date.
    pub claims: &'l ClaimSet,
    /// The ledgers.
    pub ledger: &'l Ledger,
    /// The approvals in effect on that day, if approved answers are required.
    pub approvals: &'l EffectiveApprovals<'l>,
}

impl SendingContext<'_> {
    /// The ids of the answers in a delivery that differ from those of the data on that date.
    pub fn lapsed(&self, sent: &Sent) -> BTreeSet<String> {
        let answers = CurrentAnswers::new(&self.ledger.approvals, self.claims);
        let differs = |item: &&DeliveredItem| {
            let current = answers.of(sent, item).id.and_then(|id| self.claims.seen_by(&id, sent.audience));
            current.is_none_or(|it| !item.same_wording_as(it))
        };
        let of_library = sent.items.iter().filter(|it| !it.claim.is_custom());
        of_library.filter(differs).map(|it| it.claim.id.clone()).collect()
    }

    /// A note about a delivery whose answers in `lapsed` are no longer valid.
    pub fn note(&self, sent: &Sent, lapsed: &BTreeSet<String>) -> Option<String> {
        let differ = if lapsed.len() == 1 { "differs" } else { "differ" };
        let what = format!(
            "note: {} of `{}` {differ} from what {} for {}",
            count(lapsed.len(), "answer"),
            sent.name,
            self.subject,
            self.on
        );
        (!lapsed.is_empty()).then(|| format!("{what}: {}", listed(lapsed)))
    }

    /// Refuses a delivery with answers that are not approved, or no longer valid, on that date.
    ///
    /// # Errors
    /// There is such an answer.
    pub fn require_approval(&self, found: &Sending, lapsed: &BTreeSet<String>) -> Result<(), Error> {
        let is_approved = |item: &DeliveredItem| {
            let audiences = Audience::ALL.iter().rev().filter(|it| **it <= item.claim.audience);
            let last = audiences
                .filter_map(|it| self.approvals.get(&item.claim.id, *it))
                .find(|it| it.claim.text.is_some());
            last.is_some_and(|it| item.same_wording_as(it.claim))
        };
        let mut unapproved_ids: BTreeSet<String> =
            found.unapproved.iter().chain(&found.own).cloned().collect();
        let library = found.sent.items.iter().filter(|it| !it.claim.is_custom());
        unapproved_ids.extend(library.filter(|it| !is_approved(it)).map(|it| it.claim.id.clone()));
        if !unapproved_ids.is_empty() {
            return Err(unapproved(&found.sent, &unapproved_ids));
        }
        if lapsed.is_empty() {
            return Ok(());
        }
        Err(Error::Rejected {
            message: format!(
                "`{}` does not match what {} for {}: {}",
                found.sent.name,
                self.subject,
                self.on,
                listed(lapsed)
            ),
            help: "answer the file again for that date and send that file, or omit `--require-approved`"
                .into(),
        })
    }
}

/// Refuses a delivery with custom text, whether or not it is already recorded.
///
/// # Errors
/// The delivery contains custom text.
pub fn require_approved_custom_text(found: &Sending) -> Result<(), Error> {
    let unapproved_ids: BTreeSet<String> = found.own.iter().cloned().collect();
    if unapproved_ids.is_empty() { Ok(()) } else { Err(unapproved(&found.sent, &unapproved_ids)) }
}

fn unapproved(sent: &Sent, unapproved_ids: &BTreeSet<String>) -> Error {
    Error::Rejected {
        message: format!("`{}` contains text that is not approved: {}", sent.name, listed(unapproved_ids)),
        help: "approve it (custom text: add it to the library with `factum learn` first) and run `factum \
               answer --require-approved` again, or omit `--require-approved`"
            .into(),
    }
}

fn listed(ids: &BTreeSet<String>) -> String {
    ids.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ")
}
