//! One fact: its id, the common fields, and the fields of its type.

use chrono::NaiveDate;

use super::{
    any_fact::AnyFact,
    datum::Datum,
    envelope::Envelope,
    evidence_files::EvidenceFiles,
    fact_id::FactId,
    happened,
    kind::Kind,
    located::Text,
    read::{Leaf, Record},
};
use crate::diagnostic::Place;

/// One fact: its id, the common fields, and the fields of its type.
#[derive(Debug, Clone)]
pub struct Entry<T> {
    /// Its id.
    pub id: FactId,
    /// Its key in the file.
    pub place: Place,
    /// Its fields in the file, with their places.
    pub fields: Vec<(String, Place)>,
    /// The common fields.
    pub envelope: Envelope,
    /// The fields of its type.
    pub body: T,
}

impl<T: Kind> AnyFact for Entry<T> {
    fn id(&self) -> &FactId {
        &self.id
    }
    fn place(&self) -> Place {
        self.place
    }
    fn fields(&self) -> &[(String, Place)] {
        &self.fields
    }
    fn envelope(&self) -> &Envelope {
        &self.envelope
    }
    fn title(&self) -> Option<&Text> {
        self.body.title()
    }
    fn data(&self, on: NaiveDate, evidence: &EvidenceFiles) -> Vec<(&'static str, Datum)> {
        let mut data = self.body.data();
        happened::remove_future_events(T::NAME, &mut data, on);
        for (name, value) in self.body.derived(on, evidence) {
            // A field may have a different value on this day than in the file.
            match data.iter_mut().find(|(it, _)| *it == name) {
                Some((_, field)) => *field = value,
                None => data.push((name, value)),
            }
        }
        data
    }
    fn leaves<'a>(&'a self, each: &mut dyn FnMut(Leaf<'a>)) {
        self.body.field_leaves(each);
        self.envelope.field_leaves(each);
    }
    fn unstated(&self) -> Vec<&'static str> {
        self.body.unstated()
    }
    fn internal(&self) -> &'static [&'static str] {
        T::INTERNAL
    }
    fn draft(&self) -> bool {
        self.body.draft()
    }
}
