//! Texts with a question mark that no layout reads; they are reported to a person.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    super::{At, Cell, Sheet, folded::word_count},
    Layout, Place, Reason,
    by_hand::Override,
    detect::tables,
    echo::REPEATED,
    grid::has_text,
    maps::sheet_of,
    shape::same,
    words::{Role, role},
};

/// A text of fewer words, such as `Questions?`, is a heading.
const WORDS: usize = 3;
/// The maximum number of texts of a row that are examined.
const HEADS: usize = 100;

/// Questions on one sheet that no layout reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// The index of the sheet.
    pub sheet: usize,
    /// Why they are not read.
    pub reason: UnreadReason,
    /// Their cells, in order.
    pub cells: Vec<At>,
}

/// Why questions are not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnreadReason {
    /// No layout was found for their sheet.
    NoTable,
    /// They are outside of the tables of their sheet.
    OtherCells,
    /// Their rows are hidden.
    HiddenRows,
    /// Their columns are hidden.
    HiddenColumns,
    /// Their sheet is hidden.
    HiddenSheet,
}

impl UnreadReason {
    /// All reasons.
    pub const ALL: [Self; 5] =
        [Self::NoTable, Self::OtherCells, Self::HiddenRows, Self::HiddenColumns, Self::HiddenSheet];

    /// Whether the texts are hidden from users of the file.
    pub(super) fn is_hidden(self) -> bool {
        !matches!(self, Self::NoTable | Self::OtherCells)
    }

    /// The reason as a word, for programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::NoTable => "no-table",
            Self::OtherCells => "outside-tables",
            Self::HiddenRows => "hidden-rows",
            Self::HiddenColumns => "hidden-columns",
            Self::HiddenSheet => "hidden-sheet",
        }
    }
}

/// The questions that are not read, by sheet and reason. Not included: texts in the row of a question
/// without an answer cell of their own, texts that a hidden sheet repeats, and sheets for which a person
/// said that they have no questions or named the question rows.
pub fn unread(sheets: &[Sheet], found: &[(usize, Layout)], said: &[Override]) -> Vec<Unread> {
    let (read, said) = (read_texts(sheets, found), said_of(sheets, said));
    let mut unread = Vec::new();
    for (at, sheet) in sheets.iter().enumerate().filter(|it| !said.contains(&it.0)) {
        let tables: Vec<_> =
            found.iter().filter(|it| it.0 == at).map(|it| Table::new(sheet, &it.1)).collect();
        let mut cells = asking(sheet, tables.is_empty());
        // A hidden sheet may be where a workbook keeps the texts that others show.
        if sheet.hidden {
            let all = cells.len();
            cells.retain(|it| !read.contains(&same(sheet.text(*it))));
            if (all - cells.len()) as f64 > REPEATED * all as f64 {
                continue;
            }
        }
        let mut by_reason: BTreeMap<UnreadReason, Vec<At>> = BTreeMap::new();
        for cell in cells.into_iter().filter(|cell| !tables.iter().any(|it| it.accounts_for(*cell))) {
            by_reason.entry(reason(sheet, cell, tables.is_empty())).or_default().push(cell);
        }
        unread.extend(by_reason.into_iter().map(|(reason, cells)| Unread { sheet: at, reason, cells }));
    }
    unread
}

/// The questions that are read, for comparison.
fn read_texts(sheets: &[Sheet], found: &[(usize, Layout)]) -> BTreeSet<String> {
    let texts = |(sheet, layout): &(usize, Layout)| -> Vec<String> {
        let sheet = sheets.get(*sheet);
        layout.asked().filter_map(|at| sheet.map(|it| same(it.text(at)))).collect()
    };
    found.iter().flat_map(texts).collect()
}

/// The sheets for which a person said that they have no questions, or named the question rows.
fn said_of(sheets: &[Sheet], said: &[Override]) -> BTreeSet<usize> {
    let tells = said.iter().filter(|it| it.none || !it.rows.is_empty());
    tells.filter_map(|it| sheet_of(sheets, it).ok()).collect()
}

/// The cells of a sheet with questions; on a hidden sheet, including the requirements of a table.
fn asking(sheet: &Sheet, without_table: bool) -> BTreeSet<At> {
    let asking = sheet.cells.iter().filter(|it| asks(it.1)).map(|it| *it.0);
    let mut cells: BTreeSet<At> = asking.filter(|it| !names_column(sheet, *it)).collect();
    if sheet.hidden && without_table {
        let typed = |at: &At| sheet.cells.get(at).is_some_and(|it| !it.formula);
        cells.extend(tables(sheet).iter().flat_map(Layout::asked).filter(typed));
    }
    cells
}

/// Whether a text is clearly a question.
fn asks(cell: &Cell) -> bool {
    let text = cell.text.trim();
    !cell.formula && !cell.struck && text.ends_with(['?', '\u{FF1F}', '\u{61F}']) && word_count(text) >= WORDS
}

/// Whether a short text is one of at least three in its row and the only question among them: it may be a
/// column header, such as `Include in score?`.
fn names_column(sheet: &Sheet, at: At) -> bool {
    let row = sheet.cells.range(At { column: 0, ..at }..At { row: at.row + 1, column: 0 });
    let texts: Vec<_> = row.filter(|it| has_text(it.1)).take(HEADS).collect();
    word_count(sheet.text(at)) == WORDS
        && texts.len() >= 3
        && texts.iter().filter(|it| asks(it.1)).count() == 1
}

fn reason(sheet: &Sheet, at: At, without_table: bool) -> UnreadReason {
    match () {
        () if sheet.hidden => UnreadReason::HiddenSheet,
        () if sheet.hidden_rows.contains(&at.row) => UnreadReason::HiddenRows,
        () if sheet.hidden_columns.contains(&at.outer().column) => UnreadReason::HiddenColumns,
        () if without_table => UnreadReason::NoTable,
        () => UnreadReason::OtherCells,
    }
}

/// A layout with its sheet, and the answer rows if these are below the questions.
struct Table<'a> {
    sheet: &'a Sheet,
    layout: &'a Layout,
    below: BTreeSet<u32>,
}

impl<'a> Table<'a> {
    fn new(sheet: &'a Sheet, layout: &'a Layout) -> Self {
        let below = match &layout.place {
            Place::Below(rows) => rows.values().copied().collect(),
            Place::Beside | Place::Inside => BTreeSet::new(),
        };
        Self { sheet, layout, below }
    }

    /// Whether a cell is a question of the table, was left out for a reason, or belongs to a question.
    fn accounts_for(&self, at: At) -> bool {
        let layout = self.layout;
        let at = layout.turned(at);
        let left = layout.left_row(at.row);
        if matches!(left, Some(Reason::OtherTable | Reason::Hidden)) {
            return true;
        }
        let asks = self.asks_in(at.row);
        let is_left = left.is_some_and(|it| it != Reason::Above);
        let used = (asks && [layout.id, layout.guidance].contains(&Some(at.column)))
            || layout.sections.contains(&at.column)
            || (at.column == layout.question && (is_left || asks))
            || layout.header_rows.binary_search(&at.row).is_ok()
            || self.is_target(at)
            || (asks && !self.is_beside(at));
        used && layout.area.is_none_or(|it| it.holds(at.outer()))
    }

    fn asks_in(&self, row: u32) -> bool {
        self.layout.rows.binary_search(&row).is_ok()
    }

    /// Whether an answer may go to a cell.
    fn is_target(&self, at: At) -> bool {
        let row = self.below.contains(&at.row) || (self.below.is_empty() && self.asks_in(at.row));
        row && self.layout.targets().contains(&at.column)
    }

    /// Whether a text in a question row is a question of its own: it is hidden or has an empty cell for its
    /// answer, and its column does not explain the questions.
    fn is_beside(&self, at: At) -> bool {
        let head = |it: At| matches!(role(self.sheet.text(it)), Some(Role::Guidance | Role::Aside));
        let hidden = self.sheet.hidden_columns.contains(&self.layout.turned(at).column);
        let own = match self.layout.place {
            Place::Below(_) => At { row: at.row + 1, ..at },
            Place::Beside | Place::Inside => At { column: at.column + 1, ..at },
        };
        let cell = self.layout.turned(own);
        let there = self.sheet.slots.as_ref().is_none_or(|it| it.contains(&cell));
        let free = there && self.sheet.text(cell).is_empty() && !self.is_target(own);
        (free || hidden) && !self.layout.heads(at.column).any(head)
    }
}
