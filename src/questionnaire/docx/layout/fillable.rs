//! The sheets of a document, and the places in them that can be filled.

use std::collections::BTreeMap;

use super::super::options::Choice;
use crate::questionnaire::{At, Sheet};

/// The sheets of a document, and the places that can be filled.
#[derive(Debug, Default)]
pub struct FillableDocument {
    /// Its tables and its paragraphs.
    pub sheets: Vec<Sheet>,
    /// The places that can be filled, by sheet and cell.
    pub spots: BTreeMap<(usize, At), Spot>,
}

/// A place that can be filled.
#[derive(Debug, Default)]
pub struct Spot {
    /// The indexes of its paragraphs.
    pub paragraphs: Vec<usize>,
    /// Its choices.
    pub choices: Vec<Choice>,
    /// Where text goes.
    pub words: Words,
    /// Whether only its controls and fields may be changed.
    pub forms: bool,
}

/// Where text goes in a place.
#[derive(Debug, Default, Clone)]
pub enum Words {
    /// Into its paragraphs, replacing their content.
    #[default]
    Cell,
    /// Into its controls and fields only.
    Inside,
    /// Into a new paragraph.
    After {
        /// The paragraph that it follows.
        last: usize,
        /// The paragraph of the question.
        asked: usize,
        /// The empty paragraph whose format is used, if there is one.
        like: Option<usize>,
    },
    /// In place of a byte range of a paragraph's text: a line of underscores, or the end of `Answer:`.
    Gap(usize, std::ops::Range<usize>),
}
