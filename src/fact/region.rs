//! Data regions.

use super::{Kind, Product, Ref, Text, read::record};

record! {
    /// A data region: its locations, and how it is isolated from other regions.
    pub struct Region {
        /// Its name: `United States`.
        pub name: Text,
        /// Its locations.
        pub locations: Vec<Location>,
        /// The ids of the regions it is isolated from.
        pub isolated_from: Vec<Ref<Region>>,
        /// What is isolated: `data`, `user accounts`.
        pub isolated: Vec<Text>,
        /// The locations of this region that are isolated; if left out, all.
        pub isolated_at: Vec<Text>,
        /// The ids of the products that offer it.
        pub products: Vec<Ref<Product>>,
    }
}

record! {
    /// One location of a region.
    pub struct Location {
        /// The place: `Frankfurt, Germany`.
        pub place: Text,
        /// The hosting providers there.
        pub providers: Vec<Text>,
        /// The provider's name for the zone: `eu-central-1`.
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
