//! Sheets as text, for tests of layouts.
//!
//! ```text
//! sheet: Security (protected)      a sheet begins; (hidden), (protected) or both may follow its name
//! hidden columns: A, E             columns that its readers do not see
//! merged: A1:D1, A4:A9             cells shown as one
//! 4 | 1.1 | Do you? | {list Yes/No}
//! 5~| 1.2 | Not seen                a row that its readers do not see
//! 6^| 1.3 | Filtered out            a row that a filter hides
//! ```
//! A row's cells are between bars, from column A on. Marks after a cell's text: `{=}` computed, `{#}`
//! looks like a heading, `{tick}` a box, `{locked}`, `{open}` an open lock, `{list Yes/No}` a list, `{lines
//! Yes/No}` lines to tick in the cell. `\n` is a line's end, `\|`, `\{`, `\/` and `\\` mean themselves.
//! A line that begins with `;` is a comment.

use std::sync::Arc;

use factum::questionnaire::{At, Cell, Choices, Sheet};

/// Parses sheets.
pub fn sheets(text: &str) -> Vec<Sheet> {
    let mut sheets: Vec<Sheet> = Vec::new();
    for line in text.lines().filter(|it| !it.trim().is_empty() && !it.starts_with(';')) {
        if let Some(name) = line.strip_prefix("sheet: ") {
            sheets.push(sheet(name));
            continue;
        }
        let sheet = sheets.last_mut().unwrap_or_else(|| panic!("no sheet before {line}"));
        if let Some(columns) = line.strip_prefix("hidden columns: ") {
            sheet.hidden_columns = columns
                .split([',', ' '])
                .filter(|it| !it.is_empty())
                .map(|it| format!("{it}1").parse::<At>().unwrap().column)
                .collect();
        } else if let Some(areas) = line.strip_prefix("merged: ") {
            sheet
                .merged
                .extend(areas.split(',').map(|it| it.trim().parse::<factum::questionnaire::Area>().unwrap()));
        } else {
            row(sheet, line);
        }
    }
    sheets
}

fn sheet(name: &str) -> Sheet {
    let (hidden, protected) = (name.contains("(hidden)"), name.contains("(protected)"));
    Sheet {
        name: name.replace("(hidden)", "").replace("(protected)", "").trim().to_owned(),
        hidden,
        protected,
        ..Sheet::default()
    }
}

fn row(sheet: &mut Sheet, line: &str) {
    let mut cells = split(line, '|').into_iter();
    let number = cells.next().unwrap();
    let row: u32 = number
        .trim()
        .trim_end_matches(['~', '^'])
        .trim()
        .parse()
        .unwrap_or_else(|_| panic!("no row: {line}"));
    if number.contains('~') {
        sheet.hidden_rows.insert(row);
    }
    if number.contains('^') {
        sheet.filtered_rows.insert(row);
    }
    for (at, text) in cells.enumerate() {
        let cell = cell(text.trim());
        if cell != Cell::default() || text.contains("{open}") {
            sheet.cells.insert(At { row, column: u32::try_from(at).unwrap() + 1 }, cell);
        }
    }
}

fn cell(text: &str) -> Cell {
    let mut cell = Cell::default();
    let mut parts = split(text, '{').into_iter();
    cell.text = plain(parts.next().unwrap().trim());
    for mark in parts {
        let mark = mark.trim().trim_end_matches('}');
        match mark.split_once(' ').unwrap_or((mark, "")) {
            ("=", _) => cell.formula = true,
            ("#", _) => cell.heading = true,
            ("tick", _) => cell.tick = true,
            ("locked", _) => cell.locked = true,
            ("open", _) => {}
            (kind @ ("list" | "lines"), values) => {
                let values: Vec<_> = split(values, '/').into_iter().map(|it| plain(it.trim())).collect();
                let numeric = values.iter().all(|it| it.parse::<f64>().is_ok());
                cell.choices = Some(Arc::new(Choices { values, numeric, ticked: kind == "lines" }));
            }
            _ => panic!("no mark: {{{mark}}}"),
        }
    }
    cell
}

/// The parts between separators; an escaped separator does not separate.
fn split(text: &str, separator: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut escaped) = (0, false);
    for (at, c) in text.char_indices() {
        match c {
            '\\' if !escaped => escaped = true,
            c if c == separator && !escaped => {
                parts.push(&text[start..at]);
                start = at + c.len_utf8();
            }
            _ => escaped = false,
        }
    }
    parts.push(&text[start..]);
    parts
}

fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut escaped = false;
    for c in text.chars() {
        match c {
            '\\' if !escaped => {
                escaped = true;
                continue;
            }
            'n' if escaped => plain.push('\n'),
            c => plain.push(c),
        }
        escaped = false;
    }
    plain
}
