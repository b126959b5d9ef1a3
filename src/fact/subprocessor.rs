//! Who else handles customers' data.

use chrono::NaiveDate;

use super::{Date, Datum, EvidenceFiles, Kind, Product, Ref, Target, Text, Url, read::record};

record! {
    /// A subprocessor: another company that handles customers' data for the vendor.
    pub struct Subprocessor {
        /// Its name.
        pub name: Text,
        /// What it does for the vendor.
        pub purpose: Text,
        /// Where it does it.
        pub location: Vec<Text>,
        /// Which data it handles.
        pub data: Vec<Text>,
        /// Since when.
        pub since: Option<Date>,
        /// Until when.
        pub until: Option<Date>,
        /// How long ahead customers are told of a change, if not as data/site.yaml says for all: `30 days`, `at least 30 days`.
        pub notice: Option<Target>,
        /// The day on which customers were told of the change that comes next.
        pub notified: Option<Date>,
        /// Its web site.
        pub website: Option<Url>,
        /// The products it is used for.
        pub products: Vec<Ref<Product>>,
    }
}

impl Kind for Subprocessor {
    const NAME: &'static str = "subprocessor";
    const FILE: &'static str = "subprocessors.yaml";
    const DERIVED: &'static [&'static str] = &["standing", "notice_ahead"];

    fn title(&self) -> Option<&Text> {
        Some(&self.name)
    }

    /// `standing`: planned, used or former; `notice_ahead`: when customers are told of a change, in words that follow a verb.
    fn derived(&self, on: NaiveDate, _: &EvidenceFiles) -> Vec<(&'static str, Datum)> {
        let planned = self.since.as_ref().is_some_and(|it| on < it.value);
        let former = self.until.as_ref().is_some_and(|it| on > it.value);
        let word = if planned {
            "planned"
        } else if former {
            "former"
        } else {
            "used"
        };
        let ahead = self.notice.as_ref().map_or(Datum::Absent, |it| Datum::Text(it.ahead()));
        vec![("standing", Datum::Text(word.into())), ("notice_ahead", ahead)]
    }

    fn unstated(&self) -> Vec<&'static str> {
        let fields = [(self.location.is_empty(), "location"), (self.data.is_empty(), "data"), (self.since.is_none(), "start")];
        fields.into_iter().filter_map(|(open, name)| open.then_some(name)).collect()
    }
}
