//! The positions of texts on a sheet that belong to none of its questions: far above them, below them,
//! hidden, or beside the tables.

use std::collections::BTreeSet;

use super::{
    super::{Area, At, Sheet},
    Layout, Left, Place, Reason,
    grid::Grid,
    titles,
};

/// The positions on a sheet that belong to no question.
pub(super) struct Beside {
    /// The areas of its tables; empty if one table takes the whole sheet.
    areas: Vec<Area>,
    /// Rows above its first question.
    above: BTreeSet<u32>,
    /// The last row of its questions.
    last: u32,
    /// Whether its questions are in a row.
    transposed: bool,
}

impl Beside {
    /// The positions on a sheet that belong to no question; `None` if it has no questions.
    pub fn of<'a>(sheet: &Sheet, layouts: impl Iterator<Item = &'a Layout>) -> Option<Self> {
        let layouts: Vec<&Layout> = layouts.collect();
        let layouts = || layouts.iter().copied();
        let areas: Vec<Area> = layouts().filter_map(Layout::area_of_sheet).collect();
        let areas = if layouts().all(|it| it.area.is_some()) { areas } else { Vec::new() };
        let mut beside = Self { areas, above: BTreeSet::new(), last: u32::MAX, transposed: false };
        layouts().next()?;
        if layouts().any(|it| it.transposed) {
            beside.transposed = true;
            return Some(beside);
        }
        let first = layouts().filter_map(|it| it.rows.first()).min()?;
        let heads: BTreeSet<u32> = layouts().flat_map(|it| &it.header_rows).copied().collect();
        let grid = Grid::new(sheet);
        let rows = grid.rows.iter().map(|it| it.0).filter(|it| it < first && !heads.contains(it));
        beside.above = rows.rev().skip(titles::ABOVE).collect();
        // An answer, a continuation and an explanation are below the question that they belong to.
        let explains =
            |it: &&Left| matches!(it.reason, Reason::Explanation | Reason::Continues | Reason::AnswerLine);
        let ends = |it: &Layout| {
            let answer = match &it.place {
                Place::Below(rows) => rows.values().max().copied(),
                _ => None,
            };
            let last = it.rows.last().copied().max(answer)?;
            let left = it.left.iter().filter(|it| it.row > last).take_while(explains).last();
            Some(left.map_or(last, |it| it.row))
        };
        beside.last = layouts().filter_map(ends).max().unwrap_or(u32::MAX);
        Some(beside)
    }

    /// Whether a position belongs to no question.
    pub fn holds(&self, sheet: &Sheet, at: At) -> bool {
        self.above.contains(&at.row)
            || at.row > self.last
            || sheet.hidden_rows.contains(&at.row)
            || (self.transposed && sheet.hidden_columns.contains(&at.column))
            || (!self.areas.is_empty() && !self.areas.iter().any(|it| it.holds(at)))
    }
}
