//! The results of `factum answer`, and how they are printed.

use std::path::PathBuf;

use super::{CLEAN, Context, FINDINGS};
use crate::{
    answer::{Replied, Tally},
    diagnostic::human::count,
    diagnostic::{Report, Sources},
    error::Error,
    questionnaire::layout,
};

/// The result for one file, or why there is none.
pub type Answered = Result<Outcome, Trouble>;

/// The result for one file.
pub struct Outcome {
    /// The questions, answered.
    pub replied: Replied,
    /// The folder of the answers.
    pub folder: PathBuf,
    /// Number of questions that may have an answer for a higher audience.
    pub withheld: usize,
    /// Number of given answers that are not approved, if there is an approvals ledger.
    pub open: usize,
    /// Findings about decisions, whose questions were left open.
    pub wrong: Option<Box<(Report, Sources)>>,
}

/// Why there is no result for a file.
pub enum Trouble {
    /// The file was refused.
    Refused(Error),
    /// Its review file has errors.
    Findings(Box<(Report, Sources)>),
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        Self::Refused(error)
    }
}

/// Prints the findings and the result for each of the `files`; returns the exit code.
/// With `deny_unwritten`, an answer that was not written completely is a finding.
pub fn tell(
    context: &Context,
    files: &[PathBuf],
    outcomes: &[Answered],
    deny_unwritten: bool,
) -> Result<u8, Error> {
    let mut text = String::new();
    for outcome in outcomes.iter().flatten() {
        text += &found(outcome);
    }
    text += &table(outcomes);
    context.terminal.print(&crate::diagnostic::human::visible(&text))?;
    let mut code = CLEAN;
    for (outcome, path) in outcomes.iter().zip(files) {
        code = code.max(match outcome {
            Ok(Outcome { wrong: Some(found), .. }) => {
                context.terminal.findings(&found.0, &found.1);
                let (decisions, are) = (count(found.0.findings.len(), "decision"), if found.0.findings.len() == 1 { "is" } else { "are" });
                let words = "correct it in the review file and answer the file again; the other questions were answered";
                context.terminal.summary(&format!("`{}`: {decisions} {are} not applied; {words}", path.display()));
                FINDINGS
            }
            Ok(it) if deny_unwritten && it.replied.totals().is_short() => FINDINGS,
            Ok(_) => CLEAN,
            Err(Trouble::Refused(error)) => {
                context.terminal.error(error);
                Error::EXIT_CODE
            }
            Err(Trouble::Findings(found)) => {
                context.terminal.findings(&found.0, &found.1);
                context.terminal.summary(&format!("fix this first; `{}` was not answered", path.display()));
                FINDINGS
            }
        });
    }
    Ok(code)
}

/// Where the questions of one file were found.
fn found(outcome: &Outcome) -> String {
    let replied = &outcome.replied;
    let folder = outcome.folder.strip_prefix(".").unwrap_or(&outcome.folder);
    let mut text = format!("{} -> {}\n", replied.file, folder.display());
    for (line, layouts) in layout::describe_all(&replied.form.sheets, &replied.mappings) {
        text += &format!("  {line}\n    {}\n", tally(&replied.tally_of(layouts)));
    }
    for line in replied.tally().lines() {
        text += &format!("  note: {line}; see review.yaml\n");
    }
    for remark in &replied.remarks {
        text += &format!("  note: {remark}\n");
    }
    if outcome.open > 0 {
        text += &format!("  note: {} given without approval\n", count(outcome.open, "answer"));
    }
    if outcome.withheld > 0 {
        let questions = count(outcome.withheld, "question");
        text += &format!("  note: {questions} may have an answer for a higher audience (see --audience)\n");
    }
    text + "\n"
}

/// The counts of one layout.
fn tally(it: &Tally) -> String {
    let parts = [(it.verdicts, "verdict"), (it.texts, "text")];
    let parts: Vec<_> =
        parts.iter().filter(|it| it.0 > 0).map(|(number, what)| count(*number, what)).collect();
    let parts = if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) };
    format!("{} read, {} answered, {} written{parts}", it.read, it.answered, it.written)
}

/// The counts, one line per file.
fn table(outcomes: &[Answered]) -> String {
    let done: Vec<_> =
        outcomes.iter().flatten().map(|it| (it.replied.file.as_str(), it.replied.totals())).collect();
    let width = done.iter().map(|(name, _)| name.chars().count()).max().unwrap_or_default().clamp(4, 60);
    let line = |name: &str, cells: [String; 5]| {
        let [questions, answered, review, none, written] = cells;
        let name: String = name.chars().take(60).collect();
        format!("{name:width$}  {questions:>9}  {answered:>8}  {review:>6}  {none:>5}  {written:>7}\n")
    };
    if done.is_empty() {
        return String::new();
    }
    let mut text = line("", ["questions", "answered", "review", "none", "written"].map(str::to_owned));
    for (name, it) in &done {
        text +=
            &line(name, [it.questions, it.answered, it.review, it.none, it.written].map(|it| it.to_string()));
    }
    if done.len() > 1 {
        let sum = |pick: &dyn Fn(&crate::answer::Totals) -> usize| {
            done.iter().map(|(_, it)| pick(it)).sum::<usize>().to_string()
        };
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
