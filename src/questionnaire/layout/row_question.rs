//! The question of one row, and the row that explains it.

use std::sync::Arc;

use super::{
    super::At, Asked, Layout, Reason, grid::Grid, headings::Headings, id_signs, lines::SHORT, rows::id_at,
    shape::prefix,
};

/// The question of a row, with its id and headings; its sheet and layout are not yet set.
pub fn question(grid: &Grid, mapping: &Layout, row: u32, headings: &Headings) -> Asked {
    let text = grid.text(row, mapping.question);
    let words =
        if mapping.id == Some(mapping.question) { prefix(text).map_or(text, |it| it.1) } else { text };
    let beside = match mapping.id {
        Some(id) if id == mapping.question => text.strip_suffix(words).unwrap_or_default(),
        id => id.map_or("", |it| grid.text(row, it)),
    };
    let signs = id_signs::signs(beside);
    let guidance = mapping.guidance.map(|it| grid.shown(row, it)).filter(|it| !it.is_empty());
    Asked {
        sheet: 0,
        layout: 0,
        at: At { row, column: mapping.question },
        id: id_at(grid, mapping.id, mapping.question, row),
        sections: headings.texts(),
        titles: Vec::new(),
        around: Vec::new(),
        cover: Arc::default(),
        under: None,
        // A legend that explains a sign is about the question, wherever the sign is.
        text: if signs.is_empty() { words.to_owned() } else { format!("{words} {signs}") },
        guidance: guidance.map(str::to_owned),
    }
}

/// Adds the text of a row to the question above: a longer text directly below a question, in its column,
/// explains or continues it.
pub fn explain(asked: Option<&mut Asked>, grid: &Grid, mapping: &Layout, row: u32) {
    let text = grid.text(row, mapping.question);
    let right_below = |it: &Asked| {
        it.at.row < row
            && (it.at.row + 1..row).all(|between| mapping.left_row(between) == Some(Reason::Continues))
    };
    if mapping.left_row(row) == Some(Reason::Continues) {
        if let Some(asked) = asked.filter(|it| right_below(it)) {
            asked.text = format!("{} {text}", asked.text);
        }
        return;
    }
    if let Some(asked) = asked
        && asked.guidance.is_none()
        && asked.at.row + 1 == row
        && (text.len() > SHORT || text.starts_with('('))
        && id_at(grid, mapping.id, mapping.question, row).is_none()
    {
        asked.guidance = Some(text.to_owned());
    }
}
