//! The delivery of an answered questionnaire in `out/`, to be recorded.

use std::{
    collections::{HashMap, HashSet},
    path::Path,
};

use chrono::NaiveDate;

use super::{
    custom_text::added,
    filled_file::{FilledFile, QuestionSpot},
    question_delivery::{QuestionDelivery, question_delivery},
    sealed_answers::{SealedAnswers, stated},
};
use crate::{
    diagnostic::{FileId, Place},
    error::Error,
    fact::printable,
    ledger::{Sent, What},
};

/// A delivery read from a folder of `out/`.
pub struct Sending {
    /// The record of the filled file; its number is assigned later.
    pub sent: Sent,
    /// Whether the filled file differs from what was written.
    pub changed: bool,
    /// Number of answers that are recorded with different text than factum wrote.
    pub edited: usize,
    /// Number of answered questions whose answer is not in the file.
    pub missing: usize,
    /// Number of answers that were not approved when they were given.
    pub unapproved_answers: usize,
    /// The answers that were not approved when they were given: their ids, and whether a questionnaire pins
    /// the question to them.
    pub unapproved: Vec<String>,
    /// The questions with custom text in the file.
    pub own: Vec<String>,
    /// The locations of texts typed into the file outside the answer cells: cells, or whole sheets with too
    /// many of them.
    pub typed: Vec<String>,
    /// Whether such texts cannot be detected, because `answers.json` does not have the customer's texts.
    pub added_text_undetectable: bool,
}

/// The delivery of a folder: what its filled file contains for the questions in its `answers.json`. One that
/// was answered for no specific customer is skipped, unless it was passed by name (`asked`).
///
/// # Errors
/// One of the two files cannot be read, or `answers.json` was changed.
pub fn sending(folder: &Path, on: NaiveDate, asked: bool) -> Result<Option<Sending>, Error> {
    let Some(sealed) = SealedAnswers::read(folder, asked)? else { return Ok(None) };
    let file = FilledFile::read(folder, &sealed.file, &sealed.digest, &sealed.answers)?;
    let mut sending = Sending::new(&sealed, &file, on);
    let (mut spots, mut beside) = (Vec::new(), HashMap::new());
    for question in &sealed.answers.questions {
        let delivery = question_delivery(question, sending.sent.audience, &file)
            .map_err(|why| ambiguous(&folder.join(&sealed.file), &why))?
            .unwrap_or_default();
        if let Some(spot) = &delivery.place {
            let (text, id) = (printable(&question.result.text), stated(&question.result.id));
            beside.insert((spot.sheet.clone(), spot.row), (text, id));
            spots.push(spot.clone());
        }
        sending.add(delivery);
    }
    sending.add_rows(&file, &mut spots);
    sending.add_typed(&file, &spots, &beside);
    Ok(Some(sending))
}

/// Refuses a file whose answers may belong to several questions.
fn ambiguous(file: &Path, why: &str) -> Error {
    Error::Refused {
        path: file.to_owned(),
        message: format!(
            "was edited after `factum answer` wrote it, and its answers cannot be assigned to questions: \
             {why}"
        ),
        help: "move the questions back to where they were, or answer the questionnaire again and record the \
               new file"
            .into(),
    }
}

impl Sending {
    /// A delivery without answers yet.
    fn new(sealed: &SealedAnswers, file: &FilledFile, on: NaiveDate) -> Self {
        let sent = Sent {
            customer: sealed.customer.clone(),
            on,
            what: What::Answers,
            name: sealed.name.clone(),
            file: Some((sealed.file.clone(), file.digest.clone())),
            audience: sealed.answers.heading.audience,
            products: sealed.answers.products.clone(),
            as_of: sealed.answers.heading.as_of,
            number: 0,
            after: vec![],
            withdraws: None,
            items: vec![],
            seal: String::new(),
            place: Place::new(FileId(0), 0..0),
        };
        Self {
            sent,
            changed: file.edited,
            edited: 0,
            missing: 0,
            unapproved_answers: 0,
            unapproved: vec![],
            own: vec![],
            typed: vec![],
            added_text_undetectable: false,
        }
    }

    /// Adds what is delivered for a question.
    fn add(&mut self, delivery: QuestionDelivery) {
        self.edited += usize::from(delivery.edited);
        self.missing += usize::from(delivery.missing);
        for item in &delivery.items {
            if item.claim.is_custom() {
                self.own.push(format!("custom text for \"{}\"", item.question));
            } else if delivery.unapproved {
                let by = if delivery.pinned { ", pinned by a questionnaire" } else { "" };
                self.unapproved.push(format!("{}{by}", item.claim.id));
                self.unapproved_answers += 1;
            }
        }
        self.sent.items.extend(delivery.items);
    }

    /// Adds the questions that were added to the file, outside the rows at `spots`.
    fn add_rows(&mut self, file: &FilledFile, spots: &mut Vec<QuestionSpot>) {
        let known: HashSet<(String, u32)> = spots.iter().map(|it| (it.sheet.clone(), it.row)).collect();
        for row in file.added(&known) {
            spots.push(QuestionSpot { sheet: row.sheet, row: row.at.row, cells: vec![row.at] });
            self.add(QuestionDelivery {
                items: vec![added(row.question, row.number, row.words, self.sent.audience)],
                unapproved: true,
                ..QuestionDelivery::default()
            });
        }
    }
}
