//! Texts around questions that a person has read: they change nothing in what is asked.

use std::collections::BTreeSet;

use super::Reply;
use crate::{
    diagnostic::{Diagnostic, Place, codes},
    fact::{
        Date, Flag, Number, Text, printable,
        read::{Reader, Record, record},
    },
    questionnaire::composed,
    yaml::{Node, Value},
};

record! {
    /// A text around questions that may change what they ask. `changes_nothing`, `by` and `on` are a person's; the rest is there to be read.
    pub struct ReviewedText {
        /// The text.
        pub text: Text,
        /// Why it may.
        pub why: Option<Text>,
        /// How many questions it holds back.
        pub questions: Option<Number>,
        /// Whether it changes nothing in what the questions around it ask.
        pub changes_nothing: Option<Flag>,
        /// Who decided.
        pub by: Option<Text>,
        /// When.
        pub on: Option<Date>,
    }
}

/// A text that a person has read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadText {
    /// The text.
    pub text: String,
    /// Who read it.
    pub by: String,
    /// What the person wrote, as it stands in the file, whole lines.
    pub raw: String,
}

/// Reads the texts of a review file that a person says change nothing. `lines` gives a key with its value as they stand in the file.
pub(super) fn read(
    items: &[Node],
    by: Option<&Text>,
    reader: &mut Reader,
    lines: &dyn Fn(Place, Place) -> String,
) -> Vec<ReadText> {
    items.iter().filter_map(|it| read_one(it, by, reader, lines)).collect()
}

fn read_one(
    node: &Node,
    by: Option<&Text>,
    reader: &mut Reader,
    lines: &dyn Fn(Place, Place) -> String,
) -> Option<ReadText> {
    let Value::Map(entries) = &node.value else {
        return reader.wrong_type(node, "a text with its decision");
    };
    let place = Place { end: node.place.start + 1, ..node.place };
    let reviewed = ReviewedText::read_fields(&mut reader.map(node, place, &[ReviewedText::KEYS])?)?;
    if !reviewed.changes_nothing.is_some_and(|it| it.value) {
        return None;
    }
    let Some(by) = reviewed.by.as_ref().or(by) else {
        let help = "add `by: NAME` to it, or `decided_by: NAME` at the top of the file for all of them";
        let message = "it is not stated who decided that this text changes nothing";
        reader.findings.push(Diagnostic::new(codes::INVALID_VALUE, reviewed.text.place, message).help(help));
        return None;
    };
    let own = entries.iter().filter(|(key, _)| matches!(key.text.as_str(), "changes_nothing" | "by" | "on"));
    let raw = own.map(|(key, value)| lines(key.place, value.place)).collect();
    Some(ReadText { text: reviewed.text.value, by: by.value.clone(), raw })
}

/// A text that holds back answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldsBack {
    /// The text.
    pub text: String,
    /// Why it may change what is asked.
    pub why: String,
    /// How many questions it holds back, alone or with others.
    pub questions: usize,
}

/// The texts that hold back answers, each once, ordered by the number of answers.
pub fn holding_back(replies: &[Reply]) -> Vec<HoldsBack> {
    let mut all: Vec<HoldsBack> = Vec::new();
    for held in replies.iter().filter(|it| it.decision.is_none()) {
        for (at, mark) in held.held_by.iter().enumerate() {
            if held.held_by.iter().take(at).any(|it| it.whole == mark.whole) {
                continue;
            }
            match all.iter_mut().find(|it| it.text == mark.whole) {
                Some(it) => it.questions += 1,
                None => all.push(HoldsBack { text: mark.whole.clone(), why: mark.why.clone(), questions: 1 }),
            }
        }
    }
    all.sort_by_key(|it| std::cmp::Reverse(it.questions));
    all
}

/// How many questions are held back by texts alone.
pub fn held_back(replies: &[Reply]) -> usize {
    replies.iter().filter(|it| it.decision.is_none() && !it.held_by.is_empty()).count()
}

/// Texts in the form in which they are compared.
pub(super) fn all_compared(texts: &[ReadText]) -> BTreeSet<String> {
    texts.iter().map(|it| compared(&it.text)).collect()
}

/// A text in the form in which it is compared: what was decided of a text holds for the same characters, whatever the spaces.
pub(super) fn compared(text: &str) -> String {
    composed(&printable(text)).split_whitespace().collect::<Vec<_>>().join(" ")
}
