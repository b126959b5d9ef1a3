//! `factum schema`: JSON Schemas, for completion and validation in editors.

use clap::Args;

use super::{context::CommandContext, exit::ExitStatus};
use crate::{
    error::{Error, near},
    project::Stopped,
    render::{data_schemas, schemas},
    system::new_files,
};

/// The folder for the schemas of the files in `data/`.
const FOLDER: &str = "data/schema";

/// Print the JSON Schema of a file in data/ or of an output file
#[derive(Args, Debug, Clone)]
#[command(after_help = "Examples:
  factum schema                   list the names
  factum schema certifications
  factum schema facts.json
  factum schema --write           write all schemas to data/schema, for editors")]
pub struct SchemaArguments {
    /// The name of the file, such as certifications or facts.json; without it, the names are listed
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
    /// Write the schemas of all files in data/ to data/schema
    #[arg(long, conflicts_with = "name")]
    pub write: bool,
}

/// Prints a schema, lists their names, or writes those of the files in `data/`.
///
/// # Errors
/// The command stopped, with findings or an error.
pub fn run(context: &CommandContext, arguments: &SchemaArguments) -> Result<ExitStatus, Stopped> {
    if arguments.write {
        let files: Vec<_> = data_schemas().iter().map(|it| it.file()).collect();
        new_files::write(&context.root().join(FOLDER), &files)?;
        context.terminal.summary(&format!("wrote {} schemas to {FOLDER}", files.len()));
        return Ok(ExitStatus::Clean);
    }
    let all = schemas();
    let text = match &arguments.name {
        None => {
            let title = |schema: &serde_json::Value| schema["title"].as_str().unwrap_or_default().to_owned();
            all.iter().map(|it| format!("{:16} {}\n", it.name, title(&it.schema))).collect()
        }
        Some(name) => match all.iter().find(|it| it.name == *name) {
            Some(it) => format!("{:#}\n", it.schema),
            None => {
                let near = near(name, all.iter().map(|it| it.name.as_str()));
                return Err(Error::Unknown { what: "schema", name: name.clone(), near }.into());
            }
        },
    };
    context.terminal.print(&text)?;
    Ok(ExitStatus::Clean)
}
