//! The bounds within which a workbook is read.

/// The most sheets.
pub(super) const SHEETS: usize = 1_000;
/// The most cells of all sheets together.
pub(super) const CELLS: usize = 2_000_000;
/// The most bytes that the texts of all cells have together; one shared text may be in every cell.
pub(super) const TEXT: usize = 64 << 20;
/// The most empty cells of one sheet that are told for their lists and open locks.
pub(super) const OPEN: usize = 200_000;
/// How many cells of a sheet are looked at for the lists and formulas that lie over them.
pub(super) const LOOKS: usize = 4_000_000;
/// The most merged areas, areas of lists and areas of formulas of a sheet.
pub(super) const AREAS: usize = 200_000;
/// How far to the right of the last text empty cells are told.
pub(super) const BEYOND: u32 = 16;
/// So many bytes of a note are read.
pub(super) const NOTE: usize = 20_000;
/// Longer formulas are not looked at.
pub const LONGEST: usize = 200;
