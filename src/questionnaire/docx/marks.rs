//! Determines which text of a document is struck through or hidden: by the properties of its run, by the
//! character, paragraph and table styles, or by the document's defaults (ECMA-376 part 1, 17.7.3).

use std::collections::BTreeMap;

use super::{
    document::{Document, Marks},
    style_marks::StyleMarks,
    styles::Styles,
};

/// Marks the runs of a document whose text is struck through or hidden.
pub fn mark(document: &mut Document, styles: &Styles) {
    let mut tables: BTreeMap<usize, StyleMarks> = BTreeMap::new();
    for table in &document.tables {
        let said = styles.said("table", table.style.as_deref());
        for cell in table.rows.iter().flat_map(|it| &it.cells) {
            tables.extend(cell.paragraphs.iter().map(|it| (*it, said)));
        }
    }
    let default = styles.default_said();
    for (number, paragraph) in document.paragraphs.iter_mut().enumerate() {
        let table = tables.get(&number).copied().unwrap_or_default();
        let own = styles.said("paragraph", paragraph.style.as_deref());
        for run in &mut paragraph.runs {
            let characters = styles.said("character", run.marks.style.as_deref());
            run.struck = is_marked(&run.marks, default, [table, own, characters]);
        }
    }
}

/// A run's own property takes precedence over its styles, each of which toggles the value of those before
/// it.
fn is_marked(run: &Marks, default: StyleMarks, styles: [StyleMarks; 3]) -> bool {
    let turned = |of: fn(&StyleMarks) -> Option<bool>| {
        of(&default) == Some(true) || styles.iter().filter(|it| of(it) == Some(true)).count() % 2 == 1
    };
    run.struck.unwrap_or_else(|| turned(|it| it.struck))
        || run.hidden.unwrap_or_else(|| turned(|it| it.hidden))
}
