//! Edits one worksheet part: the bytes of target cells are replaced, new rows and cells are inserted in
//! order, and everything else is copied.

use std::{collections::BTreeMap, ops::Range};

use super::{
    super::{Area, At, splice},
    cell_space::Height,
    content::{Content, cell},
    found::ScannedCell,
    rows::ScannedRow,
    scan::Scan,
};

/// The changes to one sheet.
#[derive(Debug, Default)]
pub struct Write {
    /// The cells, with the indexes of their formats.
    pub cells: BTreeMap<At, (usize, Content)>,
    /// Rows that must be higher.
    pub heights: BTreeMap<u32, Height>,
}

/// The cells of one row, with their formats and contents.
type Cells<'a> = Vec<(At, &'a (usize, Content))>;

/// Byte ranges and their replacements, in the order of the part.
type Edits = Vec<(Range<usize>, String)>;

/// The part with the new cells; `None` if two changes overlap. Its rows and cells must be in order.
pub fn splice(text: &str, scan: &Scan, write: &Write) -> Option<String> {
    let mut edits = Edits::new();
    dimension(scan, write, &mut edits);
    let mut rows: BTreeMap<u32, Cells> = BTreeMap::new();
    for (at, cell) in &write.cells {
        rows.entry(at.row).or_default().push((*at, cell));
    }
    let mut new = BTreeMap::new();
    for (number, cells) in rows {
        match scan.rows.binary_search_by_key(&number, |it| it.number).ok().and_then(|it| scan.rows.get(it)) {
            Some(row) => old_row(text, scan, row, &cells, write.heights.get(&number), &mut edits),
            None => drop(new.insert(number, new_row(scan, number, &cells, write.heights.get(&number)))),
        }
    }
    new_rows(text, scan, new, &mut edits);
    splice::splice(text, edits)
}

/// The sheet's dimension must include all its cells.
fn dimension(scan: &Scan, write: &Write, edits: &mut Edits) {
    let Some((span, area)) = &scan.dimension else { return };
    let mut wide = *area;
    for at in write.cells.keys() {
        wide.first = At { row: wide.first.row.min(at.row), column: wide.first.column.min(at.column) };
        wide.last = At { row: wide.last.row.max(at.row), column: wide.last.column.max(at.column) };
    }
    if wide != *area {
        edits.push((span.clone(), Area::to_string(&wide)));
    }
}

fn old_row(
    text: &str,
    scan: &Scan,
    row: &ScannedRow,
    cells: &[(At, &(usize, Content))],
    height: Option<&Height>,
    edits: &mut Edits,
) {
    row_attributes(row, cells, height, edits);
    let found = cells_of(scan, row.number);
    let mut added = String::new();
    for (at, (style, content)) in cells {
        let next = found.partition_point(|it| it.at < *at);
        match found.get(next) {
            Some(it) if it.at == *at => {
                // A cell without a position of its own must not get one.
                edits.push((it.span.clone(), cell(&scan.prefix, it.placed.then_some(*at), *style, content)));
            }
            Some(it) => {
                edits.push((it.span.start..it.span.start, cell(&scan.prefix, Some(*at), *style, content)))
            }
            None => added.push_str(&cell(&scan.prefix, Some(*at), *style, content)),
        }
    }
    match row.end {
        _ if added.is_empty() => {}
        Some(end) => edits.push((end..end, added)),
        None => edits.push((closing(text, &row.tag), format!(">{added}</{}row>", scan.prefix))),
    }
}

/// The spans say which columns a row uses and must be correct; the height must be enough for the text.
fn row_attributes(
    row: &ScannedRow,
    cells: &[(At, &(usize, Content))],
    height: Option<&Height>,
    edits: &mut Edits,
) {
    if let Some((span, first, last)) = &row.spans {
        let columns = || cells.iter().map(|it| it.0.column);
        let wide = (
            columns().min().map_or(*first, |it| it.min(*first)),
            columns().max().map_or(*last, |it| it.max(*last)),
        );
        if wide != (*first, *last) {
            edits.push((span.clone(), format!("{}:{}", wide.0, wide.1)));
        }
    }
    match (height, &row.height) {
        (Some(height), Some((span, _))) => edits.push((span.clone(), height.points.to_string())),
        (Some(height), None) => edits.push((row.attributes..row.attributes, tall(*height, row.fixed))),
        (None, _) => {}
    }
}

fn tall(height: Height, said: bool) -> String {
    let fixed = if height.fixed && !said { " customHeight=\"1\"" } else { "" };
    format!(" ht=\"{}\"{fixed}", height.points)
}

fn new_row(scan: &Scan, number: u32, cells: &[(At, &(usize, Content))], height: Option<&Height>) -> String {
    let cells: String =
        cells.iter().map(|(at, (style, content))| cell(&scan.prefix, Some(*at), *style, content)).collect();
    let height = height.map_or_else(String::new, |it| tall(*it, false));
    format!("<{0}row r=\"{number}\"{height}>{cells}</{0}row>", scan.prefix)
}

/// New rows are inserted before the next existing row, or at the end.
fn new_rows(text: &str, scan: &Scan, new: BTreeMap<u32, String>, edits: &mut Edits) {
    let Some(data) = &scan.data else { return };
    let mut last = String::new();
    for (number, row) in new {
        let next = scan.rows.partition_point(|it| it.number < number);
        match scan.rows.get(next) {
            Some(next) => edits.push((next.tag.start..next.tag.start, row)),
            None => last.push_str(&row),
        }
    }
    match data.end {
        _ if last.is_empty() => {}
        Some(end) => edits.push((end..end, last)),
        None => edits.push((closing(text, &data.tag), format!(">{last}</{}sheetData>", scan.prefix))),
    }
}

/// The byte range of `/>` at the end of a tag, including the whitespace before it.
fn closing(text: &str, tag: &Range<usize>) -> Range<usize> {
    let source = text.get(tag.clone()).unwrap_or_default();
    let kept =
        source.strip_suffix('>').and_then(|it| it.strip_suffix('/')).unwrap_or(source).trim_ascii_end().len();
    tag.start + kept..tag.end
}

fn cells_of(scan: &Scan, row: u32) -> &[ScannedCell] {
    let from = scan.cells.partition_point(|it| it.at.row < row);
    let until = scan.cells.partition_point(|it| it.at.row <= row);
    scan.cells.get(from..until).unwrap_or_default()
}
