//! `factum init [DIR]`: a starter project: commented example data that builds without warnings.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{context::CommandContext, exit::ExitStatus};
use crate::{
    diagnostic::human::count,
    error::Error,
    load::starter,
    project::Stopped,
    render::{File, data_schemas},
    system::new_files,
};

/// Create a starter project: example data with comments
#[derive(Args, Debug, Clone)]
#[command(after_help = "Examples:
  factum init                     in the current folder
  factum init acme                in the folder acme, which is created if necessary

Existing files are never overwritten.")]
pub struct InitArguments {
    /// The folder
    #[arg(value_name = "DIR")]
    pub dir: Option<PathBuf>,
}

/// Writes the starter project, and the schemas that it names; fails if one of its files already exists.
///
/// # Errors
/// The command stopped, with findings or an error.
pub fn run(context: &CommandContext, arguments: &InitArguments) -> Result<ExitStatus, Stopped> {
    let dir = arguments.dir.as_ref().map_or_else(|| context.root().to_owned(), |it| context.root().join(it));
    let files: Vec<_> = starter(context.on).map(|(path, text)| File::new(path, text)).collect();
    if let Some(file) = new_files::taken(&dir, &files) {
        let message = format!("`{}` already exists", dir.join(&file.path).display());
        let help = "choose another folder: `factum init DIR`; existing files are never overwritten".into();
        return Err(Error::Rejected { message, help }.into());
    }
    let schemas: Vec<_> = data_schemas().iter().map(|it| it.file()).collect();
    let written =
        new_files::write(&dir, &files).and_then(|()| new_files::write(&dir.join("data/schema"), &schemas));
    if let Err(error) = written {
        // A partial project would block the next attempt.
        new_files::delete(&dir, &files);
        return Err(error.into());
    }
    context.terminal.summary(&next(&dir, files.len(), schemas.len()));
    Ok(ExitStatus::Clean)
}

/// What was written, and what to do next.
fn next(dir: &Path, files: usize, schemas: usize) -> String {
    let shown = dir.strip_prefix(".").unwrap_or(dir).display().to_string();
    let (place, root) = if shown.is_empty() {
        ("this folder".to_owned(), String::new())
    } else {
        (format!("`{shown}`"), format!(" --root {shown}"))
    };
    format!(
        "wrote {} ({}, {}) to {place}\nnext: edit data/vendor.yaml, then run `factum build{root}` and open \
         {}",
        count(files + schemas, "file"),
        count(files, "data file"),
        count(schemas, "schema"),
        Path::new(&shown).join("out/public/site/index.html").display()
    )
}
