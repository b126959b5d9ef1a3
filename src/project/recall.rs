//! What was delivered to a customer.

use std::collections::BTreeMap;

use super::{again::PublicationsByAudience, repository::Project, stopped::Stopped};
use crate::{
    document::Document,
    error::Error,
    ledger::{DeliveredItem, Sent, known_customer, name_of},
    review::{CurrentAnswers, delivered_claims, recall},
};

impl Project<'_> {
    /// What was delivered to a customer, and what of it no longer holds. With a wider audience, only
    /// deliveries to that audience are shown.
    ///
    /// # Errors
    /// The data has errors, or there is no such customer.
    pub fn recall(&self, customer: &str) -> Result<Document, Stopped> {
        let (audiences, ledger, claims) =
            (self.inputs.audiences(), &self.loaded.ledger, &self.claims()?.claims);
        let sent: Vec<_> = ledger.sent.iter().filter(|it| audiences.contains(&it.audience)).collect();
        let names: BTreeMap<String, &str> =
            sent.iter().map(|it| (name_of(&it.customer), it.customer.as_str())).collect();
        let name = known_customer(&names, customer).map_err(|error| self.only_withdrawn(customer, error))?;
        let given = PublicationsByAudience::of(
            self,
            sent.iter().copied().filter(|it| name_of(&it.customer) == name),
        )?;
        let libraries = given.libraries(self)?;
        let not_again = |sent: &Sent, item: &DeliveredItem, id: &str| libraries.not_again(sent, item, id);
        let answers = CurrentAnswers::new(&ledger.approvals, claims);
        let delivered = delivered_claims(sent, claims, &answers, &not_again, Some(&name));
        Ok(recall(names.get(&name).copied().unwrap_or_default(), self.inputs.on, &delivered))
    }

    /// The error that a customer is unknown, or that every delivery to the customer was withdrawn.
    fn only_withdrawn(&self, customer: &str, error: Error) -> Error {
        let audiences = self.inputs.audiences();
        let withdrawn = self.loaded.ledger.withdrawn.iter().filter(|it| audiences.contains(&it.audience));
        let wanted = name_of(customer);
        let name =
            withdrawn.map(|it| &it.customer).find(|it| !wanted.is_empty() && name_of(it).contains(&wanted));
        let Some(name) = name else { return error };
        let message = format!("all delivery records of `{}` were withdrawn", name.escape_debug());
        Error::Rejected { message, help: "the records and their withdrawals are in `data/sent`".into() }
    }
}
