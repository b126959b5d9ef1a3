//! `factum schema`: JSON Schemas, for completion and validation in editors.

use std::{fs, path::Path};

use serde_json::{Value as Json, json};

use super::{CLEAN, Context};
use crate::{
    error::{Error, near},
    fact::{KINDS, read::Record, site::Site},
    project::Stopped,
    render::{answers_schema, facts_schema, file_schema},
};

/// The folder for the schemas of the files in `data/`.
pub const FOLDER: &str = "data/schema";

/// Prints a schema, lists their names, or writes those of the files in `data/`.
pub fn run(context: &Context, name: Option<&str>, write: bool) -> Result<u8, Stopped> {
    if write {
        write_all(context.root())?;
        context.terminal.summary(&format!("wrote {} schemas to {FOLDER}", inputs().len()));
        return Ok(CLEAN);
    }
    let mut all = inputs();
    all.push(("facts.json".into(), facts_schema()));
    all.push(("answers.json".into(), answers_schema()));
    let text = match name {
        None => all
            .iter()
            .map(|(name, schema)| format!("{name:16} {}\n", schema["title"].as_str().unwrap_or_default()))
            .collect(),
        Some(name) => match all.iter().find(|(it, _)| it == name) {
            Some((_, schema)) => format!("{schema:#}\n"),
            None => {
                let near = near(name, all.iter().map(|(it, _)| it.as_str()));
                return Err(Error::Unknown { what: "schema", name: name.to_owned(), near }.into());
            }
        },
    };
    context.terminal.print(&text)?;
    Ok(CLEAN)
}

/// Writes the schema of each file in `data/` to `data/schema/<name>.schema.json` under `root`.
pub fn write_all(root: &Path) -> Result<(), Error> {
    let folder = root.join(FOLDER);
    let fail = |path: &Path| {
        let path = path.to_owned();
        move |cause| Error::Write { path, cause }
    };
    fs::create_dir_all(&folder).map_err(fail(&folder))?;
    for (name, schema) in inputs() {
        let path = folder.join(format!("{name}.schema.json"));
        fs::write(&path, format!("{schema:#}\n")).map_err(fail(&path))?;
    }
    Ok(())
}

/// The schemas of the files in `data/`, by the file's name without its ending.
fn inputs() -> Vec<(String, Json)> {
    let kinds = KINDS.iter().map(|it| (it.file.trim_end_matches(".yaml").to_owned(), file_schema(it)));
    let mut site = crate::fact::read::object_shape(Site::ABOUT, Site::field_shapes());
    site["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    site["title"] = json!("data/site.yaml");
    kinds.chain([("site".to_owned(), site)]).collect()
}
