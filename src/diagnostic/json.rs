//! Findings as JSON: one object, version 1.

use serde_json::{Value, json};

use super::{Diagnostic, Label, Level, Report, Sources};

/// Renders `report` as `{version, errors, warnings, findings: [{code, level, message, places, help,
/// notes}]}`.
///
/// A place is `{path, line, column, end_line, end_column, words}`; lines and columns count from 1, columns in
/// characters.
pub fn render(report: &Report, sources: &Sources) -> String {
    let findings: Vec<_> = report.findings.iter().map(|it| finding(it, sources)).collect();
    let all = json!({
        "version": 1,
        "errors": report.count(Level::Error),
        "warnings": report.count(Level::Warning),
        "findings": findings,
    });
    format!("{all:#}\n")
}

fn finding(it: &Diagnostic, sources: &Sources) -> Value {
    json!({
        "code": it.code.name,
        "level": it.level.word(),
        "message": it.message,
        "places": it.labels.iter().map(|label| place(label, sources)).collect::<Vec<_>>(),
        "help": it.help,
        "notes": it.notes,
    })
}

fn place(label: &Label, sources: &Sources) -> Value {
    let (line, column) = sources.position(label.place);
    let end = super::Place { start: label.place.end, ..label.place };
    let (end_line, end_column) = sources.position(end);
    json!({
        "path": sources.path(label.place.file),
        "line": line, "column": column, "end_line": end_line, "end_column": end_column,
        "words": label.words,
    })
}
