//! The trait of records that are fact types.

use chrono::NaiveDate;

use super::{audience::Audience, datum::Datum, evidence_files::EvidenceFiles, located::Text, read::Record};

/// A record that is a fact type.
pub trait Kind: Sync + Record {
    /// Its name in ids: `certification` in `certification/soc2-type-2`.
    const NAME: &'static str;
    /// Its file: `data/certifications.yaml`. A folder of that name without the ending is read too.
    const FILE: &'static str;
    /// Whether there can be only one, so that the file is the entry itself.
    const SINGLETON: bool = false;
    /// The audience of an entry that states none, for types that are never meant for others.
    const AUDIENCE: Option<Audience> = None;
    /// The display name of an entry.
    fn title(&self) -> Option<&Text> {
        None
    }
    /// The names of the [`derived`](Self::derived) values.
    const DERIVED: &'static [&'static str] = &[];
    /// Values derived from the fields, the date and the evidence; output together with the fields.
    fn derived(&self, on: NaiveDate, evidence: &EvidenceFiles) -> Vec<(&'static str, Datum)> {
        let _ = (on, evidence);
        vec![]
    }
    /// Fields that a reader would expect and that are not stated.
    fn unstated(&self) -> Vec<&'static str> {
        vec![]
    }
    /// Its fields that only the internal audience sees.
    const INTERNAL: &'static [&'static str] = &[];
    /// Whether it is a draft, which is never published.
    fn draft(&self) -> bool {
        false
    }
    /// Whether only the internal audience sees it, whatever audience it states.
    fn internal(&self) -> bool {
        false
    }
}
