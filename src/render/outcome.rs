//! The results of answering customers' files, as text for the terminal.

use std::path::Path;

use crate::{
    answer::{Replied, Tally, Totals},
    diagnostic::human::{count, visible},
    document::has_no_sheets,
    questionnaire::layout,
};

/// The result for one file.
pub struct OutcomeLines<'a> {
    /// The questions, answered.
    pub replied: &'a Replied,
    /// The folder of the answers.
    pub folder: &'a Path,
    /// Number of given answers that are not approved, if there is an approvals ledger.
    pub unapproved: usize,
    /// Number of questions that may have an answer for a narrower audience.
    pub withheld: usize,
}

/// Where the questions of one file were found.
fn found(outcome: &OutcomeLines) -> String {
    let replied = outcome.replied;
    let folder = outcome.folder.strip_prefix(".").unwrap_or(outcome.folder);
    let mut text = format!("{} -> {}\n", replied.file, folder.display());
    for (line, layouts) in layout::describe_all(&replied.form.sheets, &replied.mappings) {
        let line = match line.strip_prefix("Records: ").filter(|_| has_no_sheets(&replied.file)) {
            Some(layout) => format!("{}: {layout}", replied.file),
            None => line,
        };
        text += &format!("  {line}\n    {}\n", tally(&replied.tally_of(layouts)));
    }
    for line in replied.tally().lines() {
        text += &format!("  note: {line}; see review.yaml\n");
    }
    for remark in &replied.remarks {
        text += &format!("  note: {remark}\n");
    }
    if outcome.unapproved > 0 {
        text += &format!("  note: {} given without approval\n", count(outcome.unapproved, "answer"));
    }
    if outcome.withheld > 0 {
        let questions = count(outcome.withheld, "question");
        text += &format!(
            "  note: {questions} may have an answer that is restricted to a narrower audience (see \
             --audience)\n"
        );
    }
    text + "\n"
}

/// The counts of one layout.
fn tally(tally: &Tally) -> String {
    let parts = match (tally.verdicts, tally.texts) {
        (0, 0) => String::new(),
        (0, _) => String::new(),
        (_, 0) => " (verdict only)".into(),
        (verdicts, texts) => format!(" ({}, {})", count(verdicts, "verdict"), count(texts, "text")),
    };
    format!("{} read, {} answered, {} written{parts}", tally.read, tally.answered, tally.written)
}

/// A column of the counts.
struct Column {
    title: &'static str,
    width: usize,
    count: fn(&Totals) -> usize,
    /// Whether it is left out if it counts nothing.
    is_rare: bool,
}

const COLUMNS: [Column; 6] = [
    Column { title: "questions", width: 9, count: |it| it.questions, is_rare: false },
    Column { title: "answered", width: 8, count: |it| it.answered, is_rare: false },
    Column { title: "review", width: 6, count: |it| it.review, is_rare: false },
    Column { title: "no match", width: 8, count: |it| it.none.saturating_sub(it.blank), is_rare: false },
    Column { title: "left blank", width: 10, count: |it| it.blank, is_rare: true },
    Column { title: "written", width: 7, count: |it| it.written, is_rare: false },
];

/// The counts, one line per file.
fn table(outcomes: &[OutcomeLines]) -> String {
    let done: Vec<_> = outcomes.iter().map(|it| (it.replied.file.as_str(), it.replied.totals())).collect();
    if done.is_empty() {
        return String::new();
    }
    let names = done.iter().map(|(name, _)| name.chars().count());
    let first = names.max().unwrap_or_default().clamp(4, 60);
    let sum = |count: fn(&Totals) -> usize| done.iter().map(|(_, it)| count(it)).sum::<usize>();
    let columns: Vec<&Column> = COLUMNS.iter().filter(|it| !it.is_rare || sum(it.count) > 0).collect();
    let line = |name: &str, cell: &dyn Fn(&Column) -> String| {
        let name: String = name.chars().take(60).collect();
        let cells: String = columns.iter().map(|it| format!("  {:>1$}", cell(it), it.width)).collect();
        format!("{name:first$}{cells}\n")
    };
    let mut text = line("", &|it| it.title.to_owned());
    for (name, totals) in &done {
        text += &line(name, &|it| (it.count)(totals).to_string());
    }
    if done.len() > 1 {
        text += &line("all", &|it| sum(it.count).to_string());
    }
    text
}

/// The results of all files that were answered.
pub fn outcomes(all: &[OutcomeLines]) -> String {
    let files: String = all.iter().map(found).collect();
    visible(&(files + &table(all)))
}
