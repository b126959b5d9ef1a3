//! The replies to a customer's questions.

pub mod entered;
pub mod paragraph;
pub mod surroundings;
pub mod tally;
pub mod verdict_words;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{context::mark::Mark, decisions::Decision, verdicts::words::verdict_label};
use crate::{
    fact::{FactId, Verdict, read::words},
    questionnaire::{
        At, Form,
        layout::{Asked, Layout, Unread},
    },
};
use entered::{Entered, Left, Why};
use paragraph::Paragraph;

words! {
    /// Whether a question is answered.
    pub enum ReplyStatus {
        /// It has an answer from the library or from a person.
        Answered "answered",
        /// There are answers that may match; a person decides.
        Review "review",
        /// There is no matching answer.
        None "none",
    }
}

words! {
    /// How the answer was found.
    pub enum AnswerOrigin {
        /// A person's decision in the review file.
        Decided "decided",
        /// A questionnaire of data/questionnaires, by the question's id.
        Pinned "pinned",
        /// An entry asks the question in the same words.
        Known "known",
        /// The same wording, but not letter by letter: spelling, inflection and framing may differ.
        Matched "matched",
        /// Nothing.
        Open "open",
    }
}

/// An entry that may answer a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// The entry.
    pub answer: FactId,
    /// Its question.
    pub question: String,
    /// Its words.
    pub text: String,
    /// Its verdict.
    pub verdict: Option<Verdict>,
    /// The share of the question that it covers, from 0 to 1.
    pub score: f64,
    /// The confidence that it is the right one, from 0 to 1.
    pub confidence: f64,
    /// The question's words that it contains.
    pub matched: Vec<String>,
    /// The question's words that it lacks.
    pub unmatched: Vec<String>,
}

/// A question and the reply to it.
#[derive(Debug, Clone)]
pub struct Reply {
    /// The question with its position.
    pub asked: Asked,
    /// The customer's id of the question, or its position: `Security!B12`.
    pub id: String,
    /// Whether it is answered.
    pub tier: ReplyStatus,
    /// How the answer was found.
    pub how: AnswerOrigin,
    /// The confidence of the answer, from 0 to 1; if there is none, that of the best suggestion.
    pub confidence: f64,
    /// The entry whose answer is given.
    pub answer: Option<FactId>,
    /// The verdict that is given.
    pub verdict: Option<Verdict>,
    /// One of the cell's own words, if a person chose it.
    pub choice: Option<String>,
    /// The text that is given.
    pub text: Option<String>,
    /// The facts that the answer is based on.
    pub facts: BTreeSet<FactId>,
    /// Up to three entries that may match.
    pub suggestions: Vec<Suggestion>,
    /// The reasons for the result, for people.
    pub reasons: Vec<String>,
    /// The decision of a person.
    pub decision: Option<Decision>,
    /// Whether an entry for a narrower audience may answer it. Must not be written for this one.
    pub withheld: bool,
    /// The cells that the answer was written to, with their content.
    pub cells: Vec<Entered>,
    /// The parts of the answer that were not written.
    pub left: Vec<Left>,
    /// Whether the cell of its verdict had the same verdict before it was filled.
    pub verdict_stands: bool,
    /// The question that it is part of: its id and its text.
    pub part_of: Option<String>,
    /// Titles and notes around the question that may change what it asks.
    pub around: Vec<String>,
    /// The texts in the cells of its row before they are filled.
    pub row_texts: Vec<String>,
    /// The questionnaire whose pin was used, if the approver of the answer has not read the pin's own text.
    pub pinned_by: Option<FactId>,
    /// Whether the answer was found by a phrasing that is not approved.
    pub by_new_phrasing: bool,
    /// The texts around it that alone hold back the library's answer.
    pub held_by: Vec<Mark>,
    /// The prompts in its answer cells that change nothing according to a person.
    pub read_prompts: Vec<String>,
    /// The cells of the answer that a person edited after the file was filled, with their present text.
    pub edited: Vec<(At, String)>,
}

impl Reply {
    /// The word of the verdict: the one that a person chose for the cell, else the verdict in plain words.
    pub fn word(&self) -> Option<String> {
        self.choice.clone().or_else(|| self.verdict.map(|verdict| verdict_label(verdict).to_owned()))
    }
}

/// A customer's questionnaire and the replies to it.
#[derive(Debug)]
pub struct Replied {
    /// The name of its folder.
    pub name: String,
    /// The file's own name.
    pub file: String,
    /// SHA-256 of the original file, in hexadecimal.
    pub digest: String,
    /// A digest of its folder.
    pub place: String,
    /// The file as it was read.
    pub form: Form,
    /// The layouts, each with its sheet.
    pub mappings: Vec<(usize, Layout)>,
    /// The questions that are not read.
    pub unread: Vec<Unread>,
    /// The questions, sheet by sheet, in order.
    pub replies: Vec<Reply>,
    /// All cells that a person edited after the file was filled, with their sheets and their present text.
    pub edited: Vec<(usize, At, String)>,
    /// The paragraphs of the filled file, if it is a document with questions in paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// Remarks about the file for a person.
    pub remarks: Vec<String>,
    /// The customer, if known.
    pub customer: Option<String>,
    /// The ids of the products that the customer asks about, in order.
    pub products: Vec<String>,
    /// The name and the SHA-256 of the filled file.
    pub returned: (String, String),
}

/// The number of questions by result; the names are also used in `answers.json`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Totals {
    /// All.
    pub questions: usize,
    /// Those with an answer.
    pub answered: usize,
    /// Those for a person to decide.
    pub review: usize,
    /// Those without a matching answer.
    pub none: usize,
    /// Of the latter, those that a person left blank.
    pub blank: usize,
    /// Those whose answer was written into the file, or a part of it.
    pub written: usize,
    /// Those with an answer of which nothing was written.
    pub unwritten: usize,
    /// Those with one part of the answer written and another not.
    pub incomplete: usize,
}

impl Totals {
    /// Whether an answer, or a part of one, was not written.
    pub fn is_short(self) -> bool {
        self.unwritten + self.incomplete > 0
    }
}

impl Replied {
    /// The name of the sheet that a question is in.
    pub fn sheet(&self, reply: &Reply) -> &str {
        self.form.sheets.get(reply.asked.sheet).map_or("", |it| &it.name)
    }

    /// The layout that contains a question.
    pub fn layout(&self, reply: &Reply) -> Option<&Layout> {
        self.mappings.get(reply.asked.layout).map(|it| &it.1)
    }

    /// The totals.
    pub fn totals(&self) -> Totals {
        let count = |test: &dyn Fn(&Reply) -> bool| self.replies.iter().filter(|it| test(it)).count();
        Totals {
            questions: self.replies.len(),
            answered: count(&|it| it.tier == ReplyStatus::Answered),
            review: count(&|it| it.tier == ReplyStatus::Review),
            none: count(&|it| it.tier == ReplyStatus::None),
            blank: count(&|reply| reply.decision.as_ref().is_some_and(|it| it.blank)),
            written: count(&|it| !it.cells.is_empty()),
            unwritten: count(&|reply| {
                reply.cells.is_empty() && reply.unwritten().is_some_and(|it| it != Why::Stands)
            }),
            incomplete: count(&|it| !it.cells.is_empty() && it.unwritten().is_some()),
        }
    }
}
