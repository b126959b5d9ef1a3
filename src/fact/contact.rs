//! Contacts.

use super::{
    Email, Flag, Kind, SecureUrl, Text,
    read::{record, words},
};

words! {
    /// The purpose of a contact.
    pub enum ContactRole {
        /// Security incidents.
        Incident "security-incident",
        /// Reports of a vulnerability.
        Vulnerability "vulnerability-report",
        /// Questions about security.
        Security "security-questions",
        /// Questions about privacy.
        Privacy "privacy",
        /// Legal notices and contracts.
        Legal "legal",
        /// Sales and procurement.
        Sales "sales",
        /// Help with the product.
        Support "support",
    }
}

record! {
    /// A contact.
    pub struct Contact {
        /// The purposes of the contact.
        pub roles: Vec<ContactRole>,
        /// The name of a person or team.
        pub name: Option<Text>,
        /// Its e-mail address.
        pub email: Option<Email>,
        /// Its telephone number.
        pub phone: Option<Text>,
        /// The address of its web form.
        pub url: Option<SecureUrl>,
        /// Whether it is the primary contact for its roles. One per role.
        pub primary: Option<Flag>,
    }
}

impl Kind for Contact {
    const NAME: &'static str = "contact";
    const FILE: &'static str = "contacts.yaml";

    fn title(&self) -> Option<&Text> {
        self.name.as_ref().or(self.email.as_ref().map(|it| &it.0))
    }

    fn unstated(&self) -> Vec<&'static str> {
        let unreachable = self.email.is_none() && self.phone.is_none() && self.url.is_none();
        let fields =
            [(self.roles.is_empty(), "what it is for (`roles`)"), (unreachable, "`email`, `phone` or `url`")];
        fields.into_iter().filter_map(|(open, name)| open.then_some(name)).collect()
    }
}
