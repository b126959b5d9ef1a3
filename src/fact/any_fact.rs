//! A fact of any type.

use chrono::NaiveDate;

use super::{
    datum::Datum, envelope::Envelope, evidence_files::EvidenceFiles, fact_id::FactId, located::Text,
    read::Leaf,
};
use crate::diagnostic::Place;

/// An entry of any fact type.
pub trait AnyFact: Sync {
    /// Its id.
    fn id(&self) -> &FactId;
    /// Its key in the file.
    fn place(&self) -> Place;
    /// Its fields in the file, with their places.
    fn fields(&self) -> &[(String, Place)];
    /// The common fields.
    fn envelope(&self) -> &Envelope;
    /// Its display name.
    fn title(&self) -> Option<&Text>;
    /// Its own fields and its derived values on a day.
    fn data(&self, on: NaiveDate, evidence: &EvidenceFiles) -> Vec<(&'static str, Datum)>;
    /// Visits every text and reference of its own fields and of its envelope.
    fn leaves<'a>(&'a self, each: &mut dyn FnMut(Leaf<'a>));
    /// Fields that a reader would expect and that are not stated.
    fn unstated(&self) -> Vec<&'static str>;
    /// Its fields that only the internal audience sees.
    fn internal(&self) -> &'static [&'static str];
    /// Whether it is a draft, which is never published.
    fn draft(&self) -> bool;
}
