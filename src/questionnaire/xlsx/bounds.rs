//! Limits for reading a workbook.

/// The maximum number of sheets.
pub(super) const SHEETS: usize = 1_000;
/// The maximum number of cells of all sheets together.
pub(super) const CELLS: usize = 2_000_000;
/// The maximum size of the texts of all cells together, in bytes; one shared text may be in every cell.
pub(super) const TEXT: usize = 64 << 20;
/// The maximum number of empty cells per sheet that are added for lists and unlocked cells.
pub(super) const OPEN: usize = 200_000;
/// The maximum number of cells per sheet that are visited for the areas of lists and formulas.
pub(super) const LOOKS: usize = 4_000_000;
/// The maximum number of merged areas, areas of lists and areas of formulas per sheet.
pub(super) const AREAS: usize = 200_000;
/// The maximum distance of an added empty cell right of the last text, in columns.
pub(super) const BEYOND: u32 = 16;
/// The maximum number of bytes of a note that are read.
pub(super) const NOTE: usize = 20_000;
/// The maximum length of a formula that is examined.
pub const LONGEST: usize = 200;
