//! The fact types: one file per type, listed in [`kinds!`](self).
//!
//! A fact type is a record of [fields](read::Field); its declaration generates the struct, its reader, its JSON Schema
//! and its output for templates and `facts.json`. Nothing here depends on files, the current date, the audience of a build, or wording.

mod address;
mod answer;
mod certification;
mod conflict;
mod contact;
mod datum;
mod envelope;
mod happened;
mod lapse;
mod limits;
mod measure;
mod over;
mod period;
mod policy;
mod privacy;
mod procurement;
mod product;
mod programme;
mod questionnaire;
pub mod read;
mod reference;
mod region;
mod sarif;
mod sarif_reference;
mod scan;
mod scan_result;
pub mod site;
mod source;
mod standing;
mod subprocessor;
mod target;
mod value;
mod vendor;

pub use address::{Email, EvidenceFile, SecureUrl, Url};
pub use answer::{Answer, Verdict, VerdictRule};
pub use certification::{AuditForm, Certification, Milestone, Ownership, Stage, State, StepDays, begins};
pub use conflict::Conflict;
pub use contact::{Contact, ContactRole};
pub use datum::Datum;
pub use envelope::{AcknowledgedCode, Acknowledgement, Audience, Envelope, Review, SourceRef, Valid};
pub use happened::{HAPPENED, Happened, still_to_come};
pub use lapse::Lapse;
pub use limits::LIMITED_TO;
pub use measure::{Measure, Topic};
pub use over::over;
pub use period::Period;
pub use policy::Policy;
pub use privacy::{Cookie, Practice};
pub use procurement::Procurement;
pub use product::{Host, Product};
pub use programme::{Bounty, Channel, Programme};
pub use questionnaire::{Asked, Questionnaire};
pub use reference::{AnyRef, Ref};
pub use region::Region;
pub use scan::{Counts, Outcome, Scan};
pub use source::Source;
pub use standing::Standing;
pub use subprocessor::{CHANGEABLE, Subprocessor, Update};
pub use target::Target;
pub use value::{
    Date, FactId, Flag, ID_HELP, Id, Number, Placed, Template, Text, is_id, parse_date, printable,
};
pub use vendor::Vendor;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::diagnostic::Place;
use read::{FieldShape, Leaf, Reader, Record};

/// A record that is a fact type.
pub trait Kind: Record {
    /// Its name in ids: `certification` in `certification/soc2-type-2`.
    const NAME: &'static str;
    /// Its file: `data/certifications.yaml`. A folder of that name without the ending is read too.
    const FILE: &'static str;
    /// Whether there can be only one, so that the file is the entry itself.
    const ONE: bool = false;
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
    /// What a reader would expect and is not stated.
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

/// The files in `data/evidence/` that facts name, by path.
#[derive(Debug, Clone, Default)]
pub struct EvidenceFiles {
    /// The files that exist.
    pub present: BTreeSet<String>,
    /// The counts of the scan results among them, by file and tool, or why a file cannot be read as a result of the tool.
    pub results: BTreeMap<(String, String), Result<Counts, String>>,
}

/// One fact: its id, the common fields, and the fields of its type.
#[derive(Debug, Clone)]
pub struct Entry<T> {
    /// Its name.
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

/// An entry of any fact type.
pub trait AnyFact {
    /// Its name.
    fn id(&self) -> &FactId;
    /// Its key in the file.
    fn place(&self) -> Place;
    /// Its fields in the file, with their places.
    fn fields(&self) -> &[(String, Place)];
    /// The common fields.
    fn envelope(&self) -> &Envelope;
    /// Its display name.
    fn title(&self) -> Option<&Text>;
    /// Its own fields and the derived values for a day.
    fn data(&self, on: NaiveDate, evidence: &EvidenceFiles) -> Vec<(&'static str, Datum)>;
    /// Visits every text and reference of its own fields and of its envelope.
    fn leaves<'a>(&'a self, each: &mut dyn FnMut(Leaf<'a>));
    /// What a reader would expect and is not stated.
    fn unstated(&self) -> Vec<&'static str>;
    /// Its fields that only the internal audience sees.
    fn internal(&self) -> &'static [&'static str];
    /// Whether it is a draft, which is never published.
    fn draft(&self) -> bool;
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
        happened::forget_what_is_to_come(T::NAME, &mut data, on);
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

/// One row of the table of fact types.
pub struct KindInfo {
    /// The name in ids.
    pub name: &'static str,
    /// The file in `data/`.
    pub file: &'static str,
    /// Whether the file is the entry itself.
    pub one: bool,
    /// Its description.
    pub about: &'static str,
    /// The audience of an entry that states none, for types that are never meant for others.
    pub audience: Option<Audience>,
    /// The names of the derived values.
    pub derived: &'static [&'static str],
    /// The names of the fields that only the internal audience sees.
    pub internal: &'static [&'static str],
    /// Its own fields.
    pub shapes: fn() -> Vec<FieldShape>,
    /// Reads one entry into [`Facts`].
    pub read: fn(&mut Facts, RawEntry, &mut Reader),
}

/// An entry before its fields are read.
pub struct RawEntry<'n> {
    /// Its name.
    pub id: FactId,
    /// Its key in the file.
    pub place: Place,
    /// Its map.
    pub node: &'n crate::yaml::Node,
    /// The `defaults` of the file.
    pub defaults: &'n Envelope,
}

/// Reads an entry of type `T`; an entry with an invalid field is reported and left out.
fn read_entry<T: Kind>(raw: RawEntry, reader: &mut Reader) -> Option<Entry<T>> {
    let mut map = reader.map(raw.node, raw.place, &[T::KEYS, Envelope::KEYS])?;
    let body = T::read_fields(&mut map);
    let mut envelope = Envelope::read_fields(&mut map)?.or(raw.defaults);
    let body = body?;
    if body.internal() {
        envelope.audience = Some(Audience::Internal);
    }
    let crate::yaml::Value::Map(entries) = &raw.node.value else { return None };
    let fields = entries.iter().map(|(key, node)| (key.text.clone(), node.place)).collect();
    Some(Entry { id: raw.id, place: raw.place, fields, envelope, body })
}

macro_rules! kinds {
    ($($field:ident: $kind:ty,)*) => {
        /// All facts, one list per type, in the order of the files.
        #[derive(Debug, Clone, Default)]
        pub struct Facts {
            $(#[doc = concat!("Every `", stringify!($kind), "`.")] pub $field: Vec<Entry<$kind>>,)*
            /// The settings of `data/site.yaml`.
            pub site: site::Site,
            /// The evidence files.
            pub evidence: EvidenceFiles,
            /// The security.txt files in `out/`, if the command reads them.
            pub published: Vec<site::PublishedSecurityTxt>,
        }

        /// The table of fact types.
        pub const KINDS: &[KindInfo] = &[$(KindInfo {
            name: <$kind as Kind>::NAME,
            file: <$kind as Kind>::FILE,
            one: <$kind as Kind>::ONE,
            about: <$kind as Record>::ABOUT,
            audience: <$kind as Kind>::AUDIENCE,
            derived: <$kind as Kind>::DERIVED,
            internal: <$kind as Kind>::INTERNAL,
            shapes: <$kind as Record>::field_shapes,
            read: |facts, raw, reader| facts.$field.extend(read_entry(raw, reader)),
        }),*];

        impl Facts {
            /// Every fact of every type.
            pub fn all(&self) -> impl Iterator<Item = &dyn AnyFact> {
                std::iter::empty()$(.chain(self.$field.iter().map(|it| it as &dyn AnyFact)))*
            }
        }
    };
}

kinds! {
    vendor: Vendor,
    products: Product,
    certifications: Certification,
    regions: Region,
    subprocessors: Subprocessor,
    measures: Measure,
    practices: Practice,
    cookies: Cookie,
    programme: Programme,
    scans: Scan,
    procurement: Procurement,
    policies: Policy,
    contacts: Contact,
    answers: Answer,
    questionnaires: Questionnaire,
    sources: Source,
    conflicts: Conflict,
}
