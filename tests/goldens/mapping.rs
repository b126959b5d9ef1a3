//! Layouts of customers' files: sheets in `form.txt` (format: `support/grid.rs`), optional manual maps in
//! `map.txt`, one per line, and the detected layout in `expected.txt`.

use std::{fmt::Write as _, fs, path::Path};

use factum::questionnaire::{
    At, Sheet,
    layout::{describe, detect_with, is_questionnaire, parse, questions, unread, unread_words},
};

use crate::support::{self, grid};

pub fn run(case: &Path) {
    let sheets = grid::sheets(&fs::read_to_string(case.join("form.txt")).unwrap());
    let maps = fs::read_to_string(case.join("map.txt")).unwrap_or_default();
    support::golden(&case.join("expected.txt"), &shown(&sheets, &maps));
}

/// The detected layouts in full.
fn shown(sheets: &[Sheet], maps: &str) -> String {
    let parsed: Result<Vec<_>, _> = maps.lines().filter(|it| !it.is_empty()).map(parse).collect();
    let parsed = match parsed {
        Ok(parsed) => parsed,
        Err(message) => return format!("{message}\n"),
    };
    let found = match detect_with(sheets, &parsed).and_then(|it| is_questionnaire(sheets, &it).map(|()| it)) {
        Ok(found) => found,
        Err(refusal) => return format!("the file {refusal}\nhelp: {}\n", refusal.help),
    };
    let mut shown = String::new();
    let asked = questions(sheets, &found);
    for (layout, (index, mapping)) in found.iter().enumerate() {
        writeln!(shown, "{}\nheader rows: {:?}", describe(&sheets[*index], mapping), mapping.header_rows)
            .unwrap();
        for it in asked.iter().filter(|it| it.layout == layout).cloned() {
            let cells: Vec<_> = mapping.cells(it.at).iter().map(At::to_string).collect();
            let beside = mapping.cells(it.at).iter().all(|cell| cell.row == it.at.row);
            let cells = if beside { String::new() } else { format!(" -> {}", cells.join(",")) };
            let id = it.id.map(|it| format!(" [{it}]")).unwrap_or_default();
            let sections = if it.sections.is_empty() {
                String::new()
            } else {
                format!(" ({})", it.sections.join(" > "))
            };
            let guidance = it.guidance.map(|it| format!("\n    {it}")).unwrap_or_default();
            writeln!(shown, "  {}{cells}{id}{sections} {}{guidance}", it.at, it.text).unwrap();
        }
        for (reason, count) in mapping.left_by_reason() {
            writeln!(shown, "  left: {count} ({})", reason.words()).unwrap();
        }
    }
    for line in unread_words(sheets, &unread(sheets, &found, &parsed)) {
        writeln!(shown, "note: {line}").unwrap();
    }
    shown
}
