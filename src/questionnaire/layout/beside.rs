//! Where texts of a sheet stand that belong to none of its questions: far above them, below them, hidden,
//! beside the tables.

use std::collections::BTreeSet;

use super::{
    super::{Area, At, Sheet},
    Layout, Left, Place, Reason,
    grid::Grid,
    titles,
};

/// Where texts of a sheet stand that belong to no question.
pub(super) struct Beside {
    /// The parts that its tables take; none where one takes all of it.
    areas: Vec<Area>,
    /// Rows above its first question.
    above: BTreeSet<u32>,
    /// The last row of its questions.
    last: u32,
    /// Its questions stand in a row.
    transposed: bool,
}

impl Beside {
    /// Where the texts of a sheet stand that belong to no question of it; none where it has no questions.
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
        // An answer stands below its question, and what goes on or explains it.
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

    /// Whether a place is one of them.
    pub fn holds(&self, sheet: &Sheet, at: At) -> bool {
        self.above.contains(&at.row)
            || at.row > self.last
            || sheet.hidden_rows.contains(&at.row)
            || (self.transposed && sheet.hidden_columns.contains(&at.column))
            || (!self.areas.is_empty() && !self.areas.iter().any(|it| it.holds(at)))
    }
}
