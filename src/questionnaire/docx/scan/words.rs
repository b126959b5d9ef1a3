//! The text of a document, and the boxes in it.

use super::{
    super::{
        controls::{Control, ControlKind, FieldKind},
        document::CheckBox,
    },
    Scanner,
};
use crate::questionnaire::{Refusal, office::xml::Tag};

/// Codes of signs that are empty boxes in the Wingdings fonts, without the 0xF000 that Word adds; and the
/// codes of ticked ones.
const SIGN_BOXES: &[&str] = &["A8", "6F", "70", "71", "72"];
const SIGN_TICKED: &[&str] = &["FE", "FD", "78", "52", "53"];

impl Scanner<'_> {
    /// Whether the current text is a placeholder, or a control's own sign.
    pub(super) fn unread(&self) -> bool {
        let within = |it: &Control| {
            (it.placeholder.is_some() && !it.around_rows) || matches!(it.kind, ControlKind::Check { .. })
        };
        // The displayed value of a list field is read with its choice.
        let listed = matches!(self.form_field(), Some(FieldKind::List { .. }));
        listed || self.controls.iter().filter_map(|it| self.document.controls.get(*it)).any(within)
    }

    pub(super) fn push(&mut self, words: &str) {
        if !self.unread() {
            self.paragraphs.last_mut().into_iter().for_each(|it| it.text.push_str(words));
        }
    }

    pub(super) fn characters(&mut self, tag: &Tag) -> Result<(), Refusal> {
        let words = self.walk.words()?;
        let end = self.walk.place();
        let raw = self.text.get(tag.span.end..end).unwrap_or_default();
        let inner = tag.span.end..tag.span.end + raw.rfind("</").unwrap_or(0);
        let from = self.paragraphs.last().map_or(0, |it| it.text.len());
        self.push(&words);
        let to = self.paragraphs.last().map_or(0, |it| it.text.len());
        if let Some(run) = self.runs.last_mut().filter(|_| !tag.empty) {
            run.pieces.push((from..to, inner));
        }
        Ok(())
    }

    /// Reads a sign of a symbol font; only boxes and ticks are kept.
    pub(super) fn sign(&mut self, tag: &Tag) {
        let wings = tag.attribute("font").is_some_and(|it| it.starts_with("Wingdings"));
        let Some(code) = tag.attribute("char").filter(|_| wings) else { return self.holds() };
        let short = code.get(code.len().saturating_sub(2)..).unwrap_or_default().to_ascii_uppercase();
        let (empty, ticked) = (SIGN_BOXES.contains(&short.as_str()), SIGN_TICKED.contains(&short.as_str()));
        match tag.value_span("char").filter(|_| empty || ticked) {
            Some(span) if !self.unread() => self.tick(CheckBox::Sign(span, code.into_owned()), ticked),
            Some(_) => {}
            None => self.holds(),
        }
    }

    /// Adds a box that is not a character.
    pub(super) fn tick(&mut self, kind: CheckBox, on: bool) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.boxes.push((paragraph.text.len(), kind));
            paragraph.text.push(if on { '\u{2612}' } else { '\u{2610}' });
        }
    }

    /// The kind of the innermost field, if it is a form field.
    pub(super) fn form_field(&self) -> Option<&FieldKind> {
        let (number, _) = self.fields.last()?;
        self.document.fields.get(*number).map(|it| &it.kind)
    }
}
