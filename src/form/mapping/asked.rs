//! The questions of a sheet, each with its id, its headings and what explains it.

use super::{
    super::{At, Sheet},
    Asked, Mapping, Reason, around,
    grid::Grid,
    headings::Headings,
    lines::{Line, Lines, SHORT, rank},
    rows::id_at,
    shape::prefix,
};

/// The questions of a form, in the order of its layouts.
pub fn questions(sheets: &[Sheet], mappings: &[(usize, Mapping)]) -> Vec<Asked> {
    let mut asked = Vec::new();
    for (layout, (index, mapping)) in mappings.iter().enumerate() {
        let Some(sheet) = sheets.get(*index) else { continue };
        let turned = mapping.transposed.then(|| sheet.transposed());
        let own = of_table(turned.as_ref().unwrap_or(sheet), mapping);
        asked.extend(own.into_iter().map(|it| Asked { sheet: *index, layout, at: mapping.turned(it.at), ..it }));
    }
    asked
}

/// The questions of one table, in order; their sheet and layout are still to be told.
fn of_table(sheet: &Sheet, mapping: &Mapping) -> Vec<Asked> {
    let grid = Grid::within(sheet, mapping.area);
    let mut lines: Vec<_> = Lines::new(&grid, mapping).collect();
    rank(&mut lines);
    let later = lines.iter().skip_while(|it| !matches!(it.1, Line::Asks)).filter_map(|it| match &it.1 {
        Line::Heads(heading) => Some(&heading.look),
        _ => None,
    });
    let mut headings = Headings::new(later);
    let mut asked: Vec<Asked> = Vec::new();
    for (row, line) in lines {
        match line {
            Line::Asks => {
                headings.asked(asked.is_empty());
                asked.push(ask(&grid, mapping, row, &headings));
            }
            Line::Names(text) => headings.header(text, asked.is_empty()),
            Line::Heads(heading) => headings.row(heading),
            Line::Answer => {}
            Line::Explains | Line::Other => {
                headings.other(asked.is_empty());
                explain(asked.last_mut(), &grid, mapping, row);
            }
        }
    }
    carry(&grid, mapping, &mut asked);
    around::add(&grid, mapping, &mut asked);
    asked
}

fn ask(grid: &Grid, mapping: &Mapping, row: u32, headings: &Headings) -> Asked {
    let text = grid.text(row, mapping.question);
    let words = if mapping.id == Some(mapping.question) { prefix(text).map_or(text, |it| it.1) } else { text };
    let guidance = mapping.guidance.map(|it| grid.shown(row, it)).filter(|it| !it.is_empty());
    Asked {
        sheet: 0,
        layout: 0,
        at: At { row, column: mapping.question },
        id: id_at(grid, mapping.id, mapping.question, row),
        sections: headings.texts(),
        around: Vec::new(),
        text: words.to_owned(),
        guidance: guidance.map(str::to_owned),
    }
}

/// A longer text right below a question, in its column, explains it, or is the end of it.
fn explain(asked: Option<&mut Asked>, grid: &Grid, mapping: &Mapping, row: u32) {
    let text = grid.text(row, mapping.question);
    let right_below =
        |it: &Asked| it.at.row < row && (it.at.row + 1..row).all(|between| mapping.left_row(between) == Some(Reason::Continues));
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

/// Adds the texts of the section columns. One that is written once and left empty below holds on until the next, or until a
/// header row.
fn carry(grid: &Grid, mapping: &Mapping, asked: &mut [Asked]) {
    for column in &mapping.sections {
        let mut last: Option<(u32, String)> = None;
        for question in asked.iter_mut() {
            let row = question.at.row;
            let shown = grid.shown(row, *column);
            let headed = |from: u32| {
                let next = mapping.header_rows.get(mapping.header_rows.partition_point(|it| *it < from));
                next.is_some_and(|it| *it < row)
            };
            let written = || last.as_ref().filter(|it| !headed(it.0));
            let text = if shown.is_empty() { written().map(|it| it.1.clone()) } else { Some(shown.to_owned()) };
            if !shown.is_empty() {
                last = Some((row, shown.to_owned()));
            }
            question.sections.extend(text);
        }
    }
}
