//! What a fenced block on a page asks for: which statements, in which form.

use serde_json::{Value as Json, json};

use crate::{
    fact::{
        Datum, KINDS, Text,
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
        /// The first section as a term, the others as what applies to it.
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
        /// A table: a map from column header to section, or to sections joined by `+`.
        pub table: Option<Pairs>,
        /// What a table shows.
        pub caption: Option<Text>,
        /// The widths of a table's columns, in shares.
        pub widths: Vec<crate::fact::Number>,
        /// The field that determines the colour of the section `status`.
        pub tone: Option<Text>,
        /// The form; paragraphs if left out.
        pub form: Option<PlacementShape>,
        /// A field to group by, under headings.
        pub by: Option<Text>,
        /// The heading of the group in which that field is not stated.
        pub rest: Option<Text>,
    }
}

impl Placement {
    /// A description of what it places: `Table of all certifications; columns: Framework (name), Status.`
    pub fn in_words(&self) -> String {
        let values = |texts: &[Text]| texts.iter().map(|it| it.value.as_str()).collect::<Vec<_>>().join(", ");
        let pairs = |it: &Pairs, word: fn(&str, &str) -> String| {
            it.0.iter().map(|(key, value)| word(&key.value, &value.value)).collect::<Vec<_>>().join(", ")
        };
        let schema = match (&self.table, self.form) {
            (Some(_), _) => "Table of ",
            (None, Some(PlacementShape::List)) => "List of ",
            (None, Some(PlacementShape::Terms)) => "Definition list of ",
            (None, Some(PlacementShape::Paragraphs) | None) => "Paragraphs about ",
        };
        let each = self.each.as_ref().map(|it| facts_of(&it.value));
        let named = (!self.say.is_empty()).then(|| values(&self.say));
        let mut parts =
            vec![schema.to_owned() + &[each, named].into_iter().flatten().collect::<Vec<_>>().join(", ")];
        parts.extend(
            self.only
                .as_ref()
                .map(|it| format!("only {}", pairs(it, |key, value| format!("{key}: {value}")))),
        );
        parts.extend((!self.sections.is_empty()).then(|| format!("sections: {}", values(&self.sections))));
        parts.extend(self.table.as_ref().map(|it| format!("columns: {}", pairs(it, column))));
        parts.extend(self.by.as_ref().map(|it| {
            format!(
                "grouped by {}",
                it.value.strip_suffix("products").map_or(it.value.as_str(), |_| "product")
            )
        }));
        parts.extend(self.rest.as_ref().map(|it| format!("others under “{}”", it.value)));
        parts.extend(self.caption.as_ref().map(|it| format!("caption: {}", it.value)));
        parts.join("; ") + "."
    }
}

/// A column by its header, with the section in it if it has another name.
fn column(head: &str, section: &str) -> String {
    if head.eq_ignore_ascii_case(section) { head.to_owned() } else { format!("{head} ({section})") }
}

/// Fact types that readers call by another name than their file has.
const NAMED: &[(&str, &str)] =
    &[("procurement", "all purchasing options"), ("programme", "the vulnerability reporting programme")];

/// The facts of a kind: `all certifications`, `the vendor`.
fn facts_of(kind: &str) -> String {
    if let Some((_, name)) = NAMED.iter().find(|it| it.0 == kind) {
        return (*name).to_owned();
    }
    match KINDS.iter().find(|it| it.name == kind) {
        Some(known) if known.is_singleton => format!("the {kind}"),
        Some(known) => format!("all {}", known.file.trim_end_matches(".yaml")),
        None => format!("all {kind}"),
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
    fn schema() -> Json {
        json!({"type": "object", "additionalProperties": Text::schema()})
    }
    fn datum(&self) -> Datum {
        Datum::Absent
    }
}
