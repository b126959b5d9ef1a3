//! The vendor's policies.

use chrono::NaiveDate;

use super::{
    Date, Datum, EvidenceFiles, Kind, Text, Url,
    read::{record, words},
};

words! {
    /// Who can get a document.
    pub enum Availability {
        /// Everybody, from the website.
        Published "published",
        /// Those who ask for it.
        OnRequest "on-request",
        /// Those who have signed a non-disclosure agreement.
        UnderNda "under-nda",
        /// Nobody outside.
        Kept "not-shared",
    }
}

record! {
    /// A written policy, with its owner and dates.
    pub struct Policy {
        /// Its name: `Incident Response Policy`.
        pub name: Text,
        /// What it covers, as a phrase.
        pub covers: Option<Text>,
        /// Its version.
        pub version: Option<Text>,
        /// The date of approval.
        pub approved: Option<Date>,
        /// The date by which it must be reviewed next.
        pub next_review: Option<Date>,
        /// Who can get it.
        pub availability: Option<Availability>,
        /// Its web address. Shown to the public and NDA audiences only if
        /// `availability` is `published`.
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

    /// `approved_yet`: whether it has been approved by the effective date; absent if no date of approval is
    /// stated.
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
