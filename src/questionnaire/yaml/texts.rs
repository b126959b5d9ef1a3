//! The texts of a questionnaire in our own format in addition to its questions: other keys of a question,
//! of its list and of the file, and comments.

use super::question::{FIELDS, Question};
use crate::{
    questionnaire::{bounded::bounded, layout::is_value},
    yaml::{Key, Node, Value},
};

/// The maximum number of texts of one question, and of the file.
const TEXTS: usize = 40;
const OF_FILE: usize = 200;
/// The maximum size of the texts of one question, and of the file's, in bytes.
const BYTES: usize = 20_000;
const BYTES_OF_FILE: usize = 128 << 10;
/// The maximum number of texts that are examined for each.
const LOOKS: usize = 2_000;

/// Keys of which only the value is kept.
const EXPLAINING: &[&str] = &[
    "title",
    "name",
    "text",
    "note",
    "notes",
    "help",
    "hint",
    "tip",
    "info",
    "information",
    "description",
    "details",
    "explanation",
    "guidance",
    "guideline",
    "instruction",
    "instructions",
    "introduction",
    "placeholder",
    "remark",
    "remarks",
    "context",
    "options",
    "choices",
    "values",
    "answers",
    "label",
    "labels",
];

/// Keys that are technical if their value is a number or one of the [`WORDS`].
const FORMAL: &[&str] = &[
    "type",
    "kind",
    "format",
    "required",
    "mandatory",
    "optional",
    "order",
    "number",
    "position",
    "weight",
    "points",
    "score",
    "version",
    "language",
    "min",
    "max",
    "min_length",
    "max_length",
    "multiline",
    "multiple",
];

/// Values of such keys.
const WORDS: &[&str] = &[
    "text", "string", "textarea", "boolean", "bool", "yesno", "yes_no", "yes/no", "select", "choice",
    "number", "integer", "date", "file", "radio", "checkbox", "en", "de", "fr", "es", "it", "nl", "pt",
    "low", "medium", "high",
];

/// Whether a key explains a question.
pub fn explains(key: &str) -> bool {
    EXPLAINING.contains(&key)
}

/// Whether a key is about the structure of the file.
pub fn is_formal(key: &str) -> bool {
    FORMAL.contains(&key)
}

/// The field that takes an answer, if it is not one that is filled: `gap:`.
pub fn other_answer(question: &Question) -> Option<&str> {
    let empty = |node: &Node| match &node.value {
        Value::Null => true,
        Value::Scalar { text, .. } => text.trim().is_empty(),
        _ => false,
    };
    let filled = ["answer", "verdict", "comment"].iter().any(|it| question.field(it).is_some());
    let other = |key: &str| !FIELDS.contains(&key) && !explains(key) && !is_formal(key);
    let empty = question.fields().iter().find(|it| other(&it.0.text) && empty(&it.1));
    empty.filter(|_| !filled).map(|it| it.0.text.as_str())
}

/// The texts of a question other than those in columns.
pub fn of_question(question: &Question) -> Vec<String> {
    let mut found = Vec::new();
    for (key, node) in question.fields() {
        // A field of the sheet that is not a text is read as well.
        let told =
            FIELDS.contains(&key.text.as_str()) && !matches!(node.value, Value::List(_) | Value::Map(_));
        if !told {
            add(&key.text, node, &mut found);
        }
    }
    // A person decides whether an answer of the library answers this field.
    found.extend(other_answer(question).map(|it| format!("The answer belongs elsewhere: {it}")));
    bounded(found, TEXTS, BYTES)
}

/// The texts of a file: its keys other than the title and the questions, items among the questions that are
/// not questions, and its comments.
pub fn of_file(fields: &[(Key, Node)], text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (key, node) in fields {
        match (key.text.as_str(), &node.value) {
            ("title", Value::Scalar { .. }) => {}
            ("questions", Value::List(items)) => {
                for item in items {
                    if !asks(item) {
                        add("", item, &mut found);
                    }
                }
            }
            _ => add(&key.text, node, &mut found),
        }
    }
    found.extend(text.lines().filter_map(comment).take(LOOKS));
    bounded(found, OF_FILE, BYTES_OF_FILE)
}

/// Whether an item of the list has a question.
fn asks(item: &Node) -> bool {
    let Value::Map(fields) = &item.value else { return false };
    let text = |node: &Node| matches!(&node.value, Value::Scalar { text, .. } if !text.trim().is_empty());
    fields.iter().any(|(key, node)| key.text == "question" && text(node))
}

/// Adds the texts of a value, each with its key if the key has a meaning.
fn add(key: &str, node: &Node, found: &mut Vec<String>) {
    if found.len() >= LOOKS {
        return;
    }
    let name = key.replace(['_', '-'], " ");
    match &node.value {
        Value::Null if !explains(key) && !is_formal(key) => found.push(name),
        Value::Null => {}
        Value::Scalar { text, plain } => found.extend(said(key, &name, text, *plain)),
        Value::List(items) => items.iter().for_each(|it| add(key, it, found)),
        Value::Map(fields) => fields.iter().for_each(|(key, it)| add(&key.text, it, found)),
    }
}

fn said(key: &str, name: &str, text: &str, plain: bool) -> Option<String> {
    let text = text.trim();
    let number = text.bytes().all(|it| it.is_ascii_digit() || it == b'.');
    let flag = plain && matches!(text, "true" | "false");
    if explains(key) || key.is_empty() {
        return (!text.is_empty() && !is_value(text)).then(|| text.to_owned());
    }
    if is_formal(key) && (number || flag || WORDS.contains(&text)) {
        return None;
    }
    Some(if text.is_empty() { name.to_owned() } else { format!("{name}: {text}") })
}

/// The comment of a line; one that configures an editor is ignored.
fn comment(line: &str) -> Option<String> {
    let line = line.trim();
    let text = line.strip_prefix('#').or_else(|| line.split_once(" #").map(|it| it.1))?;
    let text = text.trim_start_matches('#').trim();
    (!text.is_empty() && !text.starts_with("yaml-language-server")).then(|| text.to_owned())
}
