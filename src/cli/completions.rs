//! `factum completions SHELL`.

use super::{CLEAN, Context, definition};
use crate::project::Stopped;

/// Prints the completions of a shell.
pub fn run(context: &Context, shell: clap_complete::Shell) -> Result<u8, Stopped> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut definition(), "factum", &mut script);
    context.terminal.print(&String::from_utf8_lossy(&script))?;
    Ok(CLEAN)
}
