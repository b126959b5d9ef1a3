//! The sheets of a document, and the places in them that can be filled.

use std::collections::BTreeMap;

use super::super::options::Choice;
use crate::questionnaire::{At, Sheet};

/// The sheets of a document, and what can be filled in them.
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
    /// The paragraphs it consists of.
    pub paragraphs: Vec<usize>,
    /// The choices that are in it.
    pub choices: Vec<Choice>,
    /// Where words go.
    pub words: Words,
    /// Only its controls and fields may be changed.
    pub forms: bool,
}

/// Where words go in a place.
#[derive(Debug, Default, Clone)]
pub enum Words {
    /// Into its paragraphs, in place of what they hold.
    #[default]
    Cell,
    /// Into its controls and fields only.
    Inside,
    /// Into a paragraph of their own.
    After {
        /// The paragraph that it follows.
        last: usize,
        /// The paragraph that asks.
        asked: usize,
        /// The empty paragraph that shows its form, if there is one.
        like: Option<usize>,
    },
    /// In place of these bytes of a paragraph's words: a line of underscores, or the end of `Answer:`.
    Gap(usize, std::ops::Range<usize>),
}
