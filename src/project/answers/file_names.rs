//! Names of customers' files, and of the folders and files derived from them.

use std::path::{Path, PathBuf};

use crate::{
    error::Error, fact::printable, ledger::digest_of, load::read_bytes, markup::anchor,
    questionnaire::Upload, review::folder_of,
};

/// The largest file that is read, in bytes.
pub const LARGEST: u64 = 64 << 20;

/// The folder's name for each file.
pub(super) fn folder_names(files: &[PathBuf], customer: Option<&str>) -> Result<Vec<String>, Error> {
    let mut names: Vec<String> = Vec::new();
    let customer = match customer {
        Some(it) if !it.chars().any(char::is_alphanumeric) => {
            let message = "`--customer` must contain letters or digits".into();
            return Err(Error::Rejected {
                message,
                help: "name the customer: `--customer \"Acme GmbH\"`".into(),
            });
        }
        // Two customers' files with the same name must not share a folder and its decisions.
        Some(it) => format!("{}--", folder_of(it)),
        None => String::new(),
    };
    for path in files {
        let name = format!("{customer}{}", folder_name_of(path));
        if let Some(at) = names.iter().position(|it| *it == name) {
            let other = files.get(at).map_or(Path::new(""), PathBuf::as_path);
            return Err(Error::Rejected {
                message: format!(
                    "`{}` and `{}` would both be written to the folder `{name}`",
                    other.display(),
                    path.display()
                ),
                help: if customer.is_empty() {
                    "answer each customer's file in a run with `--customer NAME`, or rename one of them"
                        .into()
                } else {
                    "rename one of them".into()
                },
            });
        }
        names.push(name);
    }
    Ok(names)
}

/// A name in one line.
pub fn in_one_line(name: &str) -> String {
    printable(name).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name for a folder: letters and digits of the file's name, joined by hyphens. Where the name has more
/// than these, the beginning of a digest follows, so that two names never share a folder and one name always
/// has the same.
fn folder_name_of(path: &Path) -> String {
    let stem = path.file_stem().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
    let short = anchor(&stem).chars().take(80).collect::<String>().trim_matches('-').to_owned();
    if short == stem.to_lowercase() {
        short
    } else {
        format!("{short}-{}", digest_of(stem.as_bytes()).get(..8).unwrap_or_default())
    }
}

/// Reads a customer's file.
///
/// # Errors
/// The file cannot be read, or is larger than [`LARGEST`].
pub fn upload(path: &Path) -> Result<Upload, Error> {
    let name = path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Upload { name, bytes: read_bytes(path, LARGEST)? })
}

/// The name of the filled file: the customer's own, unless one of ours has it, without what a file system may
/// not take.
pub(super) fn own_name(name: &str) -> String {
    let inert: String =
        name.chars().map(|c| if c.is_control() || "\\/:*?\"<>|".contains(c) { '_' } else { c }).collect();
    let ours = ["answers.html", "answers.pdf", "answers.json", "review.yaml"];
    let lower = inert.to_lowercase();
    if ours.contains(&lower.as_str()) || inert.starts_with('.') { format!("filled-{inert}") } else { inert }
}
