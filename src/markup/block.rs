//! Rich text: blocks and inlines, plain text until a renderer escapes it.

use super::{timeline, tone::Tone};

/// A piece of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Literal text.
    Text(String),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Code, literal.
    Code(String),
    /// A link.
    Link {
        /// Where it leads.
        to: LinkTarget,
        /// The text of the link.
        text: Vec<Inline>,
    },
    /// A line break.
    Break,
    /// Removed text.
    Removed(String),
    /// Inserted text.
    Inserted(String),
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// A web address.
    Url(String),
    /// An e-mail address.
    Email(String),
    /// A page of this build, and a heading on it.
    Page {
        /// The page's name; empty for the page itself.
        page: String,
        /// The heading's anchor; empty for the top.
        anchor: String,
    },
    /// A file of this build, by its path from the page's folder.
    File(String),
}

/// A block of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Its anchor, unique on its page.
        anchor: String,
        /// The text of the heading.
        text: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list.
    List {
        /// Whether it is numbered.
        numbered: bool,
        /// Its items.
        items: Vec<Vec<Block>>,
    },
    /// A table.
    Table(Table),
    /// A block set apart: a note, a quotation.
    Note(Vec<Block>),
    /// The blocks of one statement.
    Statement {
        /// The statement's id.
        statement: String,
        /// The numbers of its sources in the document's list, from 1.
        sources: Vec<usize>,
        /// Its blocks.
        blocks: Vec<Block>,
    },
    /// Terms and their descriptions.
    Terms(Vec<(Vec<Inline>, Vec<Block>)>),
    /// The parts of a whole, as a bar with its figures.
    Shares(Vec<Share>),
    /// A chart of histories.
    Timeline(timeline::Timeline),
}

/// A part of a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// The name of the part.
    pub label: String,
    /// The size of the part.
    pub count: usize,
    /// Its tone.
    pub tone: Tone,
}

/// A table with one head row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What it shows; read out before it.
    pub caption: String,
    /// The head row.
    pub head: Vec<String>,
    /// The width of each column, in shares.
    pub widths: Vec<u32>,
    /// The rows; each has as many cells as the head. The first cell is the title of its row.
    pub rows: Vec<Vec<Cell>>,
}

/// A table's cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// Its blocks; empty if nothing is stated.
    pub blocks: Vec<Block>,
    /// Its tone, shown as a colour that is never the only indication.
    pub tone: Tone,
    /// Why it is empty, if it is.
    pub absence: Absence,
}

/// Why a cell is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Absence {
    /// What it is for is not stated.
    #[default]
    NotStated,
    /// There is nothing to state.
    NotApplicable,
}

impl Absence {
    /// The reason in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::NotStated => "not stated",
            Self::NotApplicable => "not applicable",
        }
    }
}

impl Cell {
    /// A cell of these blocks.
    pub fn of(blocks: Vec<Block>) -> Self {
        Self { blocks, ..Self::default() }
    }

    /// A cell of one paragraph.
    pub fn line(inlines: Vec<Inline>) -> Self {
        Self::of(vec![Block::Paragraph(inlines)])
    }

    /// The same cell with a tone.
    pub fn toned(self, tone: Tone) -> Self {
        Self { tone, ..self }
    }
}
