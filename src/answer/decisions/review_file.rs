//! Reads the review file.
//!
//! In the file that [`write`](crate::render) produces, only `decision:`, `decided_by:`, `mapping:` and the
//! marks under `surroundings:` belong to a person; they are carried over byte for byte when the file is
//! written again.

use std::collections::BTreeSet;

use super::{
    Decision, Decisions,
    matched::{matched, repeated},
};
use crate::{
    answer::{context::read_texts, entries::text_digest::text_digest},
    diagnostic::{Diagnostic, FileId, Place, Sources, codes},
    fact::{
        Date, Flag, Text, id_within,
        read::{Field, MapReader, Reader, Record, record},
    },
    questionnaire::composed,
    yaml::{self, Node, Value},
};

record! {
    /// The decision of a person on one question.
    pub struct Decided {
        /// The id of the chosen answer.
        pub answer: Option<Text>,
        /// The text to use instead of the answer's own.
        pub text: Option<Text>,
        /// The verdict: yes, no, partial, not-applicable, or one of the cell's own words.
        pub verdict: Option<Text>,
        /// Leaves the question blank on purpose.
        pub blank: Option<Flag>,
        /// Who decided.
        pub by: Option<Text>,
        /// The date of the decision.
        pub on: Option<Date>,
    }
}

record! {
    /// One question of a review file. Everything except the decision is for information.
    pub struct Reviewed {
        /// The customer's id.
        pub id: Option<Text>,
        /// The sheet.
        pub sheet: Option<Text>,
        /// The row.
        pub row: Option<crate::fact::Number>,
        /// The headings above it.
        pub section: Option<Text>,
        /// The question that it is part of: its id and text.
        pub part_of: Option<Text>,
        /// Titles and notes around it that may change what it asks.
        pub around: Vec<Text>,
        /// The texts in the answer and comment cells of its row.
        pub row_texts: Vec<Text>,
        /// The products that the customer asked about when it was decided, if they differ from those of the
        /// file.
        pub products: Vec<Text>,
        /// The text of the question.
        pub question: Text,
        /// The tier of the answer.
        pub tier: Option<Text>,
        /// The answer that was given.
        pub answer: Option<Text>,
        /// Its verdict.
        pub verdict: Option<Text>,
        /// Its text.
        pub text: Option<Text>,
        /// The digest of the answer's text when it was decided. If it is missing, the decision applies to
        /// the current text.
        pub text_digest: Option<Text>,
        /// The products that the answer was limited to when the decision was applied.
        pub limited_to: Option<Vec<Text>>,
        /// The options of the cell.
        pub choices: Vec<Text>,
        /// The reasons for the result.
        pub reasons: Vec<Text>,
        /// The answers that may match.
        pub candidates: Vec<Candidate>,
        /// The decision of a person.
        pub decision: Option<Decided>,
    }
}

record! {
    /// An answer that may match.
    pub struct Candidate {
        /// Its id.
        pub answer: Text,
        /// The confidence that it answers the question, from 0 to 1.
        pub confidence: Option<Text>,
        /// The name of `confidence` in files from earlier versions.
        pub similarity: Option<Text>,
        /// Its text.
        pub text: Option<Text>,
        /// The words of the question that it lacks.
        pub unmatched: Vec<Text>,
    }
}

const KEYS: &[&str] = &[
    "version",
    "file",
    "sha256",
    "place",
    "as_of",
    "audience",
    "customer",
    "products",
    "totals",
    "decided_by",
    "mapping",
    "surroundings",
    "questions",
    "question_sets",
];

impl Decisions {
    /// Reads a review file; returns what could be read, and findings.
    pub fn read(file: FileId, sources: &Sources) -> (Self, Vec<Diagnostic>) {
        let text = sources.text(file);
        let node = match yaml::parse(file, text, 0) {
            Ok(it) => it,
            Err(finding) => return (Self::default(), vec![*finding]),
        };
        let mut reader = Reader::default();
        let mut read = Self { source: Some(file), ..Self::default() };
        if let Some(mut map) = reader.map(&node, Place::new(file, 0..0), &[KEYS]) {
            let by = map.field::<Option<Text>>("decided_by").flatten();
            read.file = map.field::<Option<Text>>("file").flatten().map(|it| it.value);
            read.digest = map.field::<Option<Text>>("sha256").flatten().map(|it| it.value);
            read.place = map.field::<Option<Text>>("place").flatten().map(|it| it.value);
            read.audience = map.field::<Option<Text>>("audience").flatten().map(|it| it.value);
            read.customer = map.field::<Option<Text>>("customer").flatten().map(|it| it.value);
            read.products = ids(map.field::<Vec<Text>>("products").unwrap_or_default());
            read.read_entries(&node, by.as_ref(), text, &mut map);
        }
        (read, reader.findings)
    }

    fn read_entries(&mut self, node: &Node, by: Option<&Text>, text: &str, map: &mut MapReader) {
        let Value::Map(entries) = &node.value else { return };
        let sets = entries.iter().find(|it| it.0.text == "question_sets");
        let sets = sets.map(|it| read_texts::question_sets(&it.1, map.reader)).unwrap_or_default();
        for (key, value) in entries {
            match (key.text.as_str(), &value.value) {
                ("mapping", Value::Map(sheets)) => {
                    for (sheet, columns) in sheets {
                        // A sheet with several tables has a list of maps.
                        let maps = if let Value::List(items) = &columns.value {
                            items.as_slice()
                        } else {
                            std::slice::from_ref(columns)
                        };
                        let maps = maps
                            .iter()
                            .filter_map(|it| Text::read(it, map.reader))
                            .map(|it| (sheet.text.clone(), it.value));
                        self.mappings.extend(maps);
                    }
                    self.raw += &lines_of(text, key.place, value.place);
                }
                ("decided_by", Value::Scalar { .. }) => self.raw += &lines_of(text, key.place, value.place),
                ("questions", Value::List(items)) => {
                    let of_file = self.products.clone();
                    self.repeated = repeated(items);
                    self.matched = matched(items);
                    let decided = items.iter().filter_map(|it| decision(it, by, text, map.reader));
                    self.all.extend(decided.map(|it| {
                        if it.products.is_empty() { Decision { products: of_file.clone(), ..it } } else { it }
                    }));
                }
                ("surroundings", Value::List(items)) => {
                    let lines = |key: Place, value: Place| lines_of(text, key, value);
                    self.read_texts.extend(read_texts::read(items, by, &sets, map.reader, &lines));
                }
                ("mapping" | "surroundings" | "questions" | "decided_by", Value::Null)
                | (_, Value::Scalar { .. } | Value::Map(_) | Value::Null) => {}
                ("products", Value::List(_)) => {}
                (_, Value::List(_)) => drop(map.reader.wrong_type::<()>(value, "a text or a map")),
            }
        }
    }
}

/// The distinct ids, in order.
fn ids(texts: Vec<Text>) -> Vec<String> {
    texts.into_iter().map(|it| it.value).collect::<BTreeSet<_>>().into_iter().collect()
}

/// The message and advice about a decision without an answer.
const NO_ANSWER: (&str, &str) =
    ("this decision has no answer", "add `answer:`, `text:`, `verdict:` or `blank: yes`");
const BLANK_AND_ANSWERED: (&str, &str) =
    ("this decision both leaves the question blank and answers it", "remove `blank:` or the answer");
const NO_AUTHOR: (&str, &str) = (
    "this decision does not say who made it",
    "add `by: NAME` to the decision, or `decided_by: NAME` at the top of the file for all of them",
);

/// The decision on one question; `None` if there is none.
fn decision(node: &Node, by: Option<&Text>, text: &str, reader: &mut Reader) -> Option<Decision> {
    let Value::Map(entries) = &node.value else {
        return reader.wrong_type(node, "a question with its decision");
    };
    let (key, decided) = entries.iter().find(|(key, _)| key.text == "decision")?;
    if matches!(decided.value, Value::Null) {
        return None;
    }
    let place = Place { end: node.place.start + 1, ..node.place };
    let reviewed = Reviewed::read_fields(&mut reader.map(node, place, &[Reviewed::KEYS])?)?;
    let it = reviewed.decision?;
    let blank = it.blank.as_ref().is_some_and(|it| it.value);
    let is_empty = it.answer.is_none() && it.text.is_none() && it.verdict.is_none();
    if is_empty && it.by.is_none() && it.on.is_none() && it.blank.is_none() {
        return None;
    }
    let author = it.by.as_ref().or(by);
    let broken = match (blank, is_empty) {
        (false, true) => Some(NO_ANSWER),
        (true, false) => Some(BLANK_AND_ANSWERED),
        _ if author.is_none() => Some(NO_AUTHOR),
        _ => None,
    };
    if let Some((message, help)) = broken {
        reader.findings.push(Diagnostic::new(codes::INVALID_VALUE, key.place, message).help(help));
        return None;
    }
    let by = author?;
    // Files from earlier versions have the text instead of a digest.
    let chosen = it
        .answer
        .as_ref()
        .is_none_or(|it| reviewed.answer.as_ref().is_some_and(|given| bare(&given.value) == bare(&it.value)));
    let beside = reviewed.text.as_ref().filter(|_| chosen && reviewed.answer.is_some() && it.text.is_none());
    let is_applied = chosen && reviewed.answer.is_some() && it.answer.is_some();
    let digest = reviewed.text_digest.as_ref().map(|it| it.value.clone());
    let compared = |it: Text| composed(&it.value).into_owned();
    Some(Decision {
        answer: it.answer.map(|it| (it.value, it.place)),
        text: it.text.map(|it| it.value),
        verdict: it.verdict.map(|it| (it.value, it.place)),
        blank,
        text_digest: digest.or_else(|| beside.map(|it| text_digest(&it.value))),
        limited_to: reviewed.limited_to.map(ids).or_else(|| is_applied.then(Vec::new)),
        given: reviewed.answer.map(|it| it.value),
        by: by.value.clone(),
        on: it.on.map(|it| it.value.to_string()),
        id: reviewed.id.map(compared),
        at: reviewed.sheet.zip(reviewed.row).map(|(sheet, row)| (compared(sheet), row.value)),
        section: reviewed.section.map(compared),
        part_of: reviewed.part_of.map(compared),
        around: reviewed.around.into_iter().map(compared).collect(),
        row_texts: reviewed.row_texts.into_iter().map(compared).collect(),
        products: ids(reviewed.products),
        set_aside: reviewed.tier.is_none(),
        question: reviewed.question.value,
        raw: lines_of(text, key.place, decided.place),
        place: key.place,
    })
}

/// The id of an answer without its kind.
fn bare(id: &str) -> &str {
    id_within("answer", id)
}

/// The complete lines from a key to the end of its value, with the comments that belong to it.
fn lines_of(text: &str, key: Place, value: Place) -> String {
    let start = text.get(..key.range().start).and_then(|it| it.rfind('\n')).map_or(0, |it| it + 1);
    let indent = key.range().start - start;
    let end = value.range().end.max(key.range().end);
    let mut lines: String = text.get(start..end).unwrap_or_default().to_owned();
    let rest = text.get(end..).unwrap_or_default();
    let mut parts = rest.split_inclusive('\n');
    lines += parts.next().unwrap_or_default();
    // Comments below that are indented further belong to the decision.
    for line in
        parts.take_while(|it| it.trim_start().starts_with('#') && it.len() - it.trim_start().len() > indent)
    {
        lines += line;
    }
    if lines.ends_with('\n') { lines } else { lines + "\n" }
}
