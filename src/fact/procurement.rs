//! How the vendor's products are bought.

use super::{Kind, Product, Ref, Text, Url, read::record};

record! {
    /// A way to buy: an invoice, a marketplace.
    pub struct Procurement {
        /// Its name: `AWS Marketplace`.
        pub name: Text,
        /// What one should know of it.
        pub note: Option<Text>,
        /// Where it is found.
        pub url: Option<Url>,
        /// The products it is offered for.
        pub products: Vec<Ref<Product>>,
    }
}

impl Kind for Procurement {
    const NAME: &'static str = "procurement";
    const FILE: &'static str = "procurement.yaml";

    fn title(&self) -> Option<&Text> {
        Some(&self.name)
    }
}
