//! The fields that every fact has: audience, source, validity, owner and others.

use chrono::NaiveDate;
use serde_json::{Value as Json, json};

use super::{
    AnyRef, Date, Datum, EvidenceFile, FactId, Id, Kind, Source, Text, TimeSpan,
    audience::Audience,
    read::{Field, Leaf, MapReader, Reader, record},
};
use crate::{
    diagnostic::{CODES, Code, Diagnostic, Place, code, codes},
    yaml::{Node, Value},
};

record! {
    /// The fields that every fact has.
    pub struct Envelope {
        /// Who may see it: public, nda or internal.
        pub audience: Option<Audience>,
        /// Where it comes from: the id of a source, or a map with `of`, `at`, `quote` and `supports`.
        pub source: Vec<SourceRef>,
        /// The period in which it is valid. Outside this period it is not published.
        pub valid: Option<DateRange>,
        /// Who is responsible for it. Included only in the internal build.
        pub owner: Option<Text>,
        /// When it was last reviewed, and how often it must be. Included only in the internal build.
        pub review: Option<ReviewCycle>,
        /// How long before its dates `factum check` warns. Overrides data/site.yaml. Never shown.
        pub warn_before: Option<TimeSpan>,
        /// The files in data/evidence/ that support it. Included only in the internal build.
        pub evidence: Vec<EvidenceFile>,
        /// The ids of the facts on which it is based.
        pub rests_on: Vec<AnyRef>,
        /// Findings that are accepted for this entry, each with a reason. Included only in the internal
        /// build.
        pub acknowledge: Vec<Acknowledgement>,
    }
}

record! {
    /// A finding that is accepted for an entry.
    pub struct Acknowledgement {
        /// The code of the finding: `conflicting-statements`.
        pub finding: AcknowledgedCode,
        /// The other facts that the finding names, if it is accepted for these only:
        /// `certification/iso-27001`.
        pub about: Vec<AcknowledgedFact>,
        /// The digest of the text for which it is accepted, as `factum check` prints it. If the text has
        /// changed since, the finding is reported again.
        pub text_digest: Option<Text>,
        /// Why the entry is correct despite the finding.
        pub reason: Text,
    }
}

/// The code of a finding whose level can be changed.
#[derive(Debug, Clone)]
pub struct AcknowledgedCode {
    /// The code.
    pub code: &'static Code,
    /// Its place in the file.
    pub place: Place,
}

impl Field for AcknowledgedCode {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = reader.text(node)?;
        let found = code(text);
        match found {
            Some(code) if !code.fixed => return Some(Self { code, place: node.place }),
            Some(_) => reader.invalid(
                node,
                format!("`{text}` cannot be acknowledged"),
                "fix the cause of the finding",
            ),
            None => {
                let close = crate::error::near(text, CODES.iter().filter(|it| !it.fixed).map(|it| it.name));
                let finding = Diagnostic::new(
                    codes::UNKNOWN_CODE,
                    node.place,
                    format!("unknown finding code `{text}`"),
                );
                reader.findings.push(finding.did_you_mean(&close));
            }
        }
        None
    }
    fn schema() -> Json {
        json!({"enum": CODES.iter().filter(|it| !it.fixed).map(|it| it.name).collect::<Vec<_>>()})
    }
    fn datum(&self) -> Datum {
        Datum::Text(self.code.name.to_owned())
    }
}

/// A fact that an accepted finding names. It is not a reference: nothing is stated about it.
#[derive(Debug, Clone)]
pub struct AcknowledgedFact(pub FactId);

impl Field for AcknowledgedFact {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        AnyRef::read(node, reader).map(|it| Self(it.target))
    }
    fn schema() -> Json {
        AnyRef::schema()
    }
    fn datum(&self) -> Datum {
        Datum::Text(self.0.to_string())
    }
}

record! {
    /// A range of dates; both days are included.
    pub struct DateRange {
        /// The first day.
        pub from: Option<Date>,
        /// The last day.
        pub until: Option<Date>,
    }
}

record! {
    /// When a fact was last reviewed, and how often it must be.
    pub struct ReviewCycle {
        /// The date of the last review.
        pub last: Date,
        /// The review interval: `12 months`.
        pub every: TimeSpan,
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
            acknowledge: vec![],
        }
    }
}

impl Envelope {
    /// Whether `valid` includes the day `on`.
    pub fn holds(&self, on: NaiveDate) -> bool {
        let from = |it: &DateRange| it.from.as_ref().is_none_or(|day| day.value <= on);
        let until = |it: &DateRange| it.until.as_ref().is_none_or(|day| on <= day.value);
        self.valid.as_ref().is_none_or(|it| from(it) && until(it))
    }

    /// This envelope, with missing fields taken from `defaults`.
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

/// A reference to a source and, if given, the place in it.
#[derive(Debug, Clone)]
pub struct SourceRef {
    /// The source's id.
    pub of: Text,
    /// The section, page or clause.
    pub at: Option<Text>,
    /// The words of the source, verbatim; for the internal audience only.
    pub quote: Option<Text>,
    /// The sections of `templates/statements/<kind>.md` whose statements it supports; all if empty.
    pub supports: Vec<Text>,
}

const SOURCE_KEYS: &[&str] = &["of", "at", "quote", "supports"];

impl SourceRef {
    /// The source it names.
    pub fn target(&self) -> FactId {
        FactId::new(Source::NAME, &self.of)
    }

    fn from_map(map: &mut MapReader) -> Option<Self> {
        let (of, at, quote) = (map.field::<Id>("of"), map.field("at"), map.field("quote"));
        let supports = map.field("supports");
        Some(Self { of: of?.0, at: at?, quote: quote?, supports: supports? })
    }
}

impl Field for SourceRef {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        if let Value::Map(_) = node.value {
            return Self::from_map(&mut reader.map(node, node.place, &[SOURCE_KEYS])?);
        }
        Id::read(node, reader).map(|it| Self { of: it.0, at: None, quote: None, supports: vec![] })
    }
    fn schema() -> Json {
        let mut quote = Text::schema();
        quote["description"] =
            json!("The words of the source, verbatim. Included only in the internal build.");
        let mut supports = <Vec<Text>>::schema();
        supports["description"] = json!(
            "The sections of templates/statements/<kind>.md whose statements it supports. If left out, all."
        );
        let map = json!({
            "type": "object",
            "properties": {"of": Id::schema(), "at": Text::schema(), "quote": quote, "supports": supports},
            "required": ["of"],
            "additionalProperties": false,
        });
        json!({"anyOf": [Id::schema(), map]})
    }
    fn datum(&self) -> Datum {
        let quote = self.quote.as_ref().map_or(Datum::Absent, |it| Datum::Internal(it.value.clone()));
        let supports = if self.supports.is_empty() { Datum::Absent } else { self.supports.datum() };
        Datum::Map(vec![
            ("of", Datum::Fact(self.target())),
            ("at", self.at.datum()),
            ("quote", quote),
            ("supports", supports),
        ])
    }
    fn leaves<'a>(&'a self, each: &mut dyn FnMut(Leaf<'a>)) {
        let place: Place = self.of.place;
        each(Leaf::Reference { target: self.target(), place });
        self.at.leaves(each);
    }
}
