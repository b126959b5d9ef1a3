//! `factum init [DIR]`: an example project with comments that builds without warnings.

use std::{
    fs,
    path::{Path, PathBuf},
};

use chrono::{Months, NaiveDate};

use super::{CLEAN, Context, schema};
use crate::{diagnostic::human::count, error::Error, load::STARTER, project::Stopped};

/// Writes the example project; fails if one of its files already exists.
pub fn run(context: &Context, dir: Option<PathBuf>) -> Result<u8, Stopped> {
    let dir = dir.map_or_else(|| context.root().to_owned(), |it| context.root().join(it));
    let taken = STARTER.iter().map(|(path, _)| dir.join(path)).find(|it| fs::symlink_metadata(it).is_ok());
    if let Some(path) = taken {
        return Err(Error::Usage {
            message: format!("`{}` already exists", path.display()),
            help: "choose another folder: `factum init DIR`; existing files are never overwritten".into(),
        }
        .into());
    }
    if let Err(error) = write(&dir, context.on) {
        // A partial project would block the next attempt.
        for (path, _) in STARTER {
            let _ = fs::remove_file(dir.join(path));
        }
        return Err(error.into());
    }
    let shown = dir.strip_prefix(".").unwrap_or(&dir).display().to_string();
    let (place, root) = if shown.is_empty() {
        ("this folder".to_owned(), String::new())
    } else {
        (format!("`{shown}`"), format!(" --root {shown}"))
    };
    context.terminal.summary(&format!(
        "wrote {} to {place}\nnext: edit data/vendor.yaml, then run `factum build{root}` and open {}",
        count(STARTER.len(), "file"),
        Path::new(&shown).join("out/public/site/index.html").display()
    ));
    Ok(CLEAN)
}

/// Writes every file of the example project, and the schemas that they reference.
fn write(dir: &Path, on: NaiveDate) -> Result<(), Error> {
    for (path, text) in STARTER {
        let path = dir.join(path);
        let fail = |cause| Error::Write { path: path.clone(), cause };
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(fail)?;
        }
        fs::write(&path, dated(text, on)).map_err(fail)?;
    }
    schema::write_all(dir)
}

/// The example text with its dates set around `on`.
fn dated(text: &str, on: NaiveDate) -> String {
    let year_ago = on.checked_sub_months(Months::new(12)).unwrap_or(on);
    let in_two_years = on.checked_add_months(Months::new(24)).unwrap_or(on);
    text.replace("{{TODAY_MINUS_YEAR}}", &year_ago.to_string())
        .replace("{{TODAY_PLUS_TWO_YEARS}}", &in_two_years.to_string())
        .replace("{{TODAY}}", &on.to_string())
}
