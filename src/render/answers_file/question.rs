//! A question in `answers.json`, with its answer.

use serde::{Deserialize, Serialize};

use super::{
    cell::{CellInSheet, EditedCell, UnwrittenPart, WrittenCell},
    format::known_word,
};
use crate::{
    answer::{AnswerOrigin, ApprovalState, ReplyStatus},
    document::SourceNote,
    fact::{Audience, Verdict},
};

/// What is written for every question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct QuestionResult {
    /// The question's id in the file, or its position if it has none.
    pub id: String,
    /// The question.
    pub text: String,
    /// How far the question is settled.
    pub tier: ReplyStatus,
    /// The id of the answer; `None` if there is none.
    pub answer: Option<String>,
    /// The verdict that was given.
    pub verdict: Option<Verdict>,
    /// The text that was given.
    pub text_given: Option<String>,
    /// The ids of the facts that the answer is based on.
    pub facts: Vec<String>,
    /// The sources of these facts.
    pub sources: Vec<SourceEntry>,
}

/// A question of one of the vendor's own questionnaires.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PublishedQuestion {
    /// The question and its answer.
    #[serde(flatten)]
    pub result: QuestionResult,
    /// The heading above the question.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<String>,
    /// The ids of the statements that the answer repeats.
    pub statements: Vec<String>,
    /// The approval of the answer, in words for the audience.
    pub approval: Option<String>,
}

/// A question of a customer's questionnaire.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CustomerQuestion {
    /// The question and its answer.
    #[serde(flatten)]
    pub result: QuestionResult,
    /// The name of its sheet.
    #[serde(default)]
    pub sheet: String,
    /// Its row in the customer's file, from 1.
    #[serde(default)]
    pub row: Option<u32>,
    /// The headings above the question, outermost first.
    #[serde(default)]
    pub sections: Vec<String>,
    /// How the result was determined; `None` for a way that this version does not know.
    #[serde(default, deserialize_with = "known_word")]
    pub how: Option<AnswerOrigin>,
    /// How certain the answer or the best candidate is, from 0 to 1.
    #[serde(default)]
    pub confidence: f64,
    /// One of the options of the cell, if a person chose it.
    #[serde(default)]
    pub choice: Option<String>,
    /// The answer in the library; `None` if no part of it was given.
    #[serde(default)]
    pub given: Option<LibraryAnswer>,
    /// The cells that the answer was written to.
    #[serde(default)]
    pub written: Vec<CellInSheet>,
    /// The cells that the answer may be written to, if they are not in the question's row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub places: Option<Vec<CellInSheet>>,
    /// The written cells with their content; `None` in files of versions that did not record it.
    #[serde(default)]
    pub cells: Option<Vec<WrittenCell>>,
    /// The parts of the answer that were not written.
    #[serde(default)]
    pub left: Vec<UnwrittenPart>,
    /// The cells of the answer that a person edited.
    #[serde(default)]
    pub edited: Vec<EditedCell>,
    /// Who decided, for the internal audience.
    #[serde(default)]
    pub decided_by: Option<String>,
    /// Up to three entries that may answer the question.
    #[serde(default)]
    pub candidates: Vec<CandidateAnswer>,
    /// The reasons for the result.
    #[serde(default)]
    pub reasons: Vec<String>,
}

/// An answer as it is in the library.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LibraryAnswer {
    /// The question of the entry; empty in files of versions that did not record it.
    #[serde(default)]
    pub question: String,
    /// The verdict of the entry.
    pub verdict: Option<Verdict>,
    /// The text of the entry.
    pub text: String,
    /// The ids of the statements that the answer repeats.
    pub statements: Vec<String>,
    /// The approval of the answer, in words for the audience.
    pub approval: String,
}

impl LibraryAnswer {
    /// Whether the answer was approved when it was given.
    pub fn is_approved(&self) -> bool {
        // This text is the same for every audience.
        self.approval != ApprovalState::NotYet.words(Audience::Public)
    }
}

/// An entry that may answer a question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CandidateAnswer {
    /// The id of the entry.
    pub answer: String,
    /// How much of the question the entry covers, from 0 to 1.
    pub score: f64,
    /// How certain it is that the entry answers the question, from 0 to 1.
    pub confidence: f64,
    /// Words of the question that the entry contains.
    pub matched: Vec<String>,
    /// Words of the question that the entry does not contain.
    pub unmatched: Vec<String>,
}

/// The source of a fact.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SourceEntry {
    /// Its title.
    pub title: String,
    /// The section in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Its date (ISO 8601).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dated: Option<String>,
}

impl From<SourceNote> for SourceEntry {
    fn from(note: SourceNote) -> Self {
        let SourceNote { title, at, url, dated } = note;
        Self { title, at, url, dated }
    }
}
