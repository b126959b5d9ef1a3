//! The headings that a question stands under, as rows are read from top to bottom.

/// Headings within headings.
const DEPTH: usize = 4;
/// So many looks of headings are told apart.
const LOOKS: usize = 16;

/// What a heading looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    pub header: bool,
    pub column: u32,
    pub wide: bool,
    pub bold: bool,
    pub depth: usize,
}

/// The headings above the row that is read.
#[derive(Debug, Default)]
pub(super) struct Headings {
    open: Vec<(Mark, String)>,
    /// What the headings after the first question look like.
    later: Vec<Mark>,
}

impl Headings {
    /// `marks` are those of the headings after the first question.
    pub fn new<'m>(marks: impl Iterator<Item = &'m Mark>) -> Self {
        let mut later: Vec<Mark> = Vec::new();
        for mark in marks {
            if later.len() < LOOKS && !later.contains(mark) {
                later.push(*mark);
            }
        }
        Self { later, ..Self::default() }
    }

    /// A heading of a kind that is open ends that one and those within it; one of a new kind lies within.
    pub fn row(&mut self, mark: Mark, text: String) {
        if let Some(at) = self.open.iter().position(|it| it.0 == mark) {
            self.open.truncate(at);
        }
        self.open.truncate(DEPTH - 1);
        self.open.push((mark, text));
    }

    /// Titles above the first header row head the whole sheet, and say nothing of a question; but one that looks like the
    /// headings further down is one of them.
    pub fn header(&mut self, text: Option<String>, first: bool) {
        if first {
            self.open.retain(|it| it.0.header || self.later.contains(&it.0));
        }
        let mark = Mark { header: true, column: 0, wide: false, bold: false, depth: 0 };
        match text {
            Some(text) => self.row(mark, text),
            None => self.open.retain(|it| !it.0.header),
        }
    }

    /// Of the headings above the first question those count that look like later ones, or else the last.
    pub fn asked(&mut self, first: bool) {
        if first {
            let last = self.open.len().saturating_sub(1);
            let alike = self.open.iter().any(|it| it.0.header || self.later.contains(&it.0));
            let mut at = 0;
            self.open.retain(|it| {
                at += 1;
                it.0.header || self.later.contains(&it.0) || (!alike && at > last)
            });
        }
    }

    /// A row of something else: above the first question, what stood above it was an instruction's heading.
    pub fn other(&mut self, first: bool) {
        if first {
            self.open.clear();
        }
    }

    /// The headings, the outermost first.
    pub fn texts(&self) -> Vec<String> {
        self.open.iter().map(|it| it.1.clone()).collect()
    }
}
