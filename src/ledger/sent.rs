//! `data/sent/*.yaml`: what was sent to which customer, and when. One file per delivery; files are never
//! changed.

use chrono::NaiveDate;

use super::claim::{Claim, Digest};
use crate::{
    diagnostic::Place,
    fact::{Audience, read::words},
};

words! {
    /// What was sent.
    pub enum What {
        /// The answers to a questionnaire.
        Answers "answers",
        /// A notice that something that was sent has changed.
        Notice "notice",
        /// Nothing: an earlier record was made by mistake, and does not count.
        Withdrawal "withdrawal",
    }
}

words! {
    /// The part of an answer that was sent, if not all of it.
    pub enum Part {
        /// Only the verdict.
        Verdict "verdict",
        /// Only the text.
        Text "text",
    }
}

words! {
    /// The origin of text that was not sent as factum wrote it.
    pub enum Origin {
        /// A person edited it after factum had written it.
        Edited "edited",
        /// A person or the customer wrote it; factum wrote nothing there.
        File "file",
    }
}

words! {
    /// How the entry that answered a question was found.
    pub enum FoundBy {
        /// It asks the question in this wording.
        Wording "wording",
        /// A questionnaire assigns it.
        Pin "pin",
        /// A person chose it.
        Person "person",
    }
}

/// One delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The customer.
    pub customer: String,
    /// The date.
    pub on: NaiveDate,
    /// The type of the delivery.
    pub what: What,
    /// The folder of the questionnaire, or the file of the notice.
    pub name: String,
    /// The name of the file that was sent, and its SHA-256.
    pub file: Option<(String, Digest)>,
    /// The audience it was made for.
    pub audience: Audience,
    /// The ids of the products that the customer asked about.
    pub products: Vec<String>,
    /// The effective date.
    pub as_of: NaiveDate,
    /// The sequence number of the record; it orders records of the same date.
    pub number: u32,
    /// The seals of the preceding records: one, or one for each branch.
    pub after: Vec<Digest>,
    /// For a withdrawal: the record that does not count, and why.
    pub withdraws: Option<Withdrawn>,
    /// What was sent.
    pub items: Vec<DeliveredItem>,
    /// The SHA-256 over its lines.
    pub seal: Digest,
    /// Its first line.
    pub place: Place,
}

/// A record that was made by mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawn {
    /// Its seal.
    pub seal: Digest,
    /// Why it does not count.
    pub reason: String,
}

/// One answer or change that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveredItem {
    /// The customer's question.
    pub question: String,
    /// The customer's id of it.
    pub number: Option<String>,
    /// The question of the entry that answered it, as it was then; `None` for custom text, and in records
    /// that do not state it.
    pub entry_question: Option<String>,
    /// How that entry was found; `None` for custom text, and in records that do not state it.
    pub found_by: Option<FoundBy>,
    /// The headings above the question; `None` in records that do not state them.
    pub section: Option<String>,
    /// The answer that was given, with the facts it was based on. Custom text has the id `words/<digest of
    /// the question>`.
    pub claim: Claim,
    /// The words written for the verdict, if they differ from the verdict itself; for a coming change, the
    /// whole text of the notice, if it says more than the change: until when the customer may object.
    pub written: Option<String>,
    /// For a coming change: the last day on which the customer may object; `None` if it may not, and in
    /// records that state it in words only.
    pub objections_until: Option<NaiveDate>,
    /// The part of the answer that was sent; `None` if all of it was.
    pub part: Option<Part>,
    /// The origin of the text; `None` if it is as factum wrote it.
    pub origin: Option<Origin>,
    /// Whether the customer was notified that the answer is available only under an NDA; it has no text then.
    pub restricted: bool,
    /// The place of the text in the file, if it is not an answer cell of the question: `Security!F7`.
    pub place: Option<String>,
    /// The statements that the answer repeated.
    pub statements: Vec<String>,
}

/// The beginning of the sentence of a notice with the objection period. Records that do not state its last
/// day contain it, also those of notices whose sentence went on in other words.
pub const MAY_OBJECT: &str = "You may object";

impl DeliveredItem {
    /// Whether it states a period in which the customer may object.
    pub fn has_objection_period(&self) -> bool {
        let of_change = self.claim.named().change().is_some();
        let in_words = || of_change && self.written.as_ref().is_some_and(|it| it.contains(MAY_OBJECT));
        self.objections_until.is_some() || in_words()
    }

    /// Whether a verdict, or its withdrawal, was sent.
    pub fn includes_verdict(&self) -> bool {
        self.part != Some(Part::Text)
    }

    /// Whether a text, or its withdrawal, was sent.
    pub fn includes_text(&self) -> bool {
        self.part != Some(Part::Verdict)
    }

    /// What was sent of the claim: without a verdict or a text that was not in the file.
    pub fn given(&self) -> Claim {
        Claim {
            verdict: self.claim.verdict.filter(|_| self.includes_verdict()),
            text: self.claim.text.clone().filter(|_| self.includes_text()),
            ..self.claim.clone()
        }
    }

    /// Whether `claim` matches what was sent, in the parts that were sent.
    pub fn same_wording_as(&self, claim: &Claim) -> bool {
        (!self.includes_verdict() || self.claim.verdict == claim.verdict)
            && (!self.includes_text() || self.claim.text == claim.text)
    }
}
