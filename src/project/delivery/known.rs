//! Whether a delivery is already recorded.

use std::collections::HashMap;

use crate::{
    ledger::{DeliveredItem, Sent, name_of},
    review::in_order,
};

/// Whether a delivery is already recorded.
pub enum RecordStatus<'l> {
    /// It is not recorded.
    New,
    /// It is recorded and is the latest for the customer.
    Recorded(&'l Sent),
    /// It is recorded, but different answers were sent since.
    Superseded(&'l Sent),
}

/// Looks for the delivery of the same file of the same questionnaire to the same customer and audience.
pub fn known<'l>(known: &'l [Sent], new: &Sent) -> RecordStatus<'l> {
    let customer = name_of(&new.customer);
    let mut own: Vec<&Sent> = known.iter().filter(|it| name_of(&it.customer) == customer).collect();
    own.sort_by(|a, b| in_order(a, b));
    let digest = |it: &Sent| it.file.as_ref().map(|(_, digest)| digest.clone());
    let is_same = |it: &&Sent| {
        (it.what, it.audience, &it.name, digest(it)) == (new.what, new.audience, &new.name, digest(new))
    };
    let Some(at) = own.iter().rposition(is_same) else { return RecordStatus::New };
    let Some(same) = own.get(at) else { return RecordStatus::New };
    let words: HashMap<&str, &DeliveredItem> =
        same.items.iter().map(|it| (it.claim.id.as_str(), it)).collect();
    let differs = |later: &DeliveredItem| {
        words
            .get(later.claim.id.as_str())
            .is_some_and(|it| !(it.same_wording_as(&later.claim) || later.same_wording_as(&it.claim)))
    };
    let superseded = own.iter().skip(at + 1).flat_map(|it| &it.items).any(differs);
    if superseded { RecordStatus::Superseded(same) } else { RecordStatus::Recorded(same) }
}
