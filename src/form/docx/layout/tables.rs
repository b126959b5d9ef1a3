//! Tables as sheets: nested tables are sheets of their own, whose words their outer cell does not have.

use std::collections::BTreeMap;

use super::{Layout, Spot, View};
use crate::form::{
    Area, At, Sheet,
    docx::{
        document::{Merge, Place, Row, Table},
        options::{bullets, choices},
    },
};

/// Lays the tables out.
pub fn lay(view: &View, layout: &mut Layout) {
    for (index, table) in view.document.tables.iter().enumerate() {
        let mut sheet = Sheet { name: format!("Table {}", index + 1), protected: view.protected(), ..Sheet::default() };
        let lists = repeated_lists(view, table);
        let below = ends(table);
        for (row, line) in (1..).zip(&table.rows).filter(|it| !it.1.deleted) {
            for (place, cell) in line.cells.iter().enumerate() {
                let at = At { row, column: cell.column };
                let last = below.get(&at).copied().unwrap_or(row);
                if cell.width > 1 || last > row {
                    sheet.merged.push(Area { first: at, last: At { row: last, column: cell.column + cell.width - 1 } });
                }
                if cell.merge != Merge::Next {
                    let listed = lists.contains(&(row, place));
                    put(view, layout, &mut sheet, (index, at), (line, cell), listed);
                }
            }
        }
        layout.sheets.push(sheet);
    }
}

/// One cell.
fn put(view: &View, layout: &mut Layout, sheet: &mut Sheet, (index, at): (usize, At), (row, cell): (&Row, &Place), listed: bool) {
    let mut found = choices(view.document, view.styles, &cell.paragraphs);
    if found.is_empty() && listed {
        found = bullets(view.document, view.styles, &cell.paragraphs);
    }
    let spot = Spot { paragraphs: cell.paragraphs.clone(), choices: found, forms: view.protected(), ..Spot::default() };
    let mut shown = view.cell(text(view, &cell.paragraphs), &spot);
    let paragraphs = || cell.paragraphs.iter().filter_map(|it| view.document.paragraphs.get(*it)).filter(|it| !it.blank());
    let empty = paragraphs().next().is_none();
    shown.heading = !empty && (row.heading || cell.shaded || paragraphs().all(|it| it.bold() || view.styles.heading(it)));
    let told = !empty || shown.tick || shown.choices.is_some() || (view.protected() && !shown.locked);
    layout.spots.insert((index, at), spot);
    if told {
        sheet.cells.insert(at, shown);
    }
}

/// The words of paragraphs; a bullet that is an empty box is one of them.
fn text(view: &View, paragraphs: &[usize]) -> String {
    let lines = paragraphs.iter().filter_map(|it| view.document.paragraphs.get(*it)).map(|it| {
        let boxed = !it.blank() && view.styles.level(it).is_some_and(|it| it.boxed);
        if boxed { format!("\u{2610} {}", it.text) } else { it.text.clone() }
    });
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// The last row of each cell that is merged downwards.
fn ends(table: &Table) -> BTreeMap<At, u32> {
    let mut ends = BTreeMap::new();
    // The merged cell that is open in each column.
    let mut open: BTreeMap<u32, At> = BTreeMap::new();
    for (row, line) in (1..).zip(&table.rows) {
        for cell in &line.cells {
            match (cell.merge, open.get(&cell.column)) {
                (Merge::Next, Some(first)) => drop(ends.insert(*first, row)),
                (Merge::First, _) => drop(open.insert(cell.column, At { row, column: cell.column })),
                _ => drop(open.remove(&cell.column)),
            }
        }
        open.retain(|column, _| line.cells.iter().any(|it| it.column == *column));
    }
    ends
}

/// The cells, by row and place in it, whose bulleted lines are choices: the same lines stand in another cell of the column.
fn repeated_lists(view: &View, table: &Table) -> std::collections::BTreeSet<(u32, usize)> {
    let mut seen: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (row, line) in (1..).zip(&table.rows) {
        for (place, cell) in line.cells.iter().enumerate() {
            let labels: Vec<_> = bullets(view.document, view.styles, &cell.paragraphs).into_iter().map(|it| it.label).collect();
            if !labels.is_empty() {
                seen.entry((cell.column, labels)).or_default().push((row, place));
            }
        }
    }
    seen.into_values().filter(|it| it.len() > 1).flatten().collect()
}
