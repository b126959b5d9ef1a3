//! A file that a build writes, and the ids that each part of it contains. Each writer plans its own files:
//! they are written as planned, and `trace` and the comparison of two states read the plan.

use std::collections::BTreeSet;

use super::{Document, stated::stated};
use crate::{
    answer::Filled,
    fact::FactId,
    ledger::{ClaimId, about},
    markup::{Block, walk},
};

/// A file that a build writes.
#[derive(Debug)]
pub struct PlannedFile<'p> {
    /// Its path below the folder of the audience.
    pub path: String,
    /// The document that it contains, if it is made from one.
    pub document: Option<&'p Document>,
    /// Its parts.
    pub parts: Vec<FilePart>,
    /// What all files of its kind contain.
    pub shared: Option<&'static SharedParts>,
}

/// A part of a file, and the ids that it contains.
#[derive(Debug)]
pub struct FilePart {
    /// What the part is called.
    pub name: PartName,
    /// The ids that it contains.
    pub says: PartContent,
}

/// What a part of a file is called.
#[derive(Debug, PartialEq, Eq)]
pub enum PartName {
    /// By a description: `text`, `table “Certifications”`.
    Words(String),
    /// By the number of a question.
    Question(String),
}

/// The content of a part of a file.
#[derive(Debug)]
pub enum PartContent {
    /// The statements, answers and claims with these ids.
    Claims(BTreeSet<String>),
    /// Something about these facts.
    About(BTreeSet<FactId>),
    /// All data.
    Everything,
}

/// Parts that all files of a kind contain.
#[derive(Debug)]
pub struct SharedParts {
    /// The files, as a pattern: `site/*.html`.
    pub files: &'static str,
    /// Whether the settings are among them.
    pub settings: Option<&'static str>,
    /// The folder of `templates/` with their layouts.
    pub layouts: &'static str,
}

impl<'p> PlannedFile<'p> {
    /// A file with a document.
    pub fn with_document(path: String, document: &'p Document) -> Self {
        Self { path, document: Some(document), parts: parts_of(document), shared: None }
    }

    /// A file with a questionnaire.
    pub fn with_questionnaire(path: String, document: &'p Document, filled: &Filled) -> Self {
        Self { path, document: Some(document), parts: parts_of_questionnaire(filled), shared: None }
    }

    /// A file that is made from no document.
    pub fn with_parts(path: impl Into<String>, parts: Vec<FilePart>) -> Self {
        Self { path: path.into(), document: None, parts, shared: None }
    }

    /// The file, one of those that contain `shared` too.
    pub fn sharing(self, shared: &'static SharedParts) -> Self {
        Self { shared: Some(shared), ..self }
    }
}

impl FilePart {
    /// A part with a description.
    pub fn new(name: impl Into<String>, says: PartContent) -> Self {
        Self { name: PartName::Words(name.into()), says }
    }
}

impl PartContent {
    /// The site's settings.
    pub fn settings() -> Self {
        Self::Claims([ClaimId::Settings.to_string()].into())
    }

    /// Whether it contains any of `ids`.
    pub fn any_of(&self, ids: &BTreeSet<&str>) -> bool {
        match self {
            Self::Claims(said) => ids.iter().any(|it| said.contains(*it)),
            Self::About(facts) => {
                let facts: BTreeSet<_> = facts.iter().map(ToString::to_string).collect();
                ids.iter().any(|it| facts.contains(about(it)))
            }
            Self::Everything => true,
        }
    }
}

impl SharedParts {
    /// The names of the parts that contain any of `ids`.
    pub fn parts(&self, ids: &BTreeSet<&str>) -> Vec<&'static str> {
        let settings = self.settings.filter(|_| PartContent::settings().any_of(ids));
        let layout = ids
            .iter()
            .any(|it| matches!(ClaimId::from(*it), ClaimId::Layout(path) if path.starts_with(self.layouts)));
        settings.into_iter().chain(layout.then_some("layout")).collect()
    }
}

/// The parts of a document: its own text, its tables by caption, and the rest.
fn parts_of(document: &Document) -> Vec<FilePart> {
    let own_text = PartContent::Claims([document.own_text_id()].into());
    let mut parts = vec![FilePart::new("own text", own_text)];
    walk(&document.blocks, &mut |block| {
        if let Block::Table(table) = block {
            let cells = table.rows.iter().flatten().flat_map(|it| stated(&it.blocks));
            let said = PartContent::Claims(cells.map(str::to_owned).collect());
            parts.push(FilePart::new(format!("table “{}”", table.caption), said));
        }
    });
    let text = document.blocks.iter().filter(|it| !matches!(it, Block::Table(_)));
    let said = text.flat_map(|it| stated(std::slice::from_ref(it))).map(str::to_owned);
    parts.push(FilePart::new("text", PartContent::Claims(said.collect())));
    parts
}

/// The parts of a questionnaire: its answered questions.
fn parts_of_questionnaire(filled: &Filled) -> Vec<FilePart> {
    let part = |id: &str, answer: String| FilePart {
        name: PartName::Question(id.to_owned()),
        says: PartContent::Claims([answer].into()),
    };
    let questions = filled.questions.iter();
    questions.filter_map(|it| Some(part(&it.id, it.answer.as_ref()?.id.to_string()))).collect()
}
