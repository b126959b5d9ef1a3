//! Rich text: blocks and inlines, plain until a writer escapes them; [`markdown`], which makes them; charts of
//! histories ([`timeline`]) and where their parts lie ([`drawing`]).

mod composed;
pub mod drawing;
pub mod markdown;
mod words;

pub use composed::composed;
pub use words::{own_words, words};
pub mod timeline;

/// Whether a character runs from right to left (Unicode Standard Annex 9, classes R and AL), by the blocks of such scripts.
pub fn is_right_to_left(c: char) -> bool {
    let block = matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}');
    block && c.is_alphabetic()
}

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
        to: Target,
        /// What it says.
        text: Vec<Inline>,
    },
    /// A line break.
    Break,
    /// What no longer stands here.
    Removed(String),
    /// What has come in.
    Inserted(String),
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
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
        /// Its words.
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
    /// Something set apart: a note, a quotation.
    Note(Vec<Block>),
    /// Blocks that are one statement.
    Statement {
        /// The statement's id.
        statement: String,
        /// The numbers of its sources in the document's list, from 1.
        sources: Vec<usize>,
        /// Its blocks.
        blocks: Vec<Block>,
    },
    /// Terms and what is said of them.
    Terms(Vec<(Vec<Inline>, Vec<Block>)>),
    /// The parts of a whole, as a bar with its figures.
    Shares(Vec<Share>),
    /// A chart of histories.
    Timeline(timeline::Timeline),
}

/// `part` of `all` in whole percent: what is not all is never 100, what is something never 0.
pub fn percent(part: usize, all: usize) -> usize {
    let rounded = (part * 200 + all) / (2 * all.max(1));
    if part == 0 || part == all { rounded } else { rounded.clamp(1, 99) }
}

/// A part of a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// What it is.
    pub label: String,
    /// How many.
    pub count: usize,
    /// What it means at a glance.
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
    /// The rows; each has as many cells as the head. The first cell heads its row.
    pub rows: Vec<Vec<Cell>>,
}

/// A table's cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// Its blocks; none where nothing is stated.
    pub blocks: Vec<Block>,
    /// What it means at a glance, for its colour; never the only sign of it.
    pub tone: Tone,
}

impl Cell {
    /// A cell of these blocks.
    pub fn of(blocks: Vec<Block>) -> Self {
        Self { blocks, tone: Tone::Plain }
    }

    /// A cell of one paragraph.
    pub fn line(inlines: Vec<Inline>) -> Self {
        Self::of(vec![Block::Paragraph(inlines)])
    }

    /// The same cell, meaning `tone` at a glance.
    pub fn toned(self, tone: Tone) -> Self {
        Self { tone, ..self }
    }
}

/// What something means at a glance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Nothing in particular.
    #[default]
    Plain,
    /// Holds.
    Good,
    /// Under way, or to be looked at.
    Open,
    /// Does not hold.
    Bad,
}

impl Tone {
    /// The word for style sheets.
    pub fn word(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Good => "good",
            Self::Open => "open",
            Self::Bad => "bad",
        }
    }
}

/// A text alone.
pub fn text(words: impl Into<String>) -> Vec<Inline> {
    vec![Inline::Text(words.into())]
}

/// The words of inlines, without their form.
pub fn plain(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|it| match it {
            Inline::Text(it) | Inline::Code(it) | Inline::Removed(it) | Inline::Inserted(it) => it.clone(),
            Inline::Strong(it) | Inline::Emphasis(it) | Inline::Link { text: it, .. } => plain(it),
            Inline::Break => " ".into(),
        })
        .collect()
}

/// The words of blocks, without their form, a space between blocks.
pub fn plain_blocks(blocks: &[Block]) -> String {
    let words = |it: &Block| match it {
        Block::Heading { text, .. } | Block::Paragraph(text) => plain(text),
        Block::List { items, .. } => items.iter().map(|it| plain_blocks(it)).collect::<Vec<_>>().join("; "),
        Block::Table(table) => {
            let cells = table.rows.iter().flatten().map(|it| plain_blocks(&it.blocks));
            table.head.iter().cloned().chain(cells).collect::<Vec<_>>().join(" ")
        }
        Block::Note(blocks) | Block::Statement { blocks, .. } => plain_blocks(blocks),
        Block::Terms(terms) => {
            let each =
                terms.iter().map(|(term, blocks)| format!("{}: {}", plain(term), plain_blocks(blocks)));
            each.collect::<Vec<_>>().join(" ")
        }
        Block::Shares(shares) => {
            shares.iter().map(|it| format!("{}: {}", it.label, it.count)).collect::<Vec<_>>().join(", ")
        }
        Block::Timeline(it) => {
            it.words().iter().map(|(name, words)| format!("{name}: {words}")).collect::<Vec<_>>().join("; ")
        }
    };
    blocks.iter().map(words).filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Visits every block, the outer ones first.
pub fn walk<'a>(blocks: &'a [Block], each: &mut dyn FnMut(&'a Block)) {
    for block in blocks {
        each(block);
        match block {
            Block::List { items, .. } => items.iter().for_each(|it| walk(it, each)),
            Block::Table(table) => table.rows.iter().flatten().for_each(|it| walk(&it.blocks, each)),
            Block::Note(blocks) | Block::Statement { blocks, .. } => walk(blocks, each),
            Block::Terms(terms) => terms.iter().for_each(|(_, it)| walk(it, each)),
            Block::Heading { .. } | Block::Paragraph(_) | Block::Shares(_) | Block::Timeline(_) => {}
        }
    }
}

/// Visits every block for a change, the outer ones first.
pub fn walk_mut(blocks: &mut [Block], each: &mut dyn FnMut(&mut Block)) {
    for block in blocks {
        each(block);
        match block {
            Block::List { items, .. } => items.iter_mut().for_each(|it| walk_mut(it, each)),
            Block::Table(table) => {
                table.rows.iter_mut().flatten().for_each(|it| walk_mut(&mut it.blocks, each))
            }
            Block::Note(blocks) | Block::Statement { blocks, .. } => walk_mut(blocks, each),
            Block::Terms(terms) => terms.iter_mut().for_each(|(_, it)| walk_mut(it, each)),
            Block::Heading { .. } | Block::Paragraph(_) | Block::Shares(_) | Block::Timeline(_) => {}
        }
    }
}

/// Visits every inline of every block, the outer ones first.
pub fn walk_inlines<'a>(blocks: &'a [Block], each: &mut dyn FnMut(&'a Inline)) {
    walk(blocks, &mut |block| match block {
        Block::Heading { text, .. } | Block::Paragraph(text) => visit(text, each),
        Block::Terms(terms) => terms.iter().for_each(|(term, _)| visit(term, each)),
        _ => {}
    });
}

fn visit<'a>(inlines: &'a [Inline], each: &mut dyn FnMut(&'a Inline)) {
    for inline in inlines {
        each(inline);
        if let Inline::Strong(it) | Inline::Emphasis(it) | Inline::Link { text: it, .. } = inline {
            visit(it, each);
        }
    }
}

/// Visits every text of every block for a change: inlines, captions and heads.
pub fn change_texts(blocks: &mut [Block], change: &mut dyn FnMut(&mut String)) {
    walk_mut(blocks, &mut |block| match block {
        Block::Heading { text, .. } | Block::Paragraph(text) => change_inlines(text, change),
        Block::Terms(terms) => terms.iter_mut().for_each(|(term, _)| change_inlines(term, change)),
        Block::Table(table) => table.head.iter_mut().chain([&mut table.caption]).for_each(&mut *change),
        Block::Timeline(it) => it.rows.iter_mut().for_each(|it| change(&mut it.name)),
        _ => {}
    });
}

fn change_inlines(inlines: &mut [Inline], change: &mut dyn FnMut(&mut String)) {
    for inline in inlines {
        match inline {
            Inline::Text(it) | Inline::Code(it) | Inline::Removed(it) | Inline::Inserted(it) => change(it),
            Inline::Strong(it) | Inline::Emphasis(it) | Inline::Link { text: it, .. } => {
                change_inlines(it, change)
            }
            Inline::Break => {}
        }
    }
}

/// An anchor for a heading: its letters and digits in lower case, joined by hyphens.
pub fn anchor(words: &str) -> String {
    let lower = words.to_lowercase();
    let parts: Vec<_> = lower.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    if parts.is_empty() { "section".into() } else { parts.join("-") }
}
