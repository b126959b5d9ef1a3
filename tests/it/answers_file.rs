//! `answers.json`: written files can be read again, files of earlier versions too, and the JSON Schema has
//! the same fields as the types.

use std::collections::{BTreeMap, BTreeSet};

use factum::{
    answer::{AnswerOrigin, Holds, ReplyStatus, Totals, Why},
    fact::{Audience, Verdict},
    questionnaire::At,
    render::{
        answers_file::{
            AnswerPlace, AnswersHeading, CandidateAnswer, CellInSheet, CellName, CustomerAnswers,
            CustomerQuestion, EditedCell, FilledFileEntry, LibraryAnswer, ParagraphEntry, PublishedAnswers,
            PublishedQuestion, QuestionResult, SourceEntry, TableCounts, TableEntry, UnreadEntry,
            UnwrittenPart, VERSION, WrittenCell, is_sealed,
        },
        schemas,
    },
};
use serde_json::{Value as Json, json};

use crate::{
    against_schema::{Comparison, properties},
    support::sample,
};

/// A list of one text.
fn one(text: &str) -> Vec<String> {
    vec![text.into()]
}

fn heading() -> AnswersHeading {
    AnswersHeading {
        version: VERSION,
        generator: "factum 0.1.0".into(),
        as_of: "2026-01-01".parse().unwrap(),
        audience: Audience::Nda,
        vendor: "Acme".into(),
        questionnaire: "borealis-ag--list".into(),
        title: "list.xlsx".into(),
    }
}

/// A question with all fields.
fn result() -> QuestionResult {
    QuestionResult {
        id: "1.1".into(),
        text: "Is data encrypted at rest?".into(),
        tier: ReplyStatus::Answered,
        answer: Some("answer/encryption".into()),
        verdict: Some(Verdict::Yes),
        text_given: Some("Yes, with AES-256.".into()),
        facts: one("measure/encryption"),
        sources: vec![SourceEntry {
            title: "Security policy".into(),
            at: Some("4.2".into()),
            url: Some("https://acme.example/policy".into()),
            dated: Some("2025-03-01".into()),
        }],
    }
}

/// A question with required fields only.
fn bare_result() -> QuestionResult {
    QuestionResult {
        tier: ReplyStatus::None,
        answer: None,
        verdict: None,
        text_given: None,
        sources: vec![SourceEntry { title: "Policy".into(), at: None, url: None, dated: None }],
        ..result()
    }
}

fn published() -> PublishedAnswers {
    let question = PublishedQuestion {
        result: result(),
        sections: one("Encryption"),
        statements: one("measure/encryption/summary"),
        approval: Some("approved on 2026-01-01".into()),
    };
    let bare =
        PublishedQuestion { result: bare_result(), sections: vec![], approval: None, ..question.clone() };
    PublishedAnswers { heading: heading(), questions: vec![question, bare] }
}

fn question() -> CustomerQuestion {
    let (cell, at) = (CellName::new("Sheet1", At { row: 2, column: 3 }), At { row: 2, column: 3 });
    CustomerQuestion {
        result: result(),
        sheet: "Sheet1".into(),
        row: Some(2),
        sections: one("Encryption"),
        how: Some(AnswerOrigin::Known),
        confidence: 0.75,
        choice: Some("Implemented".into()),
        given: Some(LibraryAnswer {
            question: "Is data encrypted at rest?".into(),
            verdict: Some(Verdict::Yes),
            text: "Yes, with AES-256.".into(),
            statements: one("measure/encryption/summary"),
            approval: "approved on 2026-01-01".into(),
        }),
        written: vec![CellInSheet(at)],
        places: Some(vec![CellInSheet(at.inside())]),
        cells: Some(vec![WrittenCell { cell: cell.clone(), holds: Holds::Text, value: "Yes.".into() }]),
        left: vec![
            UnwrittenPart { cell: Some(cell.clone()), holds: Holds::Verdict, why: Some(Why::Answered) },
            UnwrittenPart { cell: None, holds: Holds::Tick, why: Some(Why::Stands) },
        ],
        edited: vec![EditedCell { cell, value: "By hand".into() }],
        decided_by: Some("Jane".into()),
        candidates: vec![CandidateAnswer {
            answer: "answer/encryption".into(),
            score: 0.5,
            confidence: 0.25,
            matched: one("encrypted"),
            unmatched: one("rest"),
        }],
        reasons: one("the same wording"),
    }
}

fn bare_question() -> CustomerQuestion {
    let given = LibraryAnswer { verdict: None, ..question().given.unwrap() };
    CustomerQuestion {
        result: bare_result(),
        choice: None,
        given: Some(given),
        places: None,
        decided_by: None,
        ..question()
    }
}

fn table() -> TableEntry {
    let reasons = BTreeMap::from([(Why::Answered, 1)]);
    TableEntry {
        sheet: "Sheet1".into(),
        header_rows: vec![1],
        id: Some("A".into()),
        question: "B".into(),
        answers: one("C"),
        yes_no: Some("D".into()),
        ticks: BTreeMap::from([("E".into(), "Yes".into())]),
        comment: Some("F".into()),
        sections: one("G"),
        guidance: Some("H".into()),
        questions: 3,
        counts: TableCounts {
            read: 3,
            answered: 2,
            written: 1,
            verdicts: 1,
            texts: 1,
            unwritten: reasons.clone(),
            incomplete: reasons,
        },
        not_asked: BTreeMap::from([("heading".into(), 1)]),
        transposed: false,
        place: AnswerPlace::Below,
        confidence: 0.5,
        reasons: one("header `Question` in B1"),
    }
}

fn bare_table() -> TableEntry {
    TableEntry { id: None, yes_no: None, comment: None, guidance: None, ..table() }
}

fn customers() -> CustomerAnswers {
    let paragraph = ParagraphEntry {
        digest: "0123456789abcdef".into(),
        row: Some(1),
        answers: Some(2),
        head: "Answer:".into(),
        tail: ".".into(),
    };
    let bare_paragraph = ParagraphEntry {
        row: None,
        answers: None,
        head: String::new(),
        tail: String::new(),
        ..paragraph.clone()
    };
    let columns = BTreeMap::from([("B".to_owned(), "0123456789ab".to_owned())]);
    CustomerAnswers {
        heading: heading(),
        file: "list.xlsx".into(),
        sha256: Some("0".repeat(64)),
        place: Some("0123456789abcdef".into()),
        returned: Some(FilledFileEntry { file: "list.xlsx".into(), sha256: "0".repeat(64) }),
        customer: Some("Borealis AG".into()),
        products: vec!["cloud".into()],
        mapping: vec![table(), bare_table()],
        not_read: vec![UnreadEntry {
            sheet: "Sheet2".into(),
            reason: "hidden-sheet".into(),
            count: 1,
            cells: one("B2"),
        }],
        totals: Totals {
            questions: 3,
            answered: 2,
            review: 1,
            none: 0,
            blank: 0,
            written: 1,
            unwritten: 1,
            incomplete: 0,
        },
        edited: vec![EditedCell {
            cell: CellName::new("Q1!A", At { row: 2, column: 3 }),
            value: "By hand".into(),
        }],
        remarks: one("a remark"),
        texts: Some(BTreeMap::from([("Sheet1".into(), columns)])),
        paragraphs: vec![paragraph, bare_paragraph],
        questions: vec![question(), bare_question(), CustomerQuestion { given: None, ..bare_question() }],
        seal: "0".repeat(64),
    }
}

fn schema() -> Json {
    schemas().into_iter().find(|it| it.name == "answers.json").unwrap().schema
}

#[test]
fn the_schema_has_the_fields_of_the_types() {
    let mut comparison = Comparison::default();
    for value in [serde_json::to_value(published()), serde_json::to_value(customers())] {
        comparison.compare("", &value.unwrap(), &schema());
    }
    assert!(comparison.problems.is_empty(), "{}", comparison.problems.join("\n"));
    let mut described = BTreeSet::new();
    properties("", &schema(), &mut described);
    let unknown: Vec<_> = described.difference(&comparison.seen).collect();
    assert!(unknown.is_empty(), "the types do not have these fields of the schema: {unknown:?}");
    assert!(described.len() > 80, "{}", described.len());
}

#[test]
fn a_written_file_matches_the_schema() {
    let text = std::fs::read_to_string(sample().join("tests/cases/answer/expected/answers.json")).unwrap();
    let mut comparison = Comparison::default();
    comparison.compare("", &serde_json::from_str(&text).unwrap(), &schema());
    assert!(comparison.problems.is_empty(), "{}", comparison.problems.join("\n"));
}

#[test]
fn written_answers_round_trip() {
    let text = customers().sealed();
    assert!(is_sealed(&text));
    assert!(!is_sealed(&text.replace("AES-256", "AES-512")));
    let read = CustomerAnswers::read(&text).unwrap();
    assert!(text.contains(&format!("\n  \"seal\": \"{}\"", read.seal)));
    assert_eq!(CustomerAnswers { seal: customers().seal, ..read }, customers());
}

/// The fields of the first version with a seal.
#[test]
fn files_of_earlier_versions_are_read() {
    let mut file = serde_json::to_value(customers()).unwrap();
    remove(&mut file, &["place", "texts", "paragraphs", "edited"]);
    remove(&mut file["mapping"][0], &["counts", "not_asked", "transposed", "place"]);
    remove(&mut file["totals"], &["unwritten", "incomplete"]);
    remove(&mut file["questions"][0], &["places", "cells", "left", "edited"]);
    remove(&mut file["questions"][0]["given"], &["question"]);
    let read = CustomerAnswers::read(&file.to_string()).unwrap();
    assert_eq!((read.place, read.texts), (None, None));
    assert_eq!(read.mapping[0].place, AnswerPlace::Beside);
    assert_eq!(read.questions[0].cells, None);
    assert_eq!(read.questions[0].given.as_ref().unwrap().question, "");
    assert!(read.questions[1].cells.is_some());
}

fn remove(value: &mut Json, names: &[&str]) {
    names.iter().for_each(|it| drop(value.as_object_mut().unwrap().remove(*it).unwrap()));
}

/// Fields that do not affect a delivery may have unknown values; a verdict may not.
#[test]
fn unknown_words_are_accepted_where_nothing_depends_on_them() {
    let mut file = serde_json::to_value(customers()).unwrap();
    file["questions"][0]["how"] = json!("guessed");
    file["questions"][0]["left"][0]["why"] = json!("forgotten");
    file["mapping"][0]["counts"]["unwritten"] = json!({"forgotten": 2, "already-answered": 1});
    let read = CustomerAnswers::read(&file.to_string()).unwrap();
    assert_eq!((read.questions[0].how, read.questions[0].left[0].why), (None, None));
    assert_eq!(read.mapping[0].counts.unwritten, BTreeMap::from([(Why::Answered, 1)]));
    file["questions"][0]["verdict"] = json!("maybe");
    assert!(CustomerAnswers::read(&file.to_string()).is_err());
}
