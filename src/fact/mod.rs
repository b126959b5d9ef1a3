//! What is true of the vendor: one file a kind, one line a kind in [`kinds!`](self).
//!
//! A kind is a record of [fields](read::Field): from the one declaration come the struct, its reader, its JSON Schema
//! and its way to templates and `facts.json`. Nothing here knows files, dates of today, audiences of a build, or words.

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

/// A record that is a kind of fact.
pub trait Kind: Record {
    /// Its name in ids: `certification` in `certification/soc2-type-2`.
    const NAME: &'static str;
    /// Its file: `data/certifications.yaml`; a folder of that name without ending is read too.
    const FILE: &'static str;
    /// Whether there can be but one, so that its file is the entry itself.
    const ONE: bool = false;
    /// The audience of an entry that states none, for a kind that is never meant for others.
    const AUDIENCE: Option<Audience> = None;
    /// The name of an entry as its readers know it.
    fn title(&self) -> Option<&Text> {
        None
    }
    /// The names of what [`derived`](Self::derived) gives.
    const DERIVED: &'static [&'static str] = &[];
    /// What follows from the fields, the date and the evidence; beside the fields on the way out.
    fn derived(&self, on: NaiveDate, evidence: &EvidenceFiles) -> Vec<(&'static str, Datum)> {
        let _ = (on, evidence);
        vec![]
    }
    /// What a reader would expect to be stated and is not.
    fn unstated(&self) -> Vec<&'static str> {
        vec![]
    }
    /// Its fields that only the vendor's own people see.
    const INTERNAL: &'static [&'static str] = &[];
    /// Whether it is a draft, which nobody is told.
    fn draft(&self) -> bool {
        false
    }
    /// Whether only the vendor's own people see it, whatever audience it states.
    fn internal(&self) -> bool {
        false
    }
}

/// The files in `data/evidence/` that facts name, by path.
#[derive(Debug, Clone, Default)]
pub struct EvidenceFiles {
    /// Those that are there.
    pub present: BTreeSet<String>,
    /// What the scan results among them come to, by file and tool, or why one cannot be read as a result of the tool.
    pub results: BTreeMap<(String, String), Result<Counts, String>>,
}

/// One fact: its id, what all kinds carry, and what its own kind says.
#[derive(Debug, Clone)]
pub struct Entry<T> {
    /// Its name.
    pub id: FactId,
    /// Its key in the file.
    pub place: Place,
    /// Its fields as they stand in the file.
    pub fields: Vec<(String, Place)>,
    /// What all kinds carry.
    pub envelope: Envelope,
    /// What its kind says.
    pub body: T,
}

/// An entry of whatever kind.
pub trait AnyFact {
    /// Its name.
    fn id(&self) -> &FactId;
    /// Its key in the file.
    fn place(&self) -> Place;
    /// Its fields as they stand in the file.
    fn fields(&self) -> &[(String, Place)];
    /// What all kinds carry.
    fn envelope(&self) -> &Envelope;
    /// The name its readers know.
    fn title(&self) -> Option<&Text>;
    /// Its own fields and what follows from them on a day.
    fn data(&self, on: NaiveDate, evidence: &EvidenceFiles) -> Vec<(&'static str, Datum)>;
    /// Visits every text and reference of its own fields and of its envelope.
    fn leaves<'a>(&'a self, each: &mut dyn FnMut(Leaf<'a>));
    /// What a reader would expect to be stated and is not.
    fn unstated(&self) -> Vec<&'static str>;
    /// Its fields that only the vendor's own people see.
    fn internal(&self) -> &'static [&'static str];
    /// Whether it is a draft, which nobody is told.
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
            // A field may hold another value on this day than the one that is written.
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

/// One line of the table of kinds.
pub struct KindInfo {
    /// The name in ids.
    pub name: &'static str,
    /// The file in `data/`.
    pub file: &'static str,
    /// Whether the file is the entry itself.
    pub one: bool,
    /// What it is.
    pub about: &'static str,
    /// The audience of an entry that states none, for a kind that is never meant for others.
    pub audience: Option<Audience>,
    /// The names of what follows from them on a day.
    pub derived: &'static [&'static str],
    /// The names of the fields that only the vendor's own people see.
    pub internal: &'static [&'static str],
    /// Its own fields.
    pub shapes: fn() -> Vec<FieldShape>,
    /// Reads one entry into [`Facts`].
    pub read: fn(&mut Facts, RawEntry, &mut Reader),
}

/// An entry before it has a type.
pub struct RawEntry<'n> {
    /// Its name.
    pub id: FactId,
    /// Its key in the file.
    pub place: Place,
    /// Its map.
    pub node: &'n crate::yaml::Node,
    /// What the file says for all its entries.
    pub defaults: &'n Envelope,
}

/// Reads an entry of kind `T`; one with a broken field is left out, and reported.
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
        /// Every fact, a list a kind, in the order of the files.
        #[derive(Debug, Clone, Default)]
        pub struct Facts {
            $(#[doc = concat!("Every `", stringify!($kind), "`.")] pub $field: Vec<Entry<$kind>>,)*
            /// The settings of `data/site.yaml`.
            pub site: site::Site,
            /// What the evidence comes to.
            pub evidence: EvidenceFiles,
            /// The security.txt files in `out/`, where a command looks at them.
            pub published: Vec<site::PublishedSecurityTxt>,
        }

        /// The table of kinds.
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
            /// Every fact of every kind.
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
