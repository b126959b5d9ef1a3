//! The vendor itself.

use super::{Date, Email, Kind, Number, Text, Url, read::record};

record! {
    /// The vendor: the legal entity that makes these statements.
    pub struct Vendor {
        /// The registered company name.
        pub legal_name: Text,
        /// The name that customers know.
        pub trading_name: Option<Text>,
        /// Its website.
        pub website: Option<Url>,
        /// Its address, in one line.
        pub address: Option<Text>,
        /// Its telephone number.
        pub phone: Option<Text>,
        /// The person who signs for it.
        pub signatory: Option<Signatory>,
        /// Numbers of employees.
        pub headcounts: Vec<Headcount>,
    }
}

record! {
    /// The person who signs for the vendor.
    pub struct Signatory {
        /// The person's name.
        pub name: Text,
        /// The person's job title.
        pub title: Option<Text>,
        /// The person's e-mail address.
        pub email: Option<Email>,
    }
}

record! {
    /// A number of employees.
    pub struct Headcount {
        /// Who is counted: `all`, `security`.
        pub of: Text,
        /// The number.
        pub count: Number,
        /// The date of the count.
        pub counted: Date,
    }
}

impl Kind for Vendor {
    const NAME: &'static str = "vendor";
    const FILE: &'static str = "vendor.yaml";
    const SINGLETON: bool = true;

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
