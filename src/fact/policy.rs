//! The vendor's written rules.

use chrono::NaiveDate;

use super::{
    Date, Datum, EvidenceFiles, Kind, Text, Url,
    read::{record, words},
};

words! {
    /// Who gets a document.
    pub enum Availability {
        /// Anybody, from the web.
        Published "published",
        /// Who asks.
        OnRequest "on-request",
        /// Who has signed a non-disclosure agreement.
        UnderNda "under-nda",
        /// Nobody outside.
        Kept "not-shared",
    }
}

record! {
    /// A policy: a written rule, with its owner and dates.
    pub struct Policy {
        /// Its name: `Incident Response Policy`.
        pub name: Text,
        /// What it rules, in a phrase.
        pub covers: Option<Text>,
        /// Its version.
        pub version: Option<Text>,
        /// The day it was approved.
        pub approved: Option<Date>,
        /// The day by which it is looked at again.
        pub next_review: Option<Date>,
        /// Who gets it.
        pub availability: Option<Availability>,
        /// Where it is published. The address of a policy that is not `published` stays within the vendor.
        pub url: Option<Url>,
    }
}

impl Kind for Policy {
    const NAME: &'static str = "policy";
    const FILE: &'static str = "policies.yaml";
    const DERIVED: &'static [&'static str] = &["approved_yet"];

    fn title(&self) -> Option<&Text> {
        Some(&self.name)
    }

    /// `approved_yet`: whether the day of approval has come; absent where no day is stated.
    fn derived(&self, on: NaiveDate, _: &EvidenceFiles) -> Vec<(&'static str, Datum)> {
        let yet = self.approved.as_ref().map_or(Datum::Absent, |it| Datum::Flag(it.value <= on));
        vec![("approved_yet", yet)]
    }

    fn unstated(&self) -> Vec<&'static str> {
        let fields = [
            (self.version.is_none(), "version"),
            (self.approved.is_none(), "approval date"),
            (self.next_review.is_none(), "next review"),
        ];
        fields.into_iter().filter_map(|(open, name)| open.then_some(name)).collect()
    }
}
