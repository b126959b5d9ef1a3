//! `factum ask "question"`: the library's answer, with confidence and sources.

use super::{CLEAN, Context, arguments::Sure};
use crate::{
    answer::ask,
    diagnostic::human::visible,
    error::Error,
    project::{Project, Stopped},
    render::ask::Asked,
};

/// Runs the command.
pub fn run(context: &Context, question: &str, json: bool, sure: &Sure) -> Result<u8, Stopped> {
    if question.trim().is_empty() {
        let message = "the question must contain words".into();
        let help = "write it in quotes: factum ask \"Is data encrypted?\"".into();
        return Err(Error::Usage { message, help }.into());
    }
    let inputs = context.inputs();
    let loaded = inputs.load()?;
    let project = Project::new(&loaded, inputs);
    let publication = project.answering(context.audience.unwrap_or_default())?;
    let library = project.library(&publication, &sure.products)?;
    let reply = ask(&library, question, sure.thresholds());
    let asked = Asked { reply: &reply, publication: &publication, sources: &loaded.sources };
    context.terminal.print(&if json { format!("{:#}\n", asked.json()) } else { visible(&asked.human()) })?;
    Ok(CLEAN)
}
