//! The small types that facts are made of: each read from YAML, described as JSON Schema, and given on as a [`Datum`].

use std::{fmt, marker::PhantomData, ops::Deref, sync::Arc};

use chrono::{Months, NaiveDate, TimeDelta};
use serde_json::{Value as Json, json};

use super::{
    Kind,
    datum::Datum,
    read::{Field, Leaf, Reader},
};
use crate::{
    diagnostic::{Place, codes},
    yaml::Node,
};

/// The name of one fact: its kind and its id, written `kind/id`, or the kind alone where there can be but one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactId {
    /// The kind, as in `KINDS`.
    pub kind: &'static str,
    /// The id within the kind.
    pub id: Arc<str>,
}

impl FactId {
    /// The fact `id` of `kind`.
    pub fn new(kind: &'static str, id: &str) -> Self {
        Self { kind, id: id.into() }
    }
}

impl fmt::Display for FactId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.kind == &*self.id { f.write_str(self.kind) } else { write!(f, "{}/{}", self.kind, self.id) }
    }
}

/// A value and where it stands.
#[derive(Debug, Clone)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Its bytes.
    pub place: Place,
}

impl<T> Deref for Placed<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

/// A text of the vendor, shown literally wherever it is shown: never empty, without control characters.
pub type Text = Placed<String>;
/// A calendar day, `2025-04-15` (ISO 8601).
pub type Date = Placed<NaiveDate>;
/// `yes` or `no`.
pub type Flag = Placed<bool>;
/// A whole number from 0.
pub type Number = Placed<u32>;

impl Field for Text {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = reader.text(node)?;
        if let Some(bad) = text.chars().find(|c| is_unprintable(*c)) {
            reader.invalid(node, format!("has the character U+{:04X}, which cannot be shown", bad as u32), "take the character out");
            return None;
        }
        Some(Self { value: text.trim().to_owned(), place: node.place })
    }
    fn shape() -> Json {
        json!({"type": "string", "minLength": 1})
    }
    fn datum(&self) -> Datum {
        Datum::Text(self.value.clone())
    }
    fn leaves<'a>(&'a self, each: &mut dyn FnMut(Leaf<'a>)) {
        each(Leaf::Text(self));
    }
}

/// Control characters but line ends and tabs, non-characters, and characters that turn the reading direction of what
/// stands around them (Unicode Standard Annex 9): a text must not change how the next one reads.
fn is_unprintable(c: char) -> bool {
    let direction = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{061c}');
    let invisible = matches!(c, '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fdd0}'..='\u{fdef}' | '\u{e0000}'..='\u{e007f}');
    let line_break = matches!(c, '\u{2028}' | '\u{2029}');
    let noncharacter = (c as u32) & 0xfffe == 0xfffe;
    (c.is_control() && !matches!(c, '\n' | '\t')) || direction || invisible || line_break || noncharacter
}

impl Field for Date {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = reader.text(node)?;
        match parse_date(text) {
            Some(value) => Some(Self { value, place: node.place }),
            None => {
                reader.invalid(node, format!("`{text}` is no date"), "write year, month and day: `2025-04-15`");
                None
            }
        }
    }
    fn shape() -> Json {
        json!({"type": "string", "format": "date"})
    }
    fn datum(&self) -> Datum {
        Datum::Date(self.value)
    }
}

/// Reads `2025-04-15`, and nothing else.
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    let shape = text.len() == 10 && text.bytes().enumerate().all(|(at, b)| if at == 4 || at == 7 { b == b'-' } else { b.is_ascii_digit() });
    if shape { NaiveDate::parse_from_str(text, "%Y-%m-%d").ok() } else { None }
}

impl Field for Flag {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let value = match reader.text(node)? {
            "yes" | "true" => true,
            "no" | "false" => false,
            other => {
                reader.invalid(node, format!("`{other}` is neither `yes` nor `no`"), "write `yes` or `no`");
                return None;
            }
        };
        Some(Self { value, place: node.place })
    }
    fn shape() -> Json {
        json!({"enum": [true, false, "yes", "no"]})
    }
    fn datum(&self) -> Datum {
        Datum::Flag(self.value)
    }
}

impl Field for Number {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = reader.text(node)?;
        match text.parse() {
            Ok(value) => Some(Self { value, place: node.place }),
            Err(_) => {
                reader.invalid(node, format!("`{text}` is no whole number"), "write digits only: `1500`");
                None
            }
        }
    }
    fn shape() -> Json {
        json!({"type": "integer", "minimum": 0})
    }
    fn datum(&self) -> Datum {
        Datum::Number(i64::from(self.value))
    }
}

/// An id: lower-case letters, digits and single hyphens, at most 64 characters; safe in paths, anchors and links.
#[derive(Debug, Clone)]
pub struct Id(pub Text);

/// Whether `text` may be an id.
pub fn is_id(text: &str) -> bool {
    let part = |it: &str| !it.is_empty() && it.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    text.len() <= 64 && text.split('-').all(part)
}

impl Field for Id {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = Text::read(node, reader)?;
        if is_id(&text) {
            return Some(Self(text));
        }
        reader.invalid(node, format!("`{}` is no id", text.value), ID_HELP);
        None
    }
    fn shape() -> Json {
        json!({"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 64})
    }
    fn datum(&self) -> Datum {
        self.0.datum()
    }
}

/// How an id is mended.
pub const ID_HELP: &str = "use lower-case letters, digits and single hyphens, at most 64 characters: `soc2-type-2`";

/// A web address, `https://…` or `http://…` (RFC 3986).
#[derive(Debug, Clone)]
pub struct Url(pub Text);

impl Field for Url {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = Text::read(node, reader)?;
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        let host = rest.unwrap_or_default().split(['/', '?', '#']).next().unwrap_or_default();
        let clean = text.chars().all(|c| c.is_ascii_graphic() && !"<>\"{}|\\^`".contains(c));
        if clean && !host.is_empty() && !host.contains('@') {
            return Some(Self(text));
        }
        reader.invalid(
            node,
            format!("`{}` is no web address", text.value),
            "write it whole, spaces as %20: `https://example.com/security`",
        );
        None
    }
    fn shape() -> Json {
        json!({"type": "string", "format": "uri", "pattern": "^https?://"})
    }
    fn datum(&self) -> Datum {
        self.0.datum()
    }
    fn leaves<'a>(&'a self, each: &mut dyn FnMut(Leaf<'a>)) {
        self.0.leaves(each);
    }
}

/// An e-mail address (the dot-atom form of RFC 5322, section 3.4.1).
#[derive(Debug, Clone)]
pub struct Email(pub Text);

impl Field for Email {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = Text::read(node, reader)?;
        let atom = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c);
        let host = |c: char| c.is_ascii_alphanumeric() || "-.".contains(c);
        let dots = |it: &str| !it.is_empty() && !it.starts_with('.') && !it.ends_with('.') && !it.contains("..");
        let sound = text.split_once('@').is_some_and(|(user, domain)| {
            dots(user) && user.chars().all(atom) && dots(domain) && domain.contains('.') && domain.chars().all(host)
        });
        if sound {
            return Some(Self(text));
        }
        reader.invalid(node, format!("`{}` is no e-mail address", text.value), "write it as `security@example.com`");
        None
    }
    fn shape() -> Json {
        json!({"type": "string", "format": "email"})
    }
    fn datum(&self) -> Datum {
        self.0.datum()
    }
    fn leaves<'a>(&'a self, each: &mut dyn FnMut(Leaf<'a>)) {
        self.0.leaves(each);
    }
}

/// A text that is a template over facts (minijinja), as in answers.
#[derive(Debug, Clone)]
pub struct Template(pub Text);

impl Field for Template {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        Text::read(node, reader).map(Self)
    }
    fn shape() -> Json {
        Text::shape()
    }
    fn datum(&self) -> Datum {
        self.0.datum()
    }
    fn leaves<'a>(&'a self, each: &mut dyn FnMut(Leaf<'a>)) {
        each(Leaf::Template(&self.0));
    }
}

/// The path of a file in `data/evidence/`.
#[derive(Debug, Clone)]
pub struct EvidenceFile(pub Text);

impl Field for EvidenceFile {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = Text::read(node, reader)?;
        let part = |it: &str| !it.is_empty() && it != "." && it != ".." && !it.contains(['\\', ':']);
        if text.split('/').all(part) {
            return Some(Self(text));
        }
        reader.invalid(node, format!("`{}` is no path in data/evidence/", text.value), "name the file as it is called there: `grype.json`");
        None
    }
    fn shape() -> Json {
        json!({"type": "string", "minLength": 1})
    }
    fn datum(&self) -> Datum {
        self.0.datum()
    }
    fn leaves<'a>(&'a self, each: &mut dyn FnMut(Leaf<'a>)) {
        each(Leaf::Evidence(&self.0));
    }
}

/// A length of time: `90 days`, `12 months`, `5 business days`.
#[derive(Debug, Clone)]
pub struct Period {
    /// How many units.
    pub count: u32,
    /// The unit, plural.
    pub unit: &'static str,
    /// Where it stands.
    pub place: Place,
}

const UNITS: [&str; 6] = ["hours", "days", "business days", "weeks", "months", "years"];

impl Period {
    /// The day on which the period that begins on `day` ends; hours and business days count as days.
    pub fn after(&self, day: NaiveDate) -> Option<NaiveDate> {
        let days = |it: u32| TimeDelta::try_days(i64::from(it)).and_then(|it| day.checked_add_signed(it));
        match self.unit {
            "hours" => days(self.count / 24),
            "weeks" => self.count.checked_mul(7).and_then(days),
            "months" => day.checked_add_months(Months::new(self.count)),
            "years" => self.count.checked_mul(12).and_then(|it| day.checked_add_months(Months::new(it))),
            _ => days(self.count),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = if self.count == 1 { self.unit.strip_suffix('s').unwrap_or(self.unit) } else { self.unit };
        write!(f, "{} {unit}", self.count)
    }
}

impl Field for Period {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = reader.text(node)?;
        let parsed = text.split_once(' ').and_then(|(count, unit)| {
            let unit = UNITS.into_iter().find(|it| *it == unit.trim() || it.strip_suffix('s') == Some(unit.trim()))?;
            let count = count.parse().ok().filter(|it| (1..=100_000).contains(it))?;
            Some(Self { count, unit, place: node.place })
        });
        if parsed.is_none() {
            reader.invalid(node, format!("`{text}` is no length of time"), "write a number and a unit: `12 months`, `5 business days`");
        }
        parsed
    }
    fn shape() -> Json {
        json!({"type": "string", "pattern": "^[1-9][0-9]* (hours?|days?|business days?|weeks?|months?|years?)$"})
    }
    fn datum(&self) -> Datum {
        Datum::Text(self.to_string())
    }
}

/// The id of another fact of the kind `K`.
#[derive(Debug, Clone)]
pub struct Ref<K> {
    /// The id as written.
    pub id: Text,
    kind: PhantomData<K>,
}

impl<K: Kind> Ref<K> {
    /// The fact it names.
    pub fn target(&self) -> FactId {
        FactId::new(K::NAME, &self.id)
    }
}

impl<K: Kind> Field for Ref<K> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        Id::read(node, reader).map(|it| Self { id: it.0, kind: PhantomData })
    }
    fn shape() -> Json {
        let mut shape = Id::shape();
        shape["description"] = json!(format!("The id of a {} in {}.", K::NAME, K::FILE));
        shape
    }
    fn datum(&self) -> Datum {
        Datum::Fact(self.target())
    }
    fn leaves<'a>(&'a self, each: &mut dyn FnMut(Leaf<'a>)) {
        each(Leaf::Reference { target: self.target(), place: self.id.place });
    }
}

/// The name of any fact, `kind/id`.
#[derive(Debug, Clone)]
pub struct AnyRef {
    /// The fact it names.
    pub target: FactId,
    /// Where it stands.
    pub place: Place,
}

impl Field for AnyRef {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = Text::read(node, reader)?;
        let (kind, id) = text.split_once('/').unwrap_or((&text, &text));
        let names: Vec<_> = super::KINDS.iter().map(|it| it.name).collect();
        match names.iter().find(|it| **it == kind) {
            Some(kind) if is_id(id) => Some(Self { target: FactId::new(kind, id), place: node.place }),
            found => {
                let message = format!("`{}` does not name a fact", text.value);
                let near = if found.is_none() { crate::error::near(kind, names) } else { vec![] };
                let finding = crate::diagnostic::Diagnostic::new(codes::INVALID_VALUE, node.place, message)
                    .help("write kind and id: `certification/soc2-type-2`");
                reader.findings.push(finding.did_you_mean(&near));
                None
            }
        }
    }
    fn shape() -> Json {
        json!({"type": "string", "pattern": "^[a-z]+(/[a-z0-9]+(-[a-z0-9]+)*)?$"})
    }
    fn datum(&self) -> Datum {
        Datum::Fact(self.target.clone())
    }
    fn leaves<'a>(&'a self, each: &mut dyn FnMut(Leaf<'a>)) {
        each(Leaf::Reference { target: self.target.clone(), place: self.place });
    }
}
