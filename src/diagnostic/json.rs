//! Findings as JSON: one object, version 1.

use serde::Serialize;

use super::{Diagnostic, Label, Level, Place, Report, Sources};

/// The findings of a run.
#[derive(Serialize)]
struct FindingsFile<'a> {
    /// The version of the format; incremented by incompatible changes.
    version: u32,
    /// The number of errors.
    errors: usize,
    /// The number of warnings.
    warnings: usize,
    /// The findings, sorted by file, place and code.
    findings: Vec<FindingEntry<'a>>,
}

/// One finding.
#[derive(Serialize)]
struct FindingEntry<'a> {
    /// The code.
    code: &'static str,
    /// `error` or `warning`.
    level: &'static str,
    /// What is wrong.
    message: &'a str,
    /// The places; the first one is the place of the problem.
    places: Vec<PlaceEntry<'a>>,
    /// How to fix it, as imperatives.
    help: &'a [String],
    /// Additional information.
    notes: &'a [String],
}

/// A range in a file. Lines and columns count from 1, columns in characters.
#[derive(Serialize)]
struct PlaceEntry<'a> {
    /// The file, below the root.
    path: &'a str,
    /// The line of the first character.
    line: usize,
    /// The column of the first character.
    column: usize,
    /// The line of the end.
    end_line: usize,
    /// The column after the last character.
    end_column: usize,
    /// A short text about the place; may be empty.
    words: &'a str,
}

/// Renders `report` as JSON, with the fields sorted by name and a line end.
pub fn render(report: &Report, sources: &Sources) -> String {
    let file = FindingsFile {
        version: 1,
        errors: report.count(Level::Error),
        warnings: report.count(Level::Warning),
        findings: report.findings.iter().map(|it| finding(it, sources)).collect(),
    };
    format!("{:#}\n", serde_json::to_value(file).unwrap_or_default())
}

fn finding<'a>(it: &'a Diagnostic, sources: &'a Sources) -> FindingEntry<'a> {
    FindingEntry {
        code: it.code.name,
        level: it.level.word(),
        message: &it.message,
        places: it.labels.iter().map(|label| place(label, sources)).collect(),
        help: &it.help,
        notes: &it.notes,
    }
}

fn place<'a>(label: &'a Label, sources: &'a Sources) -> PlaceEntry<'a> {
    let (line, column) = sources.position(label.place);
    let end = Place { start: label.place.end, ..label.place };
    let (end_line, end_column) = sources.position(end);
    PlaceEntry {
        path: sources.path(label.place.file),
        line,
        column,
        end_line,
        end_column,
        words: &label.words,
    }
}
