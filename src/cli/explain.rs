//! `factum explain CODE`: what a finding means and how to fix it.

use super::{CLEAN, Context};
use crate::{
    diagnostic::{CODES, code},
    error::{Error, near},
    project::Stopped,
};

/// Prints the explanation of a code, or one line for each code.
pub fn run(context: &Context, name: Option<&str>) -> Result<u8, Stopped> {
    let text = match name {
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
    Ok(CLEAN)
}

/// The first line of an explanation, without its heading mark.
fn headline(page: &str) -> &str {
    page.lines().next().unwrap_or_default().trim_start_matches("# ")
}
