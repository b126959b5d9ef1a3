//! `factum answer FILE...`: reads, answers and fills customers' questionnaires. A file that fails does not
//! stop the others.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{
    context::CommandContext,
    exit::{ExitStatus, report},
    options::SuggestionOptions,
};
use crate::{
    project::{AnswerOutcome, AnswerRequest, AnsweredFile, Project, Stopped},
    render::{OutcomeLines, outcomes},
    system::output::replace_questionnaire,
};

/// What `answer` treats as an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DenyAnswer {
    /// An answer, or a part of one, that could not be written into the file.
    Unwritten,
}

/// Fill in customers' questionnaires and list the open questions
#[derive(Args, Debug, Clone)]
#[command(after_help = "Examples:
  factum answer hecvat.xlsx
  factum answer inbox/*.xlsx --audience nda
  factum answer list.csv --map \"question=B answer=D id=A\"
  factum answer book.xlsx --map \"Sheet 2: question=C answer=E,F header=3\" --map \"Prices: none\"
  factum answer two-tables.xlsx --map \"A: question=B answer=C rows=2-9\" --map \"A: question=B answer=E \
                        rows=12-30\"
  factum answer form.xlsx --map \"A: question=A answer=below\"      in the cell below each question, or next \
                        to a label \"Answer:\" there
  factum answer form.docx --map \"Table 1: question=B answer=inside\"  after a line \"Response:\" in the \
                        question's cell
  factum answer wide.xlsx --map \"A: question-row=1 answer-row=2\"  questions in one row, answers in the row \
                        below

The results go to out/<audience>/questionnaires/<name>: the filled file, answers.html, answers.pdf, \
                        answers.json and review.yaml. Decide the open questions in review.yaml, then run \
                        the command again. Questions without a matching answer are left blank; with \
                        `--require-approved`, so are questions whose answer has not been approved. \
                        Formats: XLSX, XLSM, DOCX, CSV, TSV, YAML, VSAQ JSON.

Exit codes: 0 every file was processed (questions may be open); 1 errors in data/ or in a review file or, \
                        with `--deny unwritten`, an answer that could not be written; 2 a file was refused.")]
pub struct AnswerArguments {
    /// The customers' files
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// The columns of questions and answers, to override detection: [SHEET:] question=B answer=C [comment=D
    /// id=A ...]
    #[arg(long = "map", value_name = "LAYOUT")]
    pub maps: Vec<String>,
    /// Use the decisions of this review file, such as that of the questionnaire's previous version
    #[arg(long, value_name = "FILE")]
    pub review: Option<PathBuf>,
    /// In the filled copy, replace answers that FILE already contains. FILE is not changed; edits in the
    /// filled copy in out/ are kept
    #[arg(long)]
    pub overwrite: bool,
    /// Exit with code 1 if an answer, or part of one, could not be written
    #[arg(long, value_name = "WHAT")]
    pub deny: Option<DenyAnswer>,
    /// The customer; `factum sent` records the delivery under this name
    #[arg(long, value_name = "NAME")]
    pub customer: Option<String>,
    /// Leave a question open if its answer is not approved
    #[arg(long)]
    pub require_approved: bool,
    #[command(flatten)]
    pub suggestions: SuggestionOptions,
}

/// Runs the command. With `--deny unwritten`, an answer that was not written completely is a finding.
///
/// # Errors
/// The command stopped, with findings or an error.
pub fn run(context: &CommandContext, arguments: &AnswerArguments) -> Result<ExitStatus, Stopped> {
    let inputs = context.inputs();
    let loaded = inputs.load()?;
    let answered = Project::new(&loaded, inputs).answers(request(arguments), &|answer| {
        answer.note.into_iter().for_each(|it| context.terminal.note(it));
        replace_questionnaire(context.root(), answer.audience, answer.name, answer.files, answer.ours)
    })?;
    let lines: Vec<_> = answered.iter().flatten().map(lines).collect();
    context.terminal.print(&outcomes(&lines))?;
    let ended = answered.into_iter().map(|it| ended(it, arguments.deny.is_some()));
    Ok(ended.map(|it| report(&context.terminal, it)).max().unwrap_or(ExitStatus::Clean))
}

fn request(arguments: &AnswerArguments) -> AnswerRequest<'_> {
    AnswerRequest {
        files: &arguments.files,
        maps: &arguments.maps,
        review: arguments.review.as_deref(),
        thresholds: arguments.suggestions.thresholds(),
        products: &arguments.suggestions.products,
        overwrite: arguments.overwrite,
        customer: arguments.customer.as_deref(),
        require_approved: arguments.require_approved,
    }
}

fn lines(outcome: &AnswerOutcome) -> OutcomeLines<'_> {
    OutcomeLines {
        replied: &outcome.replied,
        folder: &outcome.folder,
        unapproved: outcome.unapproved,
        withheld: outcome.withheld,
    }
}

/// How the answers to one file ended.
fn ended(answered: AnsweredFile, deny_unwritten: bool) -> Result<ExitStatus, Stopped> {
    let AnswerOutcome { decision_findings, replied, .. } = answered?;
    match decision_findings {
        Some(found) => Err(Stopped::Findings(found)),
        None => Ok(ExitStatus::with_findings(deny_unwritten && replied.totals().is_short())),
    }
}
