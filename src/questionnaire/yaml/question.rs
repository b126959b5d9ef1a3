//! An entry of the list of questions.

use crate::yaml::{Key, Node, Value};

/// The fields of a question, in the order of the sheet's columns.
pub(super) const FIELDS: &[&str] = &["id", "section", "question", "answer", "verdict", "comment"];

/// An entry of the list: its fields and its position.
pub(super) struct Question {
    pub node: Node,
}

impl Question {
    pub fn fields(&self) -> &[(Key, Node)] {
        match &self.node.value {
            Value::Map(fields) => fields,
            _ => &[],
        }
    }

    pub fn field(&self, name: &str) -> Option<&(Key, Node)> {
        self.fields().iter().find(|it| it.0.text == name)
    }

    /// The text of a field; `None` if it is missing, empty or not a text.
    pub fn text(&self, name: &str) -> Option<&str> {
        match &self.field(name)?.1.value {
            Value::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }
}
