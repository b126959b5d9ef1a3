//! What the vendor does for security.

use super::{
    Kind, Product, Ref, Text,
    read::{record, words},
};

words! {
    /// The field of security that a measure belongs to.
    pub enum Topic {
        /// Encryption and keys.
        Encryption "encryption",
        /// Who gets in, and how.
        AccessControl "access-control",
        /// What is recorded.
        Logging "logging",
        /// Networks and addresses.
        Network "network",
        /// How software is made.
        Development "development",
        /// What a product sends home.
        Telemetry "telemetry",
        /// Finding and mending weaknesses.
        Vulnerability "vulnerability-management",
        /// Rules, roles and systems of management.
        Governance "governance",
        /// What happens when something happens.
        Incident "incident-response",
        /// Going on in spite of trouble.
        Continuity "business-continuity",
        /// Keeping, returning and deleting data.
        Data "data-protection",
        /// Machines, images and hosts.
        Infrastructure "infrastructure",
        /// People.
        People "people",
        /// Buildings.
        Physical "physical",
        /// Suppliers.
        Supplier "suppliers",
    }
}

record! {
    /// A security measure.
    pub struct Measure {
        /// Its name: `Single sign-on`.
        pub name: Text,
        /// The field of security it belongs to.
        pub topic: Topic,
        /// What is done, as one whole sentence.
        pub statement: Text,
        /// What the sentence refers to, one by one: providers, methods.
        pub details: Vec<Text>,
        /// The products it holds for; none means all.
        pub products: Vec<Ref<Product>>,
        /// Ids in frameworks: `iso-27001 A.8.24`.
        pub references: Vec<Text>,
    }
}

impl Kind for Measure {
    const NAME: &'static str = "measure";
    const FILE: &'static str = "measures.yaml";

    fn title(&self) -> Option<&Text> {
        Some(&self.name)
    }
}
