//! Content controls and legacy form fields of a document, each with its bytes.

use std::ops::Range;

/// A content control.
#[derive(Debug, Default)]
pub struct Control {
    /// Its bytes.
    pub span: Range<usize>,
    /// What it holds.
    pub kind: ControlKind,
    /// The bytes of its content.
    pub content: Range<usize>,
    /// The mark that says that its content is a placeholder.
    pub placeholder: Option<Range<usize>>,
    /// What binds it to a store of values, which would win over its content.
    pub binding: Option<Range<usize>>,
    /// Its content must not be changed.
    pub locked: bool,
    /// The run properties of its content.
    pub properties: Option<Range<usize>>,
    /// The control that it is in, by number.
    pub parent: Option<usize>,
    /// It stands around rows of a table, whose words are never a placeholder's.
    pub around_rows: bool,
    /// It stands within a paragraph.
    pub inline: bool,
    /// It takes one line only.
    pub single: bool,
}

/// What a content control holds.
#[derive(Debug, Default)]
pub enum ControlKind {
    /// Words.
    #[default]
    Text,
    /// One of several values: shown, and saved.
    List(Vec<String>),
    /// A box: the bytes that say whether it is ticked, where they are, and the character of a tick.
    Check {
        /// The bytes of the value, or where the element goes that holds it.
        state: Range<usize>,
        /// The prefix of the element that must be written, where there is none.
        missing: Option<String>,
        /// It is ticked.
        on: bool,
        /// The characters of a ticked box and an empty one.
        signs: (char, char),
    },
    /// A day: the bytes of the day that its content shows, where they are told.
    Day(Option<Range<usize>>),
    /// A picture, a table of contents: not for answers.
    Other,
}

/// A legacy form field.
#[derive(Debug, Default)]
pub struct Field {
    /// What it holds.
    pub kind: FieldKind,
    /// The bytes of the runs that show its value.
    pub result: Option<Range<usize>>,
    /// It is switched off.
    pub locked: bool,
}

/// What a legacy form field holds.
#[derive(Debug, Default)]
pub enum FieldKind {
    /// A field that is no form's.
    #[default]
    Other,
    /// Words.
    Text {
        /// What they must be.
        takes: Takes,
        /// The most characters.
        longest: Option<usize>,
    },
    /// A box: the element that says whether it is ticked, or where that goes.
    Check {
        /// The bytes of the element, or where it goes.
        state: Range<usize>,
        /// It is ticked.
        on: bool,
    },
    /// One of several values, and where the number of the chosen one goes.
    List {
        /// The values.
        values: Vec<String>,
        /// The bytes of the element, or where it goes.
        state: Range<usize>,
        /// The value that is chosen now.
        chosen: Option<String>,
    },
}

/// What a field for words takes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Takes {
    /// Any words.
    #[default]
    Words,
    /// A number.
    Number,
    /// A day.
    Day,
    /// Nothing: it is computed.
    Nothing,
}
