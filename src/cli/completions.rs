//! `factum completions SHELL`.

use clap::CommandFactory;

use super::{arguments::Cli, context::CommandContext, exit::ExitStatus};
use crate::project::Stopped;

/// Prints the completions of a shell.
///
/// # Errors
/// The command stopped, with findings or an error.
pub fn run(context: &CommandContext, shell: clap_complete::Shell) -> Result<ExitStatus, Stopped> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "factum", &mut script);
    context.terminal.print(&String::from_utf8_lossy(&script))?;
    Ok(ExitStatus::Clean)
}
