//! `factum explain CODE`: what a finding means and how to fix it.

use clap::Args;

use super::{context::CommandContext, exit::ExitStatus};
use crate::{
    diagnostic::{CODES, code},
    error::{Error, near},
    project::Stopped,
};

/// Explain a finding code
#[derive(Args, Debug, Clone)]
#[command(after_help = "Examples:
  factum explain missing-evidence
  factum explain                  list all codes")]
pub struct ExplainArguments {
    /// The code, as printed in brackets in a finding; without it, all codes are listed
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
}

/// Prints the explanation of a code, or one line for each code.
///
/// # Errors
/// The command stopped, with findings or an error.
pub fn run(context: &CommandContext, arguments: &ExplainArguments) -> Result<ExitStatus, Stopped> {
    let text = match arguments.code.as_deref() {
        None => CODES
            .iter()
            .map(|it| format!("{:30} {:8} {}\n", it.name, it.level.word(), headline(it.explanation)))
            .collect(),
        Some(name) => match code(name) {
            Some(it) => it.explanation.to_owned(),
            None => {
                let near = near(name, CODES.iter().map(|it| it.name));
                return Err(Error::Unknown { what: "finding", name: name.to_owned(), near }.into());
            }
        },
    };
    context.terminal.print(&text)?;
    Ok(ExitStatus::Clean)
}

/// The first line of an explanation, without its heading mark.
fn headline(page: &str) -> &str {
    page.lines().next().unwrap_or_default().trim_start_matches("# ")
}
