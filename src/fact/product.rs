//! Products and who hosts them.

use super::{
    Kind, Text, Url,
    read::{record, words},
};

words! {
    /// Who hosts a product.
    pub enum Host {
        /// The vendor.
        Vendor "vendor",
        /// The customer.
        Customer "customer",
    }
}

record! {
    /// A product. Other facts refer to the products they apply to.
    pub struct Product {
        /// Its name.
        pub name: Text,
        /// Who hosts it.
        pub hosted_by: Host,
        /// What it is, as a phrase that follows "is": `an AI gateway`.
        pub description: Option<Text>,
        /// The name of its installation and configuration guide.
        pub guide: Option<Text>,
        /// The web address of the guide.
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
        (self.guide.is_some() && self.guide_url.is_none()).then_some("URL of the guide").into_iter().collect()
    }
}
