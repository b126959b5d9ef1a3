//! One question, with what its reply depends on.

use super::{
    Library, known::KnownWords, mark::Mark, parents::Parent, related::RelatedQuestionnaires,
    row_texts::RowTexts,
};
use crate::{
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
    pub(super) library: &'a Library<'l>,
    pub(super) thresholds: Thresholds,
    pub(super) asked: &'a Asked,
    pub(super) form: &'a Form,
    pub(super) mappings: &'a [(usize, Layout)],
    pub(super) related_questionnaires: &'a RelatedQuestionnaires<'l>,
    pub(super) parent: Option<&'a Parent>,
    pub(super) cover: &'a [Mark],
    pub(super) row: &'a RowTexts,
    pub(super) words: &'a KnownWords<'a>,
}
