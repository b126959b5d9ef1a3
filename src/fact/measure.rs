//! Security measures.

use super::{
    Kind, Product, Ref, Text,
    read::{record, words},
};

words! {
    /// The topic of a security measure.
    pub enum Topic {
        /// Encryption and keys.
        Encryption "encryption",
        /// Authentication and authorisation.
        AccessControl "access-control",
        /// Logs and monitoring.
        Logging "logging",
        /// Network security.
        Network "network",
        /// Software development.
        Development "development",
        /// Data that a product sends to the vendor.
        Telemetry "telemetry",
        /// Finding and fixing vulnerabilities.
        Vulnerability "vulnerability-management",
        /// Policies, roles and management systems.
        Governance "governance",
        /// Handling of security incidents.
        Incident "incident-response",
        /// Availability, backups and recovery.
        Continuity "business-continuity",
        /// Retention, return and deletion of data.
        Data "data-protection",
        /// Servers, images and hosting.
        Infrastructure "infrastructure",
        /// Employees and training.
        People "people",
        /// Physical security.
        Physical "physical",
        /// Suppliers and vendors.
        Supplier "suppliers",
    }
}

record! {
    /// A security measure.
    pub struct Measure {
        /// Its name: `Single sign-on`.
        pub name: Text,
        /// Its topic.
        pub topic: Topic,
        /// What is done, as one complete sentence.
        pub statement: Text,
        /// A list of what the statement refers to, such as providers or methods.
        pub details: Vec<Text>,
        /// The ids of the products it applies to. If left out, all.
        pub products: Vec<Ref<Product>>,
        /// Controls of frameworks: `ISO/IEC 27001:2022 A.8.24`.
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
