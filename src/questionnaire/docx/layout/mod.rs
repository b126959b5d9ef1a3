//! A document as sheets: each table is one, and the paragraphs outside of tables are one more; and where answers go in each.

mod frames;
mod notes;
mod paragraphs;
mod question;
mod tables;
mod titles;

use std::{collections::BTreeMap, sync::Arc};

use super::{
    document::{ControlKind, Document, FieldKind, Paragraph},
    options::Choice,
    styles::{Protection, Styles},
};
use crate::questionnaire::{At, Cell, Choices, Sheet, plain};

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
    /// The choices that stand in it.
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

/// Lays a document out.
pub fn layout(document: &Document, styles: &Styles, protection: Protection) -> FillableDocument {
    let view = View { document, styles, protection };
    let mut layout = FillableDocument::default();
    tables::lay(&view, &mut layout);
    titles::count_before(&view, &mut layout);
    paragraphs::lay(&view, &mut layout);
    notes::add(&view, &mut layout);
    layout
}

/// The words of paragraphs that are struck through, and whether they are all of them.
fn struck<'a>(paragraphs: impl Iterator<Item = &'a Paragraph>) -> (String, bool) {
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

/// What the layout is made from.
struct View<'a> {
    document: &'a Document,
    styles: &'a Styles,
    protection: Protection,
}

impl View<'_> {
    fn protected(&self) -> bool {
        matches!(self.protection, Protection::Forms | Protection::All)
    }

    /// The cell for a place, with its choices, its box and its lock.
    fn cell(&self, text: String, spot: &Spot) -> Cell {
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

    /// The values of the list, a control's or a field's, that is the first in a place.
    fn list(&self, paragraphs: &[usize]) -> Vec<String> {
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

    /// Whether a place has a control or a form field that may be changed, though the document is protected.
    fn open(&self, paragraphs: &[usize]) -> bool {
        let paragraphs = || paragraphs.iter().filter_map(|it| self.document.paragraphs.get(*it));
        let mut controls =
            paragraphs().flat_map(|it| &it.controls).filter_map(|it| self.document.controls.get(*it));
        let mut fields =
            paragraphs().flat_map(|it| &it.fields).filter_map(|it| self.document.fields.get(*it));
        let control = controls.any(|it| !it.locked && !matches!(it.kind, ControlKind::Other));
        self.protection == Protection::Forms && (control || fields.any(|it| !it.locked))
    }
}
