//! `questionnaires/<id>/`: the answers as a separate page and as JSON; the PDF is made with the others.

use std::collections::BTreeSet;

use super::{
    File, RenderContext, VERSION,
    answers_file::{self, AnswersHeading, PublishedAnswers, PublishedQuestion, QuestionResult, SourceEntry},
    html,
    writer::FileWriter,
};
use crate::{
    answer::{Filled, Question, ReplyStatus},
    diagnostic::Diagnostic,
    document::{Document, PlannedFile, Publication, SourceNote, sources_of},
    fact::FactId,
};

/// Writes `answers.html` and `answers.json` of every questionnaire.
pub const WRITER: FileWriter = FileWriter { name: "questionnaires", plan, write };

fn plan(publication: &Publication) -> Vec<PlannedFile<'_>> {
    questionnaires(publication).flat_map(|it| [it.planned("html"), it.planned("json")]).collect()
}

fn write(context: &RenderContext) -> Result<Vec<File>, Vec<Diagnostic>> {
    let mut files = Vec::new();
    for it in questionnaires(context.publication) {
        files.push(File::new(it.path("html"), html::alone(context, it.document)?));
        files.push(File::new(it.path("json"), answers(context, it.filled).text()));
    }
    Ok(files)
}

/// A questionnaire that is published, as data and as a document.
pub struct PublishedQuestionnaire<'p> {
    /// The data.
    filled: &'p Filled,
    /// The document.
    pub document: &'p Document,
}

/// The questionnaires that are published.
pub fn questionnaires(publication: &Publication) -> impl Iterator<Item = PublishedQuestionnaire<'_>> {
    let both = publication.questionnaires.iter().zip(&publication.questionnaire_documents);
    both.map(|(filled, document)| PublishedQuestionnaire { filled, document })
}

impl<'p> PublishedQuestionnaire<'p> {
    /// The path of its file of a format.
    pub fn path(&self, extension: &str) -> String {
        format!("questionnaires/{}/answers.{extension}", self.filled.id)
    }

    /// Its file of a format.
    pub fn planned(&self, extension: &str) -> PlannedFile<'p> {
        self.planned_at(self.path(extension))
    }

    /// A file with it at another path.
    pub fn planned_at(&self, path: String) -> PlannedFile<'p> {
        PlannedFile::with_questionnaire(path, self.document, self.filled)
    }
}

fn answers(context: &RenderContext, filled: &Filled) -> PublishedAnswers {
    PublishedAnswers {
        heading: heading(context, &filled.id, &filled.title),
        questions: filled.questions.iter().map(|it| question(context, it)).collect(),
    }
}

/// What every `answers.json` begins with.
pub fn heading(context: &RenderContext, id: &str, title: &str) -> AnswersHeading {
    let publication = context.publication;
    AnswersHeading {
        version: answers_file::VERSION,
        generator: format!("factum {VERSION}"),
        as_of: publication.on,
        audience: publication.audience,
        vendor: publication.vendor.clone(),
        questionnaire: id.to_owned(),
        title: title.to_owned(),
    }
}

fn question(context: &RenderContext, question: &Question) -> PublishedQuestion {
    let given = question.answer.as_ref();
    let nothing = BTreeSet::new();
    let (facts, sources) = provenance(context, given.map_or(&nothing, |it| &it.facts));
    PublishedQuestion {
        result: QuestionResult {
            id: question.id.clone(),
            text: question.question.clone(),
            tier: if given.is_some() { ReplyStatus::Answered } else { ReplyStatus::None },
            answer: given.map(|it| it.id.to_string()),
            verdict: given.and_then(|it| it.verdict),
            text_given: given.map(|it| it.text.clone()),
            facts,
            sources,
        },
        sections: question.section.iter().cloned().collect(),
        statements: given.into_iter().flat_map(|it| it.repeated.iter().cloned()).collect(),
        approval: given.map(|it| it.approval.words(context.publication.audience)),
    }
}

/// The ids of the facts that an answer is based on, and their sources, each once.
pub fn provenance(context: &RenderContext, facts: &BTreeSet<FactId>) -> (Vec<String>, Vec<SourceEntry>) {
    let view = &context.publication.statements.view;
    let mut sources: Vec<SourceNote> = Vec::new();
    for note in facts.iter().flat_map(|it| sources_of(it, view)) {
        if !sources.contains(&note) {
            sources.push(note);
        }
    }
    (facts.iter().map(ToString::to_string).collect(), sources.into_iter().map(Into::into).collect())
}
