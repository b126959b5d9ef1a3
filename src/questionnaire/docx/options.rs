//! Choices in the text of a document: `☐ Yes ☐ No`, lines with a box each, items with boxes for bullets.

use super::{
    document::{Document, Paragraph},
    styles::Styles,
};
use crate::questionnaire::{boxes, layout::is_value};

/// The maximum number of choices.
const COUNT: usize = 60;

/// A choice.
#[derive(Debug, Clone)]
pub struct Choice {
    /// Its name.
    pub label: String,
    /// The index of its paragraph.
    pub paragraph: usize,
    /// What is ticked.
    pub tick: Tick,
    /// Whether it is ticked already.
    pub on: bool,
}

/// What is ticked for a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tick {
    /// The box at a position of the paragraph's text.
    Box(usize),
    /// The paragraph's bullet, which is an empty box or another sign.
    Bullet {
        /// Whether it is a box.
        boxed: bool,
    },
}

/// The choices among paragraphs; empty if there are none or only one.
pub fn choices(document: &Document, styles: &Styles, paragraphs: &[usize]) -> Vec<Choice> {
    let mut found = Vec::new();
    for number in paragraphs {
        let Some(paragraph) = document.paragraphs.get(*number) else { continue };
        let before = found.len();
        let boxed = boxes::in_lines(&paragraph.text).into_iter();
        found.extend(boxed.map(|it| Choice {
            label: it.label,
            paragraph: *number,
            tick: Tick::Box(it.at),
            on: it.on,
        }));
        if found.len() == before && !paragraph.blank() && styles.level(paragraph).is_some_and(|it| it.boxed) {
            let label = paragraph.text.trim().to_owned();
            found.push(Choice { label, paragraph: *number, tick: Tick::Bullet { boxed: true }, on: false });
        }
        if found.len() > COUNT {
            return vec![];
        }
    }
    if fit(&found) { found } else { vec![] }
}

/// List items with other bullets that may be choices, if there is nothing else: short, and few.
pub fn bullets(document: &Document, styles: &Styles, paragraphs: &[usize]) -> Vec<Choice> {
    let mut found = Vec::new();
    for number in paragraphs {
        let Some(paragraph) = document.paragraphs.get(*number).filter(|it| !it.blank()) else { continue };
        let label = paragraph.text.trim();
        let item = styles.level(paragraph).is_some_and(|it| it.bullet) || label.starts_with("\u{2612} ");
        if !item || label.chars().count() > 40 || label.contains('\n') {
            return vec![];
        }
        let on = label.strip_prefix("\u{2612} ");
        found.push(Choice {
            label: on.unwrap_or(label).to_owned(),
            paragraph: *number,
            tick: Tick::Bullet { boxed: false },
            on: on.is_some(),
        });
    }
    if found.len() <= 8 && fit(&found) { found } else { vec![] }
}

/// Whether a paragraph only has boxes for yes, no or the like: `☐ Yes`.
pub fn is_option(paragraph: &Paragraph) -> bool {
    let found = boxes::in_lines(&paragraph.text);
    let known = !found.is_empty() && found.iter().all(|it| is_value(&it.label));
    known && boxes::beside(paragraph.text.trim()).is_empty()
}

/// Whether all boxes have names, and different ones.
fn fit(found: &[Choice]) -> bool {
    boxes::fit(found.iter().map(|it| (it.label.as_str(), it.on)))
}
