//! What the vendor sells, and who hosts it.

use super::{
    Kind, Text, Url,
    read::{record, words},
};

words! {
    /// Who runs a product.
    pub enum Host {
        /// The vendor.
        Vendor "vendor",
        /// The customer.
        Customer "customer",
    }
}

record! {
    /// A product; other facts say which products they hold for.
    pub struct Product {
        /// Its name.
        pub name: Text,
        /// Who hosts it.
        pub hosted_by: Host,
        /// What it is, in a phrase that follows "is": `an AI gateway`.
        pub description: Option<Text>,
        /// Where its guide for installing and configuring is found.
        pub guide: Option<Text>,
        /// The guide's address.
        pub guide_url: Option<Url>,
    }
}

impl Kind for Product {
    const NAME: &'static str = "product";
    const FILE: &'static str = "products.yaml";

    fn title(&self) -> Option<&Text> {
        Some(&self.name)
    }

    fn unstated(&self) -> Vec<&'static str> {
        (self.guide.is_some() && self.guide_url.is_none())
            .then_some("the address of its guide")
            .into_iter()
            .collect()
    }
}
