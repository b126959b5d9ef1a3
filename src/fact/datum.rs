//! The value of a fact as templates and `facts.json` see it, for one audience.

use std::{any::Any, fmt::Debug};

use chrono::NaiveDate;
use serde_json::Value as Json;

use super::FactId;
use crate::markup::Tone;

/// A word of one of factum's enumerations, such as the state of a certification.
pub trait WordChoice: Any + Debug + Sync {
    /// The word as it is written.
    fn text(&self) -> &'static str;
    /// Its tone.
    fn tone(&self) -> Tone;
}

/// A value without its place in the file.
#[derive(Debug, Clone)]
pub enum Datum {
    /// Not stated.
    Absent,
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Number(i64),
    /// A text, literal.
    Text(String),
    /// A word of a choice.
    Word(&'static dyn WordChoice),
    /// A day.
    Date(NaiveDate),
    /// Several values, in order.
    List(Vec<Datum>),
    /// Named values, in the order of the kind's fields.
    Map(Vec<(&'static str, Datum)>),
    /// Another fact.
    Fact(FactId),
    /// A text for the internal audience only: the path of a file, the words of a source.
    Internal(String),
}

impl Datum {
    /// The value as JSON: days as ISO 8601, facts by name, what is not stated left out.
    pub fn json(&self) -> Json {
        match self {
            Self::Absent => Json::Null,
            Self::Flag(it) => (*it).into(),
            Self::Number(it) => (*it).into(),
            Self::Text(it) | Self::Internal(it) => it.as_str().into(),
            Self::Word(it) => it.text().into(),
            Self::Date(it) => it.to_string().into(),
            Self::List(items) => items.iter().map(Self::json).collect(),
            Self::Map(entries) => entries
                .iter()
                .filter(|(_, value)| *value != Self::Absent)
                .map(|(name, value)| ((*name).to_owned(), value.json()))
                .collect::<serde_json::Map<_, _>>()
                .into(),
            Self::Fact(id) => id.to_string().into(),
        }
    }

    /// The value without references to facts that `keep` rejects, and without internal texts unless
    /// `internal` is set; such fields become absent.
    pub fn retain(self, keep: &dyn Fn(&FactId) -> bool, internal: bool) -> Self {
        match self {
            Self::Internal(_) if !internal => Self::Absent,
            Self::Fact(id) if !keep(&id) => Self::Absent,
            Self::List(items) => {
                let kept =
                    items.into_iter().map(|it| it.retain(keep, internal)).filter(|it| *it != Self::Absent);
                Self::List(kept.collect())
            }
            // If a source is removed, its section is removed too.
            Self::Map(entries)
                if entries
                    .iter()
                    .any(|(name, it)| *name == "of" && matches!(it, Self::Fact(id) if !keep(id))) =>
            {
                Self::Absent
            }
            Self::Map(entries) => {
                Self::Map(entries.into_iter().map(|(name, it)| (name, it.retain(keep, internal))).collect())
            }
            other => other,
        }
    }

    /// The text, if the value is a text or a word.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(it) => Some(it),
            Self::Word(it) => Some(it.text()),
            _ => None,
        }
    }

    /// The word, if the value is one of the choice `W`.
    pub fn word<W: WordChoice + Copy>(&self) -> Option<W> {
        let Self::Word(it) = self else { return None };
        let any: &dyn Any = *it;
        any.downcast_ref().copied()
    }

    /// The tone of the value.
    pub fn tone(&self) -> Tone {
        if let Self::Word(it) = self { it.tone() } else { Tone::Plain }
    }

    /// The field `name` of a map.
    pub fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Map(entries) => entries.iter().find(|(it, _)| *it == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The field `name` of a fact as written, before changes with a date.
    pub fn written(&self, name: &str) -> Option<&Self> {
        self.get(&format!("stated_{name}")).or_else(|| self.get(name))
    }

    /// Whether the value, or an item of a list, is the word `word`.
    pub fn says(&self, word: &str) -> bool {
        match self {
            Self::Text(it) | Self::Internal(it) => it == word,
            Self::Word(it) => it.text() == word,
            Self::Flag(it) => (if *it { "yes" } else { "no" }) == word,
            Self::Number(it) => it.to_string() == word,
            Self::Date(it) => it.to_string() == word,
            Self::Fact(id) => &*id.id == word || id.to_string() == word,
            Self::List(items) => items.iter().any(|it| it.says(word)),
            Self::Absent | Self::Map(_) => false,
        }
    }
}

impl PartialEq for Datum {
    /// Words are equal if they are of the same enumeration and written alike.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Absent, Self::Absent) => true,
            (Self::Flag(one), Self::Flag(two)) => one == two,
            (Self::Number(one), Self::Number(two)) => one == two,
            (Self::Text(one), Self::Text(two)) | (Self::Internal(one), Self::Internal(two)) => one == two,
            (Self::Word(one), Self::Word(two)) => {
                (*one as &dyn Any).type_id() == (*two as &dyn Any).type_id() && one.text() == two.text()
            }
            (Self::Date(one), Self::Date(two)) => one == two,
            (Self::List(one), Self::List(two)) => one == two,
            (Self::Map(one), Self::Map(two)) => one == two,
            (Self::Fact(one), Self::Fact(two)) => one == two,
            _ => false,
        }
    }
}
