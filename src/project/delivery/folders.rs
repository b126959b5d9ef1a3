//! The folders of answered questionnaires in `out/` whose deliveries are recorded.

use std::path::{Path, PathBuf};

use super::super::{
    inputs::Inputs,
    places::{REVIEW, questionnaire},
};
use crate::{
    error::{Error, near},
    fact::Audience,
    load::list,
};

/// The given folders, else the questionnaires of all customers and audiences.
///
/// # Errors
/// There is no such folder, or it was answered for several audiences.
pub fn folders(inputs: &Inputs, asked: &[String]) -> Result<Vec<PathBuf>, Error> {
    let folders = Audience::ALL.iter().flat_map(|it| list(&questionnaire(inputs.root, *it, "")));
    let all: Vec<PathBuf> = folders.filter(|it| it.join(REVIEW).is_file()).collect();
    if asked.is_empty() { Ok(all) } else { asked.iter().map(|it| chosen(&all, it)).collect() }
}

/// The folder that a path or the name of a folder in `out/` names.
fn chosen(all: &[PathBuf], name: &str) -> Result<PathBuf, Error> {
    if Path::new(name).join("answers.json").is_file() {
        return Ok(PathBuf::from(name));
    }
    let named = |it: &&PathBuf| it.file_name().is_some_and(|it| it.to_string_lossy() == name);
    let found: Vec<&PathBuf> = all.iter().filter(named).collect();
    match found.as_slice() {
        [one] => Ok((*one).clone()),
        [] => {
            let names: Vec<_> =
                all.iter().filter_map(|it| Some(it.file_name()?.to_string_lossy().into_owned())).collect();
            let near = near(name, names.iter().map(String::as_str));
            let what = "answered questionnaire in `out/` called";
            Err(Error::Unknown { what, name: name.to_owned(), near })
        }
        [first, ..] => Err(Error::Rejected {
            message: format!("`{}` was answered for {} audiences", name.escape_debug(), found.len()),
            help: format!("name the folder: `{}`", first.display()),
        }),
    }
}
