//! The questions of a file, each with its id, its headings and its explanation.

use super::{super::Sheet, Asked, Layout, cover, grid::Grid, scopes, table_questions::of_table, titles};

/// The questions of a file, in the order of its layouts.
pub fn questions(sheets: &[Sheet], mappings: &[(usize, Layout)]) -> Vec<Asked> {
    let mut asked = Vec::new();
    for (layout, (index, mapping)) in mappings.iter().enumerate() {
        let Some(sheet) = sheets.get(*index) else { continue };
        let turned = mapping.transposed.then(|| sheet.transposed());
        let mut own = of_table(turned.as_ref().unwrap_or(sheet), mapping);
        let first =
            mappings.iter().take(layout).find(|it| it.0 == *index && !it.1.transposed && !mapping.transposed);
        if let Some((_, first)) = first.filter(|it| !it.1.rows.is_empty()) {
            titles::of_sheet(
                (&Grid::within(sheet, first.area), first),
                (&Grid::within(sheet, mapping.area), mapping),
                &mut own,
            );
        }
        asked.extend(own.into_iter().map(|it| Asked {
            sheet: *index,
            layout,
            at: mapping.turned(it.at),
            ..it
        }));
    }
    scopes::add(sheets, mappings, &mut asked);
    cover::add(sheets, mappings, &mut asked);
    asked
}
