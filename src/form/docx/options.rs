//! Choices that stand in the words of a document: `☐ Yes ☐ No`, lines with a box each, items with boxes for bullets.

use super::{document::Document, styles::Styles};
use crate::form::plain;

/// A longer text behind a box is no choice's name.
const LABEL: usize = 120;
/// More of them are no choices.
const COUNT: usize = 60;

/// A choice.
#[derive(Debug, Clone)]
pub struct Choice {
    /// What it is called.
    pub label: String,
    /// The paragraph it stands in.
    pub paragraph: usize,
    /// What is ticked.
    pub tick: Tick,
    /// It is ticked already.
    pub on: bool,
}

/// What is ticked for a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tick {
    /// The box at a place of the paragraph's words.
    Box(usize),
    /// The paragraph's bullet, which is an empty box or another sign.
    Bullet {
        /// It is a box.
        boxed: bool,
    },
}

/// The boxes of a text: place, length, ticked or not.
pub fn boxes(text: &str) -> Vec<(usize, usize, bool)> {
    let mut found: Vec<(usize, usize, bool)> = Vec::new();
    // Few characters begin a box; the others are passed over quickly.
    for (at, _) in text.char_indices().filter(|(_, it)| matches!(it, '[' | '(' | '\u{2500}'..)) {
        let covered = found.last().is_some_and(|it| at < it.0 + it.1);
        if let Some(it) = text.get(at..).and_then(plain::leading_box).filter(|_| !covered) {
            found.push((at, it.length, it.done));
        }
    }
    found
}

/// The choices among paragraphs; none where they hold none, or only one.
pub fn choices(document: &Document, styles: &Styles, paragraphs: &[usize]) -> Vec<Choice> {
    let mut found = Vec::new();
    for number in paragraphs {
        let Some(paragraph) = document.paragraphs.get(*number) else { continue };
        let before = found.len();
        let mut start = 0;
        for line in paragraph.text.split('\n') {
            found.extend(in_line(line).into_iter().map(|(label, at, on)| Choice {
                label,
                paragraph: *number,
                tick: Tick::Box(start + at),
                on,
            }));
            start += line.len() + 1;
        }
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

/// Items of a list with other bullets that may be choices, if there is nothing else: short, and a few.
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

/// Whether boxes have names, and different ones. Where all are ticked they are somebody's bullets.
fn fit(found: &[Choice]) -> bool {
    let named = found.iter().all(|it| !it.label.is_empty() && it.label.chars().count() <= LABEL);
    let twice = (1..found.len()).any(|at| found.iter().take(at).zip(found.iter().skip(at)).any(|(one, other)| one.label == other.label));
    named && !twice && (2..=COUNT).contains(&found.len()) && found.iter().any(|it| !it.on)
}

/// The boxes of a line, with their names: what follows a box, or what precedes it where the line ends with one.
fn in_line(line: &str) -> Vec<(String, usize, bool)> {
    let boxes = boxes(line);
    let (Some(first), Some(last)) = (boxes.first(), boxes.last()) else { return vec![] };
    let (before, after) = (line.get(..first.0).unwrap_or_default(), line.get(last.0 + last.1..).unwrap_or_default());
    let behind = !name(before).is_empty() && name(after).is_empty();
    let named = boxes.iter().enumerate().map(|(at, (start, length, on))| {
        let text = if behind {
            let from = at.checked_sub(1).and_then(|it| boxes.get(it)).map_or(0, |it| it.0 + it.1);
            let text = line.get(from..*start).unwrap_or_default();
            // The question may stand on the same line.
            text.rsplit(['?', ':', '\t']).find(|it| !name(it).is_empty()).unwrap_or(text)
        } else {
            let to = boxes.get(at + 1).map_or(line.len(), |it| it.0);
            line.get(start + length..to).unwrap_or_default()
        };
        (name(text), *start, *on)
    });
    named.collect()
}

/// A choice's name without what parts it from the next.
fn name(text: &str) -> String {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/' | '|' | '\u{FE0F}')).to_owned()
}
