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
            "  note: {questions} may have an answer that is restricted to a narrower audience (see --audience)\n"
        );
    }
    text + "\n"
}

/// The counts of one layout.
fn tally(it: &Tally) -> String {
    let parts = match (it.verdicts, it.texts) {
        (0, 0) => String::new(),
        (0, _) => " (text only)".into(),
        (_, 0) => " (verdict only)".into(),
        (verdicts, texts) => format!(" ({}, {})", count(verdicts, "verdict"), count(texts, "text")),
    };
    format!("{} read, {} answered, {} written{parts}", it.read, it.answered, it.written)
}

/// The counts, one line per file.
fn table(outcomes: &[OutcomeLines]) -> String {
    let done: Vec<_> = outcomes.iter().map(|it| (it.replied.file.as_str(), it.replied.totals())).collect();
    let width = done.iter().map(|(name, _)| name.chars().count()).max().unwrap_or_default().clamp(4, 60);
    let line = |name: &str, cells: [String; 5]| {
        let [questions, answered, review, none, written] = cells;
        let name: String = name.chars().take(60).collect();
        format!("{name:width$}  {questions:>9}  {answered:>8}  {review:>6}  {none:>8}  {written:>7}\n")
    };
    if done.is_empty() {
        return String::new();
    }
    let mut text = line("", ["questions", "answered", "review", "no match", "written"].map(str::to_owned));
    for (name, it) in &done {
        text +=
            &line(name, [it.questions, it.answered, it.review, it.none, it.written].map(|it| it.to_string()));
    }
    if done.len() > 1 {
        let sum =
            |pick: &dyn Fn(&Totals) -> usize| done.iter().map(|(_, it)| pick(it)).sum::<usize>().to_string();
        let all = [
            sum(&|it| it.questions),
            sum(&|it| it.answered),
            sum(&|it| it.review),
            sum(&|it| it.none),
            sum(&|it| it.written),
        ];
        text += &line("all", all);
    }
    text
}

/// The results of all files that were answered.
pub fn outcomes(all: &[OutcomeLines]) -> String {
    let files: String = all.iter().map(found).collect();
    visible(&(files + &table(all)))
}
