//! The fact types: one file per type, listed in [`kinds!`](self).
//!
//! A fact type is a record of [fields](read::Field); its declaration generates the struct, its reader, its
//! JSON Schema and its output for templates and `facts.json`. Nothing here depends on files, the current
//! date, the audience of a build, or wording.

mod address;
mod answer;
mod any_fact;
mod audience;
mod audit;
mod certification;
mod conflict;
mod contact;
mod containers;
mod counts;
mod covered;
mod datum;
mod entry;
mod envelope;
mod evidence_files;
mod fact_id;
mod fact_state;
mod field_schema;
mod files_read;
mod happened;
mod kind;
mod lapse;
mod leaf;
mod limits;
mod located;
mod measure;
mod not_valid;
mod policy;
mod privacy;
mod procurement;
mod product;
mod programme;
mod promised_duration;
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
mod time_span;
mod title;
mod value;
mod vendor;
mod verdict;

pub use address::{Email, EvidenceFile, SecureUrl, Url};
pub use answer::{Answer, VerdictRule};
pub use any_fact::AnyFact;
pub use audience::Audience;
pub use audit::{AuditForm, Ownership, State};
pub use certification::{Certification, Stage, Step, StepDays, begins, is_type_one};
pub use conflict::Conflict;
pub use contact::{Contact, ContactRole};
pub use counts::SeverityCounts;
pub use datum::{Datum, WordChoice};
pub use entry::Entry;
pub use envelope::{
    AcknowledgedCode, AcknowledgedFact, Acknowledgement, DateRange, Envelope, ReviewCycle, SourceRef,
};
pub use evidence_files::EvidenceFiles;
pub use fact_id::{FactId, id_within, kind_and_id};
pub use fact_state::FactState;
pub use files_read::FilesRead;
pub use happened::{EventDateField, FutureDate, HAPPENED, still_to_come};
pub use kind::Kind;
pub use lapse::Lapse;
pub use limits::LIMITED_TO;
pub use located::{Date, Flag, LocatedValue, Number, Text};
pub use measure::{Measure, Topic};
pub use not_valid::{NotValid, not_valid, why_not_valid};
pub use policy::Policy;
pub use privacy::{Cookie, Practice};
pub use procurement::PurchaseChannel;
pub use product::{Host, Product};
pub use programme::{Bounty, DisclosureProgramme, ReportChannel, Severity};
pub use promised_duration::PromisedDuration;
pub use questionnaire::{QuestionPin, Questionnaire};
pub use reference::{AnyRef, Ref};
pub use region::Region;
pub use scan::{Scan, ScanOutcome};
pub use source::Source;
pub use standing::Standing;
pub use subprocessor::{CHANGEABLE, DatedChange, Subprocessor, Usage};
pub use time_span::TimeSpan;
pub use title::{title_of, title_without_name};
pub use value::{ID_HELP, Id, TemplateText, is_id, parse_date, printable};
pub use vendor::{Headcount, Vendor};
pub use verdict::Verdict;

use crate::diagnostic::Place;
use read::{FieldSchema, Reader, Record};

/// One row of the table of fact types.
pub struct KindInfo {
    /// The name in ids.
    pub name: &'static str,
    /// The file in `data/`.
    pub file: &'static str,
    /// Whether the file is the entry itself.
    pub is_singleton: bool,
    /// Its description.
    pub about: &'static str,
    /// The audience of an entry that states none, for types that are never meant for others.
    pub audience: Option<Audience>,
    /// The names of the derived values.
    pub derived: &'static [&'static str],
    /// The names of the fields that only the internal audience sees.
    pub internal: &'static [&'static str],
    /// Its own fields.
    pub field_schemas: fn() -> Vec<FieldSchema>,
    /// Reads one entry into [`Facts`].
    pub read: fn(&mut Facts, RawEntry, &mut Reader),
}

/// An entry before its fields are read.
pub struct RawEntry<'n> {
    /// Its id.
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
            /// Subprocessors added after the first ledger entry, with the date of their first record.
            pub new_since_records: std::collections::BTreeMap<FactId, Option<chrono::NaiveDate>>,
            /// What of the files could not be read, and which fact types have a folder.
            pub files: FilesRead,
        }

        /// The table of fact types.
        pub const KINDS: &[KindInfo] = &[$(KindInfo {
            name: <$kind as Kind>::NAME,
            file: <$kind as Kind>::FILE,
            is_singleton: <$kind as Kind>::SINGLETON,
            about: <$kind as Record>::ABOUT,
            audience: <$kind as Kind>::AUDIENCE,
            derived: <$kind as Kind>::DERIVED,
            internal: <$kind as Kind>::INTERNAL,
            field_schemas: <$kind as Record>::field_schemas,
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
    programme: DisclosureProgramme,
    scans: Scan,
    procurement: PurchaseChannel,
    policies: Policy,
    contacts: Contact,
    answers: Answer,
    questionnaires: Questionnaire,
    sources: Source,
    conflicts: Conflict,
}
