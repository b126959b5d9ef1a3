//! One question, with what its reply depends on.

use crate::{
    answer::{
        context::{known::KnownWords, mark::Mark, parents::Parent},
        filling::row_texts::RowTexts,
        library::{Library, related::RelatedQuestionnaires},
    },
    matching,
    questionnaire::{
        Form,
        layout::{Asked, Layout},
    },
};

/// How sure a suggestion must be, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Thresholds {
    /// At or above it entries are suggested.
    pub review: f64,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { review: matching::REVIEW }
    }
}

/// How many entries are suggested at most.
pub(super) const SUGGESTED: usize = 3;

pub(super) struct Responder<'a, 'l> {
    pub library: &'a Library<'l>,
    pub(super) thresholds: Thresholds,
    pub asked: &'a Asked,
    pub form: &'a Form,
    pub mappings: &'a [(usize, Layout)],
    pub(super) related_questionnaires: &'a RelatedQuestionnaires<'l>,
    pub parent: Option<&'a Parent>,
    pub cover: &'a [Mark],
    pub row: &'a RowTexts,
    pub words: &'a KnownWords<'a>,
}
