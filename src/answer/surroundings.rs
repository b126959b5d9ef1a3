//! Texts around questions that a person has read: they change nothing in what is asked.

use std::{
    cmp::Reverse,
    collections::{BTreeSet, HashMap},
};

use super::{Reply, context::Mark};
use crate::{
    diagnostic::{Diagnostic, Place, codes},
    fact::{
        Date, Flag, Number, Text, printable,
        read::{Reader, Record, record, words},
    },
    ledger::digest_of,
    questionnaire::composed,
    yaml::{Node, Value},
};

words! {
    /// Where a text stands that may change what a question asks.
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
    /// A text around questions that may change what they ask. `changes_nothing`, `by` and `on` are a person's; the rest is there to be read.
    pub struct ReviewedText {
        /// Where it stands: heading, title, id, beside, elsewhere.
        pub stands: Option<Stands>,
        /// The text; of many texts how many there are, and the first.
        pub text: Text,
        /// The digests of the texts, where there are many.
        pub digests: Vec<Text>,
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
    /// Where it stands.
    pub stands: Stands,
    /// The text; of many texts how many there are, and the first.
    pub text: String,
    /// The digests of the texts, where there are many.
    pub digests: Vec<String>,
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
    let digests = reviewed.digests.into_iter().map(|it| it.value).collect();
    let stands = reviewed.stands.unwrap_or(Stands::Beside);
    Some(ReadText { stands, text: reviewed.text.value, digests, by: by.value.clone(), raw })
}

/// A text, or many of a kind, that hold back questions which the library could answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldsBack {
    /// Where it stands.
    pub stands: Stands,
    /// The text; of many texts how many there are, and the first.
    pub text: String,
    /// The digests of the texts, where there are many.
    pub digests: Vec<String>,
    /// Why it may change what is asked.
    pub why: String,
    /// How many questions it holds back, alone or with others.
    pub questions: usize,
}

/// So many texts of which each stands beside one question are told as one.
const MANY: usize = 4;

/// The texts that hold back questions, each once; those that hold back most first. Texts that stand beside one question each, and have
/// nothing against them but words that are not known, are told together.
pub fn holding_back(replies: &[Reply]) -> Vec<HoldsBack> {
    let mut at: HashMap<(Stands, &str), usize> = HashMap::new();
    let mut all: Vec<(HoldsBack, bool)> = Vec::new();
    for held in replies.iter().filter(|it| it.decision.is_none()) {
        let mut seen = BTreeSet::new();
        for mark in held.held_by.iter().filter(|it| seen.insert((it.stands, it.whole.as_str()))) {
            let place = *at.entry((mark.stands, &mark.whole)).or_insert_with(|| {
                all.push((HoldsBack::of(mark), mark.unknown && mark.digests.is_empty()));
                all.len() - 1
            });
            if let Some((it, _)) = all.get_mut(place) {
                it.questions += 1;
            }
        }
    }
    let lone = |it: &(HoldsBack, bool)| it.1 && it.0.questions == 1 && it.0.stands == Stands::Beside;
    let (many, rest): (Vec<_>, Vec<_>) = all.into_iter().partition(lone);
    let mut told: Vec<HoldsBack> = rest.into_iter().map(|it| it.0).collect();
    match many.as_slice() {
        [first, ..] if many.len() >= MANY => told.push(HoldsBack {
            text: format!("{} texts, each beside one question; the first: {}", many.len(), first.0.text),
            digests: many.iter().map(|it| digest(&it.0.text)).collect(),
            questions: many.len(),
            ..first.0.clone()
        }),
        _ => told.extend(many.into_iter().map(|it| it.0)),
    }
    told.sort_by_key(|it| Reverse(it.questions));
    told
}

impl HoldsBack {
    fn of(mark: &Mark) -> Self {
        let (text, why) = (mark.whole.clone(), mark.why.clone());
        Self { stands: mark.stands, text, digests: mark.digests.clone(), why, questions: 0 }
    }
}

/// How many questions are held back by texts alone.
pub fn held_back(replies: &[Reply]) -> usize {
    replies.iter().filter(|it| it.decision.is_none() && !it.held_by.is_empty()).count()
}

/// The texts that were read, with where they stand.
pub(super) fn all_read(texts: &[ReadText]) -> BTreeSet<(Stands, String)> {
    let each = |it: &ReadText| {
        let digests = if it.digests.is_empty() { vec![digest(&it.text)] } else { it.digests.clone() };
        digests.into_iter().map(|digest| (it.stands, digest)).collect::<Vec<_>>()
    };
    texts.iter().flat_map(each).collect()
}

/// What a text is known by: what was decided of it holds for the same characters, whatever the spaces.
pub(super) fn digest(text: &str) -> String {
    let text = composed(&printable(text)).split_whitespace().collect::<Vec<_>>().join(" ");
    digest_of(text.as_bytes()).get(..16).unwrap_or_default().to_owned()
}
