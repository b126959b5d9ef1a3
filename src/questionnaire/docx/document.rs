//! A document as it is in its part: paragraphs, tables, controls and fields, each with its bytes.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::Arc,
};

use super::{
    controls::{Control, Field},
    indents::Attributes,
};

/// A note: the kind of its part, and its id there.
pub type NoteKey = (&'static str, String);

/// A document.
#[derive(Debug, Default)]
pub struct Document {
    /// What is before the names of its elements: `w:`.
    pub prefix: String,
    /// Its paragraphs, in the order in which they begin, those in cells and text boxes among them.
    pub paragraphs: Vec<Paragraph>,
    /// Its tables, in the order in which they begin, those in other tables' cells among them.
    pub tables: Vec<Table>,
    /// Its content controls.
    pub controls: Vec<Control>,
    /// Its legacy form fields.
    pub fields: Vec<Field>,
    /// Its footnotes, endnotes and comments.
    pub notes: BTreeMap<NoteKey, Arc<str>>,
    /// It holds tracked changes.
    pub tracked: bool,
}

/// A table.
#[derive(Debug, Default)]
pub struct Table {
    /// Where it begins.
    pub start: usize,
    /// The id of its style.
    pub style: Option<String>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row.
#[derive(Debug, Default)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<Place>,
    /// It is repeated at the top of each page.
    pub heading: bool,
    /// The columns of the grid that are left free before its first cell.
    pub indent: u32,
    /// It was deleted, and the deletion is tracked.
    pub deleted: bool,
}

/// A cell.
#[derive(Debug, Default)]
pub struct Place {
    /// Its column in the grid, from 1.
    pub column: u32,
    /// How many columns it takes.
    pub width: u32,
    /// How it is merged with the cells above and below it.
    pub merge: Merge,
    /// It has a colour of its own.
    pub shaded: bool,
    /// Its paragraphs, by number in the document.
    pub paragraphs: Vec<usize>,
}

/// How a cell is merged downwards.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Merge {
    /// It is not.
    #[default]
    None,
    /// It is the first.
    First,
    /// It belongs to the one above it.
    Next,
}

/// A paragraph.
#[derive(Debug, Default)]
pub struct Paragraph {
    /// Its bytes.
    pub span: Range<usize>,
    /// It is one tag: `<w:p/>`.
    pub empty_tag: bool,
    /// Where its content begins, after its properties.
    pub start: usize,
    /// Where its content ends.
    pub end: usize,
    /// Its properties.
    pub properties: Option<Range<usize>>,
    /// The id of its style.
    pub style: Option<String>,
    /// Its list and its level in it, where it says them itself.
    pub list: Option<(u32, u32)>,
    /// Its level in the outline, from 1, where it says it itself.
    pub outline: Option<u8>,
    /// How it is indented, where it says it itself: the attributes of the tag, as they are.
    pub indent: Attributes,
    /// Its runs, and those in controls and links in it.
    pub runs: Vec<Run>,
    /// Its words, with boxes that are no characters as `☐` and `☒`; a control's placeholder is no word.
    pub text: String,
    /// Words that were deleted from it, or moved away, as a change that nobody has accepted yet.
    pub deleted: String,
    /// The boxes in it that are no characters, by their place in the words.
    pub boxes: Vec<(usize, CheckBox)>,
    /// The control that is around it, if any, and those that are in it, by number.
    pub controls: Vec<usize>,
    /// The fields in it.
    pub fields: Vec<usize>,
    /// The notes that it refers to, or that are about it.
    pub notes: Vec<NoteKey>,
    /// It stands in a table's cell.
    pub in_cell: bool,
    /// It stands in a text box.
    pub in_box: bool,
    /// It holds a picture, a section's end or something else that must stay.
    pub holds: bool,
}

/// A run of characters of one form.
#[derive(Debug, Default)]
pub struct Run {
    /// Its bytes.
    pub span: Range<usize>,
    /// Its properties.
    pub properties: Option<Range<usize>>,
    /// It is bold.
    pub bold: bool,
    /// Other emphasis of its words.
    pub emphasis: Emphasis,
    /// It is struck through or hidden.
    pub struck: bool,
    /// What its own properties say of that, and its style.
    pub marks: Marks,
    /// Its characters: their place in the paragraph's words, and the bytes between their tags.
    pub pieces: Vec<(Range<usize>, Range<usize>)>,
    /// It holds something other than characters: a picture, a field's mark, a note.
    pub holds: bool,
    /// The control it is in.
    pub control: Option<usize>,
}

/// Whether words are struck through, and whether they are hidden, where it is said.
#[derive(Debug, Default, Clone)]
pub struct Marks {
    /// Struck through.
    pub struck: Option<bool>,
    /// Hidden.
    pub hidden: Option<bool>,
    /// The id of the style of the characters.
    pub style: Option<String>,
}

/// How the words of a run stand out by its own properties.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Emphasis {
    /// In italics.
    pub italic: bool,
    /// Underlined.
    pub underlined: bool,
    /// In capitals, large or small, whatever was typed.
    pub capitals: bool,
    /// Their size in half points, where it is said.
    pub size: Option<String>,
    /// Their colour, where it is said.
    pub colour: Option<String>,
}

/// A box that is no character.
#[derive(Debug, Clone)]
pub enum CheckBox {
    /// A sign of a font of signs: the bytes of its code, and the code.
    Sign(Range<usize>, String),
    /// The box of a control, by number.
    Control(usize),
    /// The box of a field, by number.
    Field(usize),
}

impl Document {
    /// Whether a control holds words of these paragraphs only, so that it can be filled for them.
    pub fn covers_only(&self, control: &Control, paragraphs: &[usize]) -> bool {
        let from = self.paragraphs.partition_point(|it| it.span.start < control.content.start);
        let to = self.paragraphs.partition_point(|it| it.span.start < control.content.end);
        control.inline
            || (from < to && to - from <= paragraphs.len() && (from..to).all(|it| paragraphs.contains(&it)))
    }

    /// The controls in and around these paragraphs, each once.
    pub fn around(&self, paragraphs: &[usize]) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        for number in paragraphs.iter().filter_map(|it| self.paragraphs.get(*it)).flat_map(|it| &it.controls)
        {
            let mut next = Some(*number);
            while let Some(number) = next.filter(|it| found.insert(*it)) {
                next = self.controls.get(number).and_then(|it| it.parent);
            }
        }
        found
    }

    /// Whether a control stands in this paragraph, or around it alone.
    pub fn covers(&self, control: &Control, paragraph: &Paragraph) -> bool {
        let from = self.paragraphs.partition_point(|it| it.span.start < control.content.start);
        let to = self.paragraphs.partition_point(|it| it.span.start < control.content.end);
        control.inline
            || (to == from + 1 && self.paragraphs.get(from).is_some_and(|it| it.span == paragraph.span))
    }
}

impl Paragraph {
    /// Whether it has no words.
    pub fn blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Its words that are struck through or hidden.
    pub fn struck(&self) -> String {
        let words =
            |it: &Run| it.pieces.iter().filter_map(|it| self.text.get(it.0.clone())).collect::<String>();
        self.runs.iter().filter(|it| it.struck).map(words).collect()
    }

    /// Its runs that have words.
    pub fn worded(&self) -> impl Iterator<Item = &Run> {
        let says = |it: &Range<usize>| self.text.get(it.clone()).is_some_and(|it| !it.trim().is_empty());
        self.runs.iter().filter(move |run| run.pieces.iter().any(|it| says(&it.0)))
    }

    /// Whether all its words are bold.
    pub fn bold(&self) -> bool {
        self.worded().next().is_some() && self.worded().all(|it| it.bold)
    }
}
