//! Values beside the answer in other columns that take answers: `Applies to | Subcontractors`. Only one of
//! several such columns is certain to be for the vendor's answer; the others may contain the customer's own
//! text about the row.

use super::{
    super::{At, boxes, is_prompt},
    Layout,
    columns::head,
    grid::Grid,
    words::{Role, role},
};

/// A greater number may be a year.
const GRADE: u32 = 100;

/// The values of a row in columns other than the answer's, each with its header.
pub(super) fn of_row<'g>(grid: &'g Grid, mapping: &Layout, row: u32) -> Vec<(&'g str, &'g str)> {
    if mapping.by_hand || grid.sheet.mapping.is_some() {
        return Vec::new();
    }
    let answer = mapping.answers.first().copied();
    let is_answer = |it: u32| matches!(role(head(grid, mapping, it)), Some(Role::Answer | Role::Grade));
    let verdict = mapping.yes_no.filter(|it| is_answer(*it));
    let others = mapping.answers.iter().skip(1).copied().chain(mapping.yes_no);
    let others =
        others.filter(|it| Some(*it) != answer && Some(*it) != verdict && Some(*it) != mapping.comment);
    let said = |column: u32| {
        let at = mapping.cell(mapping.turned(At { row, column: mapping.question }), column)?;
        let at = mapping.turned(at);
        let cell = grid.cell(at.row, at.column).filter(|it| !it.tick && !it.formula)?;
        let text = cell.text.trim();
        // A grade says nothing about what is asked.
        let grade = is_answer(column) && text.parse::<u32>().is_ok_and(|it| it <= GRADE);
        let open = text.is_empty() || grade || is_prompt(text) || boxes::is_open_box(text);
        (!open && !cell.choices.as_ref().is_some_and(|it| it.ticked))
            .then(|| (head(grid, mapping, column), text))
    };
    others.filter_map(said).collect()
}
