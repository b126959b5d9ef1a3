//! What is published for one audience on one effective date: its documents, and what they are generated
//! from.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{page::Output, recorded::Recorded, sources::SourceNote};
use crate::{
    answer::{ApprovalState, ApprovedPhrasings, Filled, ResolvedAnswer, Withheld},
    diagnostic::Place,
    fact::{Audience, FactId},
    ledger::ClaimId,
    markup::Block,
    statement::Statements,
};

/// A document: a page, the handbook, a sheet, a questionnaire.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its name in paths and links.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Its name in the navigation.
    pub nav: String,
    /// A summary of its content, in one sentence.
    pub summary: Option<String>,
    /// Where it is published.
    pub outputs: Vec<Output>,
    /// Its text; headings begin at level 2.
    pub blocks: Vec<Block>,
    /// The text of a page besides the statements, and which statements it places where; empty for documents
    /// without a template.
    pub own: String,
    /// The sources of its content; blocks refer to them by number, from 1.
    pub sources: Vec<SourceNote>,
    /// Where it is written down, for findings.
    pub place: Option<Place>,
}

impl Document {
    /// The claim id of the document's own text.
    pub fn own_text_id(&self) -> String {
        own_text_id(&self.name)
    }
}

/// The claim id of the own text of a document with this name.
pub(super) fn own_text_id(name: &str) -> String {
    ClaimId::Page(name).to_string()
}

/// Everything that is published for one audience on one effective date.
#[derive(Debug)]
pub struct Publication {
    /// The audience.
    pub audience: Audience,
    /// The effective date.
    pub on: NaiveDate,
    /// The title of the whole.
    pub title: String,
    /// The vendor's name as its customers know it.
    pub vendor: String,
    /// The language that its documents are written in (BCP 47).
    pub language: String,
    /// Every page with content, in order.
    pub pages: Vec<Document>,
    /// The handbook: the pages as chapters.
    pub handbook: Document,
    /// The questionnaires, as documents.
    pub questionnaire_documents: Vec<Document>,
    /// The questionnaires, as data.
    pub questionnaires: Vec<Filled>,
    /// The answers.
    pub answers: Vec<ResolvedAnswer>,
    /// The entries that are withheld because some of their facts are not stated, or not visible to this
    /// audience.
    pub withheld: BTreeMap<FactId, Withheld>,
    /// The statements.
    pub statements: Statements,
    /// The ids of the statements and answers that are not approved.
    pub drafts: BTreeSet<String>,
    /// The names of the documents that are not set as PDFs, because no font has all their characters.
    pub without_pdf: BTreeSet<String>,
    /// Approved claims that are no longer published although their removal is not approved: their ids, and
    /// where each was approved.
    pub withdrawn: Vec<(String, Place)>,
    /// The approvals of the questions of each questionnaire, with what they are pinned to. Only set if
    /// customers are answered.
    pub pins: BTreeMap<FactId, ApprovalState>,
    /// The approved phrasings of each answer. Known only where customers are answered and approvals are kept.
    pub phrasings: Option<ApprovedPhrasings>,
    /// What the ledgers record of the dated changes among the subprocessors, by their lasting names.
    pub recorded: BTreeMap<String, Recorded>,
}

impl Publication {
    /// Every document: the pages, the handbook and the questionnaires.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        self.pages.iter().chain([&self.handbook]).chain(&self.questionnaire_documents)
    }

    /// The documents that become PDFs.
    pub fn printed(&self) -> impl Iterator<Item = &Document> {
        let sheets = self.pages.iter().filter(|it| it.outputs.contains(&Output::Sheet));
        std::iter::once(&self.handbook).chain(&self.questionnaire_documents).chain(sheets)
    }
}
