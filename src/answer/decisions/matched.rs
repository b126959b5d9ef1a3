//! The questions of a review file: those that the library could answer when it was written, and those that
//! are asked more than once.

use std::collections::BTreeSet;

use crate::{
    answer::context::read_for::question_digest,
    matching::normal,
    yaml::{Node, Value},
};

/// The prefix of the reason of a question that the library could answer if the context did not matter.
const SAME_WORDING: &str = "same wording as";

/// The digests of the questions of a review file that the library could answer, with or without their
/// context.
pub fn matched(items: &[Node]) -> BTreeSet<String> {
    items.iter().filter_map(matched_one).collect()
}

fn matched_one(node: &Node) -> Option<String> {
    let Value::Map(entries) = &node.value else { return None };
    let value = |name: &str| entries.iter().find(|(key, _)| key.text == name).map(|(_, it)| &it.value);
    let text = |name: &str| match value(name) {
        Some(Value::Scalar { text, .. }) => Some(text.as_str()),
        _ => None,
    };
    let same_wording = || match value("reasons") {
        Some(Value::List(reasons)) => reasons
            .iter()
            .any(|it| matches!(&it.value, Value::Scalar { text, .. } if text.starts_with(SAME_WORDING))),
        _ => false,
    };
    let is_matched = text("tier") == Some("answered") || same_wording();
    is_matched.then(|| question_digest(text("question").unwrap_or_default()))
}

/// The questions, in normal form, that are asked more than once.
pub fn repeated(items: &[Node]) -> BTreeSet<String> {
    let asked = |node: &Node| {
        let Value::Map(entries) = &node.value else { return None };
        let value = entries.iter().find(|(key, _)| key.text == "question").map(|(_, value)| &value.value)?;
        // A decision that was set aside has no question in the file any more.
        let is_asked = entries.iter().any(|(key, _)| key.text == "tier");
        if let Value::Scalar { text, .. } = value { is_asked.then(|| normal(text)) } else { None }
    };
    let (mut once, mut more) = (BTreeSet::new(), BTreeSet::new());
    for text in items.iter().filter_map(asked) {
        if !once.insert(text.clone()) {
            more.insert(text);
        }
    }
    more
}
