//! What facts of every kind carry: who may know it, where it comes from, when it holds, who looks after it.

use serde_json::{Value as Json, json};

use super::{
    AnyRef, Date, Datum, EvidenceFile, FactId, Id, Kind, Period, Source, Text,
    read::{Field, Leaf, MapReader, Reader, record, words},
};
use crate::{
    diagnostic::Place,
    yaml::{Node, Value},
};

words! {
    /// Who may know a fact. The order is a wall: each sees its own and what is below.
    pub enum Audience {
        /// Everybody.
        Public "public",
        /// Who has signed a non-disclosure agreement.
        Nda "nda",
        /// The vendor's own people.
        Internal "internal",
    }
}

/// What is not above anything: everybody may know it.
impl Default for Audience {
    fn default() -> Self {
        Self::Public
    }
}

record! {
    /// What facts of every kind carry.
    pub struct Envelope {
        /// Who may know it: public, nda or internal.
        pub audience: Option<Audience>,
        /// Where it comes from: the id of a source, or a map of `of` and `at`.
        pub source: Vec<SourceRef>,
        /// Between which days it holds; outside them it is not said.
        pub valid: Option<Valid>,
        /// Who looks after it. Shown to the internal audience only.
        pub owner: Option<Text>,
        /// When it was last looked at, and how often it must be. Shown to the internal audience only.
        pub review: Option<Review>,
        /// How long before its days come `check` warns; instead of what data/site.yaml says. Shown to nobody.
        pub warn_before: Option<Period>,
        /// Files in data/evidence/ that prove it. Shown to the internal audience only.
        pub evidence: Vec<EvidenceFile>,
        /// Further facts that it rests on.
        pub rests_on: Vec<AnyRef>,
    }
}

record! {
    /// Between which days a fact holds; both days included.
    pub struct Valid {
        /// The first day.
        pub from: Option<Date>,
        /// The last day.
        pub until: Option<Date>,
    }
}

record! {
    /// When a fact was last looked at, and how often it must be.
    pub struct Review {
        /// The day of the last review.
        pub last: Date,
        /// How often: `12 months`.
        pub every: Period,
    }
}

#[expect(clippy::derivable_impls, reason = "`record!` derives none, as few records have one")]
impl Default for Envelope {
    fn default() -> Self {
        Self {
            audience: None,
            source: vec![],
            valid: None,
            owner: None,
            review: None,
            warn_before: None,
            evidence: vec![],
            rests_on: vec![],
        }
    }
}

impl Envelope {
    /// This envelope, with what it leaves open taken from `defaults`.
    pub fn or(mut self, defaults: &Self) -> Self {
        self.audience = self.audience.or(defaults.audience);
        self.valid = self.valid.or_else(|| defaults.valid.clone());
        self.owner = self.owner.or_else(|| defaults.owner.clone());
        self.review = self.review.or_else(|| defaults.review.clone());
        self.warn_before = self.warn_before.or_else(|| defaults.warn_before.clone());
        if self.source.is_empty() {
            self.source.clone_from(&defaults.source);
        }
        self
    }
}

/// Where a fact comes from: a source and, if given, the place in it.
#[derive(Debug, Clone)]
pub struct SourceRef {
    /// The source's id.
    pub of: Text,
    /// The section, page or clause in it.
    pub at: Option<Text>,
}

const SOURCE_KEYS: &[&str] = &["of", "at"];

impl SourceRef {
    /// The source it names.
    pub fn target(&self) -> FactId {
        FactId::new(Source::NAME, &self.of)
    }

    fn from_map(map: &mut MapReader) -> Option<Self> {
        let (of, at) = (map.field::<Id>("of"), map.field("at"));
        Some(Self { of: of?.0, at: at? })
    }
}

impl Field for SourceRef {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        if let Value::Map(_) = node.value {
            return Self::from_map(&mut reader.map(node, node.place, &[SOURCE_KEYS])?);
        }
        Id::read(node, reader).map(|it| Self { of: it.0, at: None })
    }
    fn shape() -> Json {
        let map = json!({
            "type": "object",
            "properties": {"of": Id::shape(), "at": Text::shape()},
            "required": ["of"],
            "additionalProperties": false,
        });
        json!({"anyOf": [Id::shape(), map]})
    }
    fn datum(&self) -> Datum {
        Datum::Map(vec![("of", Datum::Fact(self.target())), ("at", self.at.datum())])
    }
    fn leaves<'a>(&'a self, each: &mut dyn FnMut(Leaf<'a>)) {
        let place: Place = self.of.place;
        each(Leaf::Reference { target: self.target(), place });
        self.at.leaves(each);
    }
}
