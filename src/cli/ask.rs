//! `factum ask "question"`: the library's answer, with confidence and sources.

use clap::Args;

use super::{context::CommandContext, exit::ExitStatus, options::SuggestionOptions};
use crate::{
    answer::ask,
    diagnostic::human::visible,
    error::Error,
    project::{Project, Stopped},
    render::ask::AskReply,
};

/// Look up a single question in the answer library
#[derive(Args, Debug, Clone)]
#[command(after_help = "Examples:
  factum ask \"Do you have a SOC 2 Type II report?\"
  factum ask \"Is data encrypted at rest?\" --audience nda --json")]
pub struct AskArguments {
    /// The question
    #[arg(value_name = "QUESTION")]
    pub question: String,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub suggestions: SuggestionOptions,
}

/// Runs the command.
///
/// # Errors
/// The command stopped, with findings or an error.
pub fn run(context: &CommandContext, arguments: &AskArguments) -> Result<ExitStatus, Stopped> {
    let AskArguments { question, json, suggestions } = arguments;
    if question.trim().is_empty() {
        let message = "the question must contain words".into();
        let help = "write it in quotes: factum ask \"Is data encrypted?\"".into();
        return Err(Error::Rejected { message, help }.into());
    }
    let inputs = context.inputs();
    let loaded = inputs.load()?;
    let project = Project::new(&loaded, inputs);
    let publication = project.publication_for_answers(context.audience.unwrap_or_default())?;
    let library = project.library(&publication, &suggestions.products)?;
    let reply = ask(&library, question, suggestions.thresholds());
    let asked = AskReply { reply: &reply, publication: &publication, sources: &loaded.sources };
    context.terminal.print(&if *json { asked.json() } else { visible(&asked.human()) })?;
    Ok(ExitStatus::Clean)
}
