//! The vendor itself: who signs, where it is found.

use super::{Date, Email, Kind, Number, Text, Url, read::record};

record! {
    /// The vendor: the legal entity that makes these statements.
    pub struct Vendor {
        /// The name in the register of companies.
        pub legal_name: Text,
        /// The name its customers know.
        pub trading_name: Option<Text>,
        /// Its web site.
        pub website: Option<Url>,
        /// Its address, in one line.
        pub address: Option<Text>,
        /// Its telephone number.
        pub phone: Option<Text>,
        /// Who signs for it.
        pub signatory: Option<Signatory>,
        /// How many people do what.
        pub headcounts: Vec<Headcount>,
    }
}

record! {
    /// Who signs for the vendor.
    pub struct Signatory {
        /// The person's name.
        pub name: Text,
        /// The person's title.
        pub title: Option<Text>,
        /// The person's e-mail address.
        pub email: Option<Email>,
    }
}

record! {
    /// How many people do what.
    pub struct Headcount {
        /// What they do: `all`, `security`.
        pub of: Text,
        /// How many they are.
        pub count: Number,
        /// The day it was counted.
        pub counted: Date,
    }
}

impl Kind for Vendor {
    const NAME: &'static str = "vendor";
    const FILE: &'static str = "vendor.yaml";
    const ONE: bool = true;

    fn title(&self) -> Option<&Text> {
        self.trading_name.as_ref().or(Some(&self.legal_name))
    }

    fn unstated(&self) -> Vec<&'static str> {
        let website = self.website.is_none().then_some("website");
        let title =
            self.signatory.as_ref().is_some_and(|it| it.title.is_none()).then_some("signatory's title");
        website.into_iter().chain(title).collect()
    }
}
