//! Privacy practices and cookies.

use super::{Flag, Kind, Product, Ref, Text, read::record};

record! {
    /// A privacy practice: what personal data a product collects, and how it is used.
    pub struct Practice {
        /// Its name: `Self-hosted use`.
        pub name: Text,
        /// The personal data that is collected. An empty list states that none is.
        pub collects: Option<Vec<Text>>,
        /// Whether personal data is sent to the vendor.
        pub transmits: Option<Flag>,
        /// Why the data is collected.
        pub purpose: Option<Text>,
        /// How long the data is kept.
        pub retention: Option<Text>,
        /// Where the personal data remains, in words that follow "remains": `within the customer's own
        /// infrastructure`.
        pub remains: Option<Text>,
        /// The recipients of the personal data, including subprocessors. An empty list
        /// states that there are none.
        pub third_parties: Option<Vec<Text>>,
        /// Whether the data is sold.
        pub sold: Option<Flag>,
        /// The ids of the products it applies to.
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
            (self.collects.is_none(), "collected data (`collects`)"),
            (!collects_nothing && self.retention.is_none(), "retention"),
            (!collects_nothing && self.third_parties.is_none(), "recipients (`third_parties`)"),
        ];
        fields.into_iter().filter_map(|(open, name)| open.then_some(name)).collect()
    }
}

record! {
    /// A cookie, or a group of cookies with the same purpose.
    pub struct Cookie {
        /// Its name: `Admin session`.
        pub name: Text,
        /// What it is used for.
        pub purpose: Text,
        /// When it is set, in words that follow "set".
        pub set: Option<Text>,
        /// The events or times at which it expires, in words that follow "expires".
        pub ends: Vec<Text>,
        /// Where it is stored: `the user's web browser`.
        pub stored_in: Option<Text>,
        /// Its format: `JWT`.
        pub format: Option<Text>,
        /// Whether it is strictly necessary to provide the service that the user has requested.
        pub essential: Option<Flag>,
        /// Whether a third party sets or reads it.
        pub third_party: Option<Flag>,
        /// The only components that read it.
        pub read_by: Vec<Text>,
        /// What it is not used for.
        pub not_used_for: Vec<Text>,
        /// Whether the vendor reads or shares the data in it. If it does so for one purpose only, `no`, with
        /// the purpose in `vendor_access_for`.
        pub vendor_access: Option<Flag>,
        /// The purpose for which the vendor reads or shares it. With `vendor_access: no`, the one exception:
        /// the sentence then says "for any purpose other than", and does not say that the vendor does so for
        /// this one.
        pub vendor_access_for: Option<Text>,
        /// Where the data in it remains, in words that follow "remains".
        pub remains: Option<Text>,
        /// The ids of the products that set it.
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
        self.ends.is_empty().then_some("lifetime (`ends`)").into_iter().collect()
    }
}
