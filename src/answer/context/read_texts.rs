//! Texts around questions that a person has read: they change nothing in what is asked.

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
    /// Where a text is that may change what a question asks.
    pub enum Stands {
        /// Above it, as a heading.
        Heading "heading",
        /// Above its table, or as the name of its sheet.
        Title "title",
        /// In the place of its id.
        Id "id",
        /// Beside it, or in a note.
        Beside "beside",
        /// Elsewhere in the file, as on a sheet of instructions.
        Elsewhere "elsewhere",
    }
}

record! {
    /// A text around questions that may change what they ask. `changes_nothing`, `by` and `on` are a
    /// person's; the rest is there to be read.
    pub struct ReviewedText {
        /// Where it is: heading, title, id, beside, elsewhere.
        pub position: Option<Stands>,
        /// The earlier name of `position`.
        pub stands: Option<Stands>,
        /// The text; of many texts how many there are, and the first.
        pub text: Text,
        /// The digests of the texts, where there are many.
        pub digests: Vec<Text>,
        /// These texts in full, in the same order.
        pub texts: Vec<Text>,
        /// Why it may.
        pub why: Option<Text>,
        /// How many questions it holds back.
        pub questions: Option<Number>,
        /// The digests of these questions. A mark holds for them only.
        pub question_digests: Vec<Text>,
        /// The number of the set under `question_sets:` that has these digests, where there are several.
        pub question_set: Option<Number>,
        /// For each of the texts, the number of the set of questions in whose rows it stands; 0 for none.
        /// Without the line, a text beside one question is in its row, and others in the row of none.
        pub beside_question_sets: Vec<Number>,
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
    /// Where it is.
    pub stands: Stands,
    /// The text; of many texts how many there are, and the first.
    pub text: String,
    /// The digests of the texts, where there are many.
    pub digests: Vec<String>,
    /// These texts in full, in the same order.
    pub texts: Vec<String>,
    /// The digests of the questions for which it was read; empty where the file does not say.
    pub question_digests: Vec<String>,
    /// For each of the texts, the digests of the questions in whose rows it stood; empty where the file does
    /// not say.
    pub beside: Vec<Vec<String>>,
    /// Who read it.
    pub by: String,
    /// What the person wrote, as it is in the file, whole lines.
    pub raw: String,
}

/// Reads the texts of a review file that a person says change nothing. `lines` gives a key with its value as
/// they are in the file.
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
    // A set that is not there is one of no question, and not one that an older file does not state.
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

/// The sets of digests of questions, by their number in the review file.
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

/// What a text is known by: what was decided of it holds for the same characters, whatever the spaces.
pub fn digest(text: &str) -> String {
    let text = composed(&printable(text)).split_whitespace().collect::<Vec<_>>().join(" ");
    digest_of(text.as_bytes()).get(..16).unwrap_or_default().to_owned()
}
