//! What a fenced block on a page asks for: which statements, in which form.

use serde_json::{Value as Json, json};

use crate::{
    fact::{
        Datum, Text,
        read::{Field, Reader, record, words},
    },
    yaml::{Node, Value},
};

words! {
    /// The form in which statements are placed.
    pub enum PlacementShape {
        /// One after the other.
        Paragraphs "paragraphs",
        /// As a list.
        List "list",
        /// The first section as a term, the others as what is said of it.
        Terms "terms",
    }
}

record! {
    /// A fenced block `statements` on a page.
    pub struct Placement {
        /// Statements by id: `certification/soc2-type-2/status`.
        pub say: Vec<Text>,
        /// Every fact of a kind.
        pub each: Option<Text>,
        /// Which of them: a map of field and value.
        pub only: Option<Pairs>,
        /// Which sections of each.
        pub sections: Vec<Text>,
        /// A table: a map of column head and section, or sections joined by `+`.
        pub table: Option<Pairs>,
        /// What a table shows.
        pub caption: Option<Text>,
        /// The widths of a table's columns, in shares.
        pub widths: Vec<crate::fact::Number>,
        /// The field that gives the section `status` its colour.
        pub tone: Option<Text>,
        /// The form; paragraphs if left out.
        pub form: Option<PlacementShape>,
        /// A field to group by, under headings.
        pub by: Option<Text>,
        /// The heading of the group in which that field is not stated.
        pub rest: Option<Text>,
    }
}

/// A map from text to text, in order.
#[derive(Debug, Clone)]
pub struct Pairs(pub Vec<(Text, Text)>);

impl Field for Pairs {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let Value::Map(entries) = &node.value else { return reader.wrong_type(node, "a map") };
        let pair = |(key, node): &(crate::yaml::Key, Node), reader: &mut Reader| {
            let value = Text::read(node, reader)?;
            Some((Text { value: key.text.clone(), place: key.place }, value))
        };
        let pairs: Vec<_> = entries.iter().map(|it| pair(it, reader)).collect();
        pairs.into_iter().collect::<Option<_>>().map(Self)
    }
    fn shape() -> Json {
        json!({"type": "object", "additionalProperties": Text::shape()})
    }
    fn datum(&self) -> Datum {
        Datum::Absent
    }
}
