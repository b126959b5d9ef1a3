//! Whether answers that were delivered would be given again by the present libraries.

use std::{
    collections::{BTreeMap, btree_map::Entry},
    rc::Rc,
};

use super::{repository::Project, stopped::Stopped};
use crate::{
    answer::{Library, NotGivenAgain},
    document::Publication,
    fact::Audience,
    ledger::{DeliveredItem, Sent},
};

/// The present libraries for the audiences of deliveries.
pub struct PublicationsByAudience(BTreeMap<Audience, Rc<Publication>>);

/// The libraries of these audiences.
pub struct LibrariesNow<'a>(BTreeMap<Audience, Library<'a>>);

impl PublicationsByAudience {
    /// The present libraries for the audiences of these deliveries.
    ///
    /// # Errors
    /// The data has errors.
    pub fn of<'s>(project: &Project, sent: impl Iterator<Item = &'s Sent>) -> Result<Self, Stopped> {
        let mut given = BTreeMap::new();
        for it in sent {
            if let Entry::Vacant(new) = given.entry(it.audience) {
                new.insert(project.publication_for_answers(it.audience)?);
            }
        }
        Ok(Self(given))
    }

    /// Their libraries.
    ///
    /// # Errors
    /// The data has errors.
    pub fn libraries<'a>(&'a self, project: &'a Project) -> Result<LibrariesNow<'a>, Stopped> {
        let libraries = self.0.iter().map(|(audience, it)| Ok((*audience, project.library(it, &[])?)));
        Ok(LibrariesNow(libraries.collect::<Result<_, Stopped>>()?))
    }
}

impl LibrariesNow<'_> {
    /// Why the answer with an id would not be given again to a question of a delivery.
    pub fn not_again(&self, sent: &Sent, item: &DeliveredItem, id: &str) -> Option<NotGivenAgain> {
        self.0.get(&sent.audience)?.not_again(sent, item, id)
    }
}
