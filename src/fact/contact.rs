//! Whom to write to.

use super::{
    Email, Flag, Kind, SecureUrl, Text,
    read::{record, words},
};

words! {
    /// What a contact is for.
    pub enum ContactRole {
        /// A security incident.
        Incident "security-incident",
        /// A weakness found.
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
        /// What it is for.
        pub roles: Vec<ContactRole>,
        /// A person's or team's name.
        pub name: Option<Text>,
        /// Its e-mail address.
        pub email: Option<Email>,
        /// Its telephone number.
        pub phone: Option<Text>,
        /// Its web form.
        pub url: Option<SecureUrl>,
        /// Whether it is the one to write to first; one a role.
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
        let fields = [(self.roles.is_empty(), "what it is for (`roles`)"), (unreachable, "address")];
        fields.into_iter().filter_map(|(open, name)| open.then_some(name)).collect()
    }
}
