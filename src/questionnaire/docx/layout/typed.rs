//! Paragraphs with the look of headings but without a heading style: short, bold or numbered ones.

use super::{question::without_number, view::View};
use crate::questionnaire::{
    docx::document::{Emphasis, Paragraph},
    layout::{names_a_part_below, speaks_of_questions},
};

/// The format of a paragraph: headings of one kind have the same format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manner {
    /// The id of its style.
    style: Option<String>,
    bold: bool,
    emphasis: Emphasis,
    /// Whether its letters are capitals.
    shouted: bool,
    /// Whether it is numbered, by its list or in its text.
    numbered: bool,
}

impl Manner {
    /// The format of a paragraph, and the depth of its number: 2 for `1.1`, 0 without one.
    pub fn of(view: &View, paragraph: &Paragraph) -> (Self, usize) {
        let text = paragraph.text.trim();
        let words = without_number(text);
        let listed = || view.indent_of_number(paragraph).map_or(0, usize::from);
        let number = text.strip_suffix(words).unwrap_or_default().trim().trim_end_matches(['.', ')', ':']);
        let depth = if number.is_empty() { listed() } else { number.split('.').count() };
        let letters = |it: &str| it.chars().filter(|it| it.is_alphabetic()).count();
        let manner = Self {
            style: paragraph.style.clone(),
            bold: paragraph.bold(),
            emphasis: paragraph.worded().next().map(|it| it.emphasis.clone()).unwrap_or_default(),
            shouted: letters(words) > 1 && !words.chars().any(char::is_lowercase),
            numbered: depth > 0,
        };
        (manner, depth)
    }

    /// Whether text of this format stands out from the text around it.
    pub fn stands_out(&self) -> bool {
        let larger = self.emphasis.size.is_some() || self.emphasis.colour.is_some();
        let marked = self.emphasis.underlined || self.emphasis.capitals || self.emphasis.italic;
        self.bold || self.shouted || self.numbered || larger || marked
    }
}

/// The maximum length of a heading, in characters.
const LONG: usize = 100;

/// Whether a paragraph names what is below it, as a heading does, and so ends the heading before it. A
/// sentence does not, nor does an instruction on how to answer.
pub fn names(paragraph: &Paragraph) -> bool {
    let text = paragraph.text.trim();
    text.chars().nth(LONG).is_none() && names_a_part_below(text) && !speaks_of_questions(text)
}
