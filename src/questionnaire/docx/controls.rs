//! Content controls and legacy form fields of a document, with their byte ranges.

use std::ops::Range;

/// A content control.
#[derive(Debug, Default)]
pub struct Control {
    /// Its byte range.
    pub span: Range<usize>,
    /// The kind of its content.
    pub kind: ControlKind,
    /// The byte range of its content.
    pub content: Range<usize>,
    /// The byte range of the element that marks its content as a placeholder.
    pub placeholder: Option<Range<usize>>,
    /// The byte range of its data binding, whose value would replace its content.
    pub binding: Option<Range<usize>>,
    /// Whether its content must not be changed.
    pub locked: bool,
    /// The byte range of the run properties of its content.
    pub properties: Option<Range<usize>>,
    /// The index of the control that contains it.
    pub parent: Option<usize>,
    /// Whether it wraps rows of a table; the text of such a control is never a placeholder.
    pub around_rows: bool,
    /// Whether it is within a paragraph.
    pub inline: bool,
    /// Whether it takes a single line only.
    pub single: bool,
}

/// The kind of a content control.
#[derive(Debug, Default)]
pub enum ControlKind {
    /// Text.
    #[default]
    Text,
    /// A list; the values are those that are shown and saved.
    List(Vec<String>),
    /// A check box.
    Check {
        /// The byte range of the value, or the position for the element that holds it.
        state: Range<usize>,
        /// The prefix of the element that must be written if it is missing.
        missing: Option<String>,
        /// Whether it is ticked.
        on: bool,
        /// The characters of a ticked box and an empty one.
        signs: (char, char),
    },
    /// A date: the byte range of the stored date, if there is one.
    Day(Option<Range<usize>>),
    /// A picture, a table of contents or another control that does not take answers.
    Other,
}

/// A legacy form field.
#[derive(Debug, Default)]
pub struct Field {
    /// The kind of the field.
    pub kind: FieldKind,
    /// The byte range of the runs that show its value.
    pub result: Option<Range<usize>>,
    /// Whether it is disabled.
    pub locked: bool,
}

/// The kind of a legacy form field.
#[derive(Debug, Default)]
pub enum FieldKind {
    /// A field that is not a form field.
    #[default]
    Other,
    /// Text.
    Text {
        /// The type of text that it takes.
        takes: Takes,
        /// The maximum number of characters.
        longest: Option<usize>,
    },
    /// A check box.
    Check {
        /// The byte range of the element that says whether it is ticked, or the position for it.
        state: Range<usize>,
        /// Whether it is ticked.
        on: bool,
    },
    /// A list.
    List {
        /// The values.
        values: Vec<String>,
        /// The byte range of the element with the index of the chosen value, or the position for it.
        state: Range<usize>,
        /// The chosen value.
        chosen: Option<String>,
    },
}

/// The type of text that a field takes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Takes {
    /// Any text.
    #[default]
    Words,
    /// A number.
    Number,
    /// A date.
    Day,
    /// Nothing: it is computed.
    Nothing,
}
