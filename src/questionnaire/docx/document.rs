//! The content of a document's part: paragraphs, tables, controls and fields, with their byte ranges.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::Arc,
};

use super::{
    controls::{Control, Field},
    indents::Attributes,
};

/// Identifies a note by its kind and its id.
pub type NoteKey = (&'static str, String);

/// A document.
#[derive(Debug, Default)]
pub struct Document {
    /// The prefix of its elements: `w:`.
    pub prefix: String,
    /// Its paragraphs, in the order in which they begin, including those in cells and text boxes.
    pub paragraphs: Vec<Paragraph>,
    /// Its tables, in the order in which they begin, including nested ones.
    pub tables: Vec<Table>,
    /// Its content controls.
    pub controls: Vec<Control>,
    /// Its legacy form fields.
    pub fields: Vec<Field>,
    /// Its footnotes, endnotes and comments.
    pub notes: BTreeMap<NoteKey, Arc<str>>,
    /// Whether it has tracked changes.
    pub tracked: bool,
}

/// A table.
#[derive(Debug, Default)]
pub struct Table {
    /// The position of its first byte.
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
    /// Whether it is repeated at the top of each page.
    pub heading: bool,
    /// The number of empty grid columns before its first cell.
    pub indent: u32,
    /// Whether it was deleted in a tracked change.
    pub deleted: bool,
}

/// A cell.
#[derive(Debug, Default)]
pub struct Place {
    /// Its grid column, from 1.
    pub column: u32,
    /// The number of columns that it spans.
    pub width: u32,
    /// How it is merged with the cells above and below it.
    pub merge: Merge,
    /// Whether it has a background colour of its own.
    pub shaded: bool,
    /// The indexes of its paragraphs in the document.
    pub paragraphs: Vec<usize>,
}

/// The vertical merge state of a cell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Merge {
    /// Not merged.
    #[default]
    None,
    /// The first cell of a merged area.
    First,
    /// Merged with the cell above.
    Next,
}

/// A paragraph.
#[derive(Debug, Default)]
pub struct Paragraph {
    /// Its byte range.
    pub span: Range<usize>,
    /// Whether it is a single tag: `<w:p/>`.
    pub empty_tag: bool,
    /// The start of its content, after its properties.
    pub start: usize,
    /// The end of its content.
    pub end: usize,
    /// The byte range of its properties.
    pub properties: Option<Range<usize>>,
    /// The id of its style.
    pub style: Option<String>,
    /// Its list and its level in the list, if set on the paragraph itself.
    pub list: Option<(u32, u32)>,
    /// Its outline level, from 1, if set on the paragraph itself.
    pub outline: Option<u8>,
    /// The attributes of its own indent.
    pub indent: Attributes,
    /// Its runs, including those in controls and links.
    pub runs: Vec<Run>,
    /// Its text; boxes that are not characters are `☐` and `☒`, and a control's placeholder is not
    /// included.
    pub text: String,
    /// Text that was deleted or moved away in a tracked change that has not been accepted.
    pub deleted: String,
    /// The boxes that are not characters, by their position in the text.
    pub boxes: Vec<(usize, CheckBox)>,
    /// The indexes of the controls around it and in it.
    pub controls: Vec<usize>,
    /// The indexes of the fields in it.
    pub fields: Vec<usize>,
    /// The notes that it refers to, or that are attached to it.
    pub notes: Vec<NoteKey>,
    /// Whether it is in a table cell.
    pub in_cell: bool,
    /// Whether it is in a text box.
    pub in_box: bool,
    /// Whether it has a picture, a section break or other content that must be kept.
    pub holds: bool,
}

/// A run of characters with the same properties.
#[derive(Debug, Default)]
pub struct Run {
    /// Its byte range.
    pub span: Range<usize>,
    /// The byte range of its properties.
    pub properties: Option<Range<usize>>,
    /// Whether it is bold.
    pub bold: bool,
    /// Other emphasis of its text.
    pub emphasis: Emphasis,
    /// Whether it is struck through or hidden.
    pub struck: bool,
    /// Its own strikethrough and hidden properties, and its style.
    pub marks: Marks,
    /// Its characters: their range in the paragraph's text, and the byte range between their tags.
    pub pieces: Vec<(Range<usize>, Range<usize>)>,
    /// Whether it has content other than characters: a picture, a field mark, a note.
    pub holds: bool,
    /// The index of the control that contains it.
    pub control: Option<usize>,
}

/// Whether text is struck through or hidden, if set.
#[derive(Debug, Default, Clone)]
pub struct Marks {
    /// Whether it is struck through.
    pub struck: Option<bool>,
    /// Whether it is hidden.
    pub hidden: Option<bool>,
    /// The id of the character style.
    pub style: Option<String>,
}

/// The emphasis that a run's own properties give to its text.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Emphasis {
    /// Whether it is italic.
    pub italic: bool,
    /// Whether it is underlined.
    pub underlined: bool,
    /// Whether it is shown in capitals or small capitals.
    pub capitals: bool,
    /// Its font size in half points, if set.
    pub size: Option<String>,
    /// Its colour, if set.
    pub colour: Option<String>,
}

/// A box that is not a character.
#[derive(Debug, Clone)]
pub enum CheckBox {
    /// A sign of a symbol font: the byte range of its code, and the code.
    Sign(Range<usize>, String),
    /// The box of a control, by index.
    Control(usize),
    /// The box of a field, by index.
    Field(usize),
}

impl Document {
    /// Whether a control contains text of these paragraphs only, so that it can be filled for them.
    pub fn covers_only(&self, control: &Control, paragraphs: &[usize]) -> bool {
        let from = self.paragraphs.partition_point(|it| it.span.start < control.content.start);
        let to = self.paragraphs.partition_point(|it| it.span.start < control.content.end);
        control.inline
            || (from < to && to - from <= paragraphs.len() && (from..to).all(|it| paragraphs.contains(&it)))
    }

    /// The distinct controls in and around these paragraphs.
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

    /// Whether a control is in this paragraph, or wraps only this one.
    pub fn covers(&self, control: &Control, paragraph: &Paragraph) -> bool {
        let from = self.paragraphs.partition_point(|it| it.span.start < control.content.start);
        let to = self.paragraphs.partition_point(|it| it.span.start < control.content.end);
        control.inline
            || (to == from + 1 && self.paragraphs.get(from).is_some_and(|it| it.span == paragraph.span))
    }
}

impl Paragraph {
    /// Whether it has no text.
    pub fn blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Its struck-through or hidden text.
    pub fn struck(&self) -> String {
        let words =
            |it: &Run| it.pieces.iter().filter_map(|it| self.text.get(it.0.clone())).collect::<String>();
        self.runs.iter().filter(|it| it.struck).map(words).collect()
    }

    /// Its runs that have text.
    pub fn worded(&self) -> impl Iterator<Item = &Run> {
        let says = |it: &Range<usize>| self.text.get(it.clone()).is_some_and(|it| !it.trim().is_empty());
        self.runs.iter().filter(move |run| run.pieces.iter().any(|it| says(&it.0)))
    }

    /// Whether all its text is bold.
    pub fn bold(&self) -> bool {
        self.worded().next().is_some() && self.worded().all(|it| it.bold)
    }
}
