//! Layouts of customers' files: a case is a folder `tests/cases/mapping/<case>` with sheets in `form.txt` (see
//! `support/grid.rs` for how they are written), maps said by hand in `map.txt`, one a line, if there are any, and what is
//! found in `expected.txt`.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic, dead_code)]

mod support;
#[path = "support/grid.rs"]
mod grid;

use std::{collections::BTreeSet, fmt::Write as _, fs};

use factum::form::{
    At, Cell, Sheet,
    mapping::{Mapping, apply, describe, detect, detect_with, is_questionnaire, parse, questions},
};

#[test]
fn cases_are_mapped_as_expected() {
    for case in support::cases("mapping") {
        let sheets = grid::sheets(&fs::read_to_string(case.join("form.txt")).unwrap());
        let maps = fs::read_to_string(case.join("map.txt")).unwrap_or_default();
        support::golden(&case.join("expected.txt"), &told(&sheets, &maps));
    }
}

/// What was found, in full.
fn told(sheets: &[Sheet], maps: &str) -> String {
    let said: Result<Vec<_>, _> = maps.lines().filter(|it| !it.is_empty()).map(parse).collect();
    let said = match said {
        Ok(said) => said,
        Err(message) => return format!("{message}\n"),
    };
    let found = match detect_with(sheets, &said).and_then(|it| is_questionnaire(sheets, &it).map(|()| it)) {
        Ok(found) => found,
        Err(refusal) => return format!("the file {refusal}\nhelp: {}\n", refusal.help),
    };
    let mut told = String::new();
    for (index, mapping) in &found {
        writeln!(told, "{}\nheader rows: {:?}", describe(&sheets[*index], mapping), mapping.header_rows).unwrap();
        for it in questions(*index, &sheets[*index], mapping) {
            let id = it.id.map(|it| format!(" [{it}]")).unwrap_or_default();
            let sections = if it.sections.is_empty() { String::new() } else { format!(" ({})", it.sections.join(" > ")) };
            let guidance = it.guidance.map(|it| format!("\n    {it}")).unwrap_or_default();
            writeln!(told, "  {}{id}{sections} {}{guidance}", it.at, it.text).unwrap();
        }
    }
    told
}
