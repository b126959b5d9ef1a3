//! Form controls that are drawn over cells: check boxes, lists and fields that do not belong to a cell and
//! are not filled.

use std::ops::RangeInclusive;

use super::{
    super::{At, Refusal, office::package::Package},
    bounds::AREAS,
};

/// Controls that take an answer, by their names in drawings; notes, buttons and labels do not.
const KINDS: &[&str] = &["Checkbox", "Radio", "Drop", "List", "Edit"];
/// The usual height of a row and width of a column, in pixels, to decide which of two cells contains most
/// of a control.
const HIGH: i64 = 20;
const WIDE: i64 = 64;
/// The maximum number of rows or columns that a control covers; a larger one is a frame around others.
const MOST: u32 = 20;

/// The distinct cells of a sheet under controls, in order.
///
/// # Errors
/// The sheet's relationships cannot be read.
pub fn drawn(package: &Package, part: &str) -> Result<Vec<At>, Refusal> {
    let mut cells = Vec::new();
    for relation in package.related(part, "vmlDrawing")? {
        // Such drawings are not always well-formed, and nothing else depends on them.
        cells.extend(package.part(&relation.target).map(|it| anchored(&it)).unwrap_or_default());
    }
    cells.sort_unstable();
    cells.dedup();
    Ok(cells)
}

/// The cells below the controls of a drawing.
fn anchored(text: &str) -> Vec<At> {
    let mut cells = Vec::new();
    for piece in text.split("ClientData").skip(1) {
        let tag = piece.split('>').next().unwrap_or_default();
        let kind = tag.split(['"', '\'']).nth(1).unwrap_or_default();
        let anchor = piece
            .split("Anchor>")
            .nth(1)
            .and_then(|it| it.split('<').next())
            .filter(|_| KINDS.contains(&kind));
        let numbers: Vec<i64> =
            anchor.into_iter().flat_map(|it| it.split(',')).filter_map(|it| it.trim().parse().ok()).collect();
        let [left, left_offset, top, top_offset, right, right_offset, bottom, bottom_offset] =
            numbers.as_slice()
        else {
            continue;
        };
        let columns = span((*left, *left_offset), (*right, *right_offset), WIDE);
        let rows = span((*top, *top_offset), (*bottom, *bottom_offset), HIGH);
        for row in rows.into_iter().flatten() {
            cells.extend(columns.clone().into_iter().flatten().map(|column| At { row, column }));
        }
        cells.truncate(AREAS);
    }
    cells
}

/// The rows or columns, from 1, between two edges. Each edge is given by the zero-based index of its cell
/// and the offset into it, in pixels. The first and last are omitted if they contain little of the control.
fn span(first: (i64, i64), last: (i64, i64), usual: i64) -> Option<RangeInclusive<u32>> {
    let number = |it: i64| u32::try_from(it.checked_add(1)?).ok();
    let (mut from, mut to) = (first.0, last.0);
    let (before, behind) = (usual.saturating_sub(first.1), last.1);
    if from < to && behind * 2 < usual && (to - from > 1 || behind <= before) {
        to -= 1;
    }
    if from < to && before * 2 < usual {
        from += 1;
    }
    let (from, to) = (number(from)?, number(to)?);
    (from <= to && to - from < MOST).then_some(from..=to)
}

#[cfg(test)]
mod tests {
    use super::anchored;

    #[test]
    fn a_form_control_belongs_to_the_cells_that_it_mostly_covers() {
        let drawing = |kind: &str, anchor: &str| {
            format!(
                "<v:shape><br><x:ClientData ObjectType=\"{kind}\">\n<x:Anchor>\n \
                 {anchor}</x:Anchor></x:ClientData></v:shape>"
            )
        };
        let cells = |kind: &str, anchor: &str| {
            anchored(&drawing(kind, anchor)).iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(cells("Checkbox", "2, 10, 1, 2, 2, 40, 1, 18"), ["C2"]);
        assert_eq!(cells("Checkbox", "2, 10, 1, 2, 3, 5, 2, 3"), ["C2"]);
        assert_eq!(cells("Radio", "2, 10, 0, 18, 3, 5, 2, 3"), ["C2"]);
        assert_eq!(cells("Drop", "2, 0, 1, 0, 4, 0, 2, 0"), ["C2", "D2"]);
        for (kind, anchor) in
            [("Note", "2, 10, 1, 2, 3, 5, 2, 3"), ("Checkbox", "2, 10"), ("GBox", "0, 0, 0, 0, 9, 0, 9, 0")]
        {
            assert_eq!(cells(kind, anchor), Vec::<String>::new(), "{kind}");
        }
        assert_eq!(cells("List", "0, 0, 0, 0, 9000000, 0, -7, 0"), Vec::<String>::new());
        assert_eq!(
            cells("List", "9223372036854775807, 0, 0, 0, 9223372036854775807, 0, 0, 0"),
            Vec::<String>::new()
        );
    }
}
