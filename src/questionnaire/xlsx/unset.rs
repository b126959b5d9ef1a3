//! Formulas whose values were not saved with them, as some programs write them: their result is unknown
//! until a spreadsheet program calculates it. Only formulas that repeat another cell's text are evaluated.

use super::{
    super::{At, Refusal},
    reference::{self, Reference},
    scan::Scan,
    workbook::{Shown, Workbook},
};

/// The maximum length of a chain of cells that repeat one another.
const STEPS: usize = 8;
/// The maximum number of sheets that are named in a remark.
const NAMED: usize = 5;

/// A cell of a workbook.
#[derive(Clone, Copy)]
struct BookCell {
    sheet: usize,
    at: At,
}

/// A cell with the text of another one.
struct RepeatingCell {
    cell: BookCell,
    target: BookCell,
}

/// Sets the text of cells that repeat another cell's text; other cells stay without one. `take` counts the
/// bytes of a text against the workbook's limit.
///
/// # Errors
/// The texts exceed the workbook's limit.
pub fn repeat(
    workbook: &mut Workbook,
    mut take: impl FnMut(usize) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let mut open: Vec<RepeatingCell> = Vec::new();
    for (sheet, grid) in workbook.grids.iter().enumerate() {
        for found in &grid.scan.cells {
            let reference = found.unset.as_deref().and_then(reference::parse);
            let target = reference
                .and_then(|it| Some(BookCell { sheet: workbook.sheet_of(&it, sheet)?, at: single(&it)? }));
            let cell = BookCell { sheet, at: found.at };
            open.extend(target.map(|target| RepeatingCell { cell, target }));
        }
    }
    for _ in 0..STEPS {
        let mut left = Vec::new();
        for RepeatingCell { cell, target } in std::mem::take(&mut open) {
            let known = workbook.grids.get(target.sheet).and_then(|it| it.texts.get(&target.at));
            let text = known.map(|it| it.text.clone());
            let at = cell.at;
            match (text, workbook.grids.get_mut(cell.sheet)) {
                (Some(text), Some(grid)) => {
                    take(text.len())?;
                    grid.last =
                        At { row: grid.last.row.max(at.row), column: grid.last.column.max(at.column) };
                    grid.texts.entry(at).or_insert(Shown { text, ..Shown::default() });
                }
                _ => left.push(RepeatingCell { cell, target }),
            }
        }
        open = left;
    }
    Ok(())
}

/// The remark about the formulas that still have no values; `None` if there are none.
pub fn remark(workbook: &Workbook) -> Option<String> {
    let count = |sheet: usize| {
        let grid = workbook.grids.get(sheet);
        let unknown = grid.map(|it| {
            it.scan
                .cells
                .iter()
                .filter(|cell| cell.unset.is_some() && !it.texts.contains_key(&cell.at))
                .count()
        });
        unknown.unwrap_or_default()
    };
    let sheets = workbook.book.sheets.iter().enumerate().map(|(place, it)| (it.name.as_str(), count(place)));
    let sheets: Vec<_> = sheets.filter(|it| it.1 > 0).collect();
    let total: usize = sheets.iter().map(|it| it.1).sum();
    let named: Vec<_> =
        sheets.iter().take(NAMED).map(|(name, count)| format!("{count} in `{name}`")).collect();
    let more = sheets.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and those of {more} more sheets") } else { String::new() };
    let (cells, show) = if total == 1 {
        ("1 formula whose value is", "it shows")
    } else {
        ("formulas whose values are", "they show")
    };
    let help = "was not read: open the file in Excel or LibreOffice, save it, and answer the saved file";
    (total > 0)
        .then(|| format!("has {cells} not saved in it ({}{more}); what {show} {help}", named.join(", ")))
}

/// The literal texts in formulas whose values were not saved with them, each with its cell: `For
/// subcontractors` in `="For subcontractors"`.
pub fn literals(scan: &Scan) -> Vec<(At, String)> {
    let unset = scan.cells.iter().filter_map(|it| Some((it.at, it.unset.as_deref()?)));
    unset
        .map(|(at, formula)| (at, literal(formula)))
        .filter(|it| it.1.contains(char::is_alphabetic))
        .collect()
}

/// The text between the quotation marks of a formula.
fn literal(formula: &str) -> String {
    let quoted = formula.split('"').skip(1).step_by(2).map(str::trim);
    quoted.filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
}

fn single(reference: &Reference) -> Option<At> {
    let area = reference.area((0, 0))?;
    (area.first == area.last).then_some(area.first)
}

impl Workbook {
    /// The index of the sheet that a reference on a sheet refers to.
    fn sheet_of(&self, reference: &Reference, own: usize) -> Option<usize> {
        reference.sheet.as_deref().map_or(Some(own), |it| self.book.sheet(it))
    }
}
