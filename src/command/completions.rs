//! `factum completions SHELL`.

use super::{CLEAN, definition};
use crate::error::Error;

/// Prints the completions of a shell.
pub fn run(shell: clap_complete::Shell) -> Result<u8, Error> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut definition(), "factum", &mut script);
    // Who closes the pipe has read enough.
    let _ = std::io::Write::write_all(&mut anstream::stdout(), &script);
    Ok(CLEAN)
}
