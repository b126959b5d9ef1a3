//! `factum answer FILE...`: reads, answers and fills customers' questionnaires. A file that fails does not stop the others.

use std::path::Path;

use super::{CLEAN, Context, FINDINGS};
use crate::{
    diagnostic::{Report, Sources, human::count},
    error::Error,
    project::{AnswerRequest, Answered, Outcome, Project, Stopped, Trouble},
    render::{OutcomeLines, outcomes},
    system::output::replace_questionnaire,
};

/// Runs the command. With `deny_unwritten`, an answer that was not written completely is a finding.
pub fn run(context: &Context, request: &AnswerRequest, deny_unwritten: bool) -> Result<u8, Stopped> {
    let inputs = context.inputs();
    let loaded = inputs.load()?;
    let answered = Project::new(&loaded, inputs).answers(request, &|it| {
        replace_questionnaire(context.root(), it.audience, it.name, it.files, it.ours)
    })?;
    let lines: Vec<_> = answered.iter().flatten().map(lines).collect();
    context.terminal.print(&outcomes(&lines))?;
    let codes = answered.iter().zip(&request.files).map(|(it, path)| tell(context, it, path, deny_unwritten));
    Ok(codes.max().unwrap_or(CLEAN))
}

fn lines(it: &Outcome) -> OutcomeLines<'_> {
    OutcomeLines { replied: &it.replied, folder: &it.folder, open: it.open, withheld: it.withheld }
}

/// Prints what prevented answers to one file, and returns the exit code.
fn tell(context: &Context, answered: &Answered, path: &Path, deny_unwritten: bool) -> u8 {
    let file = path.display();
    match answered {
        Ok(Outcome { wrong: Some(found), .. }) => {
            let number = found.0.findings.len();
            let (decisions, are) = (count(number, "decision"), if number == 1 { "is" } else { "are" });
            let words =
                "correct it in the review file and answer the file again; the other questions were answered";
            findings(context, found, &format!("`{file}`: {decisions} {are} not applied; {words}"))
        }
        Ok(it) if deny_unwritten && it.replied.totals().is_short() => FINDINGS,
        Ok(_) => CLEAN,
        Err(Trouble::Refused(error)) => {
            context.terminal.error(error);
            Error::EXIT_CODE
        }
        Err(Trouble::Findings(found)) => {
            findings(context, found, &format!("fix this first; `{file}` was not answered"))
        }
    }
}

fn findings(context: &Context, (report, sources): &(Report, Sources), summary: &str) -> u8 {
    context.terminal.findings(report, sources);
    context.terminal.summary(summary);
    FINDINGS
}
