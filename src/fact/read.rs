//! Reads facts field by field, so that every invalid field of a file is reported, not only the first.

pub use super::{
    field_schema::{FieldSchema, object_schema},
    leaf::Leaf,
};

use serde_json::Value as Json;

use super::Datum;
use crate::{
    diagnostic::{Diagnostic, Place, codes},
    error::near,
    yaml::{Key, Node, Value},
};

/// The type of the value of a key.
pub trait Field: Sized {
    /// Reads `node`; problems are reported to `reader`.
    fn read(node: &Node, reader: &mut Reader) -> Option<Self>;
    /// The value if the key is missing; `None` if the key is required.
    fn absent() -> Option<Self> {
        None
    }
    /// The type as a JSON Schema (draft 2020-12).
    fn schema() -> Json;
    /// The value for templates and output.
    fn datum(&self) -> Datum;
    /// Visits every text and reference within.
    fn leaves<'a>(&'a self, each: &mut dyn FnMut(Leaf<'a>)) {
        let _ = each;
    }
}

/// A map with known keys.
pub trait Record: Sized {
    /// Its description, from its doc comment.
    const ABOUT: &'static str;
    /// The known keys.
    const KEYS: &'static [&'static str];
    /// Reads the fields of a map.
    fn read_fields(map: &mut MapReader) -> Option<Self>;
    /// The keys with their schemas.
    fn field_schemas() -> Vec<FieldSchema>;
    /// The fields for templates and output.
    fn data(&self) -> Vec<(&'static str, Datum)>;
    /// Visits every text and reference within.
    fn field_leaves<'a>(&'a self, each: &mut dyn FnMut(Leaf<'a>));
}

/// Collects the findings while facts are read.
#[derive(Default)]
pub struct Reader {
    /// The names of the fact types, for references to any fact.
    pub kinds: Vec<&'static str>,
    /// The findings so far.
    pub findings: Vec<Diagnostic>,
}

impl Reader {
    /// The text of a scalar.
    pub fn text<'n>(&mut self, node: &'n Node) -> Option<&'n str> {
        match &node.value {
            Value::Scalar { text, .. } if !text.trim().is_empty() => Some(text.trim()),
            Value::Scalar { .. } | Value::Null => {
                self.invalid(
                    node,
                    "this value is empty".into(),
                    "write a value, or remove the key to leave it unstated",
                );
                None
            }
            _ => self.wrong_type(node, "a text"),
        }
    }

    /// Reports a value of the right type that is not valid.
    pub fn invalid(&mut self, node: &Node, message: String, help: &str) {
        self.findings.push(Diagnostic::new(codes::INVALID_VALUE, node.place, message).help(help));
    }

    /// Reports a value of the wrong type.
    pub fn wrong_type<T>(&mut self, node: &Node, wanted: &str) -> Option<T> {
        let message = format!("expected {wanted}, found {}", node.kind());
        self.findings.push(Diagnostic::new(codes::WRONG_TYPE, node.place, message));
        None
    }

    /// Opens a map, and reports keys that are not `known` or are duplicates.
    pub fn map<'n, 'r>(
        &'r mut self,
        node: &'n Node,
        place: Place,
        known: &[&[&str]],
    ) -> Option<MapReader<'n, 'r>> {
        let Value::Map(entries) = &node.value else { return self.wrong_type(node, "a map") };
        let names = || known.iter().flat_map(|it| it.iter().copied());
        let mut seen = std::collections::HashMap::new();
        for (key, _) in entries {
            if let Some(first) = seen.insert(&key.text, key.place) {
                let message = format!("duplicate key `{}`", key.text);
                self.findings
                    .push(Diagnostic::new(codes::DUPLICATE_ID, key.place, message).also(first, "first here"));
            } else if !names().any(|it| it == key.text) {
                let finding =
                    Diagnostic::new(codes::UNKNOWN_KEY, key.place, format!("unknown key `{}`", key.text));
                let close = near(&key.text, names());
                let finding = match close.is_empty() {
                    true if key.text == "<<" => finding.help(
                        "write `defaults:` at the top of the file, or repeat the fields: YAML 1.2 has no \
                         merge keys",
                    ),
                    true => finding.help(format!(
                        "known keys: {}",
                        names().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ")
                    )),
                    false => finding.did_you_mean(&close),
                };
                self.findings.push(finding);
            }
        }
        Some(MapReader { entries, place, reader: self })
    }
}

/// A map that is being read.
pub struct MapReader<'n, 'r> {
    entries: &'n [(Key, Node)],
    /// The place to report for a missing key.
    place: Place,
    /// Collects the findings.
    pub reader: &'r mut Reader,
}

impl MapReader<'_, '_> {
    /// Reads the field `name`; a missing required field is reported.
    pub fn field<T: Field>(&mut self, name: &'static str) -> Option<T> {
        if let Some((_, node)) = self.entries.iter().find(|(key, _)| key.text == name) {
            return T::read(node, self.reader);
        }
        let absent = T::absent();
        if absent.is_none() {
            let finding = Diagnostic::new(codes::MISSING_FIELD, self.place, format!("`{name}` is missing"));
            self.reader.findings.push(
                finding.label(format!("missing `{name}`")).help(format!("add `{name}:` to this entry")),
            );
        }
        absent
    }
}

/// Declares a record: the struct, its reader, its schema and its output. Doc comments become schema
/// descriptions.
macro_rules! record {
    ($(#[doc = $about:literal])* pub struct $name:ident {
        $($(#[doc = $words:literal])* pub $field:ident: $type:ty,)*
    }) => {
        $(#[doc = $about])*
        #[derive(Debug, Clone)]
        pub struct $name { $($(#[doc = $words])* pub $field: $type,)* }

        impl $crate::fact::read::Record for $name {
            const ABOUT: &'static str = concat!($($about,)*);
            const KEYS: &'static [&'static str] = &[$(stringify!($field)),*];
            fn read_fields(map: &mut $crate::fact::read::MapReader) -> Option<Self> {
                $(let $field = map.field::<$type>(stringify!($field));)*
                Some(Self { $($field: $field?,)* })
            }
            fn field_schemas() -> Vec<$crate::fact::read::FieldSchema> {
                use $crate::fact::read::{Field, FieldSchema};
                vec![$(FieldSchema {
                    name: stringify!($field),
                    about: concat!($($words,)*),
                    required: <$type as Field>::absent().is_none(),
                    schema: <$type as Field>::schema(),
                },)*]
            }
            fn data(&self) -> Vec<(&'static str, $crate::fact::Datum)> {
                vec![$((stringify!($field), $crate::fact::read::Field::datum(&self.$field)),)*]
            }
            fn field_leaves<'a>(&'a self, each: &mut dyn FnMut($crate::fact::read::Leaf<'a>)) {
                $($crate::fact::read::Field::leaves(&self.$field, each);)*
            }
        }

        impl $crate::fact::read::Field for $name {
            fn read(node: &$crate::yaml::Node, reader: &mut $crate::fact::read::Reader) -> Option<Self> {
                use $crate::fact::read::Record;
                Self::read_fields(&mut reader.map(node, node.place, &[Self::KEYS])?)
            }
            fn schema() -> serde_json::Value {
                use $crate::fact::read::Record;
                $crate::fact::read::object_schema(Self::ABOUT, Self::field_schemas())
            }
            fn datum(&self) -> $crate::fact::Datum {
                $crate::fact::Datum::Map($crate::fact::read::Record::data(self))
            }
            fn leaves<'a>(&'a self, each: &mut dyn FnMut($crate::fact::read::Leaf<'a>)) {
                $crate::fact::read::Record::field_leaves(self, each);
            }
        }
    };
}
pub(crate) use record;

/// Declares a choice of words: the enum, its reader with suggestions, its schema and its output, and how
/// serde writes and reads it. A word may be followed by its [`Tone`](crate::markup::Tone); the others are
/// plain. After `was`, the name that it had before, which is still read.
macro_rules! words {
    (@tone) => { $crate::markup::Tone::Plain };
    (@tone $tone:ident) => { $crate::markup::Tone::$tone };
    ($(#[$about:meta])* pub enum $name:ident {
        $(
            $(#[doc = $words:literal])*
            $variant:ident $word:literal $($tone:ident)? $((was $former:literal))?,
        )*
    }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[doc = $words])* $variant,)* }

        impl $name {
            /// Every choice, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// The choice as it is written.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
            /// The tone of the choice.
            pub fn tone(self) -> $crate::markup::Tone {
                match self { $(Self::$variant => $crate::fact::read::words!(@tone $($tone)?),)* }
            }
            /// The choice that `word` names.
            pub fn from_word(word: &str) -> Option<Self> {
                match word {
                    $($word $(| $former)? => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = <String as serde::Deserialize>::deserialize(deserializer)?;
                Self::from_word(&word)
                    .ok_or_else(|| serde::de::Error::unknown_variant(&word, &[$($word),*]))
            }
        }

        impl $crate::fact::read::Field for $name {
            fn read(node: &$crate::yaml::Node, reader: &mut $crate::fact::read::Reader) -> Option<Self> {
                let text = reader.text(node)?;
                let found = Self::from_word(text);
                if found.is_none() {
                    reader.no_such_word(node, text, &[$($word),*]);
                }
                found
            }
            fn schema() -> serde_json::Value {
                serde_json::json!({"enum": [$($word),*]})
            }
            fn datum(&self) -> $crate::fact::Datum {
                $crate::fact::Datum::from(*self)
            }
        }

        impl $crate::fact::WordChoice for $name {
            fn text(&self) -> &'static str {
                self.word()
            }
            fn tone(&self) -> $crate::markup::Tone {
                (*self).tone()
            }
        }

        impl From<$name> for $crate::fact::Datum {
            fn from(choice: $name) -> Self {
                $name::ALL.iter().find(|it| **it == choice).map_or(Self::Absent, |it| Self::Word(it))
            }
        }
    };
}
pub(crate) use words;

impl Reader {
    /// Reports a word that is not one of `words`.
    pub fn no_such_word(&mut self, node: &Node, text: &str, words: &[&str]) {
        let finding =
            Diagnostic::new(codes::INVALID_VALUE, node.place, format!("`{text}` is not an allowed value"));
        let close = near(text, words.iter().copied());
        let all = format!("use one of `{}`", words.join("`, `"));
        self.findings.push(if close.is_empty() { finding.help(all) } else { finding.did_you_mean(&close) });
    }
}
