//! The input of a document's layout.

use std::sync::Arc;

use super::{
    super::{
        controls::{ControlKind, FieldKind},
        document::{Document, Paragraph},
        styles::{Protection, Styles},
    },
    fillable::Spot,
};
use crate::questionnaire::{Cell, Choices, Indent, bullet, plain};

/// The struck-through text of paragraphs, and whether it is all of their text.
pub(super) fn struck<'a>(paragraphs: impl Iterator<Item = &'a Paragraph>) -> (String, bool) {
    let (mut struck, mut all) = (String::new(), true);
    for paragraph in paragraphs.filter(|it| !it.blank()) {
        let words = paragraph.struck();
        let count = |it: &str| it.chars().filter(|it| it.is_alphanumeric()).count();
        all &= count(&words) == count(&paragraph.text);
        struck.push_str(&words);
    }
    let said = struck.trim().to_owned();
    (said.clone(), all && !said.is_empty())
}

/// The input of the layout.
pub(super) struct View<'a> {
    pub document: &'a Document,
    pub styles: &'a Styles,
    pub protection: Protection,
}

impl View<'_> {
    pub fn protected(&self) -> bool {
        matches!(self.protection, Protection::Forms | Protection::All)
    }

    /// The cell for a place, with its choices, its box and its lock.
    pub fn cell(&self, text: String, spot: &Spot) -> Cell {
        let ticked = !spot.choices.is_empty();
        let values = if ticked {
            spot.choices.iter().map(|it| it.label.clone()).collect()
        } else {
            self.list(&spot.paragraphs)
        };
        let choices = (!values.is_empty()).then(|| Arc::new(Choices { values, numeric: false, ticked }));
        let locked = self.protected() && !self.open(&spot.paragraphs);
        Cell { tick: plain::is_box(&text), text, locked, choices, ..Cell::default() }
    }

    /// The indent of a paragraph, including the spaces before its text.
    pub fn indent(&self, paragraph: &Paragraph) -> Indent {
        let indent = self.styles.indent(paragraph);
        let spaces = bullet::leading_width(&paragraph.text);
        Indent { left: indent.left.saturating_add(spaces), ..indent }
    }

    /// The level of a paragraph in a numbered list.
    pub fn indent_of_number(&self, paragraph: &Paragraph) -> Option<u8> {
        let numbered = self.styles.level(paragraph).is_some_and(|it| !it.bullet);
        numbered.then(|| self.styles.indent(paragraph).list)
    }

    /// The values of the first list in a place, of a control or a field.
    pub fn list(&self, paragraphs: &[usize]) -> Vec<String> {
        let paragraphs = || paragraphs.iter().filter_map(|it| self.document.paragraphs.get(*it));
        let controls = paragraphs().flat_map(|it| &it.controls).filter_map(|it| {
            match &self.document.controls.get(*it)?.kind {
                ControlKind::List(values) => Some(values.clone()),
                _ => None,
            }
        });
        let fields = paragraphs().flat_map(|it| &it.fields).filter_map(|it| {
            match &self.document.fields.get(*it)?.kind {
                FieldKind::List { values, .. } => Some(values.clone()),
                _ => None,
            }
        });
        controls.chain(fields).find(|it| !it.is_empty()).unwrap_or_default()
    }

    /// Whether a place has a control or form field that may be changed although the document is protected.
    pub fn open(&self, paragraphs: &[usize]) -> bool {
        let paragraphs = || paragraphs.iter().filter_map(|it| self.document.paragraphs.get(*it));
        let mut controls =
            paragraphs().flat_map(|it| &it.controls).filter_map(|it| self.document.controls.get(*it));
        let mut fields =
            paragraphs().flat_map(|it| &it.fields).filter_map(|it| self.document.fields.get(*it));
        let control = controls.any(|it| !it.locked && !matches!(it.kind, ControlKind::Other));
        self.protection == Protection::Forms && (control || fields.any(|it| !it.locked))
    }
}
