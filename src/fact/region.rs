//! Where data is kept.

use super::{Kind, Product, Ref, Text, read::record};

record! {
    /// A data region: places, provider zones, and what separates it from others.
    pub struct Region {
        /// Its name: `United States`.
        pub name: Text,
        /// Where it is.
        pub locations: Vec<Location>,
        /// The regions it shares nothing with.
        pub isolated_from: Vec<Ref<Region>>,
        /// What is kept apart: `data`, `user accounts`.
        pub isolated: Vec<Text>,
        /// The products that offer it.
        pub products: Vec<Ref<Product>>,
    }
}

record! {
    /// One location of a region.
    pub struct Location {
        /// The place: `Frankfurt, Germany`.
        pub place: Text,
        /// The providers there.
        pub providers: Vec<Text>,
        /// The providers' own name for it: `eu-central-1`.
        pub zone: Option<Text>,
    }
}

impl Kind for Region {
    const NAME: &'static str = "region";
    const FILE: &'static str = "regions.yaml";

    fn title(&self) -> Option<&Text> {
        Some(&self.name)
    }

    fn unstated(&self) -> Vec<&'static str> {
        self.locations.is_empty().then_some("locations").into_iter().collect()
    }
}
