//! Findings as JSON: one object, version 1.

use serde::{Deserialize, Serialize};

use super::{Diagnostic, Label, Level, Place, Report, Sources};

/// The findings of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingsFile {
    /// The version of the format; incremented by incompatible changes.
    pub version: u32,
    /// The number of errors.
    pub errors: usize,
    /// The number of warnings.
    pub warnings: usize,
    /// The findings, sorted by file, place and code.
    pub findings: Vec<FindingEntry>,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingEntry {
    /// The code.
    pub code: String,
    /// `error` or `warning`.
    pub level: Level,
    /// What is wrong.
    pub message: String,
    /// The places; the first one is the place of the problem.
    pub places: Vec<PlaceEntry>,
    /// How to fix it, as imperatives.
    pub help: Vec<String>,
    /// Additional information.
    pub notes: Vec<String>,
}

/// A range in a file. Lines and columns count from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceEntry {
    /// The file, below the root.
    pub path: String,
    /// The line of the first character.
    pub line: usize,
    /// The column of the first character.
    pub column: usize,
    /// The line of the end.
    pub end_line: usize,
    /// The column after the last character.
    pub end_column: usize,
    /// A short text about the place; may be empty.
    pub words: String,
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

fn finding(finding: &Diagnostic, sources: &Sources) -> FindingEntry {
    FindingEntry {
        code: finding.code.name.into(),
        level: finding.level,
        message: finding.message.clone(),
        places: finding.labels.iter().map(|label| place(label, sources)).collect(),
        help: finding.help.clone(),
        notes: finding.notes.clone(),
    }
}

fn place(label: &Label, sources: &Sources) -> PlaceEntry {
    let (line, column) = sources.position(label.place);
    let end = Place { start: label.place.end, ..label.place };
    let (end_line, end_column) = sources.position(end);
    PlaceEntry {
        path: sources.path(label.place.file).to_owned(),
        line,
        column,
        end_line,
        end_column,
        words: label.words.clone(),
    }
}
