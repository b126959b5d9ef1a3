//! Who else handles customers' data.

use chrono::NaiveDate;

use super::{
    Date, Datum, EvidenceFiles, Kind, Product, Ref, Target, Text, Url,
    read::{Record, record},
};

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
        /// What it does, where, or with which data, from a later day on: `purpose`, `location` and `data` say what held before.
        pub changes: Vec<Update>,
        /// Its web site.
        pub website: Option<Url>,
        /// The products it is used for.
        pub products: Vec<Ref<Product>>,
    }
}

record! {
    /// What changes at a subprocessor on a day; what it does not state stays as it was.
    pub struct Update {
        /// The first day on which it holds.
        pub from: Date,
        /// What the subprocessor does from then on.
        pub purpose: Option<Text>,
        /// Where it does it from then on.
        pub location: Vec<Text>,
        /// Which data it handles from then on.
        pub data: Vec<Text>,
        /// The day on which customers were told of this change.
        pub notified: Option<Date>,
    }
}

/// The fields that a change may state anew; the value that is written stays under `stated_` and the name.
pub const CHANGEABLE: [&str; 3] = ["purpose", "location", "data"];

impl Subprocessor {
    /// The changes with their places in the list, by day. What would change after its last day does not.
    pub fn updates(&self) -> Vec<(usize, &Update)> {
        let last = self.until.as_ref().map(|it| it.value);
        let comes = |it: &Update| last.is_none_or(|last| it.from.value <= last);
        let mut updates: Vec<_> = self.changes.iter().enumerate().filter(|(_, it)| comes(it)).collect();
        updates.sort_by_key(|(_, it)| it.from.value);
        updates
    }

    /// What holds of the fields that may change after the changes until `day`.
    pub fn as_of(&self, day: NaiveDate) -> Vec<(&'static str, Datum)> {
        let mut values: Vec<_> =
            self.data().into_iter().filter(|(name, _)| CHANGEABLE.contains(name)).collect();
        for (_, update) in self.updates().into_iter().filter(|(_, it)| it.from.value <= day) {
            for (name, new) in update.data().into_iter().filter(|(_, it)| is_stated(it)) {
                values.iter_mut().filter(|(it, _)| *it == name).for_each(|(_, value)| *value = new.clone());
            }
        }
        values
    }
}

/// Whether a value says anything.
fn is_stated(value: &Datum) -> bool {
    !matches!(value, Datum::Absent) && !matches!(value, Datum::List(items) if items.is_empty())
}

impl Kind for Subprocessor {
    const NAME: &'static str = "subprocessor";
    const FILE: &'static str = "subprocessors.yaml";
    const DERIVED: &'static [&'static str] =
        &["standing", "notice_ahead", "coming", "stated_purpose", "stated_location", "stated_data"];

    fn title(&self) -> Option<&Text> {
        Some(&self.name)
    }

    /// `standing`: planned, used or former; `notice_ahead`: when customers are told of a change, in words that follow a verb;
    /// `coming`: the changes after the day; what a change has stated anew until then, in the place of what is written.
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
        let coming = self
            .updates()
            .into_iter()
            .filter(|(_, it)| it.from.value > on)
            .map(|(_, it)| Datum::Map(it.data()));
        let coming = Datum::List(coming.collect());
        let mut derived =
            vec![("standing", Datum::Text(word.into())), ("notice_ahead", ahead), ("coming", coming)];
        let written = self.data();
        for (name, value) in self.as_of(on) {
            let before = written.iter().find(|(it, _)| *it == name).map(|(_, it)| it);
            let kept = Self::DERIVED.iter().find(|it| it.strip_prefix("stated_") == Some(name));
            if let (Some(before), Some(kept)) = (before.filter(|it| **it != value), kept) {
                derived.extend([(*kept, before.clone()), (name, value)]);
            }
        }
        derived
    }

    fn unstated(&self) -> Vec<&'static str> {
        let fields = [
            (self.location.is_empty(), "location"),
            (self.data.is_empty(), "data"),
            (self.since.is_none(), "start"),
        ];
        fields.into_iter().filter_map(|(open, name)| open.then_some(name)).collect()
    }
}
