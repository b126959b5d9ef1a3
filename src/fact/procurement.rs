//! Ways to buy the vendor's products.

use super::{Kind, Product, Ref, Text, Url, read::record};

record! {
    /// A way to buy the product: an invoice, a marketplace.
    pub struct PurchaseChannel {
        /// Its name: `AWS Marketplace`.
        pub name: Text,
        /// A remark.
        pub note: Option<Text>,
        /// Its web address.
        pub url: Option<Url>,
        /// The ids of the products it is offered for.
        pub products: Vec<Ref<Product>>,
    }
}

impl Kind for PurchaseChannel {
    const NAME: &'static str = "procurement";
    const FILE: &'static str = "procurement.yaml";

    fn title(&self) -> Option<&Text> {
        Some(&self.name)
    }
}
