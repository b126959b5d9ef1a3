//! Texts around questions that a person has read and found not to change what is asked.

use std::collections::BTreeMap;

use crate::{
    diagnostic::{Diagnostic, Place, codes},
    fact::{
        Date, Flag, Number, Text, printable,
        read::{Field, Reader, Record, record, words},
    },
    ledger::digest_of,
    questionnaire::composed,
    yaml::{Node, Value},
};

words! {
    /// The position of a text that may change what a question asks.
    pub enum Stands {
        /// Above it, as a heading.
        Heading "heading",
        /// Above its table, or as the name of its sheet.
        Title "title",
        /// In the place of its id.
        Id "id",
        /// Beside it, or in a note.
        Beside "beside",
        /// Elsewhere in the file, for example on an instructions sheet.
        Elsewhere "elsewhere",
    }
}

record! {
    /// A text around questions that may change what they ask. A person fills in `changes_nothing`, `by` and
    /// `on`; the other fields are for information.
    pub struct ReviewedText {
        /// Its position: heading, title, id, beside, elsewhere.
        pub position: Option<Stands>,
        /// The earlier name of `position`.
        pub stands: Option<Stands>,
        /// The text; for many texts, their number and the first one.
        pub text: Text,
        /// The digests of the texts, if there are many.
        pub digests: Vec<Text>,
        /// These texts in full, in the same order.
        pub texts: Vec<Text>,
        /// Why it may change the questions.
        pub why: Option<Text>,
        /// The number of questions that it holds back.
        pub questions: Option<Number>,
        /// The digests of these questions. The decision applies to them only.
        pub question_digests: Vec<Text>,
        /// The number of the set under `question_sets:` with these digests, if there are several sets.
        pub question_set: Option<Number>,
        /// For each of the texts, the number of the set of questions in whose rows it is; 0 for none. If
        /// the line is missing, a text beside one question is in its row, and all others are in no
        /// question's row.
        pub beside_question_sets: Vec<Number>,
        /// Whether it changes nothing in what the questions around it ask.
        pub changes_nothing: Option<Flag>,
        /// Who decided.
        pub by: Option<Text>,
        /// The date of the decision.
        pub on: Option<Date>,
    }
}

/// A text that a person has read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadText {
    /// Its position.
    pub stands: Stands,
    /// The text; for many texts, their number and the first one.
    pub text: String,
    /// The digests of the texts, if there are many.
    pub digests: Vec<String>,
    /// These texts in full, in the same order.
    pub texts: Vec<String>,
    /// The digests of the questions for which it was read; empty if the file does not say.
    pub question_digests: Vec<String>,
    /// For each of the texts, the digests of the questions in whose rows it was; empty if the file does not
    /// say.
    pub beside: Vec<Vec<String>>,
    /// Who read it.
    pub by: String,
    /// The person's lines, exactly as they are in the file.
    pub raw: String,
}

/// Reads the texts of a review file that, according to a person, change nothing. `lines` returns a key with
/// its value as it is written in the file.
pub fn read(
    items: &[Node],
    by: Option<&Text>,
    sets: &QuestionSets,
    reader: &mut Reader,
    lines: &dyn Fn(Place, Place) -> String,
) -> Vec<ReadText> {
    items.iter().filter_map(|it| read_one(it, by, sets, reader, lines)).collect()
}

pub(super) fn read_one(
    node: &Node,
    by: Option<&Text>,
    sets: &QuestionSets,
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
    let digests = reviewed.digests.into_iter().map(|it| it.value).collect();
    let texts = reviewed.texts.into_iter().map(|it| it.value).collect();
    // A set that does not exist contains no question; this differs from an older file without sets.
    let none = || vec![String::new()];
    let set = |it: Number| sets.get(&it.value.to_string()).cloned().unwrap_or_else(none);
    let listed = reviewed.question_set.map(set);
    let beside = reviewed.beside_question_sets.into_iter();
    let beside = beside.map(|it| if it.value == 0 { vec![] } else { set(it) }).collect();
    let own = reviewed.question_digests.into_iter().map(|it| it.value);
    let question_digests = own.chain(listed.unwrap_or_default()).collect();
    let stands = reviewed.position.or(reviewed.stands).unwrap_or(Stands::Beside);
    let (text, by) = (reviewed.text.value, by.value.clone());
    Some(ReadText { stands, text, digests, texts, question_digests, beside, by, raw })
}

/// The sets of question digests, by their number in the review file.
pub(super) type QuestionSets = BTreeMap<String, Vec<String>>;

/// Reads `question_sets:` of a review file.
pub fn question_sets(node: &Node, reader: &mut Reader) -> QuestionSets {
    let Value::Map(sets) = &node.value else { return QuestionSets::new() };
    let mut digests = |items: &[Node]| -> Vec<String> {
        items.iter().filter_map(|it| Text::read(it, reader)).map(|it| it.value).collect()
    };
    let listed = sets.iter().filter_map(|(name, it)| match &it.value {
        Value::List(items) => Some((name.text.clone(), digests(items))),
        _ => None,
    });
    listed.collect()
}

/// The digest that identifies a text. It ignores whitespace, so that a decision applies to the same
/// characters however they are spaced.
pub fn digest(text: &str) -> String {
    let text = composed(&printable(text)).split_whitespace().collect::<Vec<_>>().join(" ");
    digest_of(text.as_bytes()).get(..16).unwrap_or_default().to_owned()
}
