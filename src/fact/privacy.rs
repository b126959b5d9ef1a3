//! What is done with personal data, and with cookies.

use super::{Flag, Kind, Product, Ref, Text, read::record};

record! {
    /// A privacy practice: what a product collects, and what happens with it.
    pub struct Practice {
        /// Its name: `Self-hosted use`.
        pub name: Text,
        /// The personal data that is collected; an empty list says: none.
        pub collects: Option<Vec<Text>>,
        /// Whether personal data is sent to the vendor.
        pub transmits: Option<Flag>,
        /// Why it is collected.
        pub purpose: Option<Text>,
        /// How long it is kept.
        pub retention: Option<Text>,
        /// Where it stays, in words that follow "remains": `within the customer's own infrastructure`.
        pub remains: Option<Text>,
        /// Who gets it; an empty list says: nobody.
        pub third_parties: Option<Vec<Text>>,
        /// Whether it is sold.
        pub sold: Option<Flag>,
        /// The products it holds for.
        pub products: Vec<Ref<Product>>,
    }
}

impl Kind for Practice {
    const NAME: &'static str = "practice";
    const FILE: &'static str = "practices.yaml";

    fn title(&self) -> Option<&Text> {
        Some(&self.name)
    }

    fn unstated(&self) -> Vec<&'static str> {
        let collects_nothing = self.collects.as_ref().is_some_and(Vec::is_empty);
        let fields = [
            (self.collects.is_none(), "collected data"),
            (!collects_nothing && self.retention.is_none(), "retention"),
            (!collects_nothing && self.third_parties.is_none(), "third parties"),
        ];
        fields.into_iter().filter_map(|(open, name)| open.then_some(name)).collect()
    }
}

record! {
    /// A cookie, or a group of cookies of one purpose.
    pub struct Cookie {
        /// Its name: `Admin session`.
        pub name: Text,
        /// What it is for.
        pub purpose: Text,
        /// When it is set, in words that follow "set".
        pub set: Option<Text>,
        /// When it ends, whichever comes first.
        pub ends: Vec<Text>,
        /// Where it is kept: `the user's web browser`.
        pub stored_in: Option<Text>,
        /// Its form: `JWT`.
        pub format: Option<Text>,
        /// Whether the product does not work without it.
        pub essential: Option<Flag>,
        /// Whether another party sets or reads it.
        pub third_party: Option<Flag>,
        /// The only parts that read it.
        pub read_by: Vec<Text>,
        /// What it is not used for.
        pub not_used_for: Vec<Text>,
        /// Whether the vendor reads or shares its data.
        pub vendor_access: Option<Flag>,
        /// Where its data stays, in words that follow "remains".
        pub remains: Option<Text>,
        /// The products that set it.
        pub products: Vec<Ref<Product>>,
    }
}

impl Kind for Cookie {
    const NAME: &'static str = "cookie";
    const FILE: &'static str = "cookies.yaml";

    fn title(&self) -> Option<&Text> {
        Some(&self.name)
    }

    fn unstated(&self) -> Vec<&'static str> {
        self.ends.is_empty().then_some("lifetime").into_iter().collect()
    }
}
