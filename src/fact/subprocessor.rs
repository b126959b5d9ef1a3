//! Subprocessors and their dated changes.

use chrono::NaiveDate;

use super::{
    Date, Datum, EvidenceFiles, Kind, Product, PromisedDuration, Ref, Text, Url,
    read::{Record, record, words},
};

record! {
    /// A subprocessor: another company that processes customers' data for the vendor.
    pub struct Subprocessor {
        /// Its name.
        pub name: Text,
        /// What it does for the vendor.
        pub purpose: Text,
        /// The locations where it processes data.
        pub location: Vec<Text>,
        /// The data it processes.
        pub data: Vec<Text>,
        /// The first day on which it is used.
        pub since: Option<Date>,
        /// The last day on which it is used.
        pub until: Option<Date>,
        /// How long before a change customers are notified: `30 days`, `at least 30 days`. Overrides
        /// data/site.yaml.
        pub notice: Option<PromisedDuration>,
        /// The day on which customers were notified of the next change.
        pub notified: Option<Date>,
        /// Dated changes of its purpose, location or data. The entry's own `purpose`, `location` and `data`
        /// are the values before them.
        pub changes: Vec<DatedChange>,
        /// Its website.
        pub website: Option<Url>,
        /// The ids of the products it is used for.
        pub products: Vec<Ref<Product>>,
    }
}

record! {
    /// A dated change of a subprocessor. Fields that it does not state stay as they were.
    pub struct DatedChange {
        /// The first day on which the change applies.
        pub from: Date,
        /// What the subprocessor does from that day on.
        pub purpose: Option<Text>,
        /// The locations from that day on.
        pub location: Vec<Text>,
        /// The data it processes from that day on.
        pub data: Vec<Text>,
        /// The day on which customers were notified of this change.
        pub notified: Option<Date>,
    }
}

/// The fields that a change may set; the value in the file stays available under `stated_` and the name.
pub const CHANGEABLE: [&str; 3] = ["purpose", "location", "data"];

impl Subprocessor {
    /// The changes with their positions in the list, by date; without those after its last day.
    pub fn updates(&self) -> Vec<(usize, &DatedChange)> {
        let last = self.until.as_ref().map(|it| it.value);
        let comes = |it: &DatedChange| last.is_none_or(|last| it.from.value <= last);
        let mut updates: Vec<_> = self.changes.iter().enumerate().filter(|(_, it)| comes(it)).collect();
        updates.sort_by_key(|(_, it)| it.from.value);
        updates
    }

    /// The values of the changeable fields after all changes up to `day`.
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

/// Whether a value is stated.
fn is_stated(value: &Datum) -> bool {
    !matches!(value, Datum::Absent) && !matches!(value, Datum::List(items) if items.is_empty())
}

words! {
    /// Whether a subprocessor is used on a day.
    pub enum Usage {
        /// Not yet.
        Planned "planned" Open,
        /// Used.
        Used "used",
        /// No longer.
        Former "former",
    }
}

impl Kind for Subprocessor {
    const NAME: &'static str = "subprocessor";
    const FILE: &'static str = "subprocessors.yaml";
    const DERIVED: &'static [&'static str] =
        &["standing", "notice_ahead", "coming", "stated_purpose", "stated_location", "stated_data"];

    fn title(&self) -> Option<&Text> {
        Some(&self.name)
    }

    /// `standing`: planned, used or former; `notice_ahead`: when customers are notified of a change, as words
    /// that follow a verb; `coming`: the changes after the day; and the changed fields, which replace the
    /// values in the file.
    fn derived(&self, on: NaiveDate, _: &EvidenceFiles) -> Vec<(&'static str, Datum)> {
        let planned = self.since.as_ref().is_some_and(|it| on < it.value);
        let former = self.until.as_ref().is_some_and(|it| on > it.value);
        let usage = if planned {
            Usage::Planned
        } else if former {
            Usage::Former
        } else {
            Usage::Used
        };
        let ahead = self.notice.as_ref().map_or(Datum::Absent, |it| Datum::Text(it.ahead()));
        let coming = self
            .updates()
            .into_iter()
            .filter(|(_, it)| it.from.value > on)
            .map(|(_, it)| Datum::Map(it.data()));
        let coming = Datum::List(coming.collect());
        let mut derived = vec![("standing", usage.into()), ("notice_ahead", ahead), ("coming", coming)];
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
            (self.data.is_empty(), "data processed (`data`)"),
            (self.since.is_none(), "start date (`since`)"),
        ];
        fields.into_iter().filter_map(|(open, name)| open.then_some(name)).collect()
    }
}
